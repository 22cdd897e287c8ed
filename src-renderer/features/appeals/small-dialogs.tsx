import { Modal } from 'antd'
import { useState } from 'react'
import type { Appeal } from '../../../src-main/domain/appeals/queries.ts'
import { appealLimits } from '../../../src-main/domain/appeals/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'

/** The last day for deciding an appeal, as a person sets it. */
export function DeadlineDialog({ appeal, done }: { readonly appeal: Appeal; readonly done: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const setting = useRecord(desk.appeals.setDeadline)
  const [deadline, setDeadline] = useState(appeal.deadline ?? '')
  async function record() {
    const result = await setting.run({ appeal: appeal.id, deadline })
    if (!result.ok) return
    notify.done(`处理期限：${deadline}`)
    done()
  }
  return (
    <Modal
      open
      title="申诉的处理期限"
      okText="记录期限"
      cancelText="取消"
      okButtonProps={{ disabled: deadline === '', loading: setting.isRunning }}
      onOk={() => void record()}
      onCancel={done}
    >
      <div data-fields="stacked">
        <Field label="处理期限" hint="由您按本单位规定确定，程序只作提醒。">
          {(control) => <DateInput control={control} value={deadline} onChange={setDeadline} />}
        </Field>
        <RefusalNote refusal={setting.refusal} onClose={setting.reset} />
      </div>
    </Modal>
  )
}

/** An appeal that was taken back, or has lost its object. */
export function WithdrawDialog({ appeal, done }: { readonly appeal: Appeal; readonly done: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const withdrawing = useRecord(desk.appeals.withdraw)
  return (
    <Modal open title="终止这件申诉" footer={null} onCancel={done}>
      <ReasonForm
        draft={`appeals/withdraw/${appeal.id}`}
        longest={appealLimits.reason}
        placeholder="例如：对方来函撤回申诉"
        action="终止申诉"
        recording={withdrawing}
        onLeave={done}
        onReason={async (reason) => {
          const result = await withdrawing.run({ appeal: appeal.id, reason })
          if (!result.ok) return false
          notify.done('已终止申诉，记录仍保留')
          done()
          return true
        }}
      >
        <p>对方撤回申诉，或者原结论已经不在时，写明原因终止；记录仍保留在时间线中。</p>
      </ReasonForm>
    </Modal>
  )
}
