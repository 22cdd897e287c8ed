import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature.ts'
import { boardPath, newInspectionPath, onePagePath, reasonsPath, supervisionPath } from './paths.ts'

const boardPage = lazy(async () => ({ default: (await import('./board-page.tsx')).BoardPage }))
const onePage = lazy(async () => ({ default: (await import('./one-page.tsx')).OnePage }))
const reasonsPage = lazy(async () => ({ default: (await import('./reasons-page.tsx')).ReasonsPage }))

/** A page about the newest batch in the navigation, and about any batch by its address. */
function aboutBatch(path: string, title: string, component: typeof boardPage): readonly FeatureRoute[] {
  const route = { title, stage: '形式审查', component, permission: 'review:read' } as const
  return [
    { ...route, path, inNavigation: true },
    { ...route, path: `${path}/:batch`, inNavigation: false },
  ]
}

export const routes: readonly FeatureRoute[] = [
  ...aboutBatch(boardPath, '批次看板', boardPage),
  ...aboutBatch(onePagePath, '处长一页纸', onePage),
  ...aboutBatch(reasonsPath, '未通过原因', reasonsPage),
  {
    path: supervisionPath,
    title: '监督',
    stage: '全程留痕',
    component: lazy(async () => ({ default: (await import('./supervision-page.tsx')).SupervisionPage })),
    permission: 'dossiers:read',
    inNavigation: true,
  },
  {
    path: newInspectionPath,
    title: '封存抽查名单',
    stage: '全程留痕',
    component: lazy(async () => ({ default: (await import('./new-inspection-page.tsx')).NewInspectionPage })),
    permission: 'dossiers:read',
    inNavigation: false,
  },
  {
    path: `${supervisionPath}/inspections/:inspection`,
    title: '随机抽查',
    stage: '全程留痕',
    component: lazy(async () => ({ default: (await import('./inspection-page.tsx')).InspectionPage })),
    permission: 'dossiers:read',
    inNavigation: false,
  },
]
