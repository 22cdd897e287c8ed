import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { takenOver } from '../../core/governing.ts'
import { type CommandContext, command, type Decision, happened, type NewEvent } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { readDesksOf, refuseElsewhere } from '../applications/desks.ts'
import { importWithdrawn } from '../applications/events.ts'
import { applicationsTables } from '../applications/projection.ts'
import { readImport } from '../applications/queries.ts'
import { isDay } from '../batches/rules.ts'
import { checkOwnClock } from '../calendar/own-clock.ts'
import { ruleCodes } from '../rule-packs/rules.ts'
import { proposedNotice } from './earlier-wording.ts'
import {
  outcomeConfirmed,
  reviewClosed,
  reviewOpened,
  reviewReopened,
  verdictRecorded,
  verdictWithdrawn,
  verdictWords,
} from './events.ts'
import { noticeItems } from './outcome.ts'
import { type ReviewPage, readReviewPage } from './page.ts'
import { type Outcome, reviewTables } from './projection.ts'
import { longestSentence, type NoticeItem, type NoticeOutcome } from './wording.ts'

const digest = z.string().regex(digestPattern)
const code = z.enum(ruleCodes)

/** The page of an application that this desk may review now. */
function openPage<Input>(context: CommandContext<Input>, application: string): Result<ReviewPage> {
  const page = readReviewPage(context, application)
  if (!page) return refuse('formal-review/unknown-application')
  if (page.readOnly) return refuseReadOnly(page.readOnly, page)
  if (page.review?.outcome) return refuse('formal-review/closed', { outcome: page.review.outcome })
  return ok(page)
}

function refuseReadOnly(reason: NonNullable<ReviewPage['readOnly']>, { desk }: ReviewPage) {
  return refuse(`formal-review/${reason}`, { desk: desk?.name, isOnItsWay: desk?.isOnItsWay })
}

/** The first word in a review takes its application over too: else it would seem to be still on its way. */
export function takingOver({ application, desk }: ReviewPage): readonly NewEvent[] {
  return desk?.takeOver ? [happened(takenOver, application.id, { from: desk.takeOver })] : []
}

const recordVerdict = command({
  permission: may('review:edit'),
  input: z.strictObject({
    application: z.string(),
    code,
    verdict: z.enum(verdictWords),
    note: z.string().max(2000),
    evidence: z
      .array(
        z.union([
          z.strictObject({ field: z.string().max(80) }),
          z.strictObject({ document: digest, page: z.int().min(1) }),
        ]),
      )
      .max(50),
  }),
  decide(context) {
    const { application, ...verdict } = context.input
    const page = openPage(context, application)
    if (!page.ok) return page
    const { review, rules } = page.value
    if (!rules.rules.some((rule) => rule.code === verdict.code)) {
      return refuse('formal-review/rule-is-off', { rule: verdict.code })
    }
    const subject = review?.id ?? context.newSubject('review')
    const opening = review ? [] : [happened(reviewOpened, subject, { application })]
    const taking = takingOver(page.value)
    return ok({
      events: [...taking, ...opening, happened(verdictRecorded, subject, verdict)],
      value: { review: subject },
    })
  },
})

/** Undo: the item is open again. */
const withdrawVerdict = command({
  permission: may('review:edit'),
  input: z.strictObject({ application: z.string(), code }),
  decide(context) {
    const page = openPage(context, context.input.application)
    if (!page.ok) return page
    const { review, verdicts } = page.value
    if (!review || !verdicts.some((verdict) => verdict.code === context.input.code))
      return refuse('formal-review/no-verdict')
    const withdrawn = happened(verdictWithdrawn, review.id, { code: context.input.code })
    return ok({ events: [...takingOver(page.value), withdrawn], value: null })
  },
})

const closing = {
  application: z.string(),
  /** What there is to say beside the sentences of the notice. */
  reason: z.string().trim().max(2000),
  /** What the person had in front of them. */
  seen: z.strictObject({ application: digest, review: digest.nullable() }),
}

/** A sentence for each item of the notice; left out: as they are proposed. */
const notice = z
  .array(z.strictObject({ code, sentence: z.string().trim().min(1).max(longestSentence) }))
  .max(ruleCodes.length)
  .optional()

type Closing = {
  readonly outcome: Outcome
  readonly application: string
  readonly reason: string
  readonly notice?: readonly NoticeItem[] | undefined
  readonly deadline: string | null
  readonly seen: ReviewPage['seen']
}

/** The notice as it is recorded: exactly one sentence for each item that it must name, in the order of the rules. */
function noticeOf(
  db: Db,
  page: ReviewPage,
  outcome: NoticeOutcome,
  given: readonly NoticeItem[] | undefined,
): Result<readonly NoticeItem[]> {
  const items = noticeItems(page, outcome)
  if (!given) return ok(proposedNotice(db, page, outcome))
  const missing = items.filter((item) => !given.some(({ code }) => code === item))
  const surplus = given.map(({ code }) => code).filter((code) => !items.includes(code))
  if (missing.length + surplus.length > 0 || given.length !== items.length) {
    return refuse('formal-review/notice-differs', { items: [...missing, ...surplus] })
  }
  return ok(items.map((code) => given.find((one) => one.code === code)!))
}

function closeWith<Input>(
  context: CommandContext<Input>,
  closing: Closing,
): Result<Decision<{ readonly outcome: Outcome }>> {
  const found = openPage(context, closing.application)
  return found.ok ? closePage(context, found.value, closing) : found
}

