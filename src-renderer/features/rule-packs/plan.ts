import type {
  Parameter,
  ParameterValue,
  Rule,
  RuleCode,
  RulePack,
  RuleSetting,
} from '../../../src-main/domain/rule-packs/rules.ts'
import { isParameterValue } from '../../../src-main/domain/rule-packs/rules.ts'

/** What the plan of a batch says: the pack, and only what differs from it. */
export type Plan = {
  readonly pack: string
  readonly version: number
  readonly settings: Readonly<Partial<Record<RuleCode, RuleSetting>>>
}

export function isOn(plan: Plan, { code, on }: Rule): boolean {
  return plan.settings[code]?.on ?? on
}

export function parameterOf(plan: Plan, code: RuleCode, parameter: Parameter): ParameterValue {
  const set = plan.settings[code]?.parameters?.[parameter.name]
  return isParameterValue(parameter, set) ? set : parameter.default
}

/** The plan with a rule switched; what is as in the pack is not mentioned. */
export function withSwitch(plan: Plan, rule: Rule, on: boolean): Plan {
  const { on: _before, ...rest } = plan.settings[rule.code] ?? {}
  return withSetting(plan, rule.code, on === rule.on ? rest : { ...rest, on })
}

export function withParameter(plan: Plan, code: RuleCode, parameter: Parameter, value: ParameterValue): Plan {
  const setting = plan.settings[code] ?? {}
  const { [parameter.name]: _before, ...others } = setting.parameters ?? {}
  const parameters = isSame(value, parameter.default) ? others : { ...others, [parameter.name]: value }
  const { parameters: _all, ...rest } = setting
  return withSetting(plan, code, Object.keys(parameters).length === 0 ? rest : { ...rest, parameters })
}

/** The rule as the pack has it. */
export function withoutSetting(plan: Plan, code: RuleCode): Plan {
  return withSetting(plan, code, {})
}

function withSetting(plan: Plan, code: RuleCode, setting: RuleSetting): Plan {
  const { [code]: _before, ...others } = plan.settings
  return { ...plan, settings: Object.keys(setting).length === 0 ? others : { ...others, [code]: setting } }
}

/** One difference between two plans, in words. */
export type PlanChange = { readonly code: RuleCode; readonly title: string; readonly text: string }

/** What recording the second plan would change, rule by rule in the order of the pack. */
export function changesBetween(
  before: Plan,
  after: Plan,
  { rules }: Pick<RulePack, 'rules'>,
): readonly PlanChange[] {
  return rules.flatMap((rule): readonly PlanChange[] => {
    const { code, title } = rule
    const [was, is] = [isOn(before, rule), isOn(after, rule)]
    const switched = was === is ? [] : [{ code, title, text: is ? '停用 → 启用' : '启用 → 停用' }]
    const set = rule.parameters.flatMap((parameter) => {
      const [old, now] = [parameterOf(before, code, parameter), parameterOf(after, code, parameter)]
      if (isSame(old, now)) return []
      return [
        { code, title, text: `${parameter.title}：${inWords(parameter, old)} → ${inWords(parameter, now)}` },
      ]
    })
    return [...switched, ...set]
  })
}

/** A value of a parameter as people read it. */
export function inWords(parameter: Parameter, value: ParameterValue): string {
  if (parameter.kind === 'number') return `${value} ${parameter.unit}`
  if (parameter.kind === 'day') return value === '' ? '（未设定）' : String(value)
  const options = parameter.kind === 'list' ? [] : parameter.options
  const labelOf = (one: string) => options.find((option) => option.value === one)?.label ?? one
  if (!Array.isArray(value)) return labelOf(String(value))
  return value.length === 0 ? '（无）' : value.map(labelOf).join('、')
}

export function isSame(a: ParameterValue, b: ParameterValue): boolean {
  const plain = (value: ParameterValue) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value)
  return plain(a) === plain(b)
}
