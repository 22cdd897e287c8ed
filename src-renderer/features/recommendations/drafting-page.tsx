import { Button, Select } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { Proposal } from '../../../src-main/domain/recommendations/draft.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { DraftOffer, useDraft } from '../../ui/draft-form.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { Page, Section } from '../../ui/page.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { batchOfPath } from '../batches/paths.ts'
import { DraftedRows } from './drafted-rows.tsx'
import { broughtUpToDate, type Edited, editedOf } from './editing.ts'
import { LeftOutRows } from './left-out-rows.tsx'
import { recommendationPath } from './paths.ts'
import styles from './recommendations.module.css'

/** Puts the next draft of a batch's 推荐汇总表 together. */
export function DraftingPage() {
  const desk = useDesk()
  const of = batchOfPath(useParams<{ batch: string }>().batch)
  const batches = useQueryOf(desk.batches.list, null)
  const proposal = useQueryOf(desk.recommendations.proposal, { batch: of }, { isForForm: true })
  const batch = batches.data?.find(({ id }) => id === of)
  return (
    <Loaded query={proposal}>
      {(proposed) =>
        !proposed || !batch ? (
          <EmptyState title="没有这个批次" />
        ) : (
          <Drafting key={`${of} ${proposed.draft}`} batch={batch} proposal={proposed} />
        )
      }
    </Loaded>
  )
}

function Drafting({ batch, proposal }: { readonly batch: Batch; readonly proposal: Proposal }) {
  const desk = useDesk()
  const notify = useNotify()
  const [, navigate] = useLocation()
  const recording = useRecord(desk.recommendations.draft)
  const draft = useDraft<Edited>(`recommendations/next/${batch.id}`, editedOf(proposal))
  const [isTried, setTried] = useState(false)
  // What may be recommended changes while somebody drafts: reviews are closed and opened, papers are signed.
  const edited = broughtUpToDate(draft.value, proposal)
  const unreasoned = edited.leftOut.filter(({ reason }) => reason.trim() === '').length
  const isEmpty = edited.rows.length === 0 && edited.leftOut.length === 0

  async function record() {
    setTried(true)
    if (unreasoned > 0) return
    const result = await recording.run({
      batch: batch.id,
      rows: edited.rows.map(({ application, note }) => ({ application, note: note.trim() })),
      leftOut: edited.leftOut.map(({ application, reason }) => ({ application, reason: reason.trim() })),
      parties: [...edited.parties],
    })
    if (!result.ok) return
    await draft.clear()
    notify.done(`已形成第 ${result.value.draft} 稿`)
    navigate(recommendationPath(batch.id))
  }

  return (
    <Page
      title={`推荐汇总表第 ${proposal.draft} 稿`}
      remark={batch.title}
      back={{ to: recommendationPath(batch.id), title: '集中推荐' }}
      actions={
        <Button
          type="primary"
          loading={recording.isRunning}
          disabled={!draft.isOpen || edited.rows.length === 0}
          onClick={() => void record()}
        >
          形成第 {proposal.draft} 稿
        </Button>
      }
    >
      <DraftOffer draft={draft} />
      <RefusalNote refusal={recording.refusal} onClose={recording.reset} />
      {proposal.gone.length > 0 && (
        <Note tone="warn">
          上一稿中的 {proposal.gone.map(({ number }) => number).join('、')}{' '}
          现在不能推荐（审查重新打开，或签批已撤销），没有列入。
        </Note>
      )}
      {isEmpty ? (
        <EmptyState title="没有可以推荐的申报">
          形式审查通过的申报才能推荐{batch.signOff && '；本批次要求签批，须签批登记以后'}。
        </EmptyState>
      ) : (
        <>
          <Parties value={edited.parties} onChange={(parties) => draft.change({ parties })} />
          <Section title={`列入推荐 ${edited.rows.length} 项`}>
            <DraftedRows
              proposal={proposal}
              edited={edited}
              isJoint={batch.kind === 'joint'}
              isOpen={draft.isOpen}
              change={(patch) => draft.change({ ...edited, ...patch })}
            />
          </Section>
          {edited.leftOut.length > 0 && (
            <Section title={`不列入 ${edited.leftOut.length} 项`}>
              {isTried && unreasoned > 0 && (
                <Note tone="warn">还有 {unreasoned} 项没有写明不列入的理由。</Note>
              )}
              <LeftOutRows
                proposal={proposal}
                edited={edited}
                change={(patch) => draft.change({ ...edited, ...patch })}
              />
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

function Parties({
  value,
  onChange,
}: {
  readonly value: readonly string[]
  readonly onChange: (parties: readonly string[]) => void
}) {
  const desk = useDesk()
  const { institution } = usePerson()
  const offices = useQueryOf(desk.offices.list, null).data ?? []
  return (
    <div className={styles.bar}>
      <label htmlFor="recommendation-parties">会签单位</label>
      <Select
        id="recommendation-parties"
        mode="multiple"
        className={styles.parties ?? ''}
        value={[...value]}
        onChange={onChange}
        placeholder="不请其他单位会签"
        options={offices
          .filter(({ code }) => code !== institution)
          .map(({ code, name }) => ({ value: code, label: name }))}
      />
    </div>
  )
}
