import { sql } from 'kysely'
import { type Db, tables } from '../../core/db.ts'
import type { OrganisationRowsTables } from '../applications/organisation-rows.ts'
import { readBook } from '../organisations/projection.ts'
import {
  bareIdentity,
  comparableName,
  familiesOf,
  type Identity,
  identityOf,
  isMeant,
  type Named,
  normalCreditCode,
  type OrganisationBook,
} from '../organisations/rules.ts'
import { type MatchedEntry, matchOf, type RegisterEntry } from './entry.ts'
import { registersTables as k, type RegistersTables } from './projection.ts'

const mentions = tables<OrganisationRowsTables>()

/** An entry with the organisation as the register names it, and where its evidence is. */
export type StoredEntry = RegisterEntry & {
  readonly organisation: Named
  readonly note: string
  readonly evidence: { readonly document: string; readonly page: number | null } | null
  readonly person: string
  readonly at: string
}

/** Entries that count: of this office, not taken back; a lifting counts when a second person's word is here. */
export function countingEntries(institution: string) {
  return k
    .selectFrom('register_entries as e')
    .where('e.institution', '=', institution)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('register_withdrawals as w')
            .select('w.subject')
            .whereRef('w.target', '=', 'e.subject')
            .where('w.institution', '=', institution),
        ),
      ),
    )
    .selectAll('e')
    .select(isLiftedSql(institution).as('lifted'))
}

function isLiftedSql(institution: string) {
  return sql<number>`EXISTS (SELECT 1 FROM register_liftings l JOIN lifting_confirmations c ON c.subject = l.second
    WHERE l.entry = e.subject AND l.row = e.row AND l.institution = ${institution} AND c.institution = ${institution}
      AND c.entry = l.entry AND c.row = l.row AND c.person <> l.person
      AND NOT EXISTS (SELECT 1 FROM register_withdrawals v WHERE v.target = l.subject AND v.institution = ${institution}))`
}

export function toStored(
  row: RegistersTables['register_entries'] & { readonly lifted: number },
): StoredEntry {
  return {
    id: row.subject,
    row: row.row === 0 ? null : row.row,
    register: row.register,
    channel: row.channel,
    checkedOn: row.checked_on,
    months: row.months,
    result: row.result,
    penaltyFrom: row.penalty_from,
    penaltyTo: row.penalty_to,
    isLifted: row.lifted === 1,
    organisation: { name: row.name, code: row.code },
    note: row.note,
    evidence: row.evidence === null ? null : (JSON.parse(row.evidence) as StoredEntry['evidence']),
    person: row.person,
    at: row.at,
  }
}

/** Looks organisations up in the registers of an office; made once for many. */
export type Entries = {
  readonly book: OrganisationBook
  of(organisation: Named): readonly (StoredEntry & MatchedEntry)[]
}

/** One moment of the registers: an organisation that stands in many applications is looked up once. */
export function openEntries(db: Db, institution: string): Entries {
  const book = readBook(db, institution)
  const find = entriesFinder(db, institution)
  const known = new Map<string, ReturnType<Entries['of']>>()
  return {
    book,
    of(organisation) {
      const key = JSON.stringify([organisation.name, organisation.code])
      const found = known.get(key) ?? entriesOf(db, { book, find, organisation })
      known.set(key, found)
      return found
    },
  }
}

type Find = (names: readonly string[], codes: readonly string[]) => readonly EntryRow[]
type EntryRow = RegistersTables['register_entries'] & { readonly lifted: number }

/** The statement is built once: a whole batch asks it for each of its organisations. */
function entriesFinder(db: Db, institution: string): Find {
  const [ofNames, ofCodes] = ['names', 'codes']
  const { sql: text, parameters } = countingEntries(institution)
    .where((eb) =>
      eb.or([
        eb('e.name_key', 'in', sql<string>`(SELECT value FROM json_each(${ofNames}))`),
        eb('e.code', 'in', sql<string>`(SELECT value FROM json_each(${ofCodes}))`),
      ]),
    )
    .orderBy('e.checked_on', 'desc')
    .orderBy('e.at', 'desc')
    .compile()
  return (names, codes) => {
    const given = new Map([
      [ofNames, JSON.stringify(names)],
      [ofCodes, JSON.stringify(codes)],
    ])
    return db.sql<EntryRow>(text, ...parameters.map((one) => given.get(one as string) ?? (one as string)))
  }
}

/** Other names under the same code in applications: the same organisation as a rule, a slip of the list now and then. */
function namesUnderCodes(db: Db, codes: ReadonlySet<string>): readonly string[] {
  if (codes.size === 0) return []
  return db
    .sql<{ name_key: string }>(
      `SELECT DISTINCT name_key FROM application_organisations
        WHERE code IN (SELECT value FROM json_each(?)) LIMIT 50`,
      JSON.stringify([...codes]),
    )
    .map(({ name_key }) => name_key)
}

function entriesOf(
  db: Db,
  {
    book,
    find,
    organisation: { name, code },
  }: { readonly book: OrganisationBook; readonly find: Find; readonly organisation: Named },
): readonly (StoredEntry & MatchedEntry)[] {
  const organisation = { name, code: code === null ? null : normalCreditCode(code) || null }
  const own = identityOf(book, organisation)
  const related = relatedTo(db, { book, organisation, own })
  const all = [own, ...related]
  const names = [...new Set(all.flatMap((one) => [...one.names]))]
  const codes = [...new Set(all.flatMap((one) => [...one.codes]))]
  if (names.length + codes.length === 0) return []
  return find(names, codes).flatMap((row) => {
    const entry = toStored(row)
    const match = matchOf(entry.organisation, { own, related })
    return match ? [{ ...entry, match, under: entry.organisation.name }] : []
  })
}

function relatedTo(
  db: Db,
  {
    book,
    organisation,
    own,
  }: { readonly book: OrganisationBook; readonly organisation: Named; readonly own: Identity },
): readonly Identity[] {
  const renamed = namesUnderCodes(db, own.codes).filter((name) => !own.names.has(name))
  const relatives = familiesOf(book, own).flatMap(({ members }) =>
    members.filter((member) => !isMeant(own, member)).map((member) => identityOf(book, member)),
  )
  // By its name alone: under another code it is another organisation.
  const byName = own.codes.size > 0 ? [] : codesUnder(db, comparableName(organisation.name))
  return [
    ...renamed.map((name): Identity => ({ names: new Set([name]), codes: new Set() })),
    ...byName.map((code) => bareIdentity({ name: '', code })),
    ...relatives,
  ]
}

/** Codes under which applications mention this name, for a mention that came without one. */
function codesUnder(db: Db, name: string): readonly string[] {
  if (name === '') return []
  return db
    .all(
      mentions
        .selectFrom('application_organisations')
        .select('code')
        .distinct()
        .where('name_key', '=', name)
        .where('code', 'is not', null)
        .limit(50),
    )
    .flatMap(({ code }) => code ?? [])
}
