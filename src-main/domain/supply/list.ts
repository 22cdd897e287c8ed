import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { tables } from '../../core/db.ts'
import { type QueryContext, query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import { type ApplicationDesk, type DesksTables, readDesksOf } from '../applications/desks.ts'
import type { ApplicationsTables } from '../applications/projection.ts'
import { linkedBatches } from '../batches/index.ts'
import type { ReviewTables } from '../formal-review/projection.ts'
import { reviewsBeside } from '../formal-review/which-review.ts'
import { mayBeInitials, searchWords } from '../search/rules.ts'
import type { SignOffTables } from '../sign-offs/projection.ts'
import { batchesWithSignOff, signOffStateOf } from '../sign-offs/standing.ts'
import type { SupplyTables } from './projection.ts'
import { type SupplyFilter, type SupplyStanding, standingOf, supplyFilters, weekEnd } from './rules.ts'

const k = tables<ApplicationsTables & DesksTables & ReviewTables & SignOffTables & SupplyTables>()

/** An application whose missing material is waited for. */
export type SupplyRow = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly lead: string
  readonly institution: string
  /** With extensions. */
  readonly deadline: string
  readonly isExtended: boolean
  readonly sentOn: string | null
  readonly round: number
  readonly items: number
  readonly settled: number
  readonly partly: number
  /** Day on which something came last. */
  readonly lastReceived: string | null
  readonly standing: SupplyStanding
  /** False while the notice waits for its sign-off: it has not gone out, and no deadline runs. */
  readonly isInEffect: boolean
  readonly desk: ApplicationDesk | null
}

const scope = {
  batch: z.string().max(120).nullable(),
  /** Own: those of this institution; all: also those of other offices. */
  whose: z.enum(['own', 'all']),
  /** Any part of number, title, or the name of an organisation, or its initials. */
  search: z.string().max(200),
}
type Scope = z.output<z.ZodObject<typeof scope>>
type Context = Pick<QueryContext<unknown>, 'db' | 'desk' | 'today'>

/** Notices that wait, of reviews that count, with their applications. */
function waitingOf({ db, desk }: Context, { batch, whose, search }: Scope) {
  const beside = reviewsBeside(db)
  let found = k
    .selectFrom('supply_notices')
    .innerJoin('reviews', 'reviews.subject', 'supply_notices.subject')
    .innerJoin('applications', 'applications.subject', 'reviews.application')
    .innerJoin('imports', 'imports.subject', 'applications.import')
    .where('supply_notices.ended_at', 'is', null)
    .where('reviews.outcome', '=', '通知补交材料')
    .where('imports.withdrawn', 'is', null)
    .whereRef('reviews.institution', '=', 'applications.institution')
  if (beside.length > 0) found = found.where('reviews.subject', 'not in', beside)
  if (batch !== null) found = found.where('applications.batch', 'in', linkedBatches(db, batch))
  if (whose === 'own') found = found.where('applications.institution', '=', desk.institution)
  for (const word of searchWords(search)) {
    const columns = mayBeInitials(word) ? (['text', 'initials'] as const) : (['text'] as const)
    found = found.where((eb) =>
      eb.exists(
        k
          .selectFrom('application_searches')
          .select('application_searches.subject')
          .whereRef('application_searches.subject', '=', 'applications.subject' as never)
          .where((inner) =>
            inner.or(
              columns.map((column) => inner(inner.fn('instr', [column, inner.val(word)]), '>', inner.lit(0))),
            ),
          ),
      ),
    )
  }
  return found
}

const complete = sql<boolean>`(items > 0 AND settled = items)`
const begun = sql<boolean>`(settled + partly > 0)`

/** What a filter asks for; the same as `standingOf` says of a row, in SQL. */
function isShown(filter: SupplyFilter, today: string): RawBuilder<boolean> {
  switch (filter) {
    case '全部':
      return sql<boolean>`true`
    case '本周到期':
      return sql<boolean>`(NOT ${complete} AND supply_notices.deadline >= ${today} AND supply_notices.deadline <= ${weekEnd(today)})`
    case '逾期待处理':
      return sql<boolean>`(NOT ${complete} AND sent_on IS NOT NULL AND supply_notices.deadline < ${today})`
    case '收齐待审':
      return complete
    case '部分补交':
      return sql<boolean>`(NOT ${complete} AND ${begun})`
    case '通知待发出':
      return sql<boolean>`(sent_on IS NULL AND NOT ${complete})`
  }
}

/** One page of the applications whose material is waited for, the nearest deadline first. */
export const list = query({
  permission: may('review:read'),
  input: z.strictObject({
    ...scope,
    show: z.enum(supplyFilters),
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
  read(context): { readonly total: number; readonly rows: readonly SupplyRow[] } {
    const { db, desk, today } = context
    const { show, offset, limit, ...asked } = context.input
    const found = waitingOf(context, asked).where(isShown(show, today))
    const required = batchesWithSignOff(db)
    const total = db.get(found.select((eb) => eb.fn.countAll<number>().as('total')))!.total
    const rows = db.all(
      found
        .select((eb) => [
          'applications.subject as id',
          'applications.number',
          'applications.title',
          'applications.lead',
          'applications.institution',
          'supply_notices.deadline',
          'supply_notices.named_deadline as named',
          'supply_notices.sent_on as sentOn',
          'supply_notices.round',
          'supply_notices.items',
          'supply_notices.settled',
          'supply_notices.partly',
          'applications.batch',
          signOffStateOf(eb as never, required).as('signOff'),
          eb
            .selectFrom('supply_items')
            .select((inner) => inner.fn.max('received_on').as('last'))
            .whereRef('supply_items.subject', '=', 'supply_notices.subject')
            .whereRef('supply_items.notice', '=', 'supply_notices.notice')
            .as('lastReceived'),
        ])
        .orderBy('supply_notices.deadline')
        .orderBy('applications.number')
        .orderBy('applications.subject')
        .limit(limit)
        .offset(offset),
    )
    const desks = readDesksOf(db, desk, rows)
    return {
      total,
      rows: rows.map(({ named, batch, signOff, ...row }) => ({
        ...row,
        isInEffect: signOff === '已签批' || !required.includes(batch),
        isExtended: named !== row.deadline,
        standing: standingOf(row, today),
        desk: desks.get(row.id) ?? null,
      })),
    }
  },
})

/** How many are behind each filter. */
export const counts = query({
  permission: may('review:read'),
  input: z.strictObject(scope),
  read(context): Readonly<Record<SupplyFilter, number>> {
    const found = waitingOf(context, context.input)
    const row = context.db.get(
      found.select((eb) =>
        supplyFilters.map((filter) =>
          eb.fn.count<number>(sql`CASE WHEN ${isShown(filter, context.today)} THEN 1 END`).as(filter),
        ),
      ),
    )
    return row as unknown as Readonly<Record<SupplyFilter, number>>
  },
})
