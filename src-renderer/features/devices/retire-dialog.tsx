import { Modal } from 'antd'
import type { OfficeDesk } from '../../../src-main/domain/trust/desks.ts'
import { useDesk } from '../../app/desk.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { useRecord } from '../../ui/record.ts'

/** Ends a desk at the last record that is here: cannot be taken back. */
export function RetireDialog({
  desk: { device, name, last },
  done,
}: {
  readonly desk: OfficeDesk
  readonly done: () => void
}) {
  const { trust } = useDesk()
  const notify = useNotify()
  const retiring = useRecord(trust.retireDesk)

  async function retire(reason: string) {
    const result = await retiring.run({ device, lastSeq: last?.seq ?? 0, reason })
    if (!result.ok) return false
    notify.done(`已停用${name}`)
    done()
    return true
  }

  return (
    <Modal open title={`停用${name}`} footer={null} onCancel={done} mask={{ closable: false }} width={560}>
      <ReasonForm
        draft={`devices/retire/${device.slice(-16)}`}
        placeholder="如：电脑遗失、更换电脑"
        longest={200}
        action={`停用${name}`}
        recording={retiring}
        onReason={retire}
        onLeave={done}
      >
        <p>
          {last
            ? `本机收到它的记录到第 ${last.seq} 条（${minuteOf(last.at)}）为止，这些继续有效。此后该台写下的记录一律不采用。`
            : '本机没有收到过它的任何记录。停用后，它写下的记录一律不采用。'}
        </p>
        <Note tone="warn">
          它还能用的，请先在那台工作台上导出最后一个发给本单位的数据交换包，在本机导入以后再停用。停用以后不能恢复；它手上的申报由本台接着办理。
        </Note>
      </ReasonForm>
    </Modal>
  )
}
