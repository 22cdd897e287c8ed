import { type ExpressionBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Db, tables } from '../../core/db.ts'
import { type QueryContext, query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import {
  type ApplicationDesk,
  type DeskChoice,
  type DesksTables,
  deskChoices,
  isChosen,
  readDesksOf,
  readOfficeDesks,
} from '../applications/desks.ts'
import type { ApplicationsTables } from '../applications/projection.ts'
import { readLetterImports } from '../applications/queries.ts'
import { type AssignmentsTables, namesOfAssignees } from '../assignments/projection.ts'
import { type Assignee, nobody } from '../assignments/rules.ts'
import { linkedBatches, readBatches } from '../batches/index.ts'
import { isDay } from '../batches/rules.ts'
import { dayAfter } from '../calendar/rules.ts'
import { type RuleCode, ruleCodes } from '../rule-packs/rules.ts'
import { mayBeInitials, searchWords } from '../search/rules.ts'
import type { SignOffTables } from '../sign-offs/projection.ts'
import { type SignOffState, signOffStates } from '../sign-offs/rules.ts'
import { batchesWithSignOff, signOffStateOf } from '../sign-offs/standing.ts'
import type { ReviewTables } from './projection.ts'
import { type ReviewState, reviewStates } from './review-state.ts'
import { reviewsBeside } from './which-review.ts'

type ListTables = ApplicationsTables & AssignmentsTables & DesksTables & ReviewTables & SignOffTables
const k = tables<ListTables>()

export type { ReviewState }

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
  /** Whose desk recorded it. */
  readonly institution: string
  /** Where it comes from: another one than `institution` only when `isUnverified`. */
  readonly origin: string
  /** 未校验来源: it came with a covering letter, not in a bundle. */
  readonly isUnverified: boolean
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
  /** Where a closed review stands with whoever decides; null where nobody has to sign. */
  readonly signOff: SignOffState | null
  /** Which desk of our office writes it; null when the office has only one, or it is another's. */
  readonly desk: ApplicationDesk | null
  /** Whose work it is; null when it is nobody's. */
  readonly assignee: Assignee | null
}

export type ListFilter = {
  readonly batch: string | null
  readonly states: readonly ReviewState[]
  /** Where the lead sits; an empty word stands for 未录入. */
  readonly regions: readonly string[]
  /** Institutions whose desks recorded it. */
  readonly institutions: readonly string[]
  /** Institutions it comes from; absent or empty: all. */
  readonly origins?: readonly string[] | undefined
  /** Applications of our office by the desk that writes them; absent or null: all. */
  readonly desk?: DeskChoice | null | undefined
  /** The account whose work they are, or `nobody`; absent or null: all. */
  readonly assignee?: string | null | undefined
  /** Null: all; empty: those whose field was not entered. */
  readonly field: string | null
  /** Closed reviews by where they stand with whoever decides; absent or empty: all. */
  readonly signOffs?: readonly SignOffState[] | undefined
  /** Closed now with this rule among the reasons; absent or null: all. */
  readonly reason?: RuleCode | null | undefined
  /** Days on which it was taken in here, both included, null without bound; absent or null: all. */
  readonly taken?: Days | null | undefined
  /** Waiting for material that is due on these days, both included; absent or null: all. */
  readonly due?: Days | null | undefined
  /** Any part of number, title, or the name of an organisation, or its pinyin initials; words apart must all be there. */
  readonly search: string
}

/** Null: without bound. */
export type Days = { readonly from: string | null; readonly to: string | null }

export type ListSort = { readonly column: (typeof sortColumns)[number]; readonly descending: boolean }

const day = z.string().refine(isDay).nullable()
const days: z.ZodType<Days> = z.strictObject({ from: day, to: day })

export const filterSchema: z.ZodType<ListFilter> = z.strictObject({
  batch: z.string().nullable(),
  states: z.array(z.enum(reviewStates)),
  regions: z.array(z.string().max(10)).max(10),
  institutions: z.array(z.string().max(20)).max(50),
  origins: z.array(z.string().max(20)).max(50).optional(),
  desk: z.enum(deskChoices).nullable().optional(),
  assignee: z.string().max(80).nullable().optional(),
  field: z.string().max(80).nullable(),
  signOffs: z.array(z.enum(signOffStates)).optional(),
  reason: z.enum(ruleCodes).nullable().optional(),
  taken: days.nullable().optional(),
  due: days.nullable().optional(),
  search: z.string().max(200),
})
export const sortSchema: z.ZodType<ListSort> = z.strictObject({
  column: z.enum(sortColumns),
  descending: z.boolean(),
})

