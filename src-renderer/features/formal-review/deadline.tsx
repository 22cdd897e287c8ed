import { dayOf, daysBetween, withWeekday } from '../../ui/dates.ts'
import styles from './deadline.module.css'

const soonDays = 3

/** How near a day is: 「还剩 5 天」「今天截止」「已过 2 天」. */
export function daysLeft(day: string, today: string = dayOf(new Date())): string {
  const days = daysBetween(today, day)
  if (days === 0) return '今天截止'
  return days > 0 ? `还剩 ${days} 天` : `已过 ${-days} 天`
}

export type Nearness = 'passed' | 'soon' | 'later'

export function nearnessOf(day: string, today: string = dayOf(new Date())): Nearness {
  const days = daysBetween(today, day)
  if (days < 0) return 'passed'
  return days <= soonDays ? 'soon' : 'later'
}

/** The last day for supplying material, and how many calendar days are left. */
export function Deadline({ day }: { readonly day: string }) {
  return (
    <span className={styles[nearnessOf(day)]} title={withWeekday(day)}>
      {day}　{daysLeft(day)}
    </span>
  )
}
