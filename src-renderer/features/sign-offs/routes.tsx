import { lazy } from 'react'
import type { Feature, FeatureContext, FeatureRoute } from '../../app/feature.ts'
import { signOffListPath, signOffPath, signOffsPath } from './paths.ts'

const listPage = lazy(async () => ({ default: (await import('./sign-offs-page.tsx')).SignOffsPage }))

export const routes: readonly FeatureRoute[] = [
  {
    path: signOffsPath,
    title: '签批',
    stage: '形式审查',
    component: listPage,
    permission: 'review:read',
    inNavigation: true,
    group: '结论',
  },
  {
    path: '/sign-offs/batch/:batch/:state?',
    title: '签批',
    stage: '形式审查',
    component: listPage,
    permission: 'review:read',
    inNavigation: false,
  },
  {
    path: '/sign-offs/:signOff',
    title: '呈批件',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./sign-off-page.tsx')).SignOffPage })),
    permission: 'review:read',
    inNavigation: false,
  },
]

async function countsOf({ desk }: FeatureContext) {
  const counts = await desk.formalReview.signOffCounts(null)
  return counts.ok ? counts.value : []
}

/** What is closed and was not laid before anybody, what came back, and what waits to be registered. */
export const workBenchItems: Feature['workBenchItems'] = async (context) => {
  if (!context.may('review:edit')) return []
  const [counts, batches] = await Promise.all([countsOf(context), context.desk.batches.list(null)])
  const titleOf = (id: string) => (batches.ok ? batches.value : []).find((one) => one.id === id)?.title ?? ''
  return counts.flatMap(({ batch, state, count }) => {
    if (state === '已签批') return []
    const [title, action] = {
      待呈批: [`${count} 项结论待呈批`, '呈批'] as const,
      待签批: [`${count} 项结论待签批`, '登记签批'] as const,
      已退回: [`${count} 项结论签批时退回`, '办理'] as const,
    }[state]
    return [
      {
        key: `sign-offs/${batch}/${state}`,
        urgency: 'note' as const,
        title,
        detail: `${titleOf(batch)}。签批登记以前结论不生效，补交期限不起算。`,
        to: signOffListPath(batch, state),
        action,
      },
    ]
  })
}

/** How the closed reviews of a batch stand with whoever decides. */
export const batchCounts: Feature['batchCounts'] = async (context, batch) => {
  if (!context.may('review:read')) return []
  const counts = await countsOf(context)
  return counts
    .filter((one) => one.batch === batch.id)
    .map(({ state, count }) => ({ label: state, count, to: signOffListPath(batch.id, state) }))
}

/** The check code of a 呈批件 leads to where its signed paper is registered. */
export const search: Feature['search'] = async ({ desk, may }, text) => {
  const code = text.replaceAll(/\s/g, '').toLowerCase()
  if (!/^[0-9a-f]{8}$/.test(code) || !may('review:read')) return []
  const found = await desk.signOffs.byCode({ code })
  if (!found.ok || found.value === null) return []
  return [
    {
      key: `sign-offs/${found.value}`,
      title: `呈批件 ${code}`,
      detail: '打开呈批件，登记签批',
      to: signOffPath(found.value),
    },
  ]
}
