import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/history',
    title: '全程留痕',
    stage: '全程留痕',
    component: lazy(async () => ({ default: (await import('./history-page.tsx')).HistoryPage })),
    permission: 'applications:read',
    inNavigation: true,
  },
  {
    path: '/history/:kind/:id',
    title: '全程留痕',
    stage: '全程留痕',
    component: lazy(async () => ({ default: (await import('./story-page.tsx')).StoryPage })),
    permission: 'applications:read',
    inNavigation: false,
  },
]
