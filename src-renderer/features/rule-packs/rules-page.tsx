import { useState } from 'react'
import { useParams } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { BatchSelect } from '../applications/batch-select.tsx'
import { useBatches } from '../applications/use-batches.ts'
import { batchOfPath } from '../batches/paths.ts'
import { SecondCheckSection } from '../second-check/plan-section.tsx'
import { BasisSection } from './basis-section.tsx'
import { PlanSection } from './plan-section.tsx'
import styles from './rule-packs.module.css'

/** 审查规则 of a batch: what is checked and how, under which text; switched and set by the office that made the batch. */
export function RulesPage() {
  const { batch: part } = useParams<{ batch?: string }>()
  const { query, all, batch } = useBatches()
  const [chosen, setChosen] = useState(() => (part === undefined ? null : batchOfPath(part)))
  const shown = all.find(({ id }) => id === chosen) ?? batch ?? all[0] ?? null
  return (
    <Page title="审查规则" remark="每个批次查哪些项、怎样判断、依据哪一条。改动一次记为该批次的评审方案。">
      <Loaded query={query}>
        {() =>
          shown ? (
            <>
              <BatchSelect
                batches={all}
                value={shown.id}
                onChange={setChosen}
                className={styles.batch ?? ''}
              />
              <RulesOf key={shown.id} batch={shown} />
            </>
          ) : (
            <EmptyState title="还没有批次">先在「申报受理」中建立批次；审查规则随批次设定。</EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}

function RulesOf({ batch }: { readonly batch: Batch }) {
  const desk = useDesk()
  const rules = useQueryOf(desk.rulePacks.ofBatch, batch.id)
  const packs = useQueryOf(desk.rulePacks.list, null)
  return (
    <Loaded query={rules}>
      {(found) =>
        found ? (
          <>
            <BasisSection pack={found.pack} />
            <SecondCheckSection batch={batch} />
            <PlanSection
              key={JSON.stringify([found.pack.id, found.pack.version, found.settings])}
              batch={batch}
              packs={(packs.data ?? []).filter(({ kind }) => kind === batch.kind)}
              recorded={{ pack: found.pack.id, version: found.pack.version, settings: found.settings }}
            />
          </>
        ) : (
          <EmptyState title="本机没有这个批次的规则">它可能来自较新的程序，请先更新程序。</EmptyState>
        )
      }
    </Loaded>
  )
}
