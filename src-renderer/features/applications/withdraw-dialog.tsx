import { Button, Input, Modal } from 'antd'
import type { FormEvent } from 'react'
import { useDesk } from '../../app/desk.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './import.module.css'

/** 申报单位撤回 of one application: why, and on which day; nothing is removed, and it can be undone. */
export function WithdrawDialog({
  application: { application, number, title },
  done,
}: {
  readonly application: { readonly application: string; readonly number: string; readonly title: string }
  readonly done: (isRecorded: boolean) => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(desk.applications.withdraw)
  const draft = useResumedDraft(`${application}/withdraw`, { reason: '', date: '' })
  const { reason, date } = draft.value

  async function submit(event: FormEvent) {
    event.preventDefault()
    const result = await recording.run({ application, reason: reason.trim(), date })
    if (!result.ok) return
    await draft.clear()
    notify.done(`已登记 ${number} 由申报单位撤回`)
    done(true)
  }
  return (
    <Modal open title="登记申报单位撤回" width={560} onCancel={() => done(false)} footer={null}>
      <form onSubmit={submit} data-fields="stacked">
        <p>
          {number}　{title}
        </p>
        <p className={styles.asideText}>
          登记后这项申报在清单中显示「已撤回」，不再审查；材料和记录都保留，登记有误可以撤销。
        </p>
        <Field label="撤回日期" hint="照申报单位来函或来电的日期。" isRequired>
          {(control) => (
            <DateInput control={control} value={date} onChange={(day) => draft.change({ date: day })} />
          )}
        </Field>
        <Field label="原因" isRequired>
          {(control) => (
            <Input
              {...control}
              value={reason}
              maxLength={500}
              placeholder="如：申报单位来函撤回，苏州思函〔2026〕3号"
              onChange={({ target }) => draft.change({ reason: target.value })}
            />
          )}
        </Field>
        <RefusalNote refusal={recording.refusal} onClose={recording.reset} />
        <div className={styles.dialogButtons}>
          <Button onClick={() => done(false)}>取消</Button>
          <Button
            danger
            type="primary"
            htmlType="submit"
            disabled={reason.trim() === '' || date === ''}
            loading={recording.isRunning}
          >
            登记撤回
          </Button>
        </div>
      </form>
    </Modal>
  )
}