export type Context = Pick<QueryContext<unknown>, 'db' | 'desk'>

type Joined = ExpressionBuilder<ListTables, 'applications' | 'reviews'>

/** True in SQL for applications that their applicant took back: few, so that looking is next to nothing. */
const isTakenBack = sql<boolean>`applications.subject IN (SELECT subject FROM application_withdrawals)`

/** The state in SQL. */
export function stateOf(eb: Joined) {
  return eb
    .case()
    .when(isTakenBack)
    .then(sql.lit('已撤回'))
    .when('reviews.application', 'is', null)
    .then(sql.lit('未开始'))
    .when('reviews.outcome', 'is', null)
    .then(sql.lit('审查中'))
    .when('reviews.outcome', '=', sql.lit('通知补交材料' as const))
    .then(sql.lit('补交材料中'))
    .else(eb.ref('reviews.outcome'))
    .end()
    .$castTo<ReviewState>()
}

/** Ids of imports that were withdrawn: few, and asked once instead of for every application. */
function withdrawnImports(db: Db): readonly string[] {
  return db
    .all(k.selectFrom('imports').select('subject').where('withdrawn', 'is not', null))
    .map(({ subject }) => subject)
}

/** Applications that match everything but the state of their review; withdrawn imports are left out. */
export function matching({ db, desk: own }: Context, filter: ListFilter) {
  const {
    batch,
    regions,
    institutions,
    origins = [],
    desk,
    assignee,
    field,
    reason,
    taken,
    due,
    search,
  } = filter
  let found = k.selectFrom('applications')
  const withdrawn = withdrawnImports(db)
  if (withdrawn.length > 0) found = found.where('applications.import', 'not in', withdrawn)
  // The + keeps SQLite from sorting a whole batch when an index has the order of the list already.
  if (batch !== null) found = found.where(sql`+applications.batch`, 'in', linkedBatches(db, batch))
  if (field === '') found = found.where('applications.field', 'is', null)
  else if (field !== null) found = found.where('applications.field', '=', field)
  if (reason) found = found.where('applications.subject', 'in', closedFor(reason))
  if (due) found = found.where('applications.subject', 'in', dueOn(due))
  if (taken?.from) found = found.where('applications.at', '>=', beginOf(taken.from))
  if (taken?.to) found = found.where('applications.at', '<', beginOf(dayAfter(taken.to, 1)))
  if (institutions.length > 0) found = found.where('applications.institution', 'in', institutions)
  if (origins.length > 0) {
    const letters = [...readLetterImports(db)]
    const of = letters.filter(([, { origin }]) => origins.includes(origin)).map(([id]) => id)
    const all = letters.map(([id]) => id)
    found = found.where((eb) =>
      eb.or([
        eb.and([
          eb('applications.institution', 'in', origins),
          ...(all.length > 0 ? [eb('applications.import', 'not in', all)] : []),
        ]),
        ...(of.length > 0 ? [eb('applications.import', 'in', of)] : []),
      ]),
    )
  }
  if (desk) found = whereDesk(found, { db, desk: own }, desk)
  if (assignee) found = whereAssigned(found, assignee)
  if (regions.length > 0) {
    found = found.where((eb) =>
      eb.or([
        eb('applications.lead_region', 'in', regions),
        ...(regions.includes('') ? [eb('applications.lead_region', 'is', null)] : []),
      ]),
    )
  }
  const words = searchWords(search)
  if (words.length === 0) return found
  let texts = k.selectFrom('application_searches').select('application_searches.subject')
  for (const word of words) {
    const columns = mayBeInitials(word) ? (['text', 'initials'] as const) : (['text'] as const)
    texts = texts.where((eb) =>
      eb.or(columns.map((column) => eb(eb.fn('instr', [column, eb.val(word)]), '>', eb.lit(0)))),
    )
  }
  return found.where('applications.subject', 'in', texts)
}

/** Applications whose review, by the office that recorded them, is closed with this rule among its reasons. */
function closedFor(reason: RuleCode) {
  return k
    .selectFrom('closing_reasons')
    .innerJoin('reviews', 'reviews.subject', 'closing_reasons.subject')
    .where('closing_reasons.code', '=', reason)
    .select('reviews.application')
}

