import { dayOf, withWeekday } from '../../ui/dates.ts'
import { deadlineSentence, deadlineWords, useCalendar, workingDaysUntil } from '../../ui/working-days.ts'
import styles from './deadline.module.css'

const soonDays = 3

/** How near a day is: 「还剩 2 个工作日（含周日调休上班）」「今天截止」「已过 3 个工作日」. */
export function daysLeft(day: string, today: string = dayOf(new Date())): string {
  return deadlineSentence(day, today)
}

export type Nearness = 'passed' | 'soon' | 'later'

export function nearnessOf(day: string, today: string = dayOf(new Date())): Nearness {
  if (day < today) return 'passed'
  return workingDaysUntil(day, today) <= soonDays ? 'soon' : 'later'
}

/** The last day for supplying material, and how many working days are left. */
export function Deadline({ day }: { readonly day: string }) {
  useCalendar()
  const { words, remark } = deadlineWords(day)
  return (
    <span className={styles[nearnessOf(day)]} title={[withWeekday(day), remark].filter(Boolean).join('；')}>
      {day}　{words}
    </span>
  )
}
