import type { Json } from '../../core/result.ts'
import { comparableName, regionShortLabel } from '../organisations/rules.ts'
import { formatWan } from '../papers/rules.ts'
import type { ApplicationField } from './fields.ts'
import type { ApplicationContent, ApplicationMoney, ApplicationOrganisation } from './record.ts'

/** Fields that a later list may change, in the order in which people read them; the number is what rows are found by. */
export const revisableFields = [
  'title',
  'field',
  'task',
  'lead',
  'lead-region',
  'lead-code',
  'lead-registered',
  'members',
  'regions',
  'codes',
  'kinds',
  'legal-persons',
  'start',
  'end',
  'received',
  'total',
  'requested',
  'self-raised',
  'offered',
  'contract',
  'reserve-entry',
  'reserve-state',
  'guide-direction',
  'route',
  'secrecy',
  'indicators',
  'summary',
  'other',
] as const satisfies readonly ApplicationField[]
export type RevisableField = (typeof revisableFields)[number]

/** Persons are compared too, and never shown. */
export const revisedFields = [...revisableFields, 'people'] as const
export type RevisedField = (typeof revisedFields)[number]

/** Fields with a place of their own in the content. */
export const textKeys = {
  title: 'title',
  field: 'field',
  task: 'task',
  start: 'start',
  end: 'end',
  received: 'received',
  'reserve-entry': 'reserveEntry',
  'reserve-state': 'reserveState',
  'guide-direction': 'guideDirection',
  route: 'route',
  secrecy: 'secrecy',
  indicators: 'indicators',
  summary: 'summary',
} as const satisfies Partial<Record<RevisableField, keyof ApplicationContent>>

export const moneyKeys = {
  total: 'total',
  requested: 'requested',
  'self-raised': 'selfRaised',
  offered: 'offered',
  contract: 'contract',
} as const satisfies Partial<Record<RevisableField, keyof ApplicationMoney>>

export type TextKey = keyof typeof textKeys
export type MoneyKey = keyof typeof moneyKeys

export function isTextKey(field: string): field is TextKey {
  return Object.hasOwn(textKeys, field)
}

export function isMoneyKey(field: string): field is MoneyKey {
  return Object.hasOwn(moneyKeys, field)
}

/** Fields that are told out of the list of organisations. */
export const organisationFacts = [
  'lead',
  'lead-region',
  'lead-code',
  'lead-registered',
  'members',
  'regions',
  'codes',
  'kinds',
  'legal-persons',
] as const satisfies readonly RevisableField[]

export const laterRoles = ['参与', '子课题承担', '需求方', '解决方'] as const

const routes = { 1: '路径一', 2: '路径二' } as const

export function isLead({ roles }: ApplicationOrganisation): boolean {
  return roles.includes('牵头')
}

/**
 * What a field says, in a form that is equal exactly when it says the same. A field that is added to applications and not
 * to {@link revisableFields} does not compile here.
 */
export function valueIn(content: ApplicationContent, field: Exclude<ApplicationField, 'number'>): Json {
  if (isTextKey(field)) return content[textKeys[field]]
  if (isMoneyKey(field)) return content.money[moneyKeys[field]]
  const { organisations } = content
  const byName = (of: readonly ApplicationOrganisation[], part: (one: ApplicationOrganisation) => Json) =>
    of
      .map((one): [string, Json] => [comparableName(one.name), part(one)])
      .filter(([, value]) => value !== null)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const leads = organisations.filter(isLead)
  const others = organisations.filter((one) => !isLead(one))
  const place = ({ region, city }: ApplicationOrganisation) => (region ?? city) && [region, city]
  switch (field) {
    case 'lead':
      return leads.map(({ name }) => comparableName(name)).sort()
    case 'members':
      return laterRoles.map((role) =>
        organisations
          .filter(({ roles }) => roles.includes(role))
          .map(({ name }) => comparableName(name))
          .sort(),
      )
    case 'lead-region':
      return byName(leads, place)
    case 'regions':
      return byName(others, place)
    case 'lead-code':
      return byName(leads, ({ code }) => code)
    case 'codes':
      return byName(others, ({ code }) => code)
    case 'kinds':
      return byName(organisations, ({ kind }) => kind)
    case 'legal-persons':
      return byName(organisations, ({ legalPerson }) => legalPerson)
    case 'lead-registered':
      return byName(organisations, ({ registered }) => registered)
    case 'other':
      return Object.entries(content.other).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  }
}

