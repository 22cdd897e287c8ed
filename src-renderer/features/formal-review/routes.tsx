import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'
import { listPath, reviewListPath } from './paths.ts'
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
    group: '审查',
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
