import { Button, Input, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import type { NoticeOutcome } from '../../../src-main/domain/formal-review/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { Field } from '../../ui/field.tsx'
import { Waiting } from '../../ui/loaded.tsx'
import { PaperDialog } from '../../ui/paper-dialog.tsx'
import styles from './notice-dialog.module.css'

export const noticeNames: Record<NoticeOutcome, string> = {
  通知补交材料: '补交材料通知',
  不予受理: '不予受理通知',
}

/** Whom applicants may ask, the same for every letter of an office until somebody changes it. */
type Contact = { readonly contact: string; readonly phone: string }

const setting = 'formal-review/notice-contact'

/** What a person adds to a notice before it is looked at and printed: number, date, and whom to ask. */
export function NoticeDialog({
  application,
  outcome,
  done,
}: {
  readonly application: string
  readonly outcome: NoticeOutcome
  readonly done: () => void
}) {
  const desk = useDesk()
  const { data, isPending } = useQueryOf(desk.settings.load, setting)
  return (
    <Modal open title={noticeNames[outcome]} width={560} style={{ top: 32 }} footer={null} onCancel={done}>
      {isPending ? (
        <Waiting />
      ) : (
        <NoticeForm
          application={application}
          outcome={outcome}
          usual={data ? (JSON.parse(data) as Contact) : { contact: '', phone: '' }}
          done={done}
        />
      )}
    </Modal>
  )
}

function NoticeForm({
  application,
  outcome,
  usual,
  done,
}: {
  readonly application: string
  readonly outcome: NoticeOutcome
  readonly usual: Contact
  readonly done: () => void
}) {
  const desk = useDesk()
  const show = useDialogs()
  const [typed, setTyped] = useState({ number: '', date: dayOf(new Date()), ...usual })
  const change = (patch: Partial<typeof typed>) => setTyped((now) => ({ ...now, ...patch }))

  function look(event: FormEvent) {
    event.preventDefault()
    const { contact, phone } = typed
    if (contact !== usual.contact || phone !== usual.phone) {
      void desk.settings.save({ name: setting, value: { contact, phone } })
    }
    void show<void>((close) => (
      <PaperDialog
        title={noticeNames[outcome]}
        make={(target, options) => desk.formalReview.noticeLetter({ application, typed, target }, options)}
        onClose={close}
      />
    ))
  }
  return (
    <form onSubmit={look}>
      <p className={styles.remark}>通知的正文在作结论时已经记录，这里只填写函件上的其他内容。</p>
      <Field label="文号" hint="留空则打印后手写。">
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={60}
            placeholder="例如：苏科资函〔2026〕12号"
            value={typed.number}
            onChange={({ target }) => change({ number: target.value })}
          />
        )}
      </Field>
      <Field label="落款日期" hint="留空则打印后手写。">
        {(control) => (
          <DateInput control={control} value={typed.date} onChange={(date) => change({ date })} />
        )}
      </Field>
      <Field label="联系人" hint="本单位解答问题的人，下次自动填上。">
        {(control) => (
          <Input
            {...control}
            maxLength={30}
            value={typed.contact}
            onChange={({ target }) => change({ contact: target.value })}
          />
        )}
      </Field>
      <Field label="联系电话">
        {(control) => (
          <Input
            {...control}
            maxLength={40}
            value={typed.phone}
            onChange={({ target }) => change({ phone: target.value })}
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
  )
}
