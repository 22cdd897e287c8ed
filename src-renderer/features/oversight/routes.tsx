import { lazy } from 'react'
import type { Feature, FeatureRoute, WorkBenchItem } from '../../app/feature.ts'
import {
  boardPath,
  inspectionPath,
  newInspectionPath,
  onePagePath,
  reasonsPath,
  supervisionPath,
} from './paths.ts'

const boardPage = lazy(async () => ({ default: (await import('./board-page.tsx')).BoardPage }))
const onePage = lazy(async () => ({ default: (await import('./one-page.tsx')).OnePage }))
const reasonsPage = lazy(async () => ({ default: (await import('./reasons-page.tsx')).ReasonsPage }))

/** A page about the newest batch in the navigation, and about any batch by its address. */
function aboutBatch(path: string, title: string, component: typeof boardPage): readonly FeatureRoute[] {
  const route = { title, stage: '形式审查', component, permission: 'review:read' } as const
  return [
    { ...route, path, inNavigation: true, group: '统计' },
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

/** Frozen lists that wait for the dice, and samples whose findings are not all there. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('dossiers:read')) return []
  const inspections = await desk.oversight.inspections(null)
  if (!inspections.ok) return []
  return inspections.value.flatMap(({ id, batchTitle, round, drawn, found }): readonly WorkBenchItem[] => {
    const line = { key: `oversight/${id}`, to: inspectionPath(id) }
    const about = `「${batchTitle}」第 ${round} 次随机抽查`
    if (drawn === null) {
      const detail = '公布封存值后，由三方当场掷点，只能抽取一次。'
      return [{ ...line, urgency: 'soon', title: `${about}：名单已封存，尚未抽取`, detail, action: '去抽取' }]
    }
    if (found >= drawn) return []
    const detail = '逐项看全过程，再记录结果。'
    return [
      {
        ...line,
        urgency: 'note',
        title: `${about}：还有 ${drawn - found} 项没有结果`,
        detail,
        action: '记录结果',
      },
    ]
  })
}
