import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { command, happened, type NewEvent } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { isDay } from '../batches/rules.ts'
import { checkOwnClock } from '../calendar/own-clock.ts'
import { deadlineExtended } from '../formal-review/deadline-extended.ts'
import { reviewReopened, verdictRecorded } from '../formal-review/events.ts'
import { reviewTables } from '../formal-review/projection.ts'
import { admitWaiting, checkDay, takingOver, type Waiting } from './admit.ts'
import { supplyCallLogged, supplyContactRecorded, supplyNoticeSent } from './events.ts'
import { callDirections, sendingWays } from './rules.ts'
import { notJoined } from './versions.ts'

const application = z.string().max(120)
const day = z.string().max(10)

/** A person confirms when and how the notice went out; given again it corrects what was said. */
const confirmSent = command({
  permission: may('review:edit'),
  input: z.strictObject({ application, day, way: z.enum(sendingWays), note: z.string().trim().max(500) }),
  decide({ input, ...context }) {
    const { db, desk, today } = context
    const admitted = admitWaiting(context, input.application)
    if (!admitted.ok) return admitted
    const clock = checkOwnClock(db, desk, today)
    if (!clock.ok) return clock
    const waiting = admitted.value
    const checked = checkDay(waiting, input.day, today)
    if (!checked.ok) return checked
    const { notice, deadline, items, effect } = waiting.notice
    if (!effect.isInEffect) return refuse('supply/not-signed-off')
    if (input.day > deadline) return refuse('supply/sent-after-deadline', { day: input.day, deadline })
    const earliest = items.flatMap(({ day: received }) => received ?? []).sort()[0]
    if (earliest !== undefined && input.day > earliest)
      return refuse('supply/sent-after-receipt', { day: input.day, received: earliest })
    const sent = { notice, day: input.day, way: input.way, note: input.note }
    return ok({
      events: [...takingOver(waiting), happened(supplyNoticeSent, waiting.review.id, sent)],
      value: null,
    })
  },
})

/** Logs a call, or corrects one; with whom it was is an event of its own, for this office only. */
const logCall = command({
  permission: may('review:edit'),
  input: z.strictObject({
    application,
    /** The call that is corrected; null for a new one. */
    call: z.int().min(1).nullable(),
    direction: z.enum(callDirections),
    day,
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    agreed: z.string().trim().min(1).max(1000),
    contact: z.strictObject({ name: z.string().trim().max(60), phone: z.string().trim().max(40) }),
  }),
  decide({ input, ...context }) {
    const { db, today } = context
    const admitted = admitWaiting(context, input.application)
    if (!admitted.ok) return admitted
    const waiting = admitted.value
    if (!isDay(input.day)) return refuse('supply/no-such-day')
    if (input.day > today) return refuse('supply/day-in-future', { day: input.day, today })
    const { notice, calls } = waiting.notice
    if (input.call !== null && !calls.some(({ call }) => call === input.call))
      return refuse('supply/unknown-call')
    const subject = waiting.review.id
    const call =
      input.call ?? Math.max(0, ...waiting.notices.flatMap((one) => one.calls.map((c) => c.call))) + 1
    const { direction, day: on, time, agreed } = input
    const { name, phone } = input.contact
    const events: NewEvent[] = [
      ...takingOver(waiting),
      happened(supplyCallLogged, subject, { notice, call, direction, day: on, time, agreed }),
    ]
    const before = readContact(db, subject, call)
    if (name !== (before?.name ?? '') || phone !== (before?.phone ?? ''))
      events.push(happened(supplyContactRecorded, subject, { call, name, phone }))
    return ok({ events, value: { call } })
  },
})

function readContact(db: Db, review: string, call: number) {
  const [row] = db.sql<{ name: string; phone: string }>(
    'SELECT name, phone FROM supply_contacts WHERE subject = ? AND call = ?',
    review,
    call,
  )
  return row
}

/** Puts the deadline off: with a reason, who approved it and where that stands; also after it has passed, shown as such. */
const extendDeadline = command({
  permission: may('review:edit'),
  input: z.strictObject({
    application,
    to: day,
    reason: z.string().trim().min(1).max(500),
    approvedBy: z.string().trim().min(1).max(60),
    approvedOn: day,
    paper: z.string().trim().min(1).max(80),
  }),
  decide({ input, ...context }) {
    const { db, desk, today } = context
    const admitted = admitWaiting(context, input.application)
    if (!admitted.ok) return admitted
    const clock = checkOwnClock(db, desk, today)
    if (!clock.ok) return clock
    const waiting = admitted.value
    const { notice, deadline, sent } = waiting.notice
    if (!isDay(input.to)) return refuse('supply/no-such-day')
    if (input.to <= deadline) return refuse('supply/not-later', { to: input.to, deadline })
    if (input.to < today) return refuse('supply/extended-to-the-past', { to: input.to, today })
    const approved = checkDay(waiting, input.approvedOn, today)
    if (!approved.ok) return approved
    if (sent === null) return refuse('supply/notice-not-sent')
    const { to, reason, approvedBy, approvedOn, paper } = input
    const afterExpiry = deadline < today
    const data = { notice, from: deadline, to, reason, approvedBy, approvedOn, paper, afterExpiry }
    return ok({
      events: [...takingOver(waiting), happened(deadlineExtended, waiting.review.id, data)],
      value: { afterExpiry },
    })
  },
})

/**
 * The review goes on: everything stays, only the items of which something came are open again, with note and evidence
 * kept; what the machine finds is computed anew.
 */
const continueReview = command({
  permission: may('review:edit'),
  input: z.strictObject({ application, reason: z.string().trim().min(1).max(2000) }),
  decide({ input, ...context }) {
    const admitted = admitWaiting(context, input.application)
    if (!admitted.ok) return admitted
    const waiting = admitted.value
    const touched = touchedItems(waiting)
    if (waiting.notice.items.length > 0 && touched.length === 0) return refuse('supply/nothing-received')
    if (notJoined(waiting, context.history(waiting.application.id))) return refuse('supply/not-joined')
    const subject = waiting.review.id
    return ok({
      events: [
        ...takingOver(waiting),
        happened(reviewReopened, subject, { reason: input.reason, appeal: null }),
        ...openedAgain(context.db, subject, touched),
      ],
      value: { items: [...touched] },
    })
  },
})

/** Items of which something came, or which are not needed any more. */
export function touchedItems({ notice }: Waiting): readonly string[] {
  return notice.items.filter(({ state }) => state !== '未收到').map(({ code }) => code)
}

/** Makes a person's words on these items 待人工, with their notes and evidence kept; the machine's speak for themselves. */
export function openedAgain(db: Db, review: string, codes: readonly string[]): readonly NewEvent[] {
  const rows = db.all(
    reviewTables
      .selectFrom('review_verdicts')
      .select(['code', 'note', 'evidence'])
      .where('subject', '=', review)
      .where('verdict', '!=', '待人工')
      .orderBy('code'),
  )
  return rows
    .filter(({ code }) => codes.includes(code))
    .map(({ code, note, evidence }) =>
      happened(verdictRecorded, review, { code, verdict: '待人工', note, evidence: JSON.parse(evidence) }),
    )
}

export const supplyCommands = { confirmSent, logCall, extendDeadline, continueReview }