/** The same for people; null is 未录入. Amounts in 万元. */
export function textIn(content: ApplicationContent, field: RevisableField): string | null {
  if (field === 'route') return content.route && routes[content.route]
  if (isTextKey(field)) return content[textKeys[field]]
  if (isMoneyKey(field)) {
    const fen = content.money[moneyKeys[field]]
    return fen === null ? null : `${formatWan(fen)} 万元`
  }
  const { organisations } = content
  const leads = organisations.filter(isLead)
  const others = organisations.filter((one) => !isLead(one))
  const each = (
    of: readonly ApplicationOrganisation[],
    part: (one: ApplicationOrganisation) => string | null,
  ) => {
    const told = of.flatMap((one) => {
      const text = part(one)
      return text === null ? [] : [of.length === 1 ? text : `${one.name}：${text}`]
    })
    return told.length === 0 ? null : told.join('；')
  }
  const place = ({ region, city }: ApplicationOrganisation) => {
    const parts = [region && regionShortLabel(region), city].filter((part) => part !== null)
    return parts.length === 0 ? null : parts.join(' ')
  }
  switch (field) {
    case 'lead':
      return leads.length === 0 ? null : leads.map(({ name }) => name).join('；')
    case 'members': {
      const groups = laterRoles.flatMap((role) => {
        const names = organisations.filter(({ roles }) => roles.includes(role)).map(({ name }) => name)
        return names.length === 0 ? [] : [`${role}：${names.join('、')}`]
      })
      return groups.length === 0 ? null : groups.join('；')
    }
    case 'lead-region':
      return each(leads, place)
    case 'regions':
      return each(others, place)
    case 'lead-code':
      return each(leads, ({ code }) => code)
    case 'codes':
      return each(others, ({ code }) => code)
    case 'kinds':
      return each(organisations, ({ kind }) => kind)
    case 'legal-persons':
      return each(organisations, ({ legalPerson }) =>
        legalPerson === null ? null : legalPerson ? '是' : '否',
      )
    case 'lead-registered':
      return each(organisations, ({ registered }) => registered)
    case 'other': {
      const entries = Object.entries(content.other)
      return entries.length === 0 ? null : entries.map(([heading, text]) => `${heading}：${text}`).join('；')
    }
  }
}

/** Fields that say something else in the one content than in the other, whichever of them is empty. */
export function changedBetween(a: ApplicationContent, b: ApplicationContent): readonly RevisableField[] {
  const sameOrganisations = JSON.stringify(a.organisations) === JSON.stringify(b.organisations)
  return revisableFields.filter((field) => {
    if (isTextKey(field)) return a[textKeys[field]] !== b[textKeys[field]]
    if (isMoneyKey(field)) return a.money[moneyKeys[field]] !== b.money[moneyKeys[field]]
    if (field !== 'other' && sameOrganisations) return false
    return JSON.stringify(valueIn(a, field)) !== JSON.stringify(valueIn(b, field))
  })
}

const around = 40
export const longestExcerpt = 300

/** Both texts as far as a line has room, from shortly before the first difference on. */
export function excerpts(
  before: string | null,
  after: string | null,
): { readonly before: string | null; readonly after: string | null } {
  if ((before?.length ?? 0) <= longestExcerpt && (after?.length ?? 0) <= longestExcerpt)
    return { before, after }
  const [a, b] = [before ?? '', after ?? '']
  let first = 0
  while (first < a.length && a[first] === b[first]) first++
  const from = Math.max(0, first - around)
  const cut = (text: string | null) => {
    if (text === null) return null
    const rest = [...text.slice(from)]
    const room = longestExcerpt - 2
    return `${from > 0 ? '…' : ''}${rest.slice(0, room / 2).join('')}${rest.length > room / 2 ? '…' : ''}`
  }
  return { before: cut(before), after: cut(after) }
}
