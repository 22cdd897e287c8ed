import type { ParameterValue, Rule, RuleCode } from '../pack.ts'

type Difference = Partial<Pick<Rule, 'article' | 'on' | 'explanation' | 'lookAt'>> & {
  /** New defaults of parameters, by name. */
  readonly defaults?: Readonly<Record<string, ParameterValue>>
}

/** The rules of another pack with what this text says differently. */
export function withDifferences(
  rules: readonly Rule[],
  differences: Readonly<Partial<Record<RuleCode, Difference>>>,
): readonly Rule[] {
  return rules.map((rule) => {
    const { defaults = {}, ...changes } = differences[rule.code] ?? {}
    const parameters = rule.parameters.map(
      (parameter) =>
        ({ ...parameter, default: defaults[parameter.name] ?? parameter.default }) as typeof parameter,
    )
    return { ...rule, ...changes, parameters }
  })
}
