import type { ApplicationContent } from './record.ts'

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

/** 未录入 is not missing: the list may not have had it. A placeholder (待定, ××) was written by the applicant. */
export type Entry = 'entered' | 'absent' | 'placeholder'

/** Whether a field of an application is filled; fields of several organisations only when all of them are. */
export function entryOf(content: ApplicationContent, field: (typeof applicationFields)[number]): Entry {
  const { organisations, money } = content
  const lead = organisations.find(({ roles }) => roles.includes('牵头'))
  const all = (values: readonly (string | null)[]): Entry =>
    values.length === 0 ? 'absent' : worst(values.map(entry))
  switch (field) {
    case 'number':
    case 'title':
    case 'field':
    case 'task':
    case 'start':
    case 'end':
    case 'received':
    case 'route':
    case 'indicators':
    case 'summary':
      return entry(content[field])
    case 'reserve-entry':
      return entry(content.reserveEntry)
    case 'reserve-state':
      return entry(content.reserveState)
    case 'guide-direction':
      return entry(content.guideDirection)
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
    case 'total':
    case 'requested':
    case 'offered':
    case 'contract':
      return money[field] === null ? 'absent' : 'entered'
    case 'self-raised':
      return money.selfRaised === null ? 'absent' : 'entered'
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
