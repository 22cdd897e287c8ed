import { Button, Modal } from 'antd'
import { unverified } from '../../../src-main/domain/applications/rules.ts'
import type { Agreement, RecommendationPage } from '../../../src-main/domain/recommendations/read.ts'
import { limits } from '../../../src-main/domain/recommendations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { useNotify } from '../../ui/notify.ts'
import { OfficeChip, useOfficeName } from '../../ui/office-chip.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { useRecord } from '../../ui/record.ts'
import { SmallTable } from '../../ui/small-table.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ScanDialog } from '../sign-offs/scan-dialog.tsx'
import styles from './recommendations.module.css'

/** Every answer that was recorded, the newest first, with its paper. */
export function Answers({ page }: { readonly page: RecommendationPage }) {
  const show = useDialogs()
  if (page.agreements.length === 0) return null
  const draftOf = (one: Agreement) => page.drafts.find(({ id }) => id === one.draft)?.draft
  return (
    <div className={styles.answers}>
      <SmallTable
        label="登记的会签意见"
        head={['单位', '对哪一稿', '意见', '文号和日期', '内容', '登记', '扫描件', '']}
        rows={page.agreements.toReversed().map((one) => ({
          key: one.id,
          cells: [
            <OfficeChip key="of" code={one.of} />,
            `第 ${draftOf(one) ?? '?'} 稿`,
            one.withdrawn === null ? (
              <StateTag key="answer" state={one.answer} />
            ) : (
              <span key="answer" className={styles.remark}>
                {one.answer}，已撤销：{one.withdrawn}
              </span>
            ),
            `${one.number}　${one.date}`,
            one.remark,
            <span key="by" className={styles.remark}>
              {minuteOf(one.at)} {one.by ?? ''}
              {one.isUnverified && `（${unverified}）`}
            </span>,
            one.scan && (
              <Button
                key="scan"
                size="small"
                onClick={() =>
                  void show<void>((done) => <ScanDialog title="回函的扫描件" scan={one.scan!} done={done} />)
                }
              >
                查看…
              </Button>
            ),
            <Withdraw key="withdraw" page={page} one={one} />,
          ],
        }))}
      />
    </div>
  )
}

function Withdraw({ page, one }: { readonly page: RecommendationPage; readonly one: Agreement }) {
  const may = useMay()
  const show = useDialogs()
  const { institution } = usePerson()
  const isBound = page.final?.draft === one.draft
  if (one.withdrawn !== null || one.recordedBy !== institution || isBound || !may('review:edit')) return null
  return (
    <Button size="small" onClick={() => void show<void>((done) => <WithdrawDialog one={one} done={done} />)}>
      撤销…
    </Button>
  )
}

function WithdrawDialog({ one, done }: { readonly one: Agreement; readonly done: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const nameOf = useOfficeName()
  const recording = useRecord(desk.recommendations.withdrawAnswer)
  return (
    <Modal open title="撤销会签意见的登记" footer={null} onCancel={() => done()}>
      <ReasonForm
        draft={`recommendations/withdraw/${one.id}`}
        longest={limits.reason}
        action="撤销登记"
        recording={recording}
        onLeave={() => done()}
        onReason={async (reason) => {
          const result = await recording.run({ agreement: one.id, reason })
          if (!result.ok) return false
          notify.done('已撤销登记')
          done()
          return true
        }}
      >
        <p>
          {nameOf(one.of)}的意见「{one.answer}」（{one.number}
          ）登记有误时撤销，原登记仍留在时间线中，可以重新登记。
        </p>
      </ReasonForm>
    </Modal>
  )
}
