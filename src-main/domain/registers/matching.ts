import { sql } from 'kysely'
import { type Db, tables } from '../../core/db.ts'
import type { OrganisationRowsTables } from '../applications/organisation-rows.ts'
import { readBook } from '../organisations/projection.ts'
import {
  bareIdentity,
  comparableName,
  type Identity,
  isMeant,
  type Named,
  normalCreditCode,
  type OpenBook,
  openBook,
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

/** One moment of the registers: an organisation that stands in many applications is looked up once. */
export type Entries = {
  readonly book: OpenBook
  of(organisation: Named): readonly (StoredEntry & MatchedEntry)[]
}

export function openEntries(db: Db, institution: string): Entries {
  const book = openBook(readBook(db, institution))
  const source = openSource(db, institution)
  const known = new Map<string, ReturnType<Entries['of']>>()
  return {
    book,
    of(organisation) {
      const key = JSON.stringify([organisation.name, organisation.code])
      const found = known.get(key) ?? entriesOf(organisation, { book, source: source() })
      known.set(key, found)
      return found
    },
  }
}

/** What is asked of the tables while organisations are looked up. */
type Source = {
  entries(identities: readonly Identity[]): readonly StoredEntry[]
  /** Other names under these codes in applications: as a rule a new name, now and then a slip of the list. */
  namesUnder(codes: ReadonlySet<string>): readonly string[]
  /** Codes under which applications mention this name. */
  codesUnder(name: string): readonly string[]
}

/** After so many organisations it is faster to read everything once than to ask for each. */
const worthReadingAll = 60
const mostNames = 50

/** Asks the tables for the first few organisations, and reads them whole when more are looked up. */
function openSource(db: Db, institution: string): () => Source {
  const asked = askingSource(db, institution)
  let read: Source | null = null
  let count = 0
  return () => {
    if (read) return read
    if (++count <= worthReadingAll) return asked
    read = readSource(db, institution)
    return read
  }
}

function askingSource(db: Db, institution: string): Source {
  const listed = (values: readonly string[]) =>
    sql<string>`(SELECT value FROM json_each(${JSON.stringify(values)}))`
  return {
    entries(identities) {
      const names = [...new Set(identities.flatMap((one) => [...one.names]))]
      const codes = [...new Set(identities.flatMap((one) => [...one.codes]))]
      if (names.length + codes.length === 0) return []
      const rows = db.all(
        countingEntries(institution)
          .where((eb) => eb.or([eb('e.name_key', 'in', listed(names)), eb('e.code', 'in', listed(codes))]))
          .orderBy('e.checked_on', 'desc')
          .orderBy('e.at', 'desc'),
      )
      return rows.map(toStored)
    },
    namesUnder(codes) {
      if (codes.size === 0) return []
      const found = mentions.selectFrom('application_organisations').select('name_key').distinct()
      return db.all(found.where('code', 'in', [...codes]).limit(mostNames)).map((row) => row.name_key)
    },
    codesUnder(name) {
      const found = mentions.selectFrom('application_organisations').select('code').distinct()
      return db
        .all(found.where('name_key', '=', name).where('code', 'is not', null).limit(mostNames))
        .flatMap(({ code }) => code ?? [])
    },
  }
}

function readSource(db: Db, institution: string): Source {
  const ordered = countingEntries(institution).orderBy('e.checked_on', 'desc').orderBy('e.at', 'desc')
  const all = db.all(ordered).map(toStored)
  const places = new Map<string, number[]>()
  const put = (map: Map<string, number[]>, key: string, place: number) => {
    const own = map.get(key)
    if (own) own.push(place)
    else map.set(key, [place])
  }
  for (const [place, { organisation }] of all.entries()) {
    put(places, `n${comparableName(organisation.name)}`, place)
    if (organisation.code) put(places, `c${organisation.code}`, place)
  }
  const [names, codes] = [new Map<string, string[]>(), new Map<string, string[]>()]
  const pairs = db.sql<{ code: string; name_key: string }>(
    'SELECT DISTINCT code, name_key FROM application_organisations WHERE code IS NOT NULL',
  )
  for (const { code, name_key } of pairs) {
    names.set(code, [...(names.get(code) ?? []), name_key].slice(0, mostNames))
    codes.set(name_key, [...(codes.get(name_key) ?? []), code].slice(0, mostNames))
  }
  return {
    entries(identities) {
      if (all.length === 0) return []
      const tokens = identities.flatMap((one) => [
        ...[...one.names].map((name) => `n${name}`),
        ...[...one.codes].map((code) => `c${code}`),
      ])
      const found = new Set(tokens.flatMap((token) => places.get(token) ?? []))
      return [...found].sort((a, b) => a - b).map((place) => all[place]!)
    },
    namesUnder: (own) => [...own].flatMap((code) => names.get(code) ?? []),
    codesUnder: (name) => codes.get(name) ?? [],
  }
}

type Opened = { readonly book: OpenBook; readonly source: Source }

function entriesOf({ name, code }: Named, { book, source }: Opened): readonly (StoredEntry & MatchedEntry)[] {
  const organisation = { name, code: code === null ? null : normalCreditCode(code) || null }
  const own = book.identityOf(organisation)
  const related = relatedTo(organisation, own, { book, source })
  return source.entries([own, ...related]).flatMap((entry) => {
    const match = matchOf(entry.organisation, { own, related })
    return match ? [{ ...entry, match, under: entry.organisation.name }] : []
  })
}

function relatedTo(organisation: Named, own: Identity, { book, source }: Opened): readonly Identity[] {
  const renamed = source.namesUnder(own.codes).filter((name) => !own.names.has(name))
  const relatives = book
    .familiesOf(own)
    .flatMap(({ members }) =>
      members.filter((member) => !isMeant(own, member)).map((member) => book.identityOf(member)),
    )
  // By its name alone: under another code it is another organisation.
  const key = comparableName(organisation.name)
  const byName = own.codes.size > 0 || key === '' ? [] : source.codesUnder(key)
  return [
    ...renamed.map((name): Identity => ({ names: new Set([name]), codes: new Set() })),
    ...byName.map((code) => bareIdentity({ name: '', code })),
    ...relatives,
  ]
}
