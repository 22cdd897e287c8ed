import { Button } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { KnownPack } from '../../../src-main/domain/rule-packs/index.ts'
import { newestOf } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { packName } from '../../text/rule-packs.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page } from '../../ui/page.tsx'
import { BatchSelect } from '../applications/batch-select.tsx'
import { useBatches } from '../applications/use-batches.ts'
import { batchOfPath } from '../batches/paths.ts'
import { SecondCheckSection } from '../second-check/plan-section.tsx'
import { BasisSection } from './basis-section.tsx'
import { adoptPath } from './paths.ts'
import { PlanSection } from './plan-section.tsx'
import styles from './rule-packs.module.css'
import { VersionsSection } from './versions-section.tsx'

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
    <>
      <Loaded query={rules}>
        {(found) =>
          found ? (
            <>
              <NewVersion batch={batch} pack={found.pack} packs={packs.data ?? []} />
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
            <EmptyState title="本机没有这个批次的规则">
              它用的规则版本还没有到本机：请先导入对方的数据交换包或规则包，或者更新程序。
            </EmptyState>
          )
        }
      </Loaded>
      {packs.data && <VersionsSection packs={packs.data} batch={batch} used={rules.data?.pack ?? null} />}
    </>
  )
}

/** A newer version of the pack is here; nothing changes before somebody has seen what it would do. */
function NewVersion({
  batch,
  pack,
  packs,
}: {
  readonly batch: Batch
  readonly pack: KnownPack
  readonly packs: readonly KnownPack[]
}) {
  const may = useMay()
  const { institution } = usePerson()
  const [, navigate] = useLocation()
  const newest = newestOf(packs).find(({ id }) => id === pack.id)
  if (!newest || newest.version <= pack.version) return null
  const canAdopt = may('rule-packs:edit') && batch.institution === institution
  return (
    <div className={styles.note}>
      <Note
        actions={
          canAdopt && <Button onClick={() => navigate(adoptPath(batch.id, newest))}>看有哪些变化…</Button>
        }
      >
        有「{packName(newest)}」，本批次仍用第 {pack.version} 版。
      </Note>
    </div>
  )
}
