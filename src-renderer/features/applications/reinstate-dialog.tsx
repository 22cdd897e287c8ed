import { Modal } from 'antd'
import type { Withdrawal } from '../../../src-main/domain/applications/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { useNotify } from '../../ui/notify.ts'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { useRecord } from '../../ui/record.ts'

/** Takes a recorded 申报单位撤回 back: the application is worked on again. */
export function ReinstateDialog({
  application: { application, number, title },
  withdrawal,
  done,
}: {
  readonly application: { readonly application: string; readonly number: string; readonly title: string }
  readonly withdrawal: Withdrawal
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(desk.applications.reinstate)
  async function reinstate(reason: string) {
    const result = await recording.run({ application, reason })
    if (!result.ok) return false
    notify.done(`已撤销 ${number} 的撤回登记`)
    done()
    return true
  }
  return (
    <Modal open title="撤销「申报单位撤回」的登记" width={560} onCancel={done} footer={null}>
      <Facts
        rows={[
          ['申报', `${number}　${title}`],
          ['撤回日期', withdrawal.date],
          ['撤回原因', withdrawal.reason],
          ['登记时间', minuteOf(withdrawal.at)],
        ]}
      />
      <ReasonForm
        draft={`${application}/reinstate`}
        label="撤销原因"
        longest={500}
        action="撤销登记"
        leave="关闭"
        recording={recording}
        onReason={reinstate}
        onLeave={done}
      >
        <p>撤销后这项申报恢复到撤回之前的状态，可以继续办理；登记和撤销都保留在全程留痕中。</p>
      </ReasonForm>
    </Modal>
  )
}
