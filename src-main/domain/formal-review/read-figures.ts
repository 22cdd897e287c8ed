import type { FigureCell } from './figures.ts'
import type { Days, ListFilter } from './list-filter.ts'
import { type Context, matching } from './matching.ts'
import { type ReviewState, undecidedStates } from './review-state.ts'
import { stateOf, withReviews } from './with-reviews.ts'

/** Counts what a list shows, in one pass over it however long it is. */
export function readFigures(context: Context, filter: ListFilter): readonly FigureCell[] {
  const { db } = context
  return db.all(
    withReviews(db, matching(context, filter), filter)
      .select((eb) => [
        'applications.institution',
        'applications.lead_region as region',
        'applications.field',
        stateOf(eb).as('state'),
        eb.fn.countAll<number>().as('count'),
        eb.fn.coalesce(eb.fn.sum<number>('applications.requested'), eb.lit(0)).as('requested'),
        eb(eb.fn.countAll<number>(), '-', eb.fn.count<number>('applications.requested')).as('absent'),
      ])
      .groupBy((eb) => [
        'applications.institution',
        'applications.lead_region',
        'applications.field',
        stateOf(eb),
      ]),
  ) as readonly FigureCell[]
}

/** How many applications of what is listed are due on which days, the nearest first. */
export function readDueDays(
  context: Context,
  filter: ListFilter,
): readonly { readonly day: string; readonly count: number }[] {
  const waiting = narrowed(filter, ['补交材料中'])
  if (!waiting) return []
  const found = withReviews(context.db, matching(context, filter), waiting)
    .where('reviews.deadline', 'is not', null)
    .select((eb) => [eb.ref('reviews.deadline').$notNull().as('day'), eb.fn.countAll<number>().as('count')])
    .groupBy('reviews.deadline')
    .orderBy('reviews.deadline')
  return context.db.all(found)
}

/** When the undecided of what is listed were taken in here: how many in each of these spans. */
export function readUndecidedTaken(
  context: Context,
  filter: ListFilter,
  spans: readonly Days[],
): readonly number[] {
  const undecided = narrowed(filter, undecidedStates)
  if (!undecided) return spans.map(() => 0)
  return spans.map((taken) => {
    const found = withReviews(context.db, matching(context, { ...filter, taken }), undecided)
    return context.db.get(found.select((eb) => eb.fn.countAll<number>().as('count')))!.count
  })
}

/** The same list with these states only; null when it shows none of them. */
export function narrowed(filter: ListFilter, states: readonly ReviewState[]): ListFilter | null {
  const left = filter.states.length === 0 ? states : states.filter((state) => filter.states.includes(state))
  return left.length === 0 ? null : { ...filter, states: left }
}
