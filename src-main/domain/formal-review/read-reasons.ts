import type { ListFilter } from './list-filter.ts'
import { type Context, matching } from './matching.ts'
import { narrowed } from './read-figures.ts'
import type { ReasonCell } from './reasons.ts'
import { withReviews } from './with-reviews.ts'

/** The reasons of the applications that are listed, counted where the lists look: each number has its list. */
export function readReasons(context: Context, filter: ListFilter): readonly ReasonCell[] {
  const { db } = context
  const notPassed = narrowed(filter, ['补交材料中', '不予受理'])
  if (!notPassed) return []
  return db.all(
    withReviews(db, matching(context, filter), notPassed)
      .innerJoin('closing_reasons', 'closing_reasons.subject', 'reviews.subject')
      .select((eb) => [
        'closing_reasons.code',
        'reviews.outcome',
        'applications.lead_region as region',
        'applications.field',
        eb.fn.countAll<number>().as('count'),
      ])
      .groupBy(['closing_reasons.code', 'reviews.outcome', 'applications.lead_region', 'applications.field']),
  ) as readonly ReasonCell[]
}
