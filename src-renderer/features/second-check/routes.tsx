import { lazy } from 'react'
import type { Feature, FeatureRoute, WorkBenchItem } from '../../app/feature.ts'
import { reviewPath } from '../formal-review/paths.ts'
import { checkPath, checksPath } from './paths.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: checksPath,
    title: '复核',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./checks-page.tsx')).ChecksPage })),
    permission: 'review:read',
    inNavigation: true,
    group: '审查',
  },
  {
    path: `${checksPath}/:application`,
    title: '复核',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./check-page.tsx')).CheckPage })),
    permission: 'second-check:edit',
    inNavigation: false,
  },
]

/** What waits for a second person, and what came back to the first. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, person, may }) => {
  if (!may('review:read')) return []
  const checks = await desk.formalReview.checks(null)
  if (!checks.ok) return []
  const items: WorkBenchItem[] = []
  const waiting = checks.value.filter(({ given, mayCheck }) => given === null && mayCheck)
  if (may('second-check:edit') && waiting.length > 0) {
    items.push({
      key: 'second-check/waiting',
      urgency: 'soon',
      title: `${waiting.length} 份审查等待复核`,
      detail: `最早一份是 ${waiting[0]!.number}，由${waiting[0]!.requestedBy ?? '同事'}送来。`,
      to: waiting.length === 1 ? checkPath(waiting[0]!.application) : checksPath,
      action: '去复核',
    })
  }
  const back = may('review:edit')
    ? checks.value.filter(({ given, requestedBy }) => given !== null && requestedBy === person.name)
    : []
  for (const { application, number, given } of back.slice(0, 5)) {
    const open = given!.open
    items.push({
      key: `second-check/back/${application}`,
      urgency: 'soon',
      title: open > 0 ? `${number} 已复核，${open} 处分歧待您处理` : `${number} 已复核，可以作出结论`,
      detail: open > 0 ? '逐处采纳复核意见，或者写明理由维持初审意见。' : '复核没有留下未处理的分歧。',
      to: reviewPath(application),
      action: open > 0 ? '处理分歧' : '作出结论',
    })
  }
  return items
}
