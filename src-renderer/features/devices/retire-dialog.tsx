import { Button, Input, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import type { OfficeDesk } from '../../../src-main/domain/trust/desks.ts'
import { useDesk } from '../../app/desk.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './devices.module.css'

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
  const retire = useRecord(trust.retireDesk)
  const [reason, setReason] = useState('')

  async function submit(event: FormEvent) {
    event.preventDefault()
    const result = await retire.run({ device, lastSeq: last?.seq ?? 0, reason: reason.trim() })
    if (!result.ok) return
    notify.done(`已停用${name}`)
    done()
  }

  return (
    <Modal open title={`停用${name}`} footer={null} onCancel={done} mask={{ closable: false }} width={560}>
      <form onSubmit={submit} className={styles.form} data-fields="stacked">
        <p>
          {last
            ? `本机收到它的记录到第 ${last.seq} 条（${minuteOf(last.at)}）为止，这些继续有效。此后该台写下的记录一律不采用。`
            : '本机没有收到过它的任何记录。停用后，它写下的记录一律不采用。'}
        </p>
        <Note tone="warn">
          它还能用的，请先在那台工作台上导出最后一个发给本单位的数据交换包，在本机导入以后再停用。停用以后不能恢复；它手上的申报由本台接着办理。
        </Note>
        <Field label="原因">
          {(control) => (
            <Input
              {...control}
              value={reason}
              maxLength={200}
              placeholder="如：电脑遗失、更换电脑"
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        <RefusalNote refusal={retire.refusal} onClose={retire.reset} />
        <div className={styles.buttons}>
          <Button onClick={done}>取消</Button>
          <Button
            danger
            type="primary"
            htmlType="submit"
            disabled={reason.trim() === ''}
            loading={retire.isRunning}
          >
            停用{name}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
