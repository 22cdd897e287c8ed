import { type ExpressionBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Db, tables } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import type { ApplicationsTables } from '../applications/projection.ts'
import { linkedBatches } from '../batches/index.ts'
import type { ReviewTables } from './projection.ts'

const k = tables<ApplicationsTables & ReviewTables>()

/** Where an application stands in formal review; one word each, the same on every screen and paper. */
export const reviewStates = ['未开始', '审查中', '通过', '补交材料中', '不予受理'] as const
export type ReviewState = (typeof reviewStates)[number]

export const sortColumns = [
  'number',
  'title',
  'lead',
  'field',
  'requested',
  'total',
  'state',
  'deadline',
] as const

export type ListRow = {
  readonly id: string
  readonly batch: string
  readonly institution: string
  readonly number: string
  readonly title: string
  readonly lead: string
  readonly leadRegion: string | null
  /** Regions of all organisations. */
  readonly regions: readonly string[]
  readonly field: string | null
  /** 分. */
  readonly requested: number | null
  readonly total: number | null
  readonly documents: number
  readonly state: ReviewState
  readonly deadline: string | null
}

export type ListFilter = {
  readonly batch: string | null
  readonly states: readonly ReviewState[]
  readonly regions: readonly string[]
  readonly institutions: readonly string[]
  readonly field: string | null
  /** Any part of number, title, or the name of an organisation; words apart must all be there. */
  readonly search: string
}

const filterSchema: z.ZodType<ListFilter> = z.strictObject({
  batch: z.string().nullable(),
  states: z.array(z.enum(reviewStates)),
  regions: z.array(z.string().max(10)).max(10),
  institutions: z.array(z.string().max(20)).max(50),
  field: z.string().max(80).nullable(),
  search: z.string().max(200),
})

type Joined = ExpressionBuilder<ApplicationsTables & ReviewTables, 'applications' | 'reviews'>

function stateOf(eb: Joined) {
  return eb
    .case()
    .when('reviews.subject', 'is', null)
    .then(sql.lit('未开始'))
    .when('reviews.outcome', 'is', null)
    .then(sql.lit('审查中'))
    .when('reviews.outcome', '=', sql.lit('通知补交材料' as const))
    .then(sql.lit('补交材料中'))
    .else(eb.ref('reviews.outcome'))
    .end()
    .$castTo<ReviewState>()
}

/** Applications that match, with the review of the desk that recorded them; withdrawn imports are left out. */
function matching(db: Db, { batch, states, regions, institutions, field, search }: ListFilter) {
  let found = k
    .selectFrom('applications')
    .leftJoin('reviews', (join) =>
      join
        .onRef('reviews.application', '=', 'applications.subject')
        .onRef('reviews.institution', '=', 'applications.institution'),
    )
    .where(
      'applications.import',
      'not in',
      k.selectFrom('imports').select('subject').where('withdrawn', 'is not', null),
    )
  if (batch !== null) found = found.where('applications.batch', 'in', linkedBatches(db, batch))
  if (field !== null) found = found.where('applications.field', '=', field)
  if (institutions.length > 0) found = found.where('applications.institution', 'in', institutions)
  if (regions.length > 0) found = found.where('applications.lead_region', 'in', regions)
  if (states.length > 0) found = found.where((eb) => eb(stateOf(eb), 'in', states))
  for (const word of search
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '')) {
    found = found.where((eb) => eb(eb.fn('instr', ['applications.search', eb.val(word)]), '>', eb.lit(0)))
  }
  return found
}

/** One page of the list; `total` counts all that match. */
export const list = query({
  permission: may('applications:read'),
  input: z.strictObject({
    filter: filterSchema,
    sort: z.strictObject({ column: z.enum(sortColumns), descending: z.boolean() }),
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
  read({ input, db }): { readonly total: number; readonly rows: readonly ListRow[] } {
    const found = matching(db, input.filter)
    const total = db.get(found.select((eb) => eb.fn.countAll<number>().as('total')))!.total
    const { column, descending } = input.sort
    const direction = descending ? 'desc' : 'asc'
    const rows = db.all(
      found
        .select((eb) => [
          'applications.subject as id',
          'applications.batch',
          'applications.institution',
          'applications.number',
          'applications.title',
          'applications.lead',
          'applications.lead_region as leadRegion',
          'applications.regions',
          'applications.field',
          'applications.requested',
          'applications.total',
          'reviews.deadline',
          stateOf(eb).as('state'),
          eb
            .selectFrom('application_documents')
            .select((inner) => inner.fn.countAll<number>().as('n'))
            .whereRef('application_documents.subject', '=', 'applications.subject')
            .as('documents'),
        ])
        .orderBy(
          column === 'state'
            ? (eb) => stateOf(eb)
            : column === 'deadline'
              ? 'reviews.deadline'
              : `applications.${column}`,
          direction,
        )
        .orderBy('applications.subject')
        .limit(input.limit)
        .offset(input.offset),
    )
    return {
      total,
      rows: rows.map((row) => ({
        ...row,
        documents: row.documents ?? 0,
        regions: row.regions.split(',').filter(Boolean),
      })),
    }
  },
})

/** Where an application stands in a list: its place, and the ones before and after it. */
export const neighbours = query({
  permission: may('applications:read'),
  input: z.strictObject({
    filter: filterSchema,
    sort: z.strictObject({ column: z.enum(sortColumns), descending: z.boolean() }),
    application: z.string(),
  }),
  read({ input, db }): {
    readonly place: number
    readonly total: number
    readonly previous: string | null
    readonly next: string | null
  } {
    const { column, descending } = input.sort
    const ids = db
      .all(
        matching(db, input.filter)
          .select('applications.subject as id')
          .orderBy(
            column === 'state'
              ? (eb) => stateOf(eb)
              : column === 'deadline'
                ? 'reviews.deadline'
                : `applications.${column}`,
            descending ? 'desc' : 'asc',
          )
          .orderBy('applications.subject'),
      )
      .map(({ id }) => id)
    const place = ids.indexOf(input.application)
    const at = (index: number) => (place < 0 ? null : (ids[index] ?? null))
    return { place: place + 1, total: ids.length, previous: at(place - 1), next: at(place + 1) }
  },
})

/** How many applications of each batch stand where: for the work bench and the heads of lists. */
export const counts = query({
  permission: may('applications:read'),
  input: z.null(),
  read({ db }): readonly { readonly batch: string; readonly state: ReviewState; readonly count: number }[] {
    const all = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }
    return db.all(
      matching(db, all)
        .select((eb) => ['applications.batch', stateOf(eb).as('state'), eb.fn.countAll<number>().as('count')])
        .groupBy((eb) => ['applications.batch', stateOf(eb)]),
    )
  },
})

/** Reviews whose day for supplying material comes or has passed, the nearest first [A13]. */
export const deadlines = query({
  permission: may('applications:read'),
  input: z.null(),
  read: ({ db }) =>
    db.all(
      k
        .selectFrom('reviews')
        .innerJoin('applications', 'applications.subject', 'reviews.application')
        .select([
          'applications.subject as id',
          'applications.number',
          'applications.title',
          'reviews.deadline',
        ])
        .where('reviews.deadline', 'is not', null)
        .$narrowType<{ deadline: string }>()
        .orderBy('reviews.deadline')
        .limit(200),
    ),
})
