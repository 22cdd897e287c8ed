import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/settings/about',
    title: '关于',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./about-page.tsx')).AboutPage })),
    permission: 'signed-in',
    inNavigation: true,
  },
]
