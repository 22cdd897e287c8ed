import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/review/:application/beside/:other',
    title: '并列比对',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./beside-page.tsx')).BesidePage })),
    permission: 'review:read',
    inNavigation: false,
  },
]
