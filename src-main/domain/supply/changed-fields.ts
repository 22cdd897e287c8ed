import { unreachable } from '../../core/result.ts'
import {
  type ApplicationField,
  applicationFields,
  isMoneyKey,
  isTextKey,
  moneyKeys,
  textKeys,
} from '../applications/fields.ts'
import type { ApplicationContent, ApplicationOrganisation } from '../applications/record.ts'

/** One field of an application in two versions of it. */
export type FieldChange = { readonly field: ApplicationField; readonly isChanged: boolean }

const compared: readonly ApplicationField[] = [
  ...applicationFields,
  'members',
  'legal-persons',
  'secrecy',
  'other',
]

/** Every field, those that differ first, each group in the order of the record. */
export function changedFields(before: ApplicationContent, after: ApplicationContent): readonly FieldChange[] {
  const all = compared.map((field) => ({ field, isChanged: said(before, field) !== said(after, field) }))
  return [...all.filter(({ isChanged }) => isChanged), ...all.filter(({ isChanged }) => !isChanged)]
}

/** What a field says, exactly, for comparing. */
function said(content: ApplicationContent, field: ApplicationField): string {
  const { organisations } = content
  const lead = organisations.find(({ roles }) => roles.includes('牵头'))
  const each = (part: (one: ApplicationOrganisation) => unknown) =>
    organisations.map((one) => [one.name, part(one)])
  return JSON.stringify(partOf())

  function partOf(): unknown {
    if (isTextKey(field)) return content[textKeys[field]]
    if (isMoneyKey(field)) return content.money[moneyKeys[field]]
    switch (field) {
      case 'number':
        return content.number
      case 'lead':
        return lead?.name
      case 'lead-region':
        return lead?.region
      case 'lead-code':
        return lead?.code
      case 'lead-registered':
        return lead?.registered
      case 'members':
        return organisations.filter((one) => one !== lead).map(({ name, roles }) => [name, roles])
      case 'regions':
        return each(({ region, city }) => [region, city])
      case 'codes':
        return each(({ code }) => code)
      case 'kinds':
        return each(({ kind }) => kind)
      case 'legal-persons':
        return each(({ legalPerson }) => legalPerson)
      case 'other':
        return Object.entries(content.other).sort(([a], [b]) => (a < b ? -1 : 1))
      default:
        return unreachable(field)
    }
  }
}
