import { Button, Input, InputNumber, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import type { BundleRecord } from '../../../src-main/domain/bundles/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Field } from '../../ui/field.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { PaperDialog } from '../../ui/paper-dialog.tsx'
import styles from './register.module.css'

/** The newest record of this kind, where a page knows only what it just did. */
export type SheetOf =
  | { readonly direction: 'sent'; readonly digest: string; readonly parts: number | null }
  | { readonly direction: 'received'; readonly sender: string }

/** 「登记单」 for a bundle that was just written or taken in; nothing until its record is found. */
export function RegisterSheetButton({ of }: { readonly of: SheetOf }) {
  const desk = useDesk()
  const show = useDialogs()
  const { data } = useQueryOf(desk.bundles.register, null)
  const record = data?.find((one) =>
    of.direction === 'sent'
      ? one.direction === 'sent' && one.digest === of.digest
      : one.direction === 'received' && one.other === of.sender,
  )
  if (!record) return null
  const parts = of.direction === 'sent' ? of.parts : null
  return (
    <Button
      onClick={() =>
        void show<void>((done) => <RegisterSheetDialog record={record} parts={parts} done={done} />)
      }
    >
      打印登记单…
    </Button>
  )
}

type Typed = {
  readonly medium: string
  readonly copies: number
  readonly gaveBy: string
  readonly gaveOn: string
  readonly tookBy: string
  readonly tookOn: string
}

/** What a person adds to 《数据交换登记单》; then it is printed, signed and filed. */
export function RegisterSheetDialog({
  record,
  parts = null,
  done,
}: {
  readonly record: BundleRecord
  readonly parts?: number | null
  readonly done: () => void
}) {
  const desk = useDesk()
  const { name } = usePerson()
  const show = useDialogs()
  const today = dayOf(new Date())
  const isSent = record.direction === 'sent'
  const [typed, setTyped] = useState<Typed>({
    medium: '',
    copies: 1,
    gaveBy: isSent ? name : '',
    gaveOn: isSent ? today : '',
    tookBy: isSent ? '' : name,
    tookOn: isSent ? '' : today,
  })
  const change = (patch: Partial<Typed>) => setTyped((now) => ({ ...now, ...patch }))

  function preview(event: FormEvent) {
    event.preventDefault()
    const { medium, copies, gaveBy, gaveOn, tookBy, tookOn } = typed
    const handedOver = { by: gaveBy, on: gaveOn }
    const received = { by: tookBy, on: tookOn }
    const sheet = { record: record.id, typed: { medium, copies, parts, handedOver, received } }
    void show<void>((close) => (
      <PaperDialog
        title="数据交换登记单"
        make={(target, options) => desk.bundles.registerSheet({ ...sheet, target }, options)}
        onClose={close}
      />
    ))
  }
  return (
    <Modal open title="数据交换登记单" width={640} style={{ top: 32 }} footer={null} onCancel={done}>
      <Facts
        rows={[
          [isSent ? '发给' : '来自', <OfficeChip key="other" code={record.other} form="name" />],
          ...(record.label === '' ? [] : [['文件名', record.label] as const]),
          ['校验值', <CheckCode key="digest" code={record.digest} label="校验值" groups={2} />],
          ['校验码', record.checkCode],
        ]}
      />
      <form onSubmit={preview} className={styles.sheet}>
        <Field label="介质编号" hint="光盘或优盘上的编号；留空则打印后手写。">
          {(control) => (
            <Input
              {...control}
              autoFocus
              maxLength={60}
              value={typed.medium}
              onChange={({ target }) => change({ medium: target.value })}
            />
          )}
        </Field>
        <Field label="份数">
          {({ status, ...control }) => (
            <InputNumber
              {...control}
              status={status}
              min={1}
              max={99}
              precision={0}
              value={typed.copies}
              onChange={(copies) => change({ copies: copies ?? 1 })}
            />
          )}
        </Field>
        <Hand
          label="交付人和日期"
          by={typed.gaveBy}
          on={typed.gaveOn}
          onChange={(gaveBy, gaveOn) => change({ gaveBy, gaveOn })}
        />
        <Hand
          label="接收人和日期"
          by={typed.tookBy}
          on={typed.tookOn}
          onChange={(tookBy, tookOn) => change({ tookBy, tookOn })}
        />
        <p className={styles.remark}>
          这里填写的内容只印在登记单上，不另行保存。密级一栏固定为「非密」：本工作台不处理涉密内容。
        </p>
        <div className={styles.buttons}>
          <Button onClick={done}>关闭</Button>
          <Button type="primary" htmlType="submit">
            预览、打印…
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function Hand({
  label,
  by,
  on,
  onChange,
}: {
  readonly label: string
  readonly by: string
  readonly on: string
  readonly onChange: (by: string, on: string) => void
}) {
  return (
    <Field label={label} hint="留空则打印后手写。">
      {(control) => (
        <div className={styles.hand}>
          <Input
            {...control}
            maxLength={30}
            value={by}
            onChange={({ target }) => onChange(target.value, on)}
          />
          <DateInput
            control={{ ...control, id: `${control.id}-day`, status: '' }}
            label={`${label.slice(0, 3)}日期`}
            value={on}
            onChange={(day) => onChange(by, day)}
          />
        </div>
      )}
    </Field>
  )
}
