import { type Finding, machineFindings, type ReviewInput } from '../../src-main/domain/formal-review/rules.ts'
import type { RuleCode } from '../../src-main/domain/rule-packs/rules.ts'
import { aReviewInput } from './applications.ts'

/** What the machine finds under one rule; the rule is switched on when the pack has it off. */
export function findingOn(code: RuleCode, over: Partial<ReviewInput> = {}): Finding {
  const input = aReviewInput(over)
  const rules = { ...input.plan.rules, [code]: { on: true, ...input.plan.rules[code] } }
  const found = machineFindings({ ...input, plan: { ...input.plan, rules } }).find(
    (finding) => finding.code === code,
  )
  if (!found) throw new Error(`no finding on ${code}`)
  return found
}
