import type { Table, TableWork } from '../../core/ports/tables.ts'
import type { Digest } from '../../core/suite.ts'
import { readDateCell, splitPeriod } from '../applications/date-cell.ts'
import type { DayKind } from './rules.ts'

export type DayFinding = {
  readonly code:
    | 'no-headings'
    | 'not-a-date'
    | 'no-such-date'
    | 'date-out-of-range'
    | 'span-unclear'
    | 'span-too-long'
    | 'not-a-kind'
    | 'day-twice'
    | 'works-anyway'
    | 'few-days-off'
    | 'nothing'
  readonly severity: 'error' | 'warning'
  /** As the spreadsheet numbers it, from 1; null: the whole list. */
  readonly row: number | null
  readonly text: string
}

export type DaysChecked = {
  /** Of the file. */
  readonly source: Digest
  readonly sheet: string
  readonly days: readonly { readonly day: string; readonly kind: DayKind }[]
  readonly years: readonly number[]
  /** Everything that is odd, at once; with an error nothing may be taken in. */
  readonly findings: readonly DayFinding[]
}

export const checkDaysWork: TableWork<null, DaysChecked> = 'calendar/check-days'

const headingRows = 10
const longestSpan = 31
/** Every year so far had at least eleven statutory days off (thirteen since 2025). */
const fewestDaysOff = 11

const offWords = /^(?:放假|休|休息|休假|假|假日|节假日|法定节假日|放假调休|调休放假)$/u
const workWords = /^(?:上班|班|补班|工作日|调休上班|上班调休|补上班|工作)$/u

/** Reads 日期 and 放假/上班 out of a small table: one day or one span a row, columns in any order. Nothing is recorded. */
export function checkDays(table: Table): { readonly answer: DaysChecked; readonly staged: null } {
  const findings: DayFinding[] = []
  const { digest: source, sheet } = table
  const tell = (code: DayFinding['code'], row: number | null, text = '', isWarning = false) =>
    findings.push({ code, severity: isWarning ? 'warning' : 'error', row, text: text.slice(0, 40) })
  const heading = headingOf(table)
  if (!heading) {
    tell('no-headings', null)
    return { answer: { source, sheet, days: [], years: [], findings }, staged: null }
  }
  const kinds = new Map<string, DayKind>()
  table.rows.slice(heading.row + 1).forEach((cells, offset) => {
    const row = heading.row + 2 + offset
    const [date, until, kindText] = [heading.date, heading.until, heading.kind].map((column) =>
      (column === null ? '' : (cells[column] ?? '')).trim(),
    ) as [string, string, string]
    if (date === '' && kindText === '') return
    const kind = kindOf(kindText)
    if (!kind) tell('not-a-kind', row, kindText)
    const span = daysOf(date, until)
    if (!span.ok) tell(span.code, row, until === '' ? date : `${date}–${until}`)
    if (!kind || !span.ok) return
    for (const day of span.days) {
      if (kinds.has(day)) tell('day-twice', row, day)
      kinds.set(day, kind)
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      if (kind === '上班' && weekday > 0 && weekday < 6) tell('works-anyway', row, day, true)
    }
  })
  const days = [...kinds].map(([day, kind]) => ({ day, kind })).sort((a, b) => (a.day < b.day ? -1 : 1))
  const years = [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))]
  if (days.length === 0 && findings.length === 0) tell('nothing', null)
  for (const year of years) {
    const off = days.filter(({ day, kind }) => kind === '放假' && day.startsWith(String(year))).length
    if (off < fewestDaysOff) tell('few-days-off', null, `${year} 年 ${off} 天`, true)
  }
  return { answer: { source, sheet, days, years, findings }, staged: null }
}

type Heading = {
  readonly row: number
  readonly date: number
  readonly until: number | null
  readonly kind: number
}

function headingOf({ rows }: Pick<Table, 'rows'>): Heading | null {
  for (const [row, cells] of rows.slice(0, headingRows).entries()) {
    const find = (pattern: RegExp) => cells.findIndex((text) => pattern.test(text.replace(/\s+/gu, '')))
    const date = find(/^(?:日期|开始日期|起始日期|起|日子|年月日|开始)$/u)
    const until = find(/^(?:结束日期|截止日期|止|至|结束)$/u)
    const kind = find(/^(?:安排|类型|类别|性质|放假\/上班|放假或上班|休\/班|状态)$/u)
    if (date >= 0 && kind >= 0) return { row, date, until: until < 0 ? null : until, kind }
  }
  return null
}

function kindOf(text: string): DayKind | null {
  const word = text.normalize('NFKC').replace(/\s+/gu, '')
  if (offWords.test(word)) return '放假'
  return workWords.test(word) ? '上班' : null
}

type Span =
  | { readonly ok: true; readonly days: readonly string[] }
  | { readonly ok: false; readonly code: DayFinding['code'] }

function daysOf(date: string, until: string): Span {
  const period = until === '' ? splitPeriod(date) : null
  const first = dayOf(period?.ok ? period.from : date)
  if (!first.ok) return first
  const last = period?.ok ? dayOf(period.to) : until === '' ? first : dayOf(until)
  if (!last.ok) return last
  const length = (Date.parse(last.day) - Date.parse(first.day)) / 86_400_000
  if (length < 0) return { ok: false, code: 'span-unclear' }
  if (length >= longestSpan) return { ok: false, code: 'span-too-long' }
  const days = Array.from({ length: length + 1 }, (_, n) =>
    new Date(Date.parse(first.day) + n * 86_400_000).toISOString().slice(0, 10),
  )
  return { ok: true, days }
}

/** A day only: a month alone would quietly become its first day. */
function dayOf(
  text: string,
): { readonly ok: true; readonly day: string } | { readonly ok: false; readonly code: DayFinding['code'] } {
  const parts = text.normalize('NFKC').match(/\d+/gu) ?? []
  if (parts.length < 3 && !/^\d{8}$/u.test(parts[0] ?? '')) return { ok: false, code: 'not-a-date' }
  const read = readDateCell(text, 'start')
  return read.ok ? { ok: true, day: read.date } : { ok: false, code: read.problem }
}
