import { type Db, tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import type { Family, FamilyKind, FamilyMember, LinkKind, NameLink, OrganisationBook } from './book.ts'
import { normalCreditCode } from './credit-code.ts'
import {
  organisationDescribed,
  organisationFamilyRecorded,
  organisationNamesLinked,
  organisationStatementWithdrawn,
} from './events.ts'
import { comparableName } from './organisation-name.ts'
import type { Region } from './region.ts'

type Said = { subject: string; institution: string; person: string; at: string }

export type OrganisationsTables = {
  organisation_links: Said & {
    kind: LinkKind
    name: string
    code: string | null
    other_name: string
    other_code: string | null
    note: string
  }
  /** `members` as JSON; none: dissolved. */
  organisation_families: Said & { replaces: string | null; name: string; kind: FamilyKind; members: string }
  organisation_descriptions: Said & {
    name_key: string
    code: string | null
    revision: number
    name: string
    registered: string | null
    kind: string | null
    region: Region | null
    note: string
  }
  organisation_withdrawals: Said & { statement: string; reason: string }
}

export const organisationsTables = tables<OrganisationsTables>()
const k = organisationsTables
const said = 'subject TEXT PRIMARY KEY, institution TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL'

/** The first word on a subject counts: a second one from a chain that repeats itself changes nothing. */
function put<Table extends keyof OrganisationsTables>(
  db: Db,
  table: Table,
  row: OrganisationsTables[Table],
): void {
  const insert = k.insertInto(table).values(row as never)
  db.run(insert.onConflict((conflict) => conflict.doNothing()))
}

export const projection: Projection = {
  revision: 1,
  tables: [
    'organisation_links',
    'organisation_families',
    'organisation_descriptions',
    'organisation_withdrawals',
  ],
  ddl: `CREATE TABLE organisation_links (
      ${said}, kind TEXT NOT NULL, name TEXT NOT NULL, code TEXT, other_name TEXT NOT NULL, other_code TEXT,
      note TEXT NOT NULL
    ) STRICT;
    CREATE TABLE organisation_families (
      ${said}, replaces TEXT, name TEXT NOT NULL, kind TEXT NOT NULL, members TEXT NOT NULL
    ) STRICT;
    CREATE TABLE organisation_descriptions (
      ${said}, name_key TEXT NOT NULL, code TEXT, revision INTEGER NOT NULL, name TEXT NOT NULL, registered TEXT,
      kind TEXT, region TEXT, note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX organisation_descriptions_by_code ON organisation_descriptions (code);
    CREATE INDEX organisation_descriptions_by_name ON organisation_descriptions (name_key);
    CREATE TABLE organisation_withdrawals (${said}, statement TEXT NOT NULL, reason TEXT NOT NULL) STRICT;`,
  handlers: [
    on(organisationNamesLinked, (db, { subject, institution, actor, at, data }) => {
      const { kind, organisation, other, note } = data
      const words = { name: organisation.name, other_name: other.name, note }
      const codes = { code: normal(organisation.code), other_code: normal(other.code) }
      const who = { subject, institution, person: actor.id, at }
      put(db, 'organisation_links', { ...who, kind, ...words, ...codes })
    }),
    on(organisationFamilyRecorded, (db, { subject, institution, actor, at, data }) => {
      const members = JSON.stringify(data.members.map((one) => ({ ...one, code: normal(one.code) })))
      const { replaces, name, kind } = data
      const row = { subject, institution, person: actor.id, at, replaces, name, kind, members }
      put(db, 'organisation_families', row)
    }),
    on(organisationDescribed, (db, { subject, institution, actor, at, data }) => {
      const { organisation, ...rest } = data
      const named = {
        name: organisation.name,
        name_key: comparableName(organisation.name),
        code: normal(organisation.code),
      }
      const row = { subject, institution, person: actor.id, at, ...named, ...rest }
      put(db, 'organisation_descriptions', row)
    }),
    on(organisationStatementWithdrawn, (db, { subject, institution, actor, at, data }) => {
      const row = { subject, institution, person: actor.id, at, ...data }
      put(db, 'organisation_withdrawals', row)
    }),
  ],
}

function normal(code: string | null): string | null {
  return code === null ? null : normalCreditCode(code) || null
}

/** Statements that their own office took back. */
function withdrawn(db: Db, institution: string): ReadonlySet<string> {
  const rows = db.all(
    k.selectFrom('organisation_withdrawals').select('statement').where('institution', '=', institution),
  )
  return new Set(rows.map(({ statement }) => statement))
}

export type KnownLink = NameLink & {
  readonly person: string
  readonly at: string
  readonly institution: string
}
export type KnownFamily = Family & {
  readonly person: string
  readonly at: string
  readonly institution: string
}

/** The links that an office has not taken back. */
export function readLinks(db: Db, institution: string): readonly KnownLink[] {
  const gone = withdrawn(db, institution)
  return db
    .all(
      k
        .selectFrom('organisation_links')
        .selectAll()
        .where('institution', '=', institution)
        .orderBy('at')
        .orderBy('subject'),
    )
    .filter(({ subject }) => !gone.has(subject))
    .map((row) => ({
      id: row.subject,
      kind: row.kind,
      organisation: { name: row.name, code: row.code },
      other: { name: row.other_name, code: row.other_code },
      note: row.note,
      person: row.person,
      at: row.at,
      institution,
    }))
}

/** The families of an office as they stand: the newest word on each, without those that were dissolved. */
export function readFamilies(db: Db, institution: string): readonly KnownFamily[] {
  const gone = withdrawn(db, institution)
  const rows = db
    .all(
      k
        .selectFrom('organisation_families')
        .selectAll()
        .where('institution', '=', institution)
        .orderBy('name')
        .orderBy('subject'),
    )
    .filter(({ subject }) => !gone.has(subject))
  const replaced = new Set(rows.map(({ replaces }) => replaces))
  return rows.flatMap(({ subject: id, name, kind, members, person, at }) => {
    const parsed = JSON.parse(members) as FamilyMember[]
    return replaced.has(id) || parsed.length === 0
      ? []
      : [{ id, name, kind, members: parsed, person, at, institution }]
  })
}

/** What this office recorded of names and families; what others recorded is shown, and decides nothing here. */
export function readBook(db: Db, institution: string): OrganisationBook {
  return { links: readLinks(db, institution), families: readFamilies(db, institution) }
}

export type Description = {
  readonly id: string
  readonly registered: string | null
  readonly kind: string | null
  readonly region: Region | null
  readonly note: string
  readonly person: string
  readonly at: string
}

/** What this office recorded last of an organisation; null when it recorded nothing. */
export function readDescription(
  db: Db,
  institution: string,
  { names, codes }: { readonly names: ReadonlySet<string>; readonly codes: ReadonlySet<string> },
): Description | null {
  const gone = withdrawn(db, institution)
  const rows = db
    .all(
      k
        .selectFrom('organisation_descriptions')
        .selectAll()
        .where('institution', '=', institution)
        .where((eb) => eb.or([eb('code', 'in', [...codes, '']), eb('name_key', 'in', [...names, ''])]))
        .orderBy('revision', 'desc')
        .orderBy('subject', 'desc'),
    )
    .filter(({ subject, code }) => !gone.has(subject) && (!code || codes.size === 0 || codes.has(code)))
  const [newest] = rows
  if (!newest) return null
  const { subject: id, registered, kind, region, note, person, at } = newest
  return { id, registered, kind, region, note, person, at }
}
