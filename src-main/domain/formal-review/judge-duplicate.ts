import { z } from 'zod'
import { command, type Decision, happened, type NewEvent } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { duplicatesJudged } from '../duplicates/events.ts'
import { readChanged } from '../duplicates/judgements.ts'
import { reviewOpened, verdictRecorded } from './events.ts'
import type { ReasonFacts } from './finding.ts'
import { takingOver } from './open-page.ts'
import { type ReviewPage, readReviewPage } from './page.ts'
import type { Verdict } from './projection.ts'

/**
 * Says of two applications whether they are the same work, which holds from both ends until one of them changes. Where the
 * review of the first is open on this desk, F14 follows: 不符合 for a duplicate, 符合 as soon as
 * nothing is left to look at.
 */
export const judgeDuplicate = command({
  permission: may('review:edit'),
  input: z.strictObject({
    application: z.string().max(80),
    other: z.string().max(80),
    isDuplicate: z.boolean(),
    note: z.string().trim().max(1000),
  }),
  decide(context): Result<Decision<{ readonly verdict: Verdict | null }>> {
    const { application, other, isDuplicate, note } = context.input
    if (application === other) return refuse('duplicates/same-application')
    const seen = [application, other].map((id) => ({ application: id, seen: readChanged(context.db, id) }))
    const [a, b] = seen
    const page = readReviewPage(context, application)
    if (!page || !a?.seen || !b?.seen) return refuse('formal-review/unknown-application')
    if (isDuplicate && note === '') return refuse('duplicates/reason-missing')
    const judged = happened(duplicatesJudged, context.newSubject('duplicate-judgement'), {
      applications: [
        { application: a.application, seen: a.seen },
        { application: b.application, seen: b.seen },
      ],
      isDuplicate,
      note,
    })
    const verdict = verdictOf(page, other, isDuplicate)
    if (verdict === null) return ok({ events: [judged], value: { verdict } })
    const number = page.others.find(({ id }) => id === other)?.number ?? ''
    const before = page.verdicts.find(({ code }) => code === 'F14')
    const said = `${isDuplicate ? '重复' : '不是重复'}：与 ${number}${note === '' ? '' : `，${note}`}`
    const review = page.review?.id ?? context.newSubject('review')
    const events: NewEvent[] = [...takingOver(page)]
    if (!page.review) events.push(happened(reviewOpened, review, { application }))
    events.push(
      happened(verdictRecorded, review, {
        code: 'F14',
        verdict,
        note: [before?.note ?? '', said]
          .filter((part) => part !== '')
          .join('\n')
          .slice(-2000),
        evidence: [...(before?.evidence ?? [])],
      }),
      judged,
    )
    return ok({ events, value: { verdict } })
  },
})

/** Null: the review is not open here. 待人工 keeps the note while lists are outstanding or other pairs are left. */
function verdictOf(page: ReviewPage, other: string, isDuplicate: boolean): Verdict | null {
  const isOpen = page.readOnly === null && !page.review?.outcome
  if (!isOpen || !page.rules.rules.some(({ code }) => code === 'F14')) return null
  if (isDuplicate) return '不符合'
  const finding = page.findings.find(({ code }) => code === 'F14')
  const facts = finding?.reason.facts as Partial<ReasonFacts['no-duplicate']> | undefined
  const isCompared = facts?.outstanding?.length === 0 && facts.texts?.state !== 'uncompared'
  const others = page.others.filter(({ id }) => id !== other)
  const isLeft = others.some(({ judged }) => judged === null || judged.isDuplicate)
  return isCompared && !isLeft ? '符合' : '待人工'
}
