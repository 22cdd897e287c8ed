import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/settings/institutions',
    title: '机构名单',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./institutions-page.tsx')).InstitutionsPage })),
    permission: 'signed-in',
    inNavigation: true,
  },
]
