import type { OrganisationRole } from './record.ts'

/** The places an organisation may take in a list; every one has the same parts. */
export const organisationSlots = ['lead', 'member', 'subtask', 'owner', 'solver'] as const
export type OrganisationSlot = (typeof organisationSlots)[number]

export const organisationParts = [
  'name',
  'code',
  'kind',
  'region',
  'city',
  'legal-person',
  'registered',
] as const
export type OrganisationPart = (typeof organisationParts)[number]

export const personSlots = ['principal', 'contact'] as const
export type PersonSlot = (typeof personSlots)[number]

export const personParts = ['name', 'organisation', 'title', 'id-number', 'phone'] as const
export type PersonPart = (typeof personParts)[number]

export const dateFields = ['start', 'end', 'period', 'received'] as const
export type DateField = (typeof dateFields)[number]

export const moneyFields = ['total', 'requested', 'self-raised', 'offered', 'contract'] as const
export type MoneyField = (typeof moneyFields)[number]

export const textFields = [
  'number',
  'title',
  'field',
  'task',
  'secrecy',
  'reserve-entry',
  'reserve-state',
  'guide-direction',
  'route',
  'indicators',
  'summary',
] as const
export type TextField = (typeof textFields)[number]

export type OrganisationField = `${OrganisationSlot}-${OrganisationPart}`
export type PersonField = `${PersonSlot}-${PersonPart}`

/** What a column of a list can be; `ignore` leaves it out. A column without a field is kept under its own heading. */
export type ImportField = TextField | DateField | MoneyField | OrganisationField | PersonField | 'ignore'

export const organisationFields: readonly OrganisationField[] = organisationSlots.flatMap((slot) =>
  organisationParts.map((part): OrganisationField => `${slot}-${part}`),
)
export const personFields: readonly PersonField[] = personSlots.flatMap((slot) =>
  personParts.map((part): PersonField => `${slot}-${part}`),
)

/** Every field, in the order a person chooses from. */
export const importFields: readonly ImportField[] = [
  ...textFields,
  ...organisationFields,
  ...dateFields,
  ...moneyFields,
  ...personFields,
  'ignore',
]

/** Without these columns (or a constant in their place) a list cannot be taken in [domain §3]. */
export const requiredFields = ['number', 'title', 'lead-name'] as const satisfies readonly ImportField[]
export type RequiredField = (typeof requiredFields)[number]

export const roleOfSlot: Record<OrganisationSlot, OrganisationRole> = {
  lead: '牵头',
  member: '参与',
  subtask: '子课题承担',
  owner: '需求方',
  solver: '解决方',
}

/** Longest texts that an application can hold. */
export const textLimits = {
  number: 80,
  title: 300,
  field: 80,
  task: 200,
  secrecy: 40,
  'reserve-entry': 80,
  'reserve-state': 40,
  'guide-direction': 200,
  route: 80,
  indicators: 20_000,
  summary: 50_000,
  organisation: 120,
  code: 40,
  kind: 40,
  city: 40,
  heading: 80,
  other: 4000,
  'person-name': 60,
  'person-organisation': 120,
  'person-title': 60,
  'person-id-number': 30,
  'person-phone': 40,
} as const
