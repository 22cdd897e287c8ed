import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { type CommandContext, command, type Decision, happened, type NewEvent } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { isDay } from '../batches/rules.ts'
import { checkOwnClock } from '../calendar/own-clock.ts'
import { ruleCodes } from '../rule-packs/rules.ts'
import { proposedNotice } from './earlier-wording.ts'
import { outcomeConfirmed, reviewClosed, reviewOpened, reviewReopened } from './events.ts'
import { openPage, refuseReadOnly, takingOver } from './open-page.ts'
import { noticeItems } from './outcome.ts'
import { type ReviewPage, readReviewPage } from './page.ts'
import type { Outcome } from './projection.ts'
import { admitOutcome } from './second-check/commands.ts'
import { needsCheck } from './second-check/requirement.ts'
import { longestSentence, type NoticeItem, type NoticeOutcome } from './wording.ts'

const digest = z.string().regex(digestPattern)
const code = z.enum(ruleCodes)

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
  const checked = needsCheck(page.secondCheck.level, outcome) ? admitOutcome(page) : ok(null)
  if (!checked.ok) return checked
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
      check: checked.value,
    }),
  )
  return ok({ events, value: { outcome } })
}

/** 通过: nothing open, nothing 不符合 but hints and consortium aids with a reason [A13]. */
export const closeAsPassed = command({
  permission: may('review:edit'),
  input: z.strictObject(closing),
  decide: (context) => closeWith(context, { ...context.input, outcome: '通过', deadline: null }),
})

/** 通知补交材料: the last day is a day that a person typed, never one that the machine made up [A13]. */
export const closeForMaterial = command({
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
export const closeAsNotAccepted = command({
  permission: may('review:edit'),
  secondPermission: may('second-check:edit'),
  input: z.strictObject({ ...closing, notice }),
  decide: (context) => closeWith(context, { ...context.input, outcome: '不予受理', deadline: null }),
})

/** Opens a closed review again; what was closed stays in the history. */
export const reopen = command({
  permission: may('review:edit'),
  input: z.strictObject({ application: z.string(), reason: z.string().trim().min(1).max(2000) }),
  decide(context) {
    const page = readReviewPage(context, context.input.application)
    if (!page?.review?.outcome) return refuse('formal-review/not-closed')
    if (page.readOnly) return refuseReadOnly(page.readOnly, page)
    const reopened = happened(reviewReopened, page.review.id, { reason: context.input.reason, appeal: null })
    return ok({ events: [...takingOver(page), reopened], value: null })
  },
})
