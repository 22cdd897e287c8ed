import { isDay } from '../batches/rules.ts'

/** What the State Council's arrangement says of a day: 放假 a day off, 上班 a weekend day on which people work. */
export type DayKind = '放假' | '上班'

/** Days that differ from Monday to Friday, by year; a year that is not here was not entered. */
export type Calendar = {
  readonly years: readonly number[]
  readonly days: { readonly [day: string]: DayKind }
}

const millisecondsOfDay = 86_400_000
/** A span beyond this is a slip of the keyboard, and counting it day by day would never end. */
const longestSpan = 40_000

/** True when people work on this day (YYYY-MM-DD): as the arrangement says, else Monday to Friday. */
export function isWorkingDay(day: string, { days }: Calendar): boolean {
  const kind = Object.hasOwn(days, day) ? days[day] : undefined
  if (kind) return kind === '上班'
  return !isWeekend(day)
}

export type WorkingDays = {
  readonly count: number
  /** Weekend days among them on which people work. */
  readonly madeUp: readonly string[]
  /** Years that the span touches and whose arrangement was not entered. */
  readonly missingYears: readonly number[]
}

/** Working days after `from`, up to and including `to`; none when `to` is not later. */
export function workingDaysAfter(from: string, to: string, calendar: Calendar): WorkingDays {
  const span = isDay(from) && isDay(to) ? (Date.parse(to) - Date.parse(from)) / millisecondsOfDay : 0
  let count = 0
  const madeUp: string[] = []
  const years = new Set<number>()
  for (let n = 1; n <= Math.min(span, longestSpan); n++) {
    const day = dayAfter(from, n)
    years.add(Number(day.slice(0, 4)))
    if (!isWorkingDay(day, calendar)) continue
    count++
    if (isWeekend(day)) madeUp.push(day)
  }
  return { count, madeUp, missingYears: [...years].filter((year) => !calendar.years.includes(year)) }
}

/** The day on which the n-th working day after `from` falls: 「5 个工作日」 from a Friday is the Friday after. */
export function afterWorkingDays(from: string, count: number, calendar: Calendar): string {
  let day = from
  for (let left = count; left > 0; ) {
    day = dayAfter(day, 1)
    if (isWorkingDay(day, calendar)) left--
  }
  return day
}

export type DeadlineWords = {
  /** 「还剩 2 个工作日（含周日调休上班）」「今天截止」「已过 3 个工作日」 */
  readonly words: string
  /** 「未录入 2027 年法定节假日安排，按周一至周五计」, or null. */
  readonly remark: string | null
}

/** How near a deadline is, in working days. */
export function deadlineInWords(day: string, today: string, calendar: Calendar): DeadlineWords {
  if (day === today) return { words: '今天截止', remark: null }
  const isPassed = day < today
  const span = isPassed ? workingDaysAfter(day, today, calendar) : workingDaysAfter(today, day, calendar)
  return { words: isPassed ? passedWords(span) : leftWords(span), remark: missingWords(span.missingYears) }
}

function passedWords({ count }: WorkingDays): string {
  return count === 0 ? '已过期（其后还没有工作日）' : `已过 ${count} 个工作日`
}

function leftWords({ count, madeUp }: WorkingDays): string {
  if (count === 0) return '截止前没有工作日了'
  return `还剩 ${count} 个工作日${madeUpWords(madeUp)}`
}

function madeUpWords(madeUp: readonly string[]): string {
  if (madeUp.length === 0) return ''
  const names = [...new Set(madeUp.map((day) => (weekdayOf(day) === 0 ? '周日' : '周六')))]
  return `（含${names.join('、')}调休上班）`
}

/** What is to be said of years whose arrangement was not entered; null when there are none. */
export function missingWords(years: readonly number[]): string | null {
  return years.length === 0 ? null : `未录入 ${spansOf(years)} 年法定节假日安排，按周一至周五计`
}

/** 「2027、2029—2031」: a deadline far away must not be followed by a page of years. */
function spansOf(years: readonly number[]): string {
  const spans: { from: number; to: number }[] = []
  for (const year of years) {
    const last = spans.at(-1)
    if (last && last.to + 1 === year) last.to = year
    else spans.push({ from: year, to: year })
  }
  const words = ({ from, to }: (typeof spans)[number]) => {
    if (from === to) return String(from)
    return to === from + 1 ? `${from}、${to}` : `${from}—${to}`
  }
  return spans.map(words).join('、')
}

function isWeekend(day: string): boolean {
  const weekday = weekdayOf(day)
  return weekday === 0 || weekday === 6
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** The day so many days later, or earlier. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsOfDay).toISOString().slice(0, 10)
}
