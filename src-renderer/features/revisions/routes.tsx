import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'
import { reviewPath } from '../formal-review/paths.ts'
import { lookAgainPath } from './paths.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: lookAgainPath,
    title: '待复看的申报',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./look-again-page.tsx')).LookAgainPage })),
    permission: 'review:read',
    inNavigation: false,
  },
]

/** Applications under review that a list changed after somebody had judged them. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('review:edit')) return []
  const found = await desk.revisions.toLookAgain(null)
  if (!found.ok || found.value.length === 0) return []
  const [first, ...others] = found.value
  const isOne = others.length === 0
  return [
    {
      key: 'revisions/look-again',
      urgency: 'soon',
      title: isOne
        ? `${first!.number} 判定之后申报信息有变化`
        : `${found.value.length} 项申报判定之后信息有变化，待复看`,
      detail: isOne
        ? `${first!.title}。已有的审查意见没有改动，请复看 ${first!.codes.join('、')}。`
        : '后来导入的清单更新了这些申报；已有的审查意见没有改动，请逐项复看。',
      to: isOne ? reviewPath(first!.application) : lookAgainPath,
      action: '复看',
    },
  ]
}
