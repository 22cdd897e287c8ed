import type { z } from 'zod'
import { isParameterValue, type Parameter, type Rule, type RulePack, ruleCodes } from './pack.ts'
import { packSchema, type StoredPack } from './pack-schema.ts'
import { rulePacks } from './packs/index.ts'

/** One thing that is wrong with a pack; `at` is where, as `rules 3 lookAt`, `rule` the code of the rule concerned. */
export type PackFinding = {
  readonly code:
    | 'missing-field'
    | 'unknown-field'
    | 'not-allowed'
    | 'unknown-check'
    | 'code-twice'
    | 'parameter-twice'
    | 'unknown-parameter'
    | 'other-kind-of-parameter'
    | 'unknown-option'
    | 'bad-default'
    | 'bad-range'
    | 'machine-may-not-decide'
    | 'not-of-this-kind'
    | 'aid-mismatch'
    | 'dates-reversed'
    | 'switches-mismatch'
  readonly rule: string | null
  readonly at: string
}

export type CheckedPack = {
  /** Null when anything at all is wrong. */
  readonly pack: RulePack | null
  /** Everything that is wrong, at once. */
  readonly findings: readonly PackFinding[]
}

/** Whether this program can review by a pack that somebody wrote: form first, then what its checks know. */
export function checkPack(value: unknown): CheckedPack {
  const read = packSchema.safeParse(value)
  if (!read.success)
    return { pack: null, findings: read.error.issues.flatMap((issue) => formFinding(issue, value)) }
  const findings = [...packFindings(read.data), ...read.data.rules.flatMap(ruleFindings)]
  return { pack: findings.length === 0 ? (read.data as RulePack) : null, findings }
}

function formFinding(issue: z.core.$ZodIssue, value: unknown): readonly PackFinding[] {
  const path = issue.path.map(String)
  const place = (more: readonly string[] = []) => {
    const at = [...path, ...more].map((part, i, all) =>
      all[i - 1] === 'rules' ? String(Number(part) + 1) : part,
    )
    return at.join(' ')
  }
  const rule = ruleAt(value, path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ code: 'unknown-field', rule, at: place([key.slice(0, 40)]) }))
  }
  const isMissing = issue.code === 'invalid_type' && at(value, path) === undefined
  return [{ code: isMissing ? 'missing-field' : 'not-allowed', rule, at: place() }]
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (part as Record<string, unknown> | null | undefined)?.[key],
    value,
  )
}

function ruleAt(value: unknown, [first, index]: readonly string[]): string | null {
  if (first !== 'rules' || index === undefined) return null
  const code = at(value, ['rules', index, 'code'])
  return typeof code === 'string' ? code.slice(0, 8) : null
}

function packFindings({ inForce, kind, switches, rules }: StoredPack): readonly PackFinding[] {
  const findings: PackFinding[] = []
  if (inForce && inForce.until < inForce.from)
    findings.push({ code: 'dates-reversed', rule: null, at: 'inForce' })
  if ((switches === null) !== (kind === 'consortium')) {
    findings.push({ code: 'switches-mismatch', rule: null, at: 'switches' })
  }
  const codes = rules.map(({ code }) => code)
  for (const code of new Set(codes.filter((one, i) => codes.indexOf(one) !== i))) {
    findings.push({ code: 'code-twice', rule: code, at: 'code' })
  }
  for (const code of codes) {
    if (kind === 'joint' && code.startsWith('C'))
      findings.push({ code: 'not-of-this-kind', rule: code, at: 'code' })
  }
  return findings
}

function ruleFindings(rule: StoredPack['rules'][number]): readonly PackFinding[] {
  const known = knownRule(rule.code)
  if (!known) return [{ code: 'unknown-check', rule: rule.code, at: 'code' }]
  const findings: PackFinding[] = []
  const tell = (code: PackFinding['code'], place: string) =>
    findings.push({ code, rule: rule.code, at: place })
  // A pack may leave to a person what the machine can do, never the other way round.
  if (rule.how !== known.how && (rule.how !== 'person' || known.how === 'auto+person')) {
    tell('machine-may-not-decide', 'how')
  }
  if (rule.aid !== known.aid) tell('aid-mismatch', 'aid')
  const names = rule.parameters.map(({ name }) => name)
  for (const parameter of rule.parameters) {
    const { name } = parameter
    if (names.indexOf(name) !== names.lastIndexOf(name)) {
      tell('parameter-twice', name)
      continue
    }
    const own = known.parameters.find((one) => one.name === name)
    if (!own) tell('unknown-parameter', name)
    else if (own.kind !== parameter.kind) tell('other-kind-of-parameter', name)
    else for (const code of parameterFindings(parameter as Parameter, own)) tell(code, name)
  }
  return findings
}

function parameterFindings(parameter: Parameter, known: Parameter): readonly PackFinding['code'][] {
  const findings: PackFinding['code'][] = []
  if ('options' in parameter && 'options' in known) {
    const values = new Set(known.options.map(({ value }) => value))
    if (parameter.options.some(({ value }) => !values.has(value))) findings.push('unknown-option')
  }
  if (parameter.kind === 'number') {
    const unit = known.kind === 'number' ? known.unit : parameter.unit
    if (parameter.min > parameter.max || parameter.min < 0 || parameter.unit !== unit)
      findings.push('bad-range')
  }
  if (!isParameterValue(parameter, parameter.default)) findings.push('bad-default')
  return findings
}

/** The rule as the program's newest packs have it: the consortium pack holds every code. */
function knownRule(code: string): Rule | undefined {
  if (!ruleCodes.some((one) => one === code)) return undefined
  return rulePacks
    .filter(({ rules }) => rules.some((rule) => rule.code === code))
    .reduce((a, b) => (b.version > a.version ? b : a))
    .rules.find((rule) => rule.code === code)
}
