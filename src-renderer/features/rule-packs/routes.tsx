import { lazy } from 'react'
import type { Feature, FeatureRoute, WorkBenchItem } from '../../app/feature.ts'
import { dayOf, daysBetween } from '../../ui/dates.ts'
import { endingInWords, warnDays } from './ending.ts'
import { rulesPath, rulesRoot } from './paths.ts'

const page = lazy(async () => ({ default: (await import('./rules-page.tsx')).RulesPage }))

export const routes: readonly FeatureRoute[] = [
  {
    path: rulesRoot,
    title: '审查规则',
    stage: '形式审查',
    component: page,
    permission: 'batches:read',
    inNavigation: true,
  },
  {
    path: `${rulesRoot}/:batch`,
    title: '审查规则',
    stage: '形式审查',
    component: page,
    permission: 'batches:read',
    inNavigation: false,
  },
]

/** A basis that nobody confirmed, and texts that are about to end, as far as batches use them. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('rule-packs:edit')) return []
  const [batches, packs] = await Promise.all([desk.batches.list(null), desk.rulePacks.list(null)])
  if (!batches.ok || !packs.ok) return []
  const today = dayOf(new Date())
  return packs.value.flatMap(({ id, title, basis, inForce }): readonly WorkBenchItem[] => {
    const user = batches.value.find(({ rulePack }) => rulePack === id)
    if (!user) return []
    const to = rulesPath(user.id)
    const days = inForce ? daysBetween(today, inForce.until) : null
    const ending =
      inForce && days !== null && days <= warnDays
        ? [
            {
              key: `rule-packs/ending/${id}`,
              urgency: days < 0 ? ('now' as const) : ('soon' as const),
              title: `「${title}」的依据${days < 0 ? '已过有效期' : `还有 ${days} 天到期`}`,
              detail: endingInWords(inForce.until, days),
              to,
              action: '查看规则',
            },
          ]
        : []
    const unconfirmed = basis.confirmed
      ? []
      : [
          {
            key: `rule-packs/basis/${id}`,
            urgency: 'note' as const,
            title: `核对「${title}」的依据`,
            detail: '核对文件名称和文号之前，结论和文书都带「征求意见」字样。',
            to,
            action: '核对依据',
          },
        ]
    return [...ending, ...unconfirmed]
  })
}
