import type { RuleHow } from '../../src-main/domain/rule-packs/rules.ts'

/** Who decides a rule. */
export const ruleHowWords: Record<RuleHow, string> = {
  auto: '机器判断',
  assist: '机器建议、人工判断',
  person: '人工判断',
  hint: '提示',
  'auto+person': '机器查找、人工确认',
}
