import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'
import { unfinished } from './loads.ts'
import { ownReviewsPath, peoplePath } from './paths.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: peoplePath,
    title: '分工',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./people-page.tsx')).PeoplePage })),
    permission: 'review:read',
    inNavigation: true,
    group: '审查',
  },
  {
    path: ownReviewsPath,
    title: '分给我的审查',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./own-reviews.tsx')).OwnReviews })),
    permission: 'review:edit',
    inNavigation: false,
  },
]

/** What was assigned to this person and is not finished. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, person, may }) => {
  if (!may('review:edit')) return []
  const loads = await desk.formalReview.loads({ batch: null })
  const own = loads.ok ? loads.value.find((load) => load.person === person.id) : undefined
  const told = unfinished.flatMap((state) => {
    const count = own?.counts[state] ?? 0
    return count === 0 ? [] : [`${state} ${count} 项`]
  })
  if (told.length === 0) return []
  return [
    {
      key: 'assignments/own',
      urgency: 'note',
      title: `分给您的形式审查：${told.join('，')}`,
      detail: '从清单中第一项开始，判断完一份自动到下一份。',
      to: ownReviewsPath,
      action: '去审查',
    },
  ]
}
