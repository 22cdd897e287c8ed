import { lazy } from 'react'
import { unverified } from '../../../src-main/domain/applications/rules.ts'
import type { Feature, FeatureRoute } from '../../app/feature.ts'
import { applicationPath, attachPath, importPath, importsPath, listPath } from './paths.ts'

const stage = '申报受理'

export const routes: readonly FeatureRoute[] = [
  {
    path: listPath,
    title: '申报清单',
    stage,
    component: lazy(async () => ({ default: (await import('./list-page.tsx')).ListPage })),
    permission: 'applications:read',
    inNavigation: true,
  },
  {
    path: importPath,
    title: '导入申报清单',
    stage,
    component: lazy(async () => ({ default: (await import('./import-page.tsx')).ImportPage })),
    permission: 'applications:edit',
    inNavigation: true,
  },
  {
    path: attachPath,
    title: '按编号附文件',
    stage,
    component: lazy(async () => ({ default: (await import('./attach-page.tsx')).AttachPage })),
    permission: 'applications:edit',
    inNavigation: true,
  },
  {
    path: importsPath,
    title: '历次导入',
    stage,
    component: lazy(async () => ({ default: (await import('./imports-page.tsx')).ImportsPage })),
    permission: 'applications:read',
    inNavigation: true,
  },
  {
    path: '/applications/:application',
    title: '申报',
    stage,
    component: lazy(async () => ({ default: (await import('./application-page.tsx')).ApplicationPage })),
    permission: 'applications:read',
    inNavigation: false,
  },
  {
    path: '/batches/:batch/applications',
    title: '申报清单',
    stage,
    component: lazy(async () => ({ default: (await import('./batch-list-page.tsx')).BatchListPage })),
    permission: 'applications:read',
    inNavigation: false,
  },
]

export const batchCounts: Feature['batchCounts'] = async ({ desk, may }, batch) => {
  if (!may('applications:read')) return []
  const counts = await desk.formalReview.counts(null)
  if (!counts.ok) return []
  const count = counts.value.filter((one) => one.batch === batch.id).reduce((sum, one) => sum + one.count, 0)
  return [{ label: '项申报', count, to: `/batches/${batch.id.slice('batch/'.length)}/applications` }]
}

export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('applications:edit')) return []
  const [batches, counts] = await Promise.all([desk.batches.list(null), desk.formalReview.counts(null)])
  if (!batches.ok || !counts.ok) return []
  const filled = new Set(counts.value.map(({ batch }) => batch))
  return batches.value
    .filter(({ id, linkedTo }) => linkedTo === null && !filled.has(id))
    .map(({ id, title, closes }) => ({
      key: `applications/none/${id}`,
      urgency: 'note' as const,
      title: `批次「${title}」还没有申报`,
      detail: `受理截止 ${closes}。可以导入申报系统导出的清单，什么样的列都可以。`,
      to: importPath,
      action: '导入申报清单',
    }))
}

export const search: Feature['search'] = async ({ desk, may }, text) => {
  if (!may('applications:read')) return []
  const filter = { batch: null, states: [], regions: [], institutions: [], field: null, search: text }
  const sort = { column: 'number' as const, descending: false }
  const found = await desk.formalReview.list({ filter, sort, offset: 0, limit: 100 })
  if (!found.ok) return []
  // Whoever types the last digits of a number means its end.
  const isEnd = ({ number }: { readonly number: string }) => number.toLowerCase().endsWith(text.toLowerCase())
  const rows = found.value.rows.toSorted((a, b) => Number(isEnd(b)) - Number(isEnd(a))).slice(0, 10)
  return rows.map(({ id, number, title, lead, state, isUnverified }) => ({
    key: id,
    title: `${number}　${title}`,
    detail: `申报 · ${lead} · ${state}${isUnverified ? ` · ${unverified}` : ''}`,
    to: applicationPath(id),
  }))
}