/** Applications that wait for material which is due on these days. */
function dueOn({ from, to }: Days) {
  let found = k
    .selectFrom('reviews')
    .select('reviews.application')
    .where('reviews.outcome', '=', '通知补交材料')
  if (from !== null) found = found.where('reviews.deadline', '>=', from)
  if (to !== null) found = found.where('reviews.deadline', '<=', to)
  return found
}

/** The moment at which a day begins here, as the log writes moments. */
function beginOf(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString()
}

type Found = ReturnType<typeof applicationsOnly>
const applicationsOnly = () => k.selectFrom('applications')

/** With one desk in the office everything of the office is written here, and nothing was ever handed over. */
function whereDesk(found: Found, { db, desk: own }: Context, choice: DeskChoice): Found {
  const desks = readOfficeDesks(db, own)
  if (desks) return found.where((eb) => isChosen(eb as never, desks, own, choice))
  return choice === 'here'
    ? found.where('applications.institution', '=', own.institution)
    : found.where(sql<boolean>`false`)
}

function whereAssigned(found: Found, assignee: string): Found {
  const assigned = k.selectFrom('assignments').select('assignments.subject')
  return assignee === nobody
    ? found.where('applications.subject', 'not in', assigned)
    : found.where('applications.subject', 'in', assigned.where('assignments.person', '=', assignee))
}

/** With the review by the office that recorded the application. */
export function withReviews(
  db: Db,
  found: Found,
  { states, signOffs = [] }: Pick<ListFilter, 'states' | 'signOffs'> = { states: [] },
) {
  const beside = reviewsBeside(db)
  const joined = found.leftJoin('reviews', (join) => {
    const own = join
      .onRef('reviews.application', '=', 'applications.subject')
      .onRef('reviews.institution', '=', 'applications.institution')
    return beside.length === 0 ? own : own.on('reviews.subject', 'not in', beside)
  })
  const inStates = states.length === 0 ? joined : joined.where((eb) => eb(stateOf(eb), 'in', states))
  if (signOffs.length === 0) return inStates
  const required = batchesWithSignOff(db)
  return inStates.where((eb) => eb(signOffStateOf(eb as never, required), 'in', signOffs))
}

/** False where a list can be had without looking at reviews. */
function asksReviews({ states, signOffs = [] }: ListFilter): boolean {
  return states.length > 0 || signOffs.length > 0
}

/** Ids in the order of the list; reviews are looked at only where filter or order need them. */
function ordered(context: Context, filter: ListFilter, { column, descending }: ListSort) {
  const direction = descending ? 'desc' : 'asc'
  const found = matching(context, filter)
  if (!asksReviews(filter) && column !== 'state' && column !== 'deadline') {
    return found
      .select('applications.subject as id')
      .orderBy(`applications.${column}`, direction)
      .orderBy('applications.subject')
  }
  const joined = withReviews(context.db, found, filter).select('applications.subject as id')
  const sorted =
    column === 'state'
      ? joined.orderBy((eb) => stateOf(eb), direction)
      : joined.orderBy(column === 'deadline' ? 'reviews.deadline' : `applications.${column}`, direction)
  return sorted.orderBy('applications.subject')
}

/** All ids in the order of the list, as one JSON text: a row of its own for each of a hundred thousand takes far longer. */
function allIds(db: Db, page: ReturnType<typeof ordered>): readonly string[] {
  const found = k
    .selectFrom(page.as('found'))
    .select(({ fn }) => fn<string>('json_group_array', ['id']).as('ids'))
  return JSON.parse(db.get(found)!.ids) as string[]
}

function countOf(context: Context, filter: ListFilter): number {
  const { db } = context
  const found = matching(context, filter)
  const counted = asksReviews(filter)
    ? withReviews(db, found, filter).select((eb) => eb.fn.countAll<number>().as('total'))
    : found.select((eb) => eb.fn.countAll<number>().as('total'))
  return db.get(counted)!.total
}

