import { Button, Input, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Appeal } from '../../../src-main/domain/appeals/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { Field } from '../../ui/field.tsx'
import { PaperDialog } from '../../ui/paper-dialog.tsx'
import styles from './appeals.module.css'

/** What a person adds to 《申诉处理意见书》 before it is looked at and printed. */
export function LetterDialog({ appeal, done }: { readonly appeal: Appeal; readonly done: () => void }) {
  const desk = useDesk()
  const show = useDialogs()
  const [typed, setTyped] = useState({ number: '', date: dayOf(new Date()) })
  function look(event: FormEvent) {
    event.preventDefault()
    void show<void>((close) => (
      <PaperDialog
        title="申诉处理意见书"
        make={(target, options) => desk.appeals.decisionLetter({ appeal: appeal.id, typed, target }, options)}
        onClose={close}
      />
    ))
  }
  return (
    <Modal open title="申诉处理意见书" footer={null} onCancel={done}>
      <form onSubmit={look} data-fields="stacked">
        <Field label="文号" hint="留空则打印后手写。">
          {(control) => (
            <Input
              {...control}
              autoFocus
              maxLength={60}
              value={typed.number}
              onChange={({ target }) => setTyped({ ...typed, number: target.value })}
            />
          )}
        </Field>
        <Field label="落款日期" hint="留空则打印后手写。">
          {(control) => (
            <DateInput
              control={control}
              value={typed.date}
              onChange={(date) => setTyped({ ...typed, date })}
            />
          )}
        </Field>
        <div className={styles.buttons}>
          <Button onClick={done}>关闭</Button>
          <Button type="primary" htmlType="submit">
            预览和打印…
          </Button>
        </div>
      </form>
    </Modal>
  )
}
