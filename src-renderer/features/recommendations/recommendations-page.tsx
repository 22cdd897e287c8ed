import { Button, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { OpenRecommendation } from '../../../src-main/domain/recommendations/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { minuteOf } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip, useOfficeName } from '../../ui/office-chip.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { BatchSelect } from '../applications/batch-select.tsx'
import { useBatches } from '../applications/use-batches.ts'
import { batchOfPath } from '../batches/paths.ts'
import { Answers } from './answers.tsx'
import { DraftList } from './draft-list.tsx'
import { DraftPapers } from './draft-papers.tsx'
import { FinalButtons, Obstacles } from './finalise.tsx'
import { draftingPath, recommendationPath } from './paths.ts'
import { Picture } from './picture.tsx'
import styles from './recommendations.module.css'

/** 集中推荐: the drafts of the 推荐汇总表 of a batch, and who agreed to which. */
export function RecommendationsPage() {
  const { query, all, batch } = useBatches()
  const [, navigate] = useLocation()
  const address = useParams<{ batch?: string; draft?: string }>()
  const named =
    address.batch === undefined ? undefined : all.find(({ id }) => id === batchOfPath(address.batch))
  const shown = named ?? batch ?? all[0]
  return (
    <Page title="集中推荐" actions={shown && <DraftButton batch={shown} />}>
      <Loaded query={query}>
        {() =>
          shown === undefined ? (
            <EmptyState title="还没有批次">先建立批次、导入申报、完成形式审查，再来推荐。</EmptyState>
          ) : (
            <>
              <div className={styles.head}>
                <BatchSelect
                  batches={all}
                  value={shown.id}
                  onChange={(id) => id && navigate(recommendationPath(id))}
                  className={styles.batch ?? ''}
                />
              </div>
              <OfBatch key={shown.id} batch={shown} draft={address.draft ? Number(address.draft) : null} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function DraftButton({ batch }: { readonly batch: Batch }) {
  const desk = useDesk()
  const may = useMay()
  const [, navigate] = useLocation()
  const { institution } = usePerson()
  const own = useQueryOf(desk.recommendations.ofBatch, { batch: batch.id }).data?.find(
    (one) => one.institution === institution,
  )
  if (!may('review:edit') || own?.final) return null
  return (
    <Button type={own ? 'default' : 'primary'} onClick={() => navigate(draftingPath(batch.id))}>
      {own ? `起草第 ${own.drafts.length + 1} 稿…` : '起草推荐汇总表…'}
    </Button>
  )
}

function OfBatch({ batch, draft }: { readonly batch: Batch; readonly draft: number | null }) {
  const desk = useDesk()
  const query = useQueryOf(desk.recommendations.ofBatch, { batch: batch.id })
  return (
    <Loaded query={query}>
      {(all) =>
        all.length === 0 ? (
          <EmptyState title="本批次还没有推荐汇总表">
            {batch.kind === 'joint'
              ? '形式审查通过（批次要求签批的，须已签批）的申报，由主办单位汇总起草推荐汇总表，各单位会签后定稿。别的单位起草的随数据交换包过来。'
              : '形式审查通过（批次要求签批的，须已签批）的联合体，由本单位按自己的程序遴选推荐。别的单位的推荐随数据交换包过来。'}
          </EmptyState>
        ) : (
          <Chosen all={all} batch={batch} draft={draft} />
        )
      }
    </Loaded>
  )
}

/** One of several recommendations of a batch: each province has its own for consortia. */
function Chosen({
  all,
  batch,
  draft,
}: {
  readonly all: readonly OpenRecommendation[]
  readonly batch: Batch
  readonly draft: number | null
}) {
  const nameOf = useOfficeName()
  const [chosen, setChosen] = useState<string | null>(null)
  const page = all.find(({ id }) => id === chosen) ?? all[0]!
  return (
    <>
      {all.length > 1 && (
        <div className={styles.head}>
          <Select
            aria-label="推荐单位"
            value={page.id}
            onChange={setChosen}
            style={{ width: 320 }}
            options={all.map(({ id, institution }) => ({ value: id, label: `${nameOf(institution)}起草` }))}
          />
        </div>
      )}
      <Shown key={page.id} page={page} batch={batch} draft={draft} />
    </>
  )
}

function Shown({
  page,
  batch,
  draft,
}: {
  readonly page: OpenRecommendation
  readonly batch: Batch
  readonly draft: number | null
}) {
  const newest = page.drafts.at(-1)!
  const [number, setNumber] = useState(draft ?? newest.draft)
  useEffect(() => setNumber(draft ?? newest.draft), [draft, newest.draft])
  const shown = page.drafts.find((one) => one.draft === number) ?? newest
  const isFinal = page.final?.draft === shown.id
  return (
    <>
      <Obstacles page={page} />
      <Section title="会签情况" actions={<FinalButtons page={page} />}>
        <Picture page={page} />
        <Answers page={page} />
      </Section>
      <Section
        title={isFinal ? `第 ${shown.draft} 稿（定稿）` : `第 ${shown.draft} 稿`}
        actions={
          <>
            {page.drafts.length > 1 && (
              <Select
                aria-label="稿次"
                value={shown.draft}
                onChange={setNumber}
                style={{ width: 130 }}
                options={page.drafts
                  .toReversed()
                  .map((one) => ({ value: one.draft, label: `第 ${one.draft} 稿` }))}
              />
            )}
            <DraftPapers page={page} draft={shown} />
          </>
        }
      >
        <p className={styles.cell}>
          <StateTag state={isFinal ? '定稿' : '草稿'} />
          <OfficeChip code={page.institution} />
          <span>
            {minuteOf(shown.at)}　{shown.by ?? ''}　校验码 {shown.checkCode}　{shown.rows.length} 项
          </span>
        </p>
        <DraftList page={page} draft={shown} isJoint={batch.kind === 'joint'} />
      </Section>
    </>
  )
}
