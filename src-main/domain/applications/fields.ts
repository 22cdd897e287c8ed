import type { ApplicationContent, ApplicationMoney } from './record.ts'

/** Fields of an application as rules, findings and evidence name them. */
export const applicationFields = [
  'number',
  'title',
  'field',
  'task',
  'lead',
  'lead-region',
  'lead-code',
  'lead-registered',
  'regions',
  'codes',
  'kinds',
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
  'indicators',
  'summary',
] as const
/** `members`, `legal-persons`, `secrecy` and `other` are named in evidence only. */
export type ApplicationField =
  | (typeof applicationFields)[number]
  | 'members'
  | 'legal-persons'
  | 'secrecy'
  | 'other'

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
} as const satisfies Partial<Record<ApplicationField, keyof ApplicationContent>>

export const moneyKeys = {
  total: 'total',
  requested: 'requested',
  'self-raised': 'selfRaised',
  offered: 'offered',
  contract: 'contract',
} as const satisfies Partial<Record<ApplicationField, keyof ApplicationMoney>>

export type TextKey = keyof typeof textKeys
export type MoneyKey = keyof typeof moneyKeys

export function isTextKey(field: string): field is TextKey {
  return Object.hasOwn(textKeys, field)
}

export function isMoneyKey(field: string): field is MoneyKey {
  return Object.hasOwn(moneyKeys, field)
}

/** 未录入 is not missing: the list may not have had it. A placeholder (待定, ××) was written by the applicant. */
export type Entry = 'entered' | 'absent' | 'placeholder'

/** Whether a field of an application is filled; fields of several organisations only when all of them are. */
export function entryOf(content: ApplicationContent, field: (typeof applicationFields)[number]): Entry {
  if (isTextKey(field)) return entry(content[textKeys[field]])
  if (isMoneyKey(field)) return content.money[moneyKeys[field]] === null ? 'absent' : 'entered'
  const { organisations } = content
  const lead = organisations.find(({ roles }) => roles.includes('牵头'))
  const all = (values: readonly (string | null)[]): Entry =>
    values.length === 0 ? 'absent' : worst(values.map(entry))
  switch (field) {
    case 'number':
      return entry(content.number)
    case 'lead':
      return entry(lead?.name ?? null)
    case 'lead-region':
      return entry(lead?.region ?? null)
    case 'lead-code':
      return lead?.region === 'abroad' ? 'entered' : entry(lead?.code ?? null)
    case 'lead-registered':
      return entry(lead?.registered ?? null)
    case 'regions':
      return all(organisations.map(({ region }) => region))
    case 'codes':
      return all(organisations.map(({ region, code }) => (region === 'abroad' ? (code ?? '境外') : code)))
    case 'kinds':
      return all(organisations.map(({ kind }) => kind))
  }
}

const placeholder =
  /^(?:待定|待补|待补充|待填|待填写|待确定|暂定|暂缺|略|同上|见附件|详见附件|[xX×✕*＊#?？.。…_—-]+|tbd|todo|test|测试|null|undefined)$/iu

function entry(value: string | null): Entry {
  const text = value?.trim() ?? ''
  if (text === '') return 'absent'
  return placeholder.test(text) ? 'placeholder' : 'entered'
}

function worst(entries: readonly Entry[]): Entry {
  return entries.find((one) => one === 'placeholder') ?? entries.find((one) => one === 'absent') ?? 'entered'
}
