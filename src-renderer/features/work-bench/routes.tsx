import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/work-bench',
    title: '工作台',
    stage: '工作台',
    component: lazy(async () => ({ default: (await import('./work-bench-page.tsx')).WorkBenchPage })),
    permission: 'signed-in',
    inNavigation: true,
  },
]
