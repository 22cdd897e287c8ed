import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'
import { kindNames } from '../../text/batches.ts'
import { batchPath } from './paths.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/batches',
    title: '批次',
    stage: '申报受理',
    component: lazy(async () => ({ default: (await import('./batches-page.tsx')).BatchesPage })),
    permission: 'batches:read',
    inNavigation: true,
  },
  {
    path: '/batches/new',
    title: '新建批次',
    stage: '申报受理',
    component: lazy(async () => ({ default: (await import('./new-batch-page.tsx')).NewBatchPage })),
    permission: 'batches:edit',
    inNavigation: false,
  },
  {
    path: '/batches/:batch',
    title: '批次',
    stage: '申报受理',
    component: lazy(async () => ({ default: (await import('./batch-page.tsx')).BatchPage })),
    permission: 'batches:read',
    inNavigation: false,
  },
  {
    path: '/batches/:batch/edit',
    title: '修改批次',
    stage: '申报受理',
    component: lazy(async () => ({ default: (await import('./edit-batch-page.tsx')).EditBatchPage })),
    permission: 'batches:edit',
    inNavigation: false,
  },
]

export const search: Feature['search'] = async ({ desk, may }, text) => {
  if (!may('batches:read')) return []
  const batches = await desk.batches.list(null)
  if (!batches.ok) return []
  return batches.value
    .filter(({ title }) => title.includes(text))
    .slice(0, 10)
    .map(({ id, title, year, kind }) => ({
      key: id,
      title,
      detail: `批次 · ${year} 年 · ${kindNames[kind]}`,
      to: batchPath(id),
    }))
}
