import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/settings/first-day',
    title: '第一天引导',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./first-day-page.tsx')).FirstDayPage })),
    permission: 'signed-in',
    inNavigation: true,
  },
]