function rowsOf({ db, desk }: Context, ids: readonly string[]): readonly ListRow[] {
  const required = batchesWithSignOff(db)
  const rows = db.all(
    withReviews(db, k.selectFrom('applications').where('applications.subject', 'in', ids)).select((eb) => [
      'applications.subject as id',
      'applications.batch',
      'applications.institution',
      'applications.import',
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
      signOffStateOf(eb as never, required).as('signOff'),
      eb
        .selectFrom('application_documents')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('application_documents.subject', '=', 'applications.subject')
        .as('documents'),
      eb
        .selectFrom('assignments')
        .select('assignments.person')
        .whereRef('assignments.subject', '=', 'applications.subject')
        .as('assignee'),
    ]),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const letters = readLetterImports(db)
  const desks = readDesksOf(db, desk, rows)
  const assigneeOf = namesOfAssignees(db)
  return ids.map((id) => {
    const { import: source, assignee, ...row } = byId.get(id)!
    const letter = letters.get(source)
    return {
      ...row,
      origin: letter?.origin ?? row.institution,
      isUnverified: letter !== undefined,
      documents: row.documents ?? 0,
      regions: row.regions.split(',').filter(Boolean),
      desk: desks.get(id) ?? null,
      assignee: assigneeOf(assignee),
    }
  })
}

/** These applications as lists show them, those that there are, whatever became of their import. */
export function readListedById(context: Context, applications: readonly string[]): readonly ListRow[] {
  const ids = [...new Set(applications)]
  const known = context.db
    .sql<{ id: string }>(
      'SELECT subject AS id FROM applications WHERE subject IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    )
    .map(({ id }) => id)
  return known.length === 0 ? [] : rowsOf(context, known)
}

/** The first `most` rows in the order of the list, for papers. */
export function readListed(
  context: Context,
  filter: ListFilter,
  sort: ListSort,
  most: number,
): readonly ListRow[] {
  const ids = context.db.all(ordered(context, filter, sort).limit(most)).map(({ id }) => id)
  return ids.length === 0 ? [] : rowsOf(context, ids)
}

/** One page of the list; `total` counts all that match. */
export const list = query({
  permission: may('applications:read'),
  input: z.strictObject({
    filter: filterSchema,
    sort: sortSchema,
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
  read(context): { readonly total: number; readonly rows: readonly ListRow[] } {
    const { db } = context
    const { filter, sort, offset, limit } = context.input
    const page = ordered(context, filter, sort)
    // A search reads every text anyway: once for the page and its count together.
    const searched = filter.search.trim() === '' ? null : allIds(db, page)
    const ids =
      searched?.slice(offset, offset + limit) ?? db.all(page.limit(limit).offset(offset)).map(({ id }) => id)
    const total = searched?.length ?? countOf(context, filter)
    return { total, rows: ids.length === 0 ? [] : rowsOf(context, ids) }
  },
})

/** Where an application stands in a list: its place, and the ones before and after it. */
export const neighbours = query({
  permission: may('applications:read'),
  input: z.strictObject({ filter: filterSchema, sort: sortSchema, application: z.string() }),
  read(context): {
    readonly place: number
    readonly total: number
    readonly previous: string | null
    readonly next: string | null
  } {
    const { input, db } = context
    const ids = allIds(db, ordered(context, input.filter, input.sort))
    const place = ids.indexOf(input.application)
    const at = (index: number) => (place < 0 ? null : (ids[index] ?? null))
    return { place: place + 1, total: ids.length, previous: at(place - 1), next: at(place + 1) }
  },
})

/** How many applications of each batch, with those linked to it, stand where: as many as the list of the batch shows. */
export const counts = query({
  permission: may('applications:read'),
  input: z.null(),
  read(context): readonly {
    readonly batch: string
    readonly state: ReviewState
    readonly count: number
  }[] {
    const { db } = context
    const all = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }
    const totals = db.all(
      matching(context, all)
        .select((eb) => ['applications.batch', eb.fn.countAll<number>().as('count')])
        .groupBy('applications.batch'),
    )
    const begun = db.all(
      withReviews(db, matching(context, all))
        .where((eb) => eb.or([eb('reviews.application', 'is not', null), isTakenBack]))
        .select((eb) => ['applications.batch', stateOf(eb).as('state'), eb.fn.countAll<number>().as('count')])
        .groupBy((eb) => ['applications.batch', stateOf(eb)]),
    )
    const counted = totals.flatMap(({ batch, count }) => {
      const own = begun.filter((row) => row.batch === batch)
      const untouched = count - own.reduce((sum, row) => sum + row.count, 0)
      return untouched > 0 ? [{ batch, state: '未开始' as const, count: untouched }, ...own] : own
    })
    return readBatches(db).flatMap(({ id: batch }) => {
      const linked = new Set(linkedBatches(db, batch))
      const rows = counted.filter((row) => linked.has(row.batch))
      return reviewStates.flatMap((state) => {
        const count = rows.filter((row) => row.state === state).reduce((sum, row) => sum + row.count, 0)
        return count > 0 ? [{ batch, state, count }] : []
      })
    })
  },
})
