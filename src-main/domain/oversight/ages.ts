import { type Calendar, dayAfter, isWorkingDay } from '../calendar/rules.ts'
import type { Days } from '../formal-review/list-filter.ts'

const mostOf = [5, 10, 20] as const

/** A span of ages in working days, and the days on which that was taken in which is so old today. */
export type AgeSpan = { readonly label: string; readonly days: Days }

/** Ages in working days since something was taken in, the youngest first: together they hold every day. */
export function ageSpans(today: string, calendar: Calendar): readonly AgeSpan[] {
  const oldest = mostOf.map((most) => oldestOf(most, today, calendar))
  return [
    { label: `${mostOf[0]} 个工作日以内`, days: { from: oldest[0]!, to: null } },
    ...mostOf.slice(1).map((most, i) => ({
      label: `${mostOf[i]! + 1}—${most} 个工作日`,
      days: { from: oldest[i + 1]!, to: dayAfter(oldest[i]!, -1) },
    })),
    {
      label: `超过 ${mostOf.at(-1)} 个工作日`,
      days: { from: null, to: dayAfter(oldest.at(-1)!, -1) },
    },
  ]
}

/** The earliest day after which no more than so many working days have passed until today. */
function oldestOf(most: number, today: string, calendar: Calendar): string {
  let day = today
  for (let passed = 0; ; day = dayAfter(day, -1)) {
    if (isWorkingDay(day, calendar)) passed++
    if (passed > most) return day
  }
}
