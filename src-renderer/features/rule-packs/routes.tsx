import { lazy } from 'react'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { BatchRules } from '../../../src-main/domain/rule-packs/index.ts'
import type { Feature, FeatureContext, FeatureRoute, WorkBenchItem } from '../../app/feature.ts'
import { packKey, packName } from '../../text/rule-packs.ts'
import { dayOf, daysBetween } from '../../ui/dates.ts'
import { endingInWords, isEnding } from './ending.ts'
import { rulesPath, rulesRoot } from './paths.ts'

const page = lazy(async () => ({ default: (await import('./rules-page.tsx')).RulesPage }))
const adoptPage = lazy(async () => ({ default: (await import('./adopt-page.tsx')).AdoptPage }))

export const routes: readonly FeatureRoute[] = [
  {
    path: rulesRoot,
    title: '审查规则',
    stage: '形式审查',
    component: page,
    permission: 'batches:read',
    inNavigation: true,
    group: '台账与规则',
  },
  {
    path: `${rulesRoot}/:batch`,
    title: '审查规则',
    stage: '形式审查',
    component: page,
    permission: 'batches:read',
    inNavigation: false,
  },
  {
    path: `${rulesRoot}/:batch/adopt/:pack/:version`,
    title: '比较并采用规则',
    stage: '形式审查',
    component: adoptPage,
    permission: 'rule-packs:read',
    inNavigation: false,
  },
]

/** A basis that nobody confirmed, and texts that are about to end, as far as batches use them. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('rule-packs:edit')) return []
  const batches = await desk.batches.list(null)
  if (!batches.ok) return []
  const used = await packsInUse(desk, batches.value)
  const today = dayOf(new Date())
  return used.flatMap(({ batch, pack: { id, version, title, basis, inForce } }): readonly WorkBenchItem[] => {
    const to = rulesPath(batch)
    const days = inForce ? daysBetween(today, inForce.until) : 0
    const ending =
      inForce && isEnding(inForce.until, today)
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
            key: `rule-packs/basis/${id} ${version}`,
            urgency: 'note' as const,
            title: `核对「${packName({ title, version })}」的依据`,
            detail: '核对文件名称和文号之前，结论和文书都带「征求意见」字样。',
            to,
            action: '核对依据',
          },
        ]
    return [...ending, ...unconfirmed]
  })
}

type InUse = { readonly batch: string; readonly pack: BatchRules['pack'] }

/** Each version of a pack that batches have, once, with the newest batch that has it. */
async function packsInUse(
  desk: FeatureContext['desk'],
  batches: readonly Batch[],
): Promise<readonly InUse[]> {
  const rules = await Promise.all(batches.map(({ id }) => desk.rulePacks.ofBatch(id)))
  const used = batches.flatMap(({ id: batch }, i): readonly InUse[] => {
    const found = rules[i]
    return found?.ok && found.value ? [{ batch, pack: found.value.pack }] : []
  })
  return used.filter(({ pack }, i) => used.findIndex((one) => packKey(one.pack) === packKey(pack)) === i)
}
