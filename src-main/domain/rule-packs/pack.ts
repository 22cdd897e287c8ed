import { isDay } from '../batches/rules.ts'

export const ruleCodes = [
  'F01',
  'F02',
  'F03',
  'F04',
  'F05',
  'F06',
  'F07',
  'F08',
  'F09',
  'F10',
  'F11',
  'F12',
  'F13',
  'F14',
  'F15',
  'F16',
  'F17',
  'F18',
  'F19',
  'F20',
  'F21',
  'F22',
  'F23',
  'F24',
  'F25',
  'C01',
  'C02',
  'C03',
  'C04',
  'C05',
  'C06',
  'C07',
  'C08',
  'C09',
  'C10',
  'C11',
] as const
export type RuleCode = (typeof ruleCodes)[number]

/**
 * Who decides: `auto` the machine when the data are there · `assist` the machine proposes, a person decides · `person` ·
 * `hint` nobody, it never blocks · `auto+person` the machine may say no, only a person may say yes.
 */
export type RuleHow = 'auto' | 'assist' | 'person' | 'hint' | 'auto+person'

export type ParameterValue = number | string | readonly string[]

/** What a batch plan may set of a rule. */
export type Parameter =
  | {
      readonly kind: 'set'
      readonly name: string
      readonly title: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
      readonly default: readonly string[]
    }
  | {
      readonly kind: 'choice'
      readonly name: string
      readonly title: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
      readonly default: string
    }
  | {
      readonly kind: 'number'
      readonly name: string
      readonly title: string
      readonly unit: '个月' | '个' | '%' | '岁'
      readonly min: number
      readonly max: number
      readonly default: number
    }
  /** Texts of the office's own: what its guide lists. */
  | {
      readonly kind: 'list'
      readonly name: string
      readonly title: string
      /** What to write, in a few words. */
      readonly hint: string
      readonly default: readonly string[]
    }
  /** A day of the guide, YYYY-MM-DD; empty while none is set. */
  | {
      readonly kind: 'day'
      readonly name: string
      readonly title: string
      /** What counts while it is empty. */
      readonly hint: string
      readonly default: string
    }

export type Rule = {
  readonly code: RuleCode
  readonly title: string
  readonly how: RuleHow
  /** May be supplied later (补交材料); F24 has no such question and says false. */
  readonly suppliedLater: boolean
  /** C rules: B has no formal review, so a 不符合 with a reason does not prevent 通过. */
  readonly aid: boolean
  /** Article of the basis, or 「通行做法」 for published practice. */
  readonly article: string
  /** On unless the batch plan says otherwise. */
  readonly on: boolean
  /** What is checked, in a sentence. */
  readonly explanation: string
  /** What a reviewer should look at. */
  readonly lookAt: string
  readonly parameters: readonly Parameter[]
}

/** The text that a pack follows. Until the office has confirmed it, every paper carries 「征求意见」 or 「演练」. */
export type Basis = {
  readonly title: string
  /** 文号; null where the text has none, or none that is confirmed. */
  readonly number: string | null
  readonly confirmed: BasisConfirmation | null
}

/** The office's own words for the basis, confirmed by two persons. */
export type BasisConfirmation = { readonly title: string; readonly number: string; readonly date: string }

/** Where texts of the same policy differ: switches of a pack, not code. */
export type Switches = {
  /** Units that fit the guide may apply without being in the reserve pool. */
  readonly guideSuffices: boolean
  /** Biomedical projects may run by milestones instead of years. */
  readonly biomedicalByMilestones: boolean
  readonly guideIssuedBy: '建设办公室' | '三省一市科技厅（委）'
  /** Where the proposed list goes: to the 工作专班, or 按程序报批. */
  readonly listGoes: '提交工作专班审议' | '按程序报批'
  readonly listName: '拟立项名单' | '拟立项建议名单'
}

/** Versioned data: a released version is never edited. */
export type RulePack = {
  readonly id: string
  readonly version: number
  readonly kind: 'joint' | 'consortium'
  readonly title: string
  readonly basis: Basis
  /** YYYY-MM-DD, both included; null where the text is not in force by itself. */
  readonly inForce: { readonly from: string; readonly until: string } | null
  readonly switches: Switches | null
  readonly rules: readonly Rule[]
}

/** What a batch plan says about one rule; what it leaves out stays as in the pack. */
export type RuleSetting = {
  readonly on?: boolean
  readonly parameters?: Readonly<Record<string, ParameterValue>>
}

/** A rule as it applies to a batch. */
export type AppliedRule = Omit<Rule, 'parameters'> & {
  readonly parameters: Readonly<Record<string, ParameterValue>>
}

/** The rules that are on, with their parameters: the pack's, as far as the plan does not set its own valid ones. */
export function appliedRules(
  pack: RulePack,
  settings: Readonly<Partial<Record<RuleCode, RuleSetting>>>,
): readonly AppliedRule[] {
  return pack.rules
    .filter(({ code, on }) => settings[code]?.on ?? on)
    .map((rule) => {
      const set = settings[rule.code]?.parameters ?? {}
      const parameters = rule.parameters.map((parameter): [string, ParameterValue] => {
        const value = set[parameter.name]
        return [parameter.name, isParameterValue(parameter, value) ? value : parameter.default]
      })
      return { ...rule, parameters: Object.fromEntries(parameters) }
    })
}

/** Texts of a list: how many, and how long each. */
export const listLimits = { texts: 300, length: 200 } as const

/** True when a value may stand for this parameter. */
export function isParameterValue(parameter: Parameter, value: unknown): value is ParameterValue {
  switch (parameter.kind) {
    case 'set':
      return (
        Array.isArray(value) && value.every((one) => parameter.options.some((option) => option.value === one))
      )
    case 'choice':
      return parameter.options.some((option) => option.value === value)
    case 'number':
      return (
        Number.isSafeInteger(value) &&
        (value as number) >= parameter.min &&
        (value as number) <= parameter.max
      )
    case 'list':
      return (
        Array.isArray(value) &&
        value.length <= listLimits.texts &&
        value.every((one) => typeof one === 'string' && one === one.trim() && isTextOfList(one))
      )
    case 'day':
      return value === '' || (typeof value === 'string' && isDay(value))
  }
}

function isTextOfList(text: string): boolean {
  return text !== '' && text.length <= listLimits.length
}

/** True on the days on which the text is in force. */
export function isInForce({ inForce }: RulePack, day: string): boolean {
  return inForce !== null && inForce.from <= day && day <= inForce.until
}
