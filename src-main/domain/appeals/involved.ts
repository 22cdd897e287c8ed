import type { QueryContext } from '../../core/module.ts'
import { outcomeConfirmed, reviewClosed, verdictRecorded, verdictWithdrawn } from '../formal-review/events.ts'
import { reviewTables } from '../formal-review/projection.ts'
import { differenceSettled, secondCheckRequested } from '../formal-review/second-check/events.ts'

const reviewing: readonly string[] = [
  verdictRecorded.type,
  verdictWithdrawn.type,
  secondCheckRequested.type,
  differenceSettled.type,
  reviewClosed.type,
  outcomeConfirmed.type,
]

/** Everybody who judged, checked, closed or confirmed anything in this review, also what was taken back since. */
export function involvedIn(
  { db, history }: Pick<QueryContext<unknown>, 'db' | 'history'>,
  review: string,
): ReadonlySet<string> {
  const own = history(review).filter(({ type }) => reviewing.includes(type))
  const beside = (['outcome_confirmations', 'second_checks'] as const).flatMap((table) =>
    db.all(reviewTables.selectFrom(table).select('person').where('review', '=', review)),
  )
  return new Set([...own.map(({ actor }) => actor.id), ...beside.map(({ person }) => person)])
}
