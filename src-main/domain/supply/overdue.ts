import { z } from 'zod'
import { command, happened, type QueryContext } from '../../core/module.ts'
import { ok, type Refusal, type Result, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { readCalendar } from '../calendar/index.ts'
import { checkOwnClock } from '../calendar/own-clock.ts'
import { missingWords, workingDaysAfter } from '../calendar/rules.ts'
import { closePage } from '../formal-review/closing.ts'
import { proposedNotice } from '../formal-review/earlier-wording.ts'
import { reviewReopened } from '../formal-review/events.ts'
import { type ReviewPage, readReviewPage } from '../formal-review/page.ts'
import { longestSentence, type NoticeItem } from '../formal-review/rules.ts'
import { admitOutcome } from '../formal-review/second-check/commands.ts'
import { needsCheck } from '../formal-review/second-check/requirement.ts'
import { ruleCodes } from '../rule-packs/rules.ts'
import { admitWaiting, type Waiting } from './admit.ts'
import { openedAgain, touchedItems } from './commands.ts'
import { type Supply, type SupplyItem, waitingNotice } from './read.ts'
import { isComplete, overdueArticle } from './rules.ts'

/** What the machine proposes once the deadline has passed and something is missing [A13]; a person decides. */
export type OverdueProposal = {
  readonly deadline: string
  /** Working days since then, by the office's calendar. */
  readonly workingDays: number
  /** What is to be said of years whose holidays were not entered; null when there is nothing. */
  readonly remark: string | null
  readonly missing: readonly SupplyItem[]
  /** Came in after the deadline. */
  readonly late: readonly SupplyItem[]
  /** The sentence of the policy; null for consortia, whose text says nothing of it. */
  readonly article: string | null
  /** What closing it would record, or why it cannot be closed now. */
  readonly closing: Result<
    { readonly items: readonly NoticeItem[]; readonly seen: ReviewPage['seen']; readonly reason: string },
    Refusal
  >
}

type Context = Pick<QueryContext<unknown>, 'db' | 'desk' | 'today' | 'history'>

/** Null while the deadline has not passed, or nothing is missing. */
export function overdueProposal(context: Context, supply: Supply): OverdueProposal | null {
  const notice = waitingNotice(supply)
  const { db, desk, today } = context
  if (notice?.standing !== '逾期待处理') return null
  const { deadline, items } = notice
  const { count, missingYears } = workingDaysAfter(deadline, today, readCalendar(db, desk.institution))
  return {
    deadline,
    workingDays: count,
    remark: missingWords(missingYears),
    missing: items.filter(({ state }) => state === '未收到' || state === '部分收到'),
    late: items.filter(({ isLate }) => isLate),
    article: supply.application.kind === 'joint' ? overdueArticle : null,
    closing: closingOf(context, supply.application.id),
  }
}

function closingOf(context: Context, application: string): OverdueProposal['closing'] {
  const admitted = admitOverdue(context, application)
  if (!admitted.ok) return admitted
  const { waiting, page } = admitted.value
  const possible = page.outcomes.不予受理
  if (!possible.ok) return possible
  const checked = needsCheck(page.secondCheck.level, '不予受理') ? admitOutcome(page) : ok(null)
  if (!checked.ok) return checked
  return ok({ items: sentences(context, waiting, page), seen: page.seen, reason: reasonOf(waiting) })
}

/** One sentence for each item: what the notice asked for and did not come, else what is proposed of the finding. */
function sentences({ db }: Context, { notice }: Waiting, page: ReviewPage): readonly NoticeItem[] {
  return proposedNotice(db, page, '不予受理').map((proposed) => {
    const asked = notice.items.find(({ code }) => code === proposed.code)
    if (!asked || asked.sentence === '') return proposed
    const sentence = `逾期未补交：${asked.sentence}`.slice(0, longestSentence)
    return { code: proposed.code, sentence }
  })
}

function reasonOf({ notice }: Waiting): string {
  const { day, way } = notice.sent!
  const late = notice.items.filter(({ isLate }) => isLate).length
  return [
    `补交材料通知于 ${day} 以${way}方式发出，补交期限 ${notice.deadline}，期满后仍有材料未补交。`,
    late > 0 ? `其中 ${late} 项于期满后收到。` : '',
  ].join('')
}

/** The review as it would stand if it went on now: of what came nothing is held against the application unseen. */
function admitOverdue(
  context: Context,
  application: string,
): Result<{ readonly waiting: Waiting; readonly page: ReviewPage }> {
  const admitted = admitWaiting(context, application)
  if (!admitted.ok) return admitted
  const waiting = admitted.value
  const { notice } = waiting
  const { db, desk, today } = context
  const clock = checkOwnClock(db, desk, today)
  if (!clock.ok) return clock
  if (notice.deadline >= today) return refuse('supply/not-due', { deadline: notice.deadline, today })
  if (!notice.sent) return refuse('supply/notice-not-sent')
  const settled = notice.items.filter(({ state }) => state === '收到' || state === '不需要').length
  if (isComplete({ items: notice.items.length, settled })) return refuse('supply/nothing-missing')
  const touched = touchedItems(waiting)
  const page = readReviewPage(context, application, (verdicts) =>
    verdicts.map((one) => (touched.includes(one.code) ? { ...one, verdict: '待人工' } : one)),
  )
  return page ? ok({ waiting, page }) : refuse('formal-review/unknown-application')
}

/**
 * 不予受理 after the deadline: a person closes it and a second one confirms, never the machine. The review is opened again
 * and closed in one act; items of which something came are left to nobody's judgement and are not held against it.
 */
export const closeAsNotAccepted = command({
  permission: may('review:edit'),
  secondPermission: may('second-check:edit'),
  input: z.strictObject({
    application: z.string().max(120),
    reason: z.string().trim().max(2000),
    notice: z
      .array(
        z.strictObject({
          code: z.enum(ruleCodes),
          sentence: z.string().trim().min(1).max(longestSentence),
        }),
      )
      .max(ruleCodes.length),
    seen: z.strictObject({
      application: z.string().regex(digestPattern),
      review: z.string().regex(digestPattern).nullable(),
    }),
  }),
  decide(context) {
    const { application, ...closing } = context.input
    const admitted = admitOverdue(context, application)
    if (!admitted.ok) return admitted
    const { waiting, page } = admitted.value
    const { deadline } = waiting.notice
    const closed = closePage(context, page, { ...closing, application, outcome: '不予受理', deadline: null })
    if (!closed.ok) return closed
    const reopened = happened(reviewReopened, waiting.review.id, {
      reason: `补交期限 ${deadline} 已过，材料未补交齐。`,
      appeal: null,
    })
    const again = openedAgain(context.db, waiting.review.id, touchedItems(waiting))
    return ok({ events: [reopened, ...again, ...closed.value.events], value: closed.value.value })
  },
})
