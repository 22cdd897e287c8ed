import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/settings/states',
    title: '状态说明',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./states-page.tsx')).StatesPage })),
    permission: 'signed-in',
    inNavigation: true,
  },
]
