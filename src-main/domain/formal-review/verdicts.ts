import { z } from 'zod'
import { command, happened } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { ruleCodes } from '../rule-packs/rules.ts'
import { reviewOpened, verdictRecorded, verdictWithdrawn, verdictWords } from './events.ts'
import { bindsPersons } from './finding.ts'
import { openPage, takingOver } from './open-page.ts'

const digest = z.string().regex(digestPattern)
const code = z.enum(ruleCodes)

/** A person's word on one item; the first one opens the review. */
export const recordVerdict = command({
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
    const finding = page.value.findings.find((one) => one.code === verdict.code)
    const setsAside = verdict.verdict === '符合' || verdict.verdict === '不适用'
    if (setsAside && finding && bindsPersons(finding)) {
      return refuse('formal-review/record-not-lifted', { rule: verdict.code })
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
export const withdrawVerdict = command({
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
