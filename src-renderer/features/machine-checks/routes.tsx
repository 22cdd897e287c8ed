import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature.ts'
import { checksPath } from './paths.ts'

const page = lazy(async () => ({ default: (await import('./machine-checks-page.tsx')).MachineChecksPage }))
const route = { title: '机器核对', stage: '形式审查', component: page, permission: 'review:read' } as const

export const routes: readonly FeatureRoute[] = [
  { ...route, path: checksPath, inNavigation: true, group: '审查' },
  { ...route, path: `${checksPath}/:batch`, inNavigation: false },
]
