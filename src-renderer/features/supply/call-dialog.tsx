import { Input, Radio } from 'antd'
import { useEffect, useState } from 'react'
import type { SupplyPage } from '../../../src-main/domain/supply/queries.ts'
import type { SupplyCall, SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { callDirections } from '../../../src-main/domain/supply/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import styles from './act-dialog.module.css'
import { ActDialog } from './act-dialog.tsx'

const time = /^([01]\d|2[0-3]):[0-5]\d$/

/** A call: when, which way, what was agreed, and apart from it with whom. */
export function CallDialog({
  page,
  call,
  done,
}: {
  readonly page: SupplyPage
  readonly notice: SupplyNotice
  /** The call that is corrected; null for a new one. */
  readonly call: SupplyCall | null
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(desk.supply.logCall)
  const [now] = useState(() => minuteOf(new Date()))
  const draft = useResumedDraft(`supply/call-${call?.call ?? 'new'}/${page.application.id}`, {
    direction: call?.direction ?? '打出',
    day: call?.day ?? now.slice(0, 10),
    time: call?.time ?? now.slice(11),
    agreed: call?.agreed ?? '',
  })
  const { direction, day, agreed } = draft.value
  // Names and telephones are never kept as drafts.
  const [contact, setContact] = useState<{ readonly name: string; readonly phone: string } | null>(
    call ? null : { name: '', phone: '' },
  )
  // Correcting a call shows with whom it was: that goes on record as a look.
  const { contacts: look } = desk.supply
  useEffect(() => {
    if (!call) return
    let isGone = false
    void look(page.application.id).then((found) => {
      if (isGone || !found.ok) return
      const before = found.value.find((one) => one.call === call.call)
      setContact({ name: before?.name ?? '', phone: before?.phone ?? '' })
    })
    return () => {
      isGone = true
    }
  }, [call, look, page.application.id])
  const way = callDirections.find((one) => one === direction)

  async function record() {
    const result = await recording.run({
      application: page.application.id,
      call: call?.call ?? null,
      direction: way!,
      day,
      time: draft.value.time,
      agreed: agreed.trim(),
      contact: { name: contact!.name.trim(), phone: contact!.phone.trim() },
    })
    if (!result.ok) return
    await draft.clear()
    notify.done(call ? '已更正通话记录' : '已登记通话')
    done()
  }
  const isTime = time.test(draft.value.time)
  return (
    <ActDialog
      title={call ? `更正第 ${call.call} 次通话` : '登记通话'}
      action={call ? '记为更正' : '登记通话'}
      isComplete={day !== '' && isTime && agreed.trim() !== '' && way !== undefined && contact !== null}
      isRunning={recording.isRunning}
      refusal={recording.refusal}
      onRecord={record}
      onClose={done}
      onRead={recording.reset}
    >
      <div className={styles.row}>
        <Field label="日期" isRequired>
          {(control) => (
            <DateInput control={control} value={day} onChange={(next) => draft.change({ day: next })} />
          )}
        </Field>
        <Field label="时间" fault={isTime ? null : '请按 09:05 的样子填写'} isRequired>
          {({ status, ...control }) => (
            <Input
              {...control}
              status={status}
              style={{ width: 100 }}
              maxLength={5}
              value={draft.value.time}
              onChange={({ target }) => draft.change({ time: target.value.replace('：', ':') })}
            />
          )}
        </Field>
        <Field label="方向" isRequired>
          {({ id }) => (
            <Radio.Group
              id={id}
              aria-label="方向"
              value={direction}
              options={[...callDirections]}
              onChange={({ target }) => draft.change({ direction: target.value as '打出' })}
            />
          )}
        </Field>
      </div>
      <Field label="说定了什么" hint="随审查记录发给其他单位；请不要写姓名和电话。" isRequired>
        {({ status, ...control }) => (
          <Input.TextArea
            {...control}
            status={status}
            autoFocus
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={1000}
            value={agreed}
            onChange={({ target }) => draft.change({ agreed: target.value })}
          />
        )}
      </Field>
      <div className={styles.row}>
        <Field label="对方姓名">
          {({ status, ...control }) => (
            <Input
              {...control}
              status={status}
              autoComplete="off"
              style={{ width: 180 }}
              maxLength={60}
              disabled={contact === null}
              value={contact?.name ?? ''}
              onChange={({ target }) => setContact({ phone: contact?.phone ?? '', name: target.value })}
            />
          )}
        </Field>
        <Field label="对方电话">
          {({ status, ...control }) => (
            <Input
              {...control}
              status={status}
              autoComplete="off"
              style={{ width: 180 }}
              maxLength={40}
              disabled={contact === null}
              value={contact?.phone ?? ''}
              onChange={({ target }) => setContact({ name: contact?.name ?? '', phone: target.value })}
            />
          )}
        </Field>
      </div>
      <p className={styles.quiet}>姓名和电话是个人信息，单独记录，只在本单位可见，不随数据交换包发出。</p>
    </ActDialog>
  )
}
