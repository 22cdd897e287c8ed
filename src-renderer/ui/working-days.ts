import { useEffect } from 'react'
import { create } from 'zustand'
import {
  type Calendar,
  type DeadlineWords,
  deadlineInWords,
  isWorkingDay,
  workingDaysAfter,
} from '../../src-main/domain/calendar/rules.ts'
import { useDesk } from '../app/desk.ts'
import { useQueryOf } from '../backend/queries.ts'
import { dayOf } from './dates.ts'

const nothingKnown: Calendar = { years: [], days: {} }

/** The office's calendar as this window knows it; null until it was asked for. */
const useKnownCalendar = create<{ readonly calendar: Calendar | null }>(() => ({ calendar: null }))

/** Asks for the office's calendar and follows its changes; mounted once, around the pages. */
export function useFollowCalendar(): void {
  const desk = useDesk()
  const { data } = useQueryOf(desk.calendar.days, null)
  useEffect(() => {
    if (data) useKnownCalendar.setState({ calendar: data })
  }, [data])
}

/** The calendar, for what must be said again when it changes. */
export function useCalendar(): Calendar {
  return useKnownCalendar(({ calendar }) => calendar) ?? nothingKnown
}

/** How near a deadline is in working days; without remark as long as no calendar is known at all. */
export function deadlineWords(day: string, today: string = dayOf(new Date())): DeadlineWords {
  const { calendar } = useKnownCalendar.getState()
  const said = deadlineInWords(day, today, calendar ?? nothingKnown)
  return calendar ? said : { ...said, remark: null }
}

/** The same as one text: 「还剩 2 个工作日（未录入 2027 年法定节假日安排，按周一至周五计）」. */
export function deadlineSentence(day: string, today?: string): string {
  const { words, remark } = deadlineWords(day, today)
  return remark ? `${words}（${remark}）` : words
}

/** True when the office works on this day. */
export function isOfficeDay(day: string): boolean {
  return isWorkingDay(day, useKnownCalendar.getState().calendar ?? nothingKnown)
}

/** Working days until a day; negative when it has passed. */
export function workingDaysUntil(day: string, today: string = dayOf(new Date())): number {
  const calendar = useKnownCalendar.getState().calendar ?? nothingKnown
  return day < today
    ? -workingDaysAfter(day, today, calendar).count
    : workingDaysAfter(today, day, calendar).count
}
