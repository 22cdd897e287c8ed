import type { Json } from '../../core/result.ts'
import { comparableName, regionShortLabel } from '../organisations/rules.ts'
import { formatWan } from '../papers/rules.ts'
import { type ApplicationField, isMoneyKey, isTextKey, moneyKeys, textKeys } from './fields.ts'
import type { ApplicationContent, ApplicationOrganisation } from './record.ts'

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

const isOther = (one: ApplicationOrganisation) => !isLead(one)
const isAny = () => true

type OrganisationPart = {
  /** Of which organisations. */
  readonly of: (one: ApplicationOrganisation) => boolean
  /** Null is 未录入. */
  readonly value: (one: ApplicationOrganisation) => Json
  readonly text: (one: ApplicationOrganisation) => string | null
}

function part(key: 'code' | 'kind' | 'registered', of: OrganisationPart['of']): OrganisationPart {
  return { of, value: (one) => one[key], text: (one) => one[key] }
}

function place(of: OrganisationPart['of']): OrganisationPart {
  return {
    of,
    value: ({ region, city }) => (region ?? city) && [region, city],
    text({ region, city }) {
      const parts = [region && regionShortLabel(region), city].filter((one) => one !== null)
      return parts.length === 0 ? null : parts.join(' ')
    },
  }
}

/** What each of several organisations says. */
const organisationParts = {
  'lead-region': place(isLead),
  'lead-code': part('code', isLead),
  'lead-registered': part('registered', isAny),
  regions: place(isOther),
  codes: part('code', isOther),
  kinds: part('kind', isAny),
  'legal-persons': {
    of: isAny,
    value: ({ legalPerson }) => legalPerson,
    text: ({ legalPerson }) => (legalPerson === null ? null : legalPerson ? '是' : '否'),
  },
} as const satisfies Partial<Record<RevisableField, OrganisationPart>>

function isOrganisationPart(field: string): field is keyof typeof organisationParts {
  return Object.hasOwn(organisationParts, field)
}

/** Fields that are told out of the list of organisations. */
export const organisationFacts: readonly RevisableField[] = [
  'lead',
  'members',
  ...revisableFields.filter(isOrganisationPart),
]

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
  if (isOrganisationPart(field)) {
    const { of, value } = organisationParts[field]
    return organisations
      .filter(of)
      .map((one): [string, Json] => [comparableName(one.name), value(one)])
      .filter(([, said]) => said !== null)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  }
  const names = (of: (one: ApplicationOrganisation) => boolean) =>
    organisations
      .filter(of)
      .map(({ name }) => comparableName(name))
      .sort()
  switch (field) {
    case 'lead':
      return names(isLead)
    case 'members':
      return laterRoles.map((role) => names(({ roles }) => roles.includes(role)))
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
  if (isOrganisationPart(field)) {
    const { of, text } = organisationParts[field]
    const meant = organisations.filter(of)
    const told = meant.flatMap((one) => {
      const said = text(one)
      return said === null ? [] : [meant.length === 1 ? said : `${one.name}：${said}`]
    })
    return joined(told, '；')
  }
  const names = (of: (one: ApplicationOrganisation) => boolean, between: string) =>
    joined(
      organisations.filter(of).map(({ name }) => name),
      between,
    )
  switch (field) {
    case 'lead':
      return names(isLead, '；')
    case 'members': {
      const groups = laterRoles.flatMap((role) => {
        const told = names(({ roles }) => roles.includes(role), '、')
        return told === null ? [] : [`${role}：${told}`]
      })
      return joined(groups, '；')
    }
    case 'other':
      return joined(
        Object.entries(content.other).map(([heading, text]) => `${heading}：${text}`),
        '；',
      )
  }
}

function joined(parts: readonly string[], between: string): string | null {
  return parts.length === 0 ? null : parts.join(between)
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