/** What closes a review that may be written here, as this page shows it. */
export function closePage<Input>(
  context: CommandContext<Input>,
  page: ReviewPage,
  { outcome, application, reason, notice, deadline, seen }: Closing,
): Result<Decision<{ readonly outcome: Outcome }>> {
  if (page.seen.application !== seen.application || page.seen.review !== seen.review) {
    return refuse('formal-review/changed-meanwhile')
  }
  const possible = page.outcomes[outcome]
  if (!possible.ok) return possible
  const worded = outcome === '通过' ? ok([]) : noticeOf(context.db, page, outcome, notice)
  if (!worded.ok) return worded
  const { pack } = page.rules
  const subject = page.review?.id ?? context.newSubject('review')
  const events: NewEvent[] = [...takingOver(page)]
  if (!page.review) events.push(happened(reviewOpened, subject, { application }))
  let statement: string | null = null
  if (outcome === '不予受理') {
    statement = context.newSubject('second-check')
    const said = { review: subject, seen: seen.review ?? seen.application, outcome }
    events.push(
      happened(outcomeConfirmed, statement, said, { actor: { id: context.second!.id, role: '复核人' } }),
    )
  }
  events.push(
    happened(reviewClosed, subject, {
      outcome,
      deadline,
      reason,
      notice: [...worded.value],
      pack: { id: pack.id, version: pack.version, confirmed: pack.basis.confirmed !== null },
      seen: seen.application,
      findings: JSON.parse(JSON.stringify(page.findings)),
      verdicts: page.verdicts.map(({ code, verdict, note, evidence }) => ({
        code,
        verdict,
        note,
        evidence: [...evidence],
      })),
      second: statement,
    }),
  )
  return ok({ events, value: { outcome } })
}

/** 通过: nothing open, nothing 不符合 but hints and consortium aids with a reason [A13]. */
const closeAsPassed = command({
  permission: may('review:edit'),
  input: z.strictObject(closing),
  decide: (context) => closeWith(context, { ...context.input, outcome: '通过', deadline: null }),
})

/** 通知补交材料: the last day is a day that a person typed, never one that the machine made up [A13]. */
const closeForMaterial = command({
  permission: may('review:edit'),
  input: z.strictObject({ ...closing, notice, deadline: z.string() }),
  decide(context) {
    const { deadline } = context.input
    if (!isDay(deadline)) return refuse('formal-review/no-such-day')
    const clock = checkOwnClock(context.db, context.desk, context.today)
    if (!clock.ok) return clock
    if (deadline < context.today) return refuse('formal-review/day-has-passed', { today: context.today })
    return closeWith(context, { ...context.input, outcome: '通知补交材料' })
  },
})

/** 不予受理: two people on the same state, and a sentence for every item that does not conform [A13]. */
const closeAsNotAccepted = command({
  permission: may('review:edit'),
  secondPermission: may('second-check:edit'),
  input: z.strictObject({ ...closing, notice }),
  decide: (context) => closeWith(context, { ...context.input, outcome: '不予受理', deadline: null }),
})

/** Opens a closed review again; what was closed stays in the history. */
const reopen = command({
  permission: may('review:edit'),
  input: z.strictObject({ application: z.string(), reason: z.string().trim().min(1).max(2000) }),
  decide(context) {
    const page = readReviewPage(context, context.input.application)
    if (!page?.review?.outcome) return refuse('formal-review/not-closed')
    if (page.readOnly) return refuseReadOnly(page.readOnly, page)
    const reopened = happened(reviewReopened, page.review.id, { reason: context.input.reason })
    return ok({ events: [...takingOver(page), reopened], value: null })
  },
})

/**
 * Takes a whole import back; refused as soon as a review of one of its applications has begun, or while another desk
 * writes one of them.
 */
const withdrawImport = command({
  permission: may('applications:edit'),
  input: z.strictObject({ import: z.string(), reason: z.string().trim().min(1).max(500) }),
  decide({ input, db, desk }) {
    const found = readImport(db, input.import)
    if (!found) return refuse('applications/unknown-import')
    if (found.institution !== desk.institution) return refuse('formal-review/other-office')
    if (found.withdrawn !== null) return refuse('applications/already-withdrawn')
    const here = refuseElsewhere(db, desk, [input.import])
    if (!here.ok) return refuse('applications/import-at-other-desk', { ...here.error })
    const own = applicationsTables
      .selectFrom('applications')
      .select(['subject', 'institution'])
      .where('import', '=', input.import)
    const desks = readDesksOf(
      db,
      desk,
      db.all(own).map(({ subject, institution }) => ({ id: subject, institution })),
    )
    const elsewhere = [...desks.values()].filter(({ isHere }) => !isHere)
    if (elsewhere.length > 0) {
      const names = [...new Set(elsewhere.map(({ name }) => name))]
      return refuse('applications/handed-over', { desks: names, count: elsewhere.length })
    }
    const reviewed = db.all(
      reviewTables
        .selectFrom('reviews')
        .select('subject')
        .where('application', 'in', own.clearSelect().select('subject') as never),
    )
    if (reviewed.length > 0) return refuse('applications/review-has-begun', { count: reviewed.length })
    return ok({ events: [happened(importWithdrawn, input.import, { reason: input.reason })], value: null })
  },
})

export const reviewCommands = {
  recordVerdict,
  withdrawVerdict,
  closeAsPassed,
  closeForMaterial,
  closeAsNotAccepted,
  reopen,
  withdrawImport,
}
