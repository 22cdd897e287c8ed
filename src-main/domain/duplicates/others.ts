import { sql } from 'kysely'
import { type Db, tables } from '../../core/db.ts'
import type { DeskFacts } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import type { ApplicationsTables } from '../applications/projection.ts'
import type { Application } from '../applications/queries.ts'
import type { ComparedLists } from './compared-lists.ts'
import { fewest } from './fingerprint.ts'
import { plainText } from './plain-text.ts'
import type { DuplicatesTables } from './projection.ts'
import { type Compared, readHits } from './state.ts'
import { ownTexts } from './texts.ts'

const k = tables<DuplicatesTables & ApplicationsTables>()

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
  const judged = readJudgements(db, id, surroundings.desk.institution)
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

function candidates(db: Db, id: string, more: readonly string[]): readonly Row[] {
  const own = db.get(k.selectFrom('duplicate_keys').selectAll().where('subject', '=', id))
  if (!own) return []
  const by = (column: 'number_key' | 'title_key' | 'title_core', key: string) =>
    key === ''
      ? []
      : db.all(
          k
            .selectFrom('duplicate_keys')
            .select('subject')
            .where(column, '=', key)
            .$if(column === 'title_core', (found) => found.where('title_core', '<>', sql.lit('')))
            .limit(mostOfAKind),
        )
  const found = [
    ...by('number_key', own.number_key),
    ...by('title_key', own.title_key),
    ...by('title_core', own.title_core),
  ].map(({ subject }) => subject)
  const ids = [...new Set([...found, ...more])].filter((one) => one !== id)
  if (ids.length === 0) return []
  return db.all(
    k
      .selectFrom('applications')
      .select(['subject', 'number', 'title', 'import', 'batch', 'institution'])
      .where('subject', 'in', sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
      .orderBy('number')
      .orderBy('subject'),
  )
}

/** Nobody reads a longer list; the page of all pairs has them. */
const mostOfAKind = 200

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

/** What our office said last of each pair, as long as neither of the two has changed since. */
function readJudgements(
  db: Db,
  id: string,
  institution: string,
): ReadonlyMap<string, NonNullable<OtherApplication['judged']>> {
  const rows = db.all(
    k
      .selectFrom('duplicate_judgements as j')
      .innerJoin('duplicate_keys as a', 'a.subject', 'j.first')
      .innerJoin('duplicate_keys as b', 'b.subject', 'j.second')
      .select(['j.first', 'j.second', 'j.is_duplicate', 'j.note'])
      .where((eb) => eb.or([eb('j.first', '=', id), eb('j.second', '=', id)]))
      .where('j.institution', '=', institution)
      .whereRef('j.first_seen', '=', 'a.changed')
      .whereRef('j.second_seen', '=', 'b.changed')
      .orderBy('j.at'),
  )
  return new Map(
    rows.map(({ first, second, is_duplicate, note }) => [
      first === id ? second : first,
      { isDuplicate: is_duplicate === 1, note },
    ]),
  )
}

function readPrincipals(
  db: Db,
  { id, batch, institution }: Application,
  { desk, lists }: Surroundings,
): PrincipalComparison {
  const own = db.all(k.selectFrom('duplicate_principals').selectAll().where('subject', '=', id))
  const notCompared = lists.foreign(batch, desk.institution)
  if (own.length === 0 || institution !== desk.institution)
    return { isEntered: false, alike: [], notCompared }
  const alike = new Map<string, 'id' | 'name'>()
  for (const { name_key, id_key } of own) {
    const rows = db.all(
      k
        .selectFrom('duplicate_principals as p')
        .innerJoin('applications as a', 'a.subject', 'p.subject')
        .select(['a.number', 'a.import', 'a.batch', 'p.id_key', 'p.subject'])
        .where((eb) =>
          eb.or([eb('p.name_key', '=', name_key), ...(id_key === null ? [] : [eb('p.id_key', '=', id_key)])]),
        )
        .orderBy('a.number'),
    )
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
  return { isEntered: true, alike: [...alike].map(([number, by]) => ({ number, by })), notCompared }
}
