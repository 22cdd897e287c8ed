import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature.ts'
import { checksPath, requestsPath } from './paths.ts'

const checksPage = lazy(async () => ({ default: (await import('./checks-page.tsx')).ChecksPage }))

export const routes: readonly FeatureRoute[] = [
  {
    path: checksPath,
    title: '诚信与信用核查',
    stage: '形式审查',
    component: checksPage,
    permission: 'registers:read',
    inNavigation: true,
    group: '台账与规则',
  },
  {
    path: '/registers/:register/:view',
    title: '诚信与信用核查',
    stage: '形式审查',
    component: checksPage,
    permission: 'registers:read',
    inNavigation: false,
  },
  {
    path: requestsPath,
    title: '请托登记',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./requests-page.tsx')).RequestsPage })),
    permission: 'registers:read',
    inNavigation: true,
    group: '台账与规则',
  },
]
