import { type RuleCode, rulePack } from '../rule-packs/rules.ts'
import type { ReviewClosing } from './events.ts'
import { itemStates, type Review } from './outcome.ts'

/**
 * The rules for which an application was not passed: the items of the notice; where none were recorded, all that did not
 * conform. None for 通过. Closings of other offices are stored as they came: what is odd in them names no rule.
 */
export function reasonCodes({
  outcome,
  notice,
  pack,
  findings,
  verdicts,
}: ReviewClosing): readonly RuleCode[] {
  if (outcome === '通过') return []
  if (notice.length > 0) return [...new Set(notice.map(({ code }) => code as RuleCode))]
  const known = rulePack(pack.id, pack.version)?.rules ?? []
  const frozen = {
    findings: findings.filter((one) => typeof one === 'object' && one !== null && 'code' in one),
    verdicts,
  } as unknown as Pick<Review, 'findings' | 'verdicts'>
  const rules = known
    .filter(({ code }) => frozen.findings.some((finding) => finding.code === code))
    .map((rule) => ({ ...rule, parameters: {} }))
  return itemStates({ rules, ...frozen })
    .filter(({ blocks, verdict }) => blocks && verdict === '不符合')
    .map(({ code }) => code)
}
