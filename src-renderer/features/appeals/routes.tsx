import { lazy } from 'react'
import type { Feature, FeatureRoute, WorkBenchItem } from '../../app/feature.ts'
import { dayOf } from '../../ui/dates.ts'
import { daysLeft, nearnessOf } from '../formal-review/deadline.tsx'
import { reviewPath } from '../formal-review/paths.ts'
import { appealsPath } from './paths.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: appealsPath,
    title: '申诉',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./appeals-page.tsx')).AppealsPage })),
    permission: 'review:read',
    inNavigation: true,
    group: '审查',
  },
]

const shown = 10

/** Appeals of the own office that wait, by their last day; one without a day asks for it. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, person, may }) => {
  if (!may('review:edit') && !may('second-check:edit')) return []
  const all = await desk.appeals.list({ batch: null })
  if (!all.ok) return []
  const waiting = all.value.filter(
    ({ state, institution }) => state === '申诉待处理' && institution === person.institution,
  )
  const items = waiting
    .slice(0, shown)
    .map(({ id, application, number, deadline, received }): WorkBenchItem => {
      const isNear = deadline !== null && nearnessOf(deadline) !== 'later'
      return {
        key: `appeals/${id}`,
        urgency: isNear ? 'now' : 'soon',
        title: `${number} 的申诉待处理${deadline === null ? '，尚未定处理期限' : `，期限${daysLeft(deadline)}`}`,
        detail: `${received} 收到${deadline === null ? '' : `，处理期限 ${deadline}`}。由没有参加过审查的两位复核人处理。`,
        to: reviewPath(application),
        action: may('second-check:edit') ? '办理' : '查看',
      }
    })
  if (waiting.length <= shown) return items
  return [
    ...items,
    {
      key: `appeals/rest/${dayOf(new Date())}`,
      urgency: 'soon',
      title: `另有 ${waiting.length - shown} 件申诉待处理`,
      detail: '全部申诉和期限见申诉清单。',
      to: appealsPath,
      action: '查看清单',
    },
  ]
}
