import { lazy } from 'react'
import type { Feature, FeatureContext, FeatureRoute, WorkBenchItem } from '../../app/feature.ts'
import { officeNames } from '../../ui/office-names.ts'
import { recommendationPath, recommendationsPath } from './paths.ts'

const page = lazy(async () => ({ default: (await import('./recommendations-page.tsx')).RecommendationsPage }))

export const routes: readonly FeatureRoute[] = [
  {
    path: recommendationsPath,
    title: '集中推荐',
    stage: '形式审查',
    component: page,
    permission: 'review:read',
    inNavigation: true,
    group: '结论',
  },
  {
    path: '/recommendations/:batch/next',
    title: '起草推荐汇总表',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./drafting-page.tsx')).DraftingPage })),
    permission: 'review:edit',
    inNavigation: false,
  },
  {
    path: '/recommendations/:batch/:draft?',
    title: '集中推荐',
    stage: '形式审查',
    component: page,
    permission: 'review:read',
    inNavigation: false,
  },
]

async function statesOf({ desk }: FeatureContext) {
  const states = await desk.recommendations.states(null)
  return states.ok ? states.value : []
}

/** Drafts that ask this office, and own ones that wait for others or may be made final. */
export const workBenchItems: Feature['workBenchItems'] = async (context) => {
  if (!context.may('review:edit')) return []
  const [states, batches, office] = await Promise.all([
    statesOf(context),
    context.desk.batches.list(null),
    officeNames(context.desk),
  ])
  const titleOf = (id: string) => (batches.ok ? batches.value : []).find((one) => one.id === id)?.title ?? ''
  return states.flatMap((one): readonly WorkBenchItem[] => {
    const { id, batch, institution, draft, waitsFor, asksUs, isFinal } = one
    const isOwn = institution === context.person.institution
    if (isFinal || !(isOwn || asksUs)) return []
    const [title, detail, action] = asksUs
      ? [
          `${office(institution, 'short')}请会签推荐汇总表第 ${draft} 稿`,
          `${titleOf(batch)}，${one.rows} 项。请看过后登记本单位意见。`,
          '查看',
        ]
      : waitsFor.length > 0
        ? [
            `推荐汇总表第 ${draft} 稿还缺 ${waitsFor.length} 个单位同意`,
            `${titleOf(batch)}：${waitsFor.map((code) => office(code, 'short')).join('、')}。`,
            '查看',
          ]
        : [`推荐汇总表第 ${draft} 稿可以定稿`, `${titleOf(batch)}，${one.rows} 项，各单位均已同意。`, '定稿']
    return [
      {
        key: `recommendations/${id}`,
        urgency: 'note',
        title: title!,
        detail: detail!,
        to: recommendationPath(batch),
        action: action!,
      },
    ]
  })
}

/** How many of a batch are recommended, and by which draft. */
export const batchCounts: Feature['batchCounts'] = async (context, batch) => {
  if (!context.may('review:read')) return []
  const own = (await statesOf(context)).filter((one) => one.batch === batch.id)
  return own.map(({ draft, rows, isFinal, batch: of }) => ({
    label: isFinal ? '推荐（定稿）' : `推荐（第 ${draft} 稿）`,
    count: rows,
    to: recommendationPath(of),
  }))
}

/** The check code of a 推荐汇总表 or a 会签单 leads to its draft. */
export const search: Feature['search'] = async ({ desk, may }, text) => {
  const code = text.replaceAll(/\s/g, '').toLowerCase()
  if (!/^[0-9a-f]{8}$/.test(code) || !may('review:read')) return []
  const found = await desk.recommendations.byCode({ code })
  if (!found.ok || found.value === null) return []
  const { batch, draft } = found.value
  return [
    {
      key: `recommendations/${code}`,
      title: `推荐汇总表第 ${draft} 稿 ${code}`,
      detail: '打开这一稿，登记会签意见',
      to: recommendationPath(batch, draft),
    },
  ]
}
