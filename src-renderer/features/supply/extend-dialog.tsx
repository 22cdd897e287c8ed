import { Input } from 'antd'
import type { SupplyPage } from '../../../src-main/domain/supply/queries.ts'
import type { SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { useDesk } from '../../app/desk.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf, withWeekday } from '../../ui/dates.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { deadlineSentence, isOfficeDay } from '../../ui/working-days.ts'
import styles from './act-dialog.module.css'
import { ActDialog } from './act-dialog.tsx'

/** A later deadline with reason and approval. */
export function ExtendDialog({
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
  const recording = useRecord(desk.supply.extendDeadline)
  const draft = useResumedDraft(`supply/extend/${page.application.id}`, {
    to: '',
    reason: '',
    approvedBy: '',
    approvedOn: '',
    paper: '',
  })
  const { to, reason, approvedBy, approvedOn, paper } = draft.value
  const today = dayOf(new Date())
  const hasPassed = notice.deadline < today
  const fault = to !== '' && to <= notice.deadline ? `须晚于现在的期限 ${notice.deadline}` : null
  async function record() {
    const input = { application: page.application.id, to, reason: reason.trim() }
    const approval = { approvedBy: approvedBy.trim(), approvedOn, paper: paper.trim() }
    if (!(await recording.run({ ...input, ...approval })).ok) return
    await draft.clear()
    notify.done(`补交期限已延至 ${to}`)
    done()
  }
  const text = (field: 'reason' | 'approvedBy' | 'paper', longest: number) =>
    function Text(control: { readonly status: '' | 'error'; readonly id: string }) {
      return (
        <Input
          {...control}
          maxLength={longest}
          value={draft.value[field]}
          onChange={({ target }) => draft.change({ [field]: target.value })}
        />
      )
    }
  const isComplete = [to, reason, approvedBy, approvedOn, paper].every((one) => one.trim() !== '') && !fault
  return (
    <ActDialog
      title="延长补交期限"
      action={hasPassed ? '记为期满后延期' : '延长期限'}
      isComplete={isComplete}
      isRunning={recording.isRunning}
      refusal={recording.refusal}
      onRecord={record}
      onClose={done}
      onRead={recording.reset}
    >
      {hasPassed ? (
        <Note tone="warn">
          现在的期限 {withWeekday(notice.deadline)} {deadlineSentence(notice.deadline)}
          。此时延期会一直标明「期满后延期」，请写明原因。
        </Note>
      ) : (
        <p>
          现在的期限 {withWeekday(notice.deadline)}，{deadlineSentence(notice.deadline)}。
        </p>
      )}
      <Field
        label="新的期限"
        fault={fault}
        hint={
          to === ''
            ? '由您填写，程序不会代填。'
            : `${withWeekday(to)}，${deadlineSentence(to)}${isOfficeDay(to) ? '' : '；这一天不是工作日'}`
        }
        isRequired
      >
        {(control) => (
          <DateInput control={control} value={to} onChange={(next) => draft.change({ to: next })} />
        )}
      </Field>
      <Field label="原因" isRequired>
        {text('reason', 500)}
      </Field>
      <div className={styles.row}>
        <Field label="批准人" isRequired>
          {text('approvedBy', 60)}
        </Field>
        <Field label="批准日期" isRequired>
          {(control) => (
            <DateInput
              control={control}
              value={approvedOn}
              onChange={(next) => draft.change({ approvedOn: next })}
            />
          )}
        </Field>
      </div>
      <Field label="文号或呈批件编号" isRequired>
        {text('paper', 80)}
      </Field>
    </ActDialog>
  )
}
