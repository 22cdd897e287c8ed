import type { Db } from '../../core/db.ts'
import type { DeskFacts } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import type { ApplicationsTables } from '../applications/projection.ts'
import type { Application } from '../applications/queries.ts'
import type { ComparedLists } from './compared-lists.ts'
import { fewest } from './fingerprint.ts'
import { plainText } from './plain-text.ts'
import { type Compared, readHits } from './state.ts'
import { ownTexts } from './texts.ts'

/** An application that may be the same work, and why it was looked at. */
export type OtherApplication = {
  readonly id: string
  readonly number: string
  readonly title: string
  /** Whose list it stands in. */
  readonly office: string
  /** Title of its batch; null for the batch under review. */
  readonly batch: string | null
  /** Of the text of the shorter one; null when the texts are not alike. */
  readonly percent: number | null
  /** What our office said of the two; null when nobody did, or one of them changed since. */
  readonly judged: { readonly isDuplicate: boolean; readonly note: string } | null
}

/** Texts that say the same. `uncompared`: something came or changed after texts were compared last. */
export type TextComparison = {
  readonly state: 'compared' | 'uncompared' | 'no-text'
  /** Others of the batch that say too little to be compared. */
  readonly withoutText: number
}

/** Whoever leads applications of the batch, without names or IDs. */
export type PrincipalComparison = {
  /** False: nobody was entered here, or the application is another office's, whose people never leave it. */
  readonly isEntered: boolean
  readonly alike: readonly { readonly number: string; readonly by: 'id' | 'name' }[]
  /** Offices whose applications of the batch are here without their people. */
  readonly notCompared: readonly string[]
}

export type Others = {
  readonly applications: readonly OtherApplication[]
  readonly offices: readonly { readonly short: string; readonly arrived: boolean }[]
  readonly texts: TextComparison
  readonly principals: PrincipalComparison
}

/** What stays the same while many applications are looked at. */
export type Surroundings = {
  readonly desk: Pick<DeskFacts, 'institution'>
  readonly lists: ComparedLists
  readonly compared: Compared | null
  readonly isCurrent: boolean
  /** False: nobody has judged any pair yet. */
  readonly hasJudgements: boolean
}

type Row = Pick<
  ApplicationsTables['applications'],
  'subject' | 'number' | 'title' | 'import' | 'batch' | 'institution'
>

/**
 * The others that an application may repeat, found by index: same number in the batch, same title anywhere, and those
 * that comparing found alike. Takes as long with a hundred thousand applications as with ten.
 */
export function readOthers(db: Db, application: Application, surroundings: Surroundings): Others {
  const { lists, compared, isCurrent } = surroundings
  const { id, batch, content, documents } = application
  const hits = new Map(readHits(db, id).map((hit) => [hit.other, hit]))
  const judged = surroundings.hasJudgements
    ? readJudgements(db, id, surroundings.desk.institution)
    : new Map<string, never>()
  const rows = candidates(db, id, [...hits.keys(), ...judged.keys()]).filter(
    (row) => !lists.isWithdrawn(row.import),
  )
  const hasText = saysEnough(db, content, documents)
  return {
    applications: rows.map((row) => ({
      id: row.subject,
      number: row.number,
      title: row.title,
      office: lists.officeOf(row),
      batch: lists.otherBatch(row.batch, batch),
      percent: hits.get(row.subject)?.percent ?? null,
      judged: judged.get(row.subject) ?? null,
    })),
    offices: lists.offices(batch),
    texts: {
      state: !hasText ? 'no-text' : isCurrent ? 'compared' : 'uncompared',
      withoutText: lists.linked(batch).reduce((sum, one) => sum + (compared?.withoutText[one] ?? 0), 0),
    },
    principals: readPrincipals(db, application, surroundings),
  }
}

/** Nobody reads a longer list. */
const mostOfAKind = 200

/** What its applicant took back repeats nothing: nearly always there is none. */
const notTakenBack = 'WHERE a.subject NOT IN (SELECT subject FROM application_withdrawals)'

// By hand: a whole batch is asked one by one, and building these statements takes longer than running them. Nothing is
// sorted or made distinct there, because that takes a table of its own each time.
const sharing = (key: 'number_key' | 'title_key' | 'title_core') =>
  `SELECT * FROM (SELECT o.subject FROM duplicate_keys k CROSS JOIN duplicate_keys o ON o.${key} = k.${key}
    WHERE k.subject = ? AND k.${key} <> '' AND o.${key} <> '' LIMIT ${mostOfAKind})`
