import { type AppliedRule, type RulePack, rulePack } from '../rule-packs/rules.ts'
import type { ReviewClosing } from './events.ts'
import type { ReviewPage } from './page.ts'

type Reviewed = Pick<ReviewPage, 'rules' | 'findings' | 'review'>

/** The rules of a review: those of the plan, and once it is closed those that were frozen, whatever the plan says today. */
export function reviewedRules({ rules, findings, review }: Reviewed): readonly AppliedRule[] {
  if (!review?.closing) return rules.rules
  return findings.flatMap(({ code }): readonly AppliedRule[] => {
    const applied = rules.rules.find((rule) => rule.code === code)
    if (applied) return [applied]
    const known = rules.pack.rules.find((rule) => rule.code === code)
    return known ? [{ ...known, parameters: {} }] : []
  })
}

/** The text that a closing followed, as it was then: confirmed only if it was confirmed when the review was closed. */
export function basisThen(
  { rules }: Pick<Reviewed, 'rules'>,
  pack: ReviewClosing['pack'],
): RulePack['basis'] {
  const isSame = rules.pack.id === pack.id && rules.pack.version === pack.version
  const basis = (isSame ? rules.pack : rulePack(pack.id, pack.version))?.basis ?? rules.pack.basis
  return pack.confirmed ? basis : { ...basis, confirmed: null }
}
