import { Input, Modal } from 'antd'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { Outcome } from '../../../src-main/domain/formal-review/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'

/** Opens a closed review again; the outcome stays on record with the reason beside it. */
export function ReopenDialog({
  application,
  outcome,
  proposed,
  done,
}: {
  readonly application: Pick<Application, 'id' | 'content'>
  readonly outcome: Outcome
  readonly proposed: string
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const reopening = useRecord(desk.formalReview.reopen)
  const draft = useResumedDraft(`review/reopen/${application.id}`, { reason: proposed })
  const { reason } = draft.value
  async function reopen() {
    const result = await reopening.run({ application: application.id, reason: reason.trim() })
    if (!result.ok) return
    await draft.clear()
    notify.done('已重新打开，可以继续审查')
    done()
  }
  return (
    <Modal
      open
      title={`重新打开 ${application.content.number} 的审查`}
      okText="重新打开"
      cancelText="取消"
      okButtonProps={{ disabled: reason.trim() === '', loading: reopening.isRunning }}
      onOk={() => void reopen()}
      onCancel={() => done()}
    >
      <div data-fields="stacked">
        <p>「{outcome}」这次结论仍留在时间线中，各项意见都保留，可以接着修改；之后需要重新作出结论。</p>
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
        <RefusalNote refusal={reopening.refusal} />
      </div>
    </Modal>
  )
}
