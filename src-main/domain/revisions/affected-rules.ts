import type { RevisedField } from '../applications/revisable-fields.ts'
import type { RuleCode } from '../rule-packs/rules.ts'

const names = ['lead', 'members'] as const
const money = ['total', 'requested', 'self-raised', 'offered', 'contract'] as const

/** Which fields of an application a verdict on a rule rests on; of rules that rest on documents alone, none. */
const restsOn: Partial<Record<RuleCode, readonly RevisedField[]>> = {
  F01: [
    ...(['title', 'field', 'task', 'lead', 'lead-region', 'lead-code', 'regions', 'codes', 'kinds'] as const),
    ...(['start', 'end', 'reserve-entry', 'guide-direction', 'route', 'indicators', 'summary'] as const),
    ...money,
  ],
  F03: names,
  F04: ['task', 'guide-direction', 'field', 'title'],
  F05: ['field', 'title', 'task'],
  F06: ['reserve-entry', 'reserve-state', 'guide-direction', 'title', 'task'],
  F07: ['lead', 'lead-region', 'lead-code', 'legal-persons'],
  F08: [...names, 'lead-region', 'regions'],
  F09: [...names, 'lead-code', 'codes'],
  F10: ['lead', 'lead-code', 'lead-registered'],
  F11: ['members'],
  F12: ['people'],
  F13: ['people'],
  F14: ['title', ...names],
  F15: ['total', 'requested'],
  F16: money,
  F17: ['contract', 'offered'],
  F18: names,
  F19: [...names, 'people'],
  F20: ['start', 'end'],
  F21: ['title', 'summary'],
  F22: ['lead', 'title'],
  F23: ['received'],
  F24: ['secrecy', 'title'],
  F25: [...names, 'kinds'],
  C01: ['lead', 'kinds', 'legal-persons'],
  C02: ['members', 'legal-persons'],
  C03: ['members', 'kinds'],
  C04: [...names, 'lead-region', 'regions'],
  C05: names,
  C08: ['field', 'title'],
  C09: ['route', ...names],
  C10: ['members', 'kinds'],
  C11: [...names, 'lead-code', 'codes'],
}

/** The fields that a verdict on this rule rests on. */
export function fieldsUnder(code: RuleCode): readonly RevisedField[] {
  return restsOn[code] ?? []
}

/** Every rule with every field that its verdict rests on. */
export function rulesWithFields(): readonly (readonly [code: string, field: string])[] {
  return Object.entries(restsOn).flatMap(([code, fields]) => fields.map((field) => [code, field] as const))
}