const alikeByIndex = `SELECT a.subject, a.number, a.title, a.import, a.batch, a.institution FROM (
    SELECT value AS subject FROM json_each(?)
    UNION ALL ${sharing('number_key')} UNION ALL ${sharing('title_key')} UNION ALL ${sharing('title_core')}
  ) AS found CROSS JOIN applications a ON a.subject = found.subject ${notTakenBack}`

/** By number, each once. */
function candidates(db: Db, id: string, more: readonly string[]): readonly Row[] {
  const rows = db.sql<Row>(alikeByIndex, JSON.stringify(more), id, id, id)
  const others = new Map(rows.flatMap((row) => (row.subject === id ? [] : [[row.subject, row]])))
  return [...others.values()].sort((a, b) =>
    a.number < b.number || (a.number === b.number && a.subject < b.subject) ? -1 : 1,
  )
}

function saysEnough(db: Db, content: Application['content'], documents: Application['documents']): boolean {
  const written = ownTexts(content).reduce((sum, { text }) => sum + plainText(text).text.length, 0)
  return written >= fewest || documents.some(({ document }) => charactersOf(db, document) >= fewest)
}

function charactersOf(db: Db, document: Digest): number {
  const [row] = db.sql<{ characters: number }>(
    'SELECT characters FROM document_fingerprints WHERE digest = ?',
    document,
  )
  return row?.characters ?? 0
}

const heldJudgements = ['first', 'second']
  .map(
    (end) => `SELECT j.first, j.second, j.is_duplicate, j.note, j.at FROM duplicate_judgements j
      CROSS JOIN duplicate_keys a ON a.subject = j.first CROSS JOIN duplicate_keys b ON b.subject = j.second
      WHERE j.${end} = ? AND j.institution = ? AND j.first_seen = a.changed AND j.second_seen = b.changed`,
  )
  .join(' UNION ALL ')

/** What our office said last of each pair, as long as neither of the two has changed since. */
function readJudgements(
  db: Db,
  id: string,
  institution: string,
): ReadonlyMap<string, NonNullable<OtherApplication['judged']>> {
  const rows = db.sql<{ first: string; second: string; is_duplicate: number; note: string; at: string }>(
    heldJudgements,
    ...[id, institution, id, institution],
  )
  return new Map(
    rows
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .map(({ first, second, is_duplicate, note }) => [
        first === id ? second : first,
        { isDuplicate: is_duplicate === 1, note },
      ]),
  )
}

type PrincipalRow = { subject: string; id_key: string | null; number: string; import: string; batch: string }

const principalsBy = (key: 'name_key' | 'id_key') =>
  `SELECT p.subject, p.id_key, a.number, a.import, a.batch FROM duplicate_principals p
    CROSS JOIN applications a ON a.subject = p.subject ${notTakenBack} AND p.${key} = ? LIMIT ${mostOfAKind}`

function readPrincipals(
  db: Db,
  { id, batch, institution }: Application,
  { desk, lists }: Surroundings,
): PrincipalComparison {
  const own = db.sql<{ name_key: string; id_key: string | null }>(
    'SELECT name_key, id_key FROM duplicate_principals WHERE subject = ?',
    id,
  )
  const notCompared = lists.foreign(batch, desk.institution)
  if (own.length === 0 || institution !== desk.institution)
    return { isEntered: false, alike: [], notCompared }
  const alike = new Map<string, 'id' | 'name'>()
  for (const { name_key, id_key } of own) {
    const rows = [
      ...db.sql<PrincipalRow>(principalsBy('name_key'), name_key),
      ...(id_key === null ? [] : db.sql<PrincipalRow>(principalsBy('id_key'), id_key)),
    ]
    for (const row of rows) {
      const counts =
        row.subject !== id && lists.linked(batch).includes(row.batch) && !lists.isWithdrawn(row.import)
      // Two people of one name have two IDs.
      const areOthers = id_key !== null && row.id_key !== null && id_key !== row.id_key
      if (!counts || areOthers) continue
      const by = id_key !== null && id_key === row.id_key ? 'id' : 'name'
      if (alike.get(row.number) !== 'id') alike.set(row.number, by)
    }
  }
  const sorted = [...alike].sort(([a], [b]) => (a < b ? -1 : 1))
  return { isEntered: true, alike: sorted.map(([number, by]) => ({ number, by })), notCompared }
}
