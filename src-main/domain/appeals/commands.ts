import { z } from 'zod'
import {
  type CommandContext,
  command,
  happened,
  type NewEvent,
  type QueryContext,
} from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { isDay } from '../batches/rules.ts'
import { checkOwnClock } from '../calendar/own-clock.ts'
import { reviewClosed, reviewReopened } from '../formal-review/events.ts'
import { refuseReadOnly, takingOver } from '../formal-review/open-page.ts'
import { type ReviewPage, readReviewPage } from '../formal-review/page.ts'
import { minuteOf } from '../papers/words.ts'
import {
  appealDeadlineSet,
  appealDecided,
  appealPaperKept,
  appealReceived,
  appealWithdrawn,
} from './events.ts'
import { involvedIn } from './involved.ts'
import { type Appeal, readAppeal, readAppealsOf } from './queries.ts'
import { appealLimits, decisions } from './rules.ts'

type Context = Pick<QueryContext<unknown>, 'db' | 'desk' | 'today' | 'history'>

const reason = z.string().trim().min(1).max(appealLimits.reason)
const appeal = z.string().max(120)

export const received = {
  application: z.string().max(120),
  /** The day on which it came in. */
  received: z.string().max(10),
  /** Null: nobody has set one yet. */
  deadline: z.string().max(10).nullable(),
  grounds: z.string().trim().min(1).max(appealLimits.grounds),
  broughtBy: z.string().trim().max(appealLimits.broughtBy),
}
type Received = z.output<z.ZodObject<typeof received>>

/** Everything that stands against recording this appeal, before a file is touched. */
export function admitAppeal(context: Context, input: Received): Result<ReviewPage> {
  const { db, desk, today, history } = context
  const page = readReviewPage(context, input.application)
  if (!page) return refuse('formal-review/unknown-application')
  if (page.readOnly) return refuseReadOnly(page.readOnly, page)
  const { review } = page
  if (review?.outcome !== '不予受理') return refuse('appeals/not-refused')
  if (!isDay(input.received) || (input.deadline !== null && !isDay(input.deadline))) {
    return refuse('appeals/no-such-day')
  }
  const clock = checkOwnClock(db, desk, today)
  if (!clock.ok) return clock
  if (input.received > today) return refuse('appeals/received-later', { today })
  const closedOn = minuteOf(review.closedAt!).slice(0, 10)
  if (input.received < closedOn) return refuse('appeals/before-outcome', { closed: closedOn })
  if (input.deadline !== null && input.deadline < input.received)
    return refuse('appeals/deadline-before-receipt')
  const closing = closingOf(history(review.id))
  const earlier = readAppealsOf(db, input.application).filter((one) => one.closing === closing)
  if (earlier.some(({ state }) => state === '申诉待处理')) return refuse('appeals/pending')
  if (earlier.some(({ state }) => state !== '申诉已撤回')) return refuse('appeals/decided-before')
  return ok(page)
}

/** Records an appeal whose scan is in the store already. */
export const recordAppeal = command({
  permission: may('review:edit'),
  input: z.strictObject({ ...received, scan: z.string().regex(digestPattern).nullable() }),
  decide(context) {
    const { scan, broughtBy, ...said } = context.input
    const admitted = admitAppeal(context, context.input)
    if (!admitted.ok) return admitted
    const review = admitted.value.review!.id
    const subject = context.newSubject('appeal')
    const closing = closingOf(context.history(review))!
    const events: NewEvent[] = [happened(appealReceived, subject, { ...said, review, closing })]
    if (scan !== null || broughtBy !== '')
      events.push(happened(appealPaperKept, subject, { broughtBy, scan }))
    return ok({ events, value: { appeal: subject } })
  },
})

/** The last day for deciding is typed by a person, and may be typed anew while nothing is decided. */
export const setDeadline = command({
  permission: may('review:edit'),
  input: z.strictObject({ appeal, deadline: z.string().max(10) }),
  decide(context) {
    const { deadline } = context.input
    const open = openAppeal(context, context.input.appeal)
    if (!open.ok) return open
    if (!isDay(deadline)) return refuse('appeals/no-such-day')
    if (deadline < open.value.received) return refuse('appeals/deadline-before-receipt')
    return ok({ events: [happened(appealDeadlineSet, open.value.id, { deadline })], value: null })
  },
})

/**
 * Decides an appeal by two people, neither of whom had any part in the outcome; refused otherwise, with the name. 撤销 opens
 * the review again, which says so; refused when the outcome that it is about does not stand any more.
 */
export const decide = command({
  permission: may('second-check:edit'),
  secondPermission: may('second-check:edit'),
  input: z.strictObject({ appeal, decision: z.enum(decisions), reason }),
  decide(context) {
    const { decision, reason } = context.input
    const open = openAppeal(context, context.input.appeal)
    if (!open.ok) return open
    const page = readReviewPage(context, open.value.application)
    if (!page?.review) return refuse('formal-review/unknown-application')
    if (page.readOnly) return refuseReadOnly(page.readOnly, page)
    const { review } = page
    const second = context.second!
    if (review.outcome !== '不予受理' || closingOf(context.history(review.id)) !== open.value.closing) {
      return refuse('appeals/outcome-changed')
    }
    const involved = involvedIn(context, review.id)
    const partial = [context.person, second].filter(({ id }) => involved.has(id))
    if (partial.length > 0) return refuse('appeals/had-part', { names: partial.map(({ name }) => name) })
    const decided = happened(appealDecided, open.value.id, { decision, reason, second: second.id })
    const reopening =
      decision === '维持'
        ? []
        : [...takingOver(page), happened(reviewReopened, review.id, { reason, appeal: open.value.id })]
    return ok({ events: [decided, ...reopening], value: null })
  },
})

/** Taken back by whoever brought it, or without an object because the outcome does not stand any more. */
export const withdraw = command({
  permission: may('review:edit'),
  input: z.strictObject({ appeal, reason }),
  decide(context) {
    const open = openAppeal(context, context.input.appeal)
    if (!open.ok) return open
    const { reason } = context.input
    return ok({ events: [happened(appealWithdrawn, open.value.id, { reason })], value: null })
  },
})

function openAppeal({ db, desk }: Pick<CommandContext<unknown>, 'db' | 'desk'>, id: string): Result<Appeal> {
  const found = readAppeal(db, id)
  if (!found) return refuse('appeals/unknown')
  if (found.institution !== desk.institution) return refuse('appeals/other-office')
  if (found.state !== '申诉待处理') return refuse('appeals/ended', { state: found.state })
  return ok(found)
}

function closingOf(events: ReturnType<Context['history']>): Appeal['closing'] | undefined {
  return events.findLast(({ type }) => type === reviewClosed.type)?.id
}
