import { Input } from 'antd'
import { useLocation } from 'wouter'
import type { SupplyPage } from '../../../src-main/domain/supply/queries.ts'
import type { SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { useDesk } from '../../app/desk.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { reviewPath } from '../formal-review/paths.ts'
import { ActDialog } from './act-dialog.tsx'
import { changeInWords } from './change-words.ts'

/** Before the review goes on: which items are open again, and what stays as it is. */
export function ContinueDialog({
  page,
  notice,
  done,
}: {
  readonly page: SupplyPage
  readonly notice: SupplyNotice
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const [, navigate] = useLocation()
  const recording = useRecord(desk.supply.continueReview)
  const touched = notice.items.filter(({ state }) => state !== '未收到')
  const missing = notice.items.filter(({ state }) => state === '未收到')
  const draft = useResumedDraft(`supply/continue/${page.application.id}`, {
    reason: proposedReason(touched.map(({ code }) => code)),
  })
  const { reason } = draft.value
  async function record() {
    if (!(await recording.run({ application: page.application.id, reason: reason.trim() })).ok) return
    await draft.clear()
    notify.done('已重新打开审查')
    done()
    navigate(reviewPath(page.application.id))
  }
  return (
    <ActDialog
      title="继续审查"
      action="继续审查"
      isComplete={reason.trim() !== ''}
      isRunning={recording.isRunning}
      refusal={recording.refusal}
      onRecord={record}
      onClose={done}
      onRead={recording.reset}
    >
      {page.notJoined && (
        <Note tone="warn">
          还有改动没有归入补交版本：{changeInWords(page.notJoined)}。请先在「登记收到的材料」中登记。
        </Note>
      )}
      {touched.length > 0 && (
        <p>
          {touched.map(({ code }) => code).join('、')}{' '}
          重新待人工判断，说明和依据都保留；其余各项的判断不变，机器核对的各项按最新内容重新计算。
        </p>
      )}
      {missing.length > 0 && (
        <Note tone="warn">
          {missing.map(({ code }) => code).join('、')}{' '}
          还没有收到，仍为不符合。材料应一次补齐：现在继续审查，这次通知就结束了，之后仍缺的要另发通知。
        </Note>
      )}
      <Field label="理由" isRequired>
        {({ status, ...control }) => (
          <Input.TextArea
            {...control}
            status={status}
            autoFocus
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            value={reason}
            onChange={({ target }) => draft.change({ reason: target.value })}
          />
        )}
      </Field>
    </ActDialog>
  )
}

function proposedReason(codes: readonly string[]): string {
  return codes.length === 0
    ? '补交材料已收到，继续审查。'
    : `补交材料已收到（${codes.join('、')}），继续审查。`
}
