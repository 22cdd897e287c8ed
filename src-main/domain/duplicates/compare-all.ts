import type { Db } from '../../core/db.ts'
import type { Reading, ReadingContext } from '../../core/ports/readings.ts'
import type { ApplicationContent } from '../applications/record.ts'
import { alikeTexts } from './alike-texts.ts'
import { alikeTitles } from './alike-titles.ts'
import { type Fingerprint, fewest, fingerprintFrom, fingerprintOf, jointFingerprint } from './fingerprint.ts'
import { type Compared, type Hit, signatureNow } from './state.ts'
import { ownTexts } from './texts.ts'

/** What comparing all applications found, as far as it differs from what is kept. */
export type ComparedAll = {
  readonly compared: Omit<Compared, 'at'>
  /** Hits in JSON by application; null where there are none any more. */
  readonly changed: readonly (readonly [application: string, hits: string | null])[]
}

export const compareAllReading: Reading<null, ComparedAll> = 'duplicates/compare-all'

/** More than that nobody looks at; which ones are the same at every run. */
const mostHits = 20
const tellEvery = 500

/** Compares titles and texts of all applications that are here with each other, once through each list of what they share. */
export function compareAll({ db, step }: ReadingContext<null>): ComparedAll {
  const signature = signatureNow(db)
  const { ids, batches, titles, fingerprints } = readAll(db, step)
  const hits = ids.map(() => new Map<number, number | null>())
  step(ids.length, ids.length, 'compare-titles')
  for (const [a, b] of alikeTitles(titles, mostHits)) {
    hits[a]!.set(b, null)
    hits[b]!.set(a, null)
  }
  alikeTexts(
    fingerprints,
    (a, b, percent) => {
      hits[a]!.set(b, percent)
      hits[b]!.set(a, percent)
    },
    (done) => step(done, ids.length, 'compare-texts'),
  )
  const withoutText: Record<string, number> = {}
  for (const [i, { length }] of fingerprints.entries()) {
    if (length < fewest) withoutText[batches[i]!] = (withoutText[batches[i]!] ?? 0) + 1
  }
  return {
    compared: { signature, applications: ids.length, withoutText },
    changed: differences(db, new Map(ids.map((id, i) => [id, worstFirst(hits[i]!, ids)]))),
  }
}

function readAll(db: Db, step: ReadingContext<null>['step']) {
  const rows = db.sql<{ subject: string; batch: string; title: string }>(
    `SELECT k.subject, a.batch, k.title_key AS title FROM duplicate_keys k
      JOIN applications a ON a.subject = k.subject JOIN imports i ON i.subject = a.import
      WHERE i.withdrawn IS NULL AND k.subject NOT IN (SELECT subject FROM application_withdrawals)
      ORDER BY k.subject`,
  )
  const documents = documentsOf(db)
  const fingerprints: Fingerprint[] = []
  for (const [i, { subject }] of rows.entries()) {
    if (i % tellEvery === 0) step(i, rows.length, 'read-texts')
    const [{ content } = { content: '' }] = db.sql<{ content: string }>(
      `SELECT json_object('summary', content -> '$.summary', 'indicators', content -> '$.indicators',
        'task', content -> '$.task', 'other', content -> '$.other') AS content
        FROM application_contents WHERE subject = ?`,
      subject,
    )
    const texts = ownTexts(JSON.parse(content) as ApplicationContent).map(({ text }) => text)
    const own = fingerprintOf(texts)
    const attached = (documents.get(subject) ?? []).map((digest) => readFingerprint(db, digest))
    fingerprints.push(jointFingerprint([own, ...attached]))
  }
  return {
    ids: rows.map(({ subject }) => subject),
    batches: rows.map(({ batch }) => batch),
    titles: rows.map(({ title }) => title),
    fingerprints,
  }
}

/** Documents whose text is known, by application. */
function documentsOf(db: Db): ReadonlyMap<string, readonly string[]> {
  const rows = db.sql<{ subject: string; document: string }>(
    `SELECT d.subject, d.document FROM application_documents d
      JOIN document_fingerprints f ON f.digest = d.document AND f.characters > 0 ORDER BY d.subject, d.document`,
  )
  const found = new Map<string, string[]>()
  for (const { subject, document } of rows) {
    const known = found.get(subject)
    if (known) known.push(document)
    else found.set(subject, [document])
  }
  return found
}

function readFingerprint(db: Db, digest: string): Fingerprint {
  const [row] = db.sql<{ fingerprint: Uint8Array }>(
    'SELECT fingerprint FROM document_fingerprints WHERE digest = ?',
    digest,
  )
  return fingerprintFrom(row!.fingerprint)
}

function worstFirst(hits: ReadonlyMap<number, number | null>, ids: readonly string[]): readonly Hit[] {
  return [...hits]
    .map(([other, percent]) => ({ other: ids[other]!, percent }))
    .sort((a, b) => (b.percent ?? -1) - (a.percent ?? -1) || (a.other < b.other ? -1 : 1))
    .slice(0, mostHits)
}

/** Nearly all applications are alike none, and stay so: only what changed is written. */
function differences(db: Db, hits: ReadonlyMap<string, readonly Hit[]>): ComparedAll['changed'] {
  const kept = new Map(
    db
      .sql<{ subject: string; hits: string }>('SELECT subject, hits FROM duplicate_hits')
      .map((row) => [row.subject, row.hits]),
  )
  const changed: [string, string | null][] = []
  for (const [subject, found] of hits) {
    const now = found.length === 0 ? null : JSON.stringify(found)
    if ((kept.get(subject) ?? null) !== now) changed.push([subject, now])
    kept.delete(subject)
  }
  return [...changed, ...[...kept.keys()].map((subject): [string, null] => [subject, null])]
}
