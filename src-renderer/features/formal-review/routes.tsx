import { lazy } from 'react'
import type { Feature, FeatureRoute, WorkBenchItem } from '../../app/feature.ts'
import { dayOf, daysBetween } from '../../ui/dates.ts'
import { daysLeft, nearnessOf } from './deadline.tsx'
import { listPath, reviewListPath, reviewPath } from './paths.ts'
import { stateOrder } from './review-list.ts'

const listPage = lazy(async () => ({ default: (await import('./review-list-page.tsx')).ReviewListPage }))

export const routes: readonly FeatureRoute[] = [
  {
    path: listPath,
    title: '审查清单',
    stage: '形式审查',
    component: listPage,
    permission: 'review:read',
    inNavigation: true,
  },
  {
    path: '/review/batch/:batch/:state?',
    title: '审查清单',
    stage: '形式审查',
    component: listPage,
    permission: 'review:read',
    inNavigation: false,
  },
  {
    path: '/review/:application',
    title: '审查',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./review-page.tsx')).ReviewPage })),
    permission: 'review:read',
    inNavigation: false,
  },
]

const shown = 20
/** Days within which a day for supplying material is worth a line on the work bench. */
const worthTelling = 10

/**
 * The days on which supplied material is due here, the nearest first; those that have passed wait for a decision. A notice
 * that waits for its sign-off has no day yet.
 */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, person, may }) => {
  if (!may('review:edit')) return []
  const waiting = await desk.formalReview.list({
    filter: {
      batch: null,
      states: ['补交材料中'],
      regions: [],
      institutions: [person.institution],
      field: null,
      search: '',
    },
    sort: { column: 'deadline', descending: false },
    offset: 0,
    limit: shown,
  })
  if (!waiting.ok) return []
  const { rows, total } = waiting.value
  const items = rows.flatMap(({ id, number, title, deadline, signOff }): readonly WorkBenchItem[] => {
    if (signOff !== null && signOff !== '已签批') return []
    if (deadline === null || daysBetween(dayOf(new Date()), deadline) > worthTelling) return []
    const nearness = nearnessOf(deadline)
    const hasPassed = nearness === 'passed'
    return [
      {
        key: `formal-review/deadline/${id}`,
        urgency: nearness === 'later' ? 'soon' : 'now',
        title: `${number} 补交期限${daysLeft(deadline)}`,
        detail: hasPassed ? `${title}。截止 ${deadline}，由您决定下一步。` : `${title}。截止 ${deadline}。`,
        to: reviewPath(id),
        action: hasPassed ? '办理' : '查看',
      },
    ]
  })
  if (total === rows.length || items.length < rows.length) return items
  const rest = {
    key: 'formal-review/deadlines',
    urgency: 'soon' as const,
    title: `另有 ${total - rows.length} 项补交材料中，以上是期限最近的 ${rows.length} 项`,
    detail: '全部期限见审查清单，按补交期限排列即可逐项办理。',
    to: listPath,
    action: '查看清单',
  }
  return [...items, rest]
}

/** How the applications of a batch stand in formal review. */
export const batchCounts: Feature['batchCounts'] = async ({ desk, may }, batch) => {
  if (!may('review:read')) return []
  const counts = await desk.formalReview.counts(null)
  if (!counts.ok) return []
  const own = counts.value.filter((one) => one.batch === batch.id)
  const total = own.reduce((sum, { count }) => sum + count, 0)
  return stateOrder.flatMap((state) => {
    const count = own.find((one) => one.state === state)?.count ?? 0
    return count === 0 ? [] : [{ label: state, count, of: total, to: reviewListPath(batch.id, state) }]
  })
}
