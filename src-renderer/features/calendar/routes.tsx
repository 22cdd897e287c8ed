import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'
import { dayOf } from '../../ui/dates.ts'

export const calendarPath = '/settings/calendar'

export const routes: readonly FeatureRoute[] = [
  {
    path: calendarPath,
    title: '办公日历',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./calendar-page.tsx')).CalendarPage })),
    permission: 'signed-in',
    inNavigation: true,
  },
]

/** The notice for the coming year is published in November: from December on a missing year is worth a line. */
const noticeMonth = 12

/** Years whose arrangement is missing: deadlines are then counted by Monday to Friday. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('batches:edit')) return []
  const calendar = await desk.calendar.days(null)
  if (!calendar.ok) return []
  const [year, month] = dayOf(new Date()).split('-').map(Number) as [number, number]
  const wanted = month === noticeMonth ? [year, year + 1] : [year]
  const missing = wanted.filter((one) => !calendar.value.years.includes(one))
  if (missing.length === 0) return []
  return [
    {
      key: 'calendar/missing',
      urgency: 'note',
      title: `未录入 ${missing.join('、')} 年法定节假日安排`,
      detail: '补交期限等工作日暂按周一至周五计。国务院办公厅的通知公布后，可以从表格录入。',
      to: calendarPath,
      action: '录入办公日历',
    },
  ]
}
