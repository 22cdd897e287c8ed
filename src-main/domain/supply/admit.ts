import { takenOver } from '../../core/governing.ts'
import { type CommandContext, happened, type NewEvent, type QueryContext } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { isDay } from '../batches/rules.ts'
import { localDay } from '../calendar/own-clock.ts'
import { readSupply, type Supply, type SupplyNotice, waitingNotice } from './read.ts'

/** A notice that waits for material on this desk. */
export type Waiting = Supply & {
  readonly review: NonNullable<Supply['review']>
  readonly notice: SupplyNotice
}

type Context = Pick<QueryContext<unknown>, 'db' | 'desk' | 'today'>

/** The notice that this desk may write on now; refused with where the application stands instead. */
export function admitWaiting(context: Context, application: string): Result<Waiting> {
  const supply = readSupply(context, application)
  if (!supply) return refuse('formal-review/unknown-application')
  const { review, readOnly, desk } = supply
  if (readOnly) return refuse(`formal-review/${readOnly}`, { desk: desk?.name, isOnItsWay: desk?.isOnItsWay })
  const notice = waitingNotice(supply)
  if (review && notice) return ok({ ...supply, review, notice })
  if (review?.outcome) return refuse('supply/closed', { outcome: review.outcome })
  return refuse(supply.notices.length > 0 ? 'supply/under-review' : 'supply/never-noticed')
}

/** The first word on a review takes its application over too: else it would seem to be still on its way. */
export function takingOver({ application, desk }: Pick<Supply, 'application' | 'desk'>): readonly NewEvent[] {
  return desk?.takeOver ? [happened(takenOver, application.id, { from: desk.takeOver })] : []
}

/** Refuses a day that does not exist, lies in the future, or before the day on which the review was closed. */
export function checkDay(
  { notice }: Pick<Waiting, 'notice'>,
  day: string,
  today: CommandContext<unknown>['today'],
): Result<void> {
  if (!isDay(day)) return refuse('supply/no-such-day')
  if (day > today) return refuse('supply/day-in-future', { day, today })
  const closed = localDay(notice.at)
  if (day < closed) return refuse('supply/before-closing', { day, closed })
  return ok(undefined)
}
