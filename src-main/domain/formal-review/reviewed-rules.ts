import type { AppliedRule, RulePack } from '../rule-packs/rules.ts'
import type { ReviewClosing } from './events.ts'
import type { ReviewPage } from './page.ts'

type Reviewed = Pick<ReviewPage, 'rules' | 'pack' | 'findings' | 'review'>

/** The rules of a review: those of the plan, and once it is closed those that were frozen, whatever the plan says today. */
export function reviewedRules({ rules, pack, findings, review }: Reviewed): readonly AppliedRule[] {
  if (!review?.closing) return rules.rules
  return findings.flatMap(({ code }): readonly AppliedRule[] => {
    const known = pack.rules.find((rule) => rule.code === code)
    return known ? [{ ...known, parameters: {} }] : []
  })
}

/** The text that a closing followed, as it was then: confirmed only if it was confirmed when the review was closed. */
export function basisThen(
  { basis }: Pick<RulePack, 'basis'>,
  { confirmed }: Pick<ReviewClosing['pack'], 'confirmed'>,
): RulePack['basis'] {
  return confirmed ? basis : { ...basis, confirmed: null }
}
