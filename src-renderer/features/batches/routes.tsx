import { lazy } from 'react'
import type { Feature, FeatureRoute, WorkBenchItem } from '../../app/feature.ts'
import { kindNames } from '../../text/batches.ts'
import { dayOf, withWeekday } from '../../ui/dates.ts'
import { deadlineSentence, workingDaysUntil } from '../../ui/working-days.ts'
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

const soon = 5
const recent = 10

/** Batches whose intake ends soon, or has just ended: nothing expires silently. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('batches:edit')) return []
  const batches = await desk.batches.list(null)
  if (!batches.ok) return []
  const today = dayOf(new Date())
  return batches.value.flatMap(({ id, title, opens, closes }): readonly WorkBenchItem[] => {
    const days = workingDaysUntil(closes, today)
    const isPassed = closes < today
    if (today < opens || (isPassed ? -days > recent : days > soon)) return []
    return [
      {
        key: `batches/closes/${id}`,
        urgency: isPassed ? 'note' : closes === today ? 'now' : 'soon',
        title: `批次「${title}」受理${isPassed ? '已截止' : '将截止'}：${deadlineSentence(closes, today)}`,
        detail: `受理截止 ${withWeekday(closes)}。`,
        to: batchPath(id),
        action: '查看批次',
      },
    ]
  })
}

export const search: Feature['search'] = async ({ desk, may }, _text, matches) => {
  if (!may('batches:read')) return []
  const batches = await desk.batches.list(null)
  if (!batches.ok) return []
  return batches.value
    .filter(({ title }) => matches(title))
    .slice(0, 10)
    .map(({ id, title, year, kind }) => ({
      key: id,
      title,
      detail: `批次 · ${year} 年 · ${kindNames[kind]}`,
      to: batchPath(id),
    }))
}
