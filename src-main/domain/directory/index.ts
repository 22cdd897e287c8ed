import { z } from 'zod'
import { type Db, tables } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import type { OrganisationRowsTables } from '../applications/organisation-rows.ts'
import type { ApplicationsTables } from '../applications/projection.ts'
import { readBatches } from '../batches/index.ts'
import { reviewTables } from '../formal-review/projection.ts'
import { readReviewOf } from '../formal-review/which-review.ts'
import {
  type Description,
  type KnownFamily,
  type KnownLink,
  readBook,
  readDescription,
  readFamilies,
  readLinks,
} from '../organisations/projection.ts'
import {
  bareIdentity,
  type Identity,
  isMeant,
  type Named,
  openBook,
  type Region,
  regions,
} from '../organisations/rules.ts'
import type { MatchedEntry } from '../registers/entry.ts'
import { openEntries, type StoredEntry } from '../registers/matching.ts'
import { isFound, searchWords } from '../search/rules.ts'
import { type Gathered, gatherOrganisations } from './gather.ts'

const k = tables<ApplicationsTables & OrganisationRowsTables>()

export type DirectoryRow = Gathered & { readonly families: readonly string[] }

const region = z.enum(regions)

/** Organisations by any part of a name, a code or the initials in pinyin, the most mentioned first. */
const list = query({
  permission: may('registers:read'),
  input: z.strictObject({
    search: z.string().max(200),
    region: region.nullable(),
    /** Only those that are known by several names. */
    renamed: z.boolean(),
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
  read({ input, db, desk }): { readonly total: number; readonly rows: readonly DirectoryRow[] } {
    const words = searchWords(input.search)
    const found = gatherOrganisations(db, desk.institution).filter(
      ({ names, codes, regions: own }) =>
        (input.region === null || own.includes(input.region)) &&
        (!input.renamed || names.length > 1) &&
        // Name by name: initials of names are remembered, those of longer texts are not.
        words.every((word) => [...names, ...codes].some((text) => isFound([word], text))),
    )
    const book = openBook(readBook(db, desk.institution))
    const rows = found.slice(input.offset, input.offset + input.limit).map((one) => ({
      ...one,
      families: book.familiesOf(identityOfGathered(one)).map(({ name }) => name),
    }))
    return { total: found.length, rows }
  },
})

function identityOfGathered({ names, codes }: Gathered): Identity {
  const bare = names.map((name) => bareIdentity({ name, code: null }))
  return { names: new Set(bare.flatMap((one) => [...one.names])), codes: new Set(codes) }
}

export type OrganisationApplication = {
  readonly id: string
  readonly batch: string
  readonly number: string
  readonly title: string
  readonly institution: string
  readonly roles: readonly string[]
  /** As this application calls it. */
  readonly name: string
  readonly state: '未开始' | '审查中' | '通过' | '补交材料中' | '不予受理'
}

export type OrganisationPage = {
  readonly names: readonly { readonly name: string; readonly code: string | null; readonly count: number }[]
  readonly kinds: readonly string[]
  readonly regions: readonly Region[]
  readonly description: Description | null
  readonly links: readonly KnownLink[]
  readonly families: readonly KnownFamily[]
  /** What other offices recorded; it decides nothing here. */
  readonly elsewhere: readonly KnownLink[]
  readonly applications: readonly OrganisationApplication[]
  /** How many there are; the list holds the newest. */
  readonly total: number
  readonly entries: readonly (StoredEntry & MatchedEntry)[]
}

const shownApplications = 300

/** Everything about one organisation: its names and family, its applications across batches, what the registers say. */
const open = query({
  permission: may('registers:read'),
  input: z.strictObject({ name: z.string().max(200), code: z.string().max(40).nullable() }),
  read({ input, db, desk }): OrganisationPage | null {
    const identity = openBook(readBook(db, desk.institution)).identityOf(input)
    const mentions = readMentions(db, identity)
    const links = readLinks(db, desk.institution).filter((link) => concerns(identity, link))
    const families = readFamilies(db, desk.institution).filter(({ members }) =>
      members.some((member) => isMeant(identity, member)),
    )
    const entries = openEntries(db, desk.institution).of(input)
    if (mentions.length + links.length + families.length + entries.length === 0) return null
    const others = [...new Set(otherInstitutions(db, desk.institution))]
    const byName = Map.groupBy(mentions, ({ name, code }) => JSON.stringify([name, code]))
    const distinct = <T>(values: readonly (T | null)[]) => [
      ...new Set(values.filter((one): one is NonNullable<typeof one> => one !== null)),
    ]
    const applications = new Map(mentions.map((row) => [row.id, row]))
    return {
      names: [...byName.values()]
        .map((own) => ({ name: own[0]!.name, code: own[0]!.code, count: own.length }))
        .sort((a, b) => b.count - a.count),
      kinds: distinct(mentions.map(({ kind }) => kind)),
      regions: distinct(mentions.map(({ region: one }) => one as Region | null)),
      description: readDescription(db, desk.institution, identity),
      links,
      families,
      elsewhere: others.flatMap((institution) =>
        readLinks(db, institution).filter((link) => concerns(identity, link)),
      ),
      total: applications.size,
      applications: [...applications.values()].slice(0, shownApplications).map((row) => ({
        id: row.id,
        batch: row.batch,
        number: row.number,
        title: row.title,
        institution: row.institution,
        roles: row.roles.split(',').filter(Boolean),
        name: row.name,
        state: stateOf(db, row),
      })),
      entries,
    }
  },
})

function concerns(
  identity: Identity,
  { organisation, other }: { organisation: Named; other: Named },
): boolean {
  return isMeant(identity, organisation) || isMeant(identity, other)
}

function otherInstitutions(db: Db, own: string): readonly string[] {
  return db
    .sql<{ institution: string }>(
      'SELECT DISTINCT institution FROM organisation_links WHERE institution <> ?',
      own,
    )
    .map(({ institution }) => institution)
}

/** Mentions by applications that stand, the newest batch first. */
function readMentions(db: Db, { names, codes }: Identity) {
  const order = new Map(readBatches(db).map(({ id }, i) => [id, i]))
  const rows = db.all(
    k
      .selectFrom('application_organisations as o')
      .innerJoin('applications as a', 'a.subject', 'o.subject')
      .select([
        'a.subject as id',
        'a.batch',
        'a.number',
        'a.title',
        'a.institution',
        'o.name',
        'o.name_key',
        'o.code',
        'o.kind',
        'o.region',
        'o.roles',
      ])
      .where((eb) => eb.or([eb('o.code', 'in', [...codes, '']), eb('o.name_key', 'in', [...names, ''])]))
      .where(
        'a.import',
        'not in',
        k.selectFrom('imports').select('subject').where('withdrawn', 'is not', null),
      ),
  )
  return rows
    .filter(({ code }) => code === null || codes.size === 0 || codes.has(code))
    .sort((a, b) => (order.get(a.batch) ?? 0) - (order.get(b.batch) ?? 0) || (a.number < b.number ? -1 : 1))
}

function stateOf(
  db: Db,
  { id, institution }: { readonly id: string; readonly institution: string },
): OrganisationApplication['state'] {
  const review = readReviewOf(db, id, institution)
  const row = db.get(
    reviewTables
      .selectFrom('reviews')
      .select('outcome')
      .where('subject', '=', review ?? ''),
  )
  if (!row) return '未开始'
  if (row.outcome === null) return '审查中'
  return row.outcome === '通知补交材料' ? '补交材料中' : row.outcome
}

/** 单位名录: every organisation of the applications that are here, with what people and registers know of it. */
export const directory = { name: 'directory', events: [], calls: { list, open } } as const
