import { Input, Radio } from 'antd'
import type { SupplyPage } from '../../../src-main/domain/supply/queries.ts'
import type { SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { type SendingWay, sendingWays } from '../../../src-main/domain/supply/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { withWeekday } from '../../ui/dates.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { ActDialog } from './act-dialog.tsx'

/** On which day and how the notice went out, as a person confirms it. */
export function SentDialog({
  page,
  notice,
  done,
}: {
  readonly page: SupplyPage
  readonly notice: SupplyNotice
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(desk.supply.confirmSent)
  const { sent } = notice
  const draft = useResumedDraft(`supply/sent/${page.application.id}`, {
    day: sent?.day ?? '',
    way: sent?.way ?? '',
    note: sent?.note ?? '',
  })
  const { day, way, note } = draft.value
  const known = sendingWays.find((one) => one === way)
  async function record() {
    const input = { application: page.application.id, day, way: known as SendingWay, note: note.trim() }
    if (!(await recording.run(input)).ok) return
    await draft.clear()
    notify.done('已登记通知发出')
    done()
  }
  return (
    <ActDialog
      title={sent ? '更正通知发出情况' : '登记通知发出'}
      action={sent ? '记为更正' : '登记发出'}
      isComplete={day !== '' && known !== undefined}
      isRunning={recording.isRunning}
      refusal={recording.refusal}
      onRecord={record}
      onClose={done}
      onRead={recording.reset}
    >
      <p>
        程序不会自动发通知。请在实际发出后填写；发出日期是法定日期，由您确认。补交期限{' '}
        {withWeekday(notice.deadline)}。
      </p>
      <Field label="发出日期" isRequired>
        {(control) => (
          <DateInput control={control} value={day} onChange={(next) => draft.change({ day: next })} />
        )}
      </Field>
      <Field label="发出方式" isRequired>
        {({ id }) => (
          <Radio.Group
            id={id}
            aria-label="发出方式"
            value={way}
            options={[...sendingWays]}
            onChange={({ target }) => draft.change({ way: target.value as string })}
          />
        )}
      </Field>
      <Field label="说明" hint="例如文号、系统里的编号。请不要写姓名和电话。">
        {({ status, ...control }) => (
          <Input
            {...control}
            status={status}
            maxLength={500}
            value={note}
            onChange={({ target }) => draft.change({ note: target.value })}
          />
        )}
      </Field>
      {sent && <p>原来登记的会留在时间线中。</p>}
    </ActDialog>
  )
}
