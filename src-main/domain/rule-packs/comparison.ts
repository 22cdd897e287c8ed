import {
  isParameterValue,
  type Parameter,
  type Rule,
  type RuleCode,
  type RulePack,
  type RuleSetting,
} from './pack.ts'

type Settings = Readonly<Partial<Record<RuleCode, RuleSetting>>>

/** What another version of a pack does differently. Of texts it only says that they differ; both can be read. */
export type PackDifference =
  | { readonly what: 'basis' | 'in-force' | 'switches' | 'title' }
  | { readonly what: 'rule-added' | 'rule-removed'; readonly rule: Rule }
  | {
      readonly what: 'on' | 'how' | 'supplied-later' | 'article' | 'words'
      readonly before: Rule
      readonly after: Rule
    }
  | {
      readonly what: 'parameter-added' | 'parameter-removed'
      readonly rule: Rule
      readonly parameter: Parameter
    }
  | {
      readonly what: 'parameter-range' | 'parameter-default'
      readonly rule: Rule
      readonly before: Parameter
      readonly after: Parameter
    }

/** Everything that is different in the second pack, rule by rule in its order, what is gone at the end. */
export function comparePacks(before: RulePack, after: RulePack): readonly PackDifference[] {
  const whole: readonly (readonly ['basis' | 'in-force' | 'switches' | 'title', unknown, unknown])[] = [
    ['title', before.title, after.title],
    ['basis', [before.basis.title, before.basis.number], [after.basis.title, after.basis.number]],
    ['in-force', before.inForce, after.inForce],
    ['switches', before.switches, after.switches],
  ]
  const removed = before.rules.filter(({ code }) => !after.rules.some((rule) => rule.code === code))
  return [
    ...whole.flatMap(([what, a, b]) => (isEqual(a, b) ? [] : [{ what }])),
    ...after.rules.flatMap((rule): readonly PackDifference[] => {
      const old = before.rules.find(({ code }) => code === rule.code)
      return old ? ruleDifferences(old, rule) : [{ what: 'rule-added', rule }]
    }),
    ...removed.map((rule) => ({ what: 'rule-removed' as const, rule })),
  ]
}

function ruleDifferences(before: Rule, after: Rule): readonly PackDifference[] {
  const fields: readonly (readonly [
    'on' | 'how' | 'supplied-later' | 'article' | 'words',
    (rule: Rule) => unknown,
  ])[] = [
    ['on', ({ on }) => on],
    ['how', ({ how }) => how],
    ['supplied-later', ({ suppliedLater }) => suppliedLater],
    ['article', ({ article }) => article],
    ['words', ({ title, explanation, lookAt }) => [title, explanation, lookAt]],
  ]
  const named = (rule: Rule, name: string) => rule.parameters.find((one) => one.name === name)
  return [
    ...fields.flatMap(([what, of]) => (isEqual(of(before), of(after)) ? [] : [{ what, before, after }])),
    ...after.parameters.flatMap((parameter): readonly PackDifference[] => {
      const old = named(before, parameter.name)
      if (!old) return [{ what: 'parameter-added', rule: after, parameter }]
      const differences: PackDifference[] = []
      const { default: wasDefault, ...was } = old
      const { default: isDefault, ...is } = parameter
      if (!isEqual(was, is)) {
        differences.push({ what: 'parameter-range', rule: after, before: old, after: parameter })
      }
      if (!isEqual(wasDefault, isDefault)) {
        differences.push({ what: 'parameter-default', rule: after, before: old, after: parameter })
      }
      return differences
    }),
    ...before.parameters
      .filter(({ name }) => !named(after, name))
      .map((parameter) => ({ what: 'parameter-removed' as const, rule: before, parameter })),
  ]
}

/** What a plan set that another version of the pack does not know, or not with this value. */
export type DroppedSetting = { readonly code: RuleCode; readonly parameter: string | null }

/** The settings of a plan as far as another version of the pack can take them over, and what it cannot. */
export function carriedSettings(
  settings: Settings,
  after: Pick<RulePack, 'rules'>,
): { readonly settings: Settings; readonly dropped: readonly DroppedSetting[] } {
  const dropped: DroppedSetting[] = []
  const kept = Object.entries(settings).flatMap(([key, setting]): readonly [string, RuleSetting][] => {
    const code = key as RuleCode
    const rule = after.rules.find((one) => one.code === code)
    if (!rule || !setting) {
      dropped.push({ code, parameter: null })
      return []
    }
    const { on, parameters = {} } = setting
    const values = Object.entries(parameters).filter(([name, value]) => {
      const parameter = rule.parameters.find((one) => one.name === name)
      if (parameter && isParameterValue(parameter, value)) return true
      dropped.push({ code, parameter: name })
      return false
    })
    const carried = {
      ...(on === undefined || on === rule.on ? {} : { on }),
      ...(values.length === 0 ? {} : { parameters: Object.fromEntries(values) }),
    }
    return Object.keys(carried).length === 0 ? [] : [[code, carried]]
  })
  return { settings: Object.fromEntries(kept), dropped }
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
