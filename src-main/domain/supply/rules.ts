import { isDay } from '../batches/rules.ts'

export const sendingWays = ['系统', '邮件', '书面'] as const
export type SendingWay = (typeof sendingWays)[number]

export const callDirections = ['打出', '打入'] as const
export type CallDirection = (typeof callDirections)[number]

/** What came of an item of the notice. */
export const receiptStates = ['收到', '部分收到', '未收到', '不需要'] as const
export type ReceiptState = (typeof receiptStates)[number]

/** Where a notice stands; one word each, the same on every screen. */
export const supplyStandings = ['通知待发出', '等待补交', '部分补交', '收齐待审', '逾期待处理'] as const
export type SupplyStanding = (typeof supplyStandings)[number]

/** What of a notice decides where it stands. */
export type Counted = {
  readonly sentOn: string | null
  /** With extensions. */
  readonly deadline: string
  readonly items: number
  /** Items 收到 or 不需要. */
  readonly settled: number
  readonly partly: number
}

/** True when nothing that the notice asks for is missing any more. */
export function isComplete({ items, settled }: Pick<Counted, 'items' | 'settled'>): boolean {
  return items > 0 && settled === items
}

/** Where a notice stands on this day (YYYY-MM-DD). */
export function standingOf(counted: Counted, today: string): SupplyStanding {
  if (isComplete(counted)) return '收齐待审'
  // What never went out binds nobody, whatever day it names.
  if (counted.sentOn === null) return '通知待发出'
  if (counted.deadline < today) return '逾期待处理'
  return counted.settled + counted.partly > 0 ? '部分补交' : '等待补交'
}

/** What lists are cut by. */
export const supplyFilters = ['全部', '本周到期', '逾期待处理', '部分补交', '收齐待审', '通知待发出'] as const
export type SupplyFilter = (typeof supplyFilters)[number]

/** The Sunday of the week of a day. */
export function weekEnd(day: string): string {
  if (!isDay(day)) return day
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + ((7 - date.getUTCDay()) % 7))
  return date.toISOString().slice(0, 10)
}

/** 「第 1 次申报」「补交 2」: how a version is called; 0 is what was reviewed when the first notice went out. */
export function versionLabel(number: number): string {
  return number === 0 ? '第 1 次申报' : `补交 ${number}`
}

/** What A13 says follows when nothing is supplied in time; B has no such article. */
export const overdueArticle = '如未按期补交的，形式审查不予受理。'

export { changedFields, type FieldChange } from './changed-fields.ts'
export { type AlignedPage, alignPages, type PagePrint, readPrint } from './page-alignment.ts'
