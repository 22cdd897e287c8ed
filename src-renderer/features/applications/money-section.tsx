import { Input } from 'antd'
import { useState } from 'react'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ApplicationMoney } from '../../../src-main/domain/applications/record.ts'
import { type AmountCell, readAmountCell } from '../../../src-main/domain/applications/rules.ts'
import { applicationFieldLabels as labels } from '../../text/application-fields.ts'
import { useDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { Money } from '../../ui/money.tsx'
import styles from './application.module.css'
import { ApplicationSection, EditButton, NotEntered } from './application-section.tsx'
import { EditFrame } from './edit-frame.tsx'
import { ShortFacts } from './short-facts.tsx'
import { draftName, useCompletion } from './use-completion.ts'

const fields = ['total', 'requested', 'selfRaised', 'offered', 'contract'] as const
type MoneyName = (typeof fields)[number]

const labelOf = {
  total: 'total',
  requested: 'requested',
  selfRaised: 'self-raised',
  offered: 'offered',
  contract: 'contract',
} as const

const problems: Record<Extract<AmountCell, { ok: false }>['problem'], string> = {
  'amount-is-text': '请填写数字',
  'amount-negative': '不能是负数',
  'amount-too-fine': '精确到分以下，无法保存',
  'amount-too-large': '数额大得不可能',
}

/** 预算: amounts in 万元 with two decimals. */
export function MoneySection({
  application,
  canEdit,
}: {
  readonly application: Application
  readonly canEdit: boolean
}) {
  const [isEditing, setEditing] = useState(false)
  const { money } = application.content
  const onEdit = canEdit ? () => setEditing(true) : undefined
  const { total, requested } = money
  const shown = (fen: number | null) => (fen === null ? <NotEntered onEdit={onEdit} /> : <Money fen={fen} />)
  return (
    <ApplicationSection
      title="预算"
      remark="单位：万元"
      actions={onEdit && !isEditing && <EditButton onEdit={onEdit} />}
    >
      {isEditing ? (
        <MoneyForm application={application} onDone={() => setEditing(false)} />
      ) : (
        <ShortFacts
          facts={[
            ...fields.map((name) => ({ label: labels[labelOf[name]], value: shown(money[name]) })),
            ...(total && requested !== null
              ? [{ label: '申请占总投入', value: `${((requested / total) * 100).toFixed(2)}%` }]
              : []),
          ]}
        />
      )}
    </ApplicationSection>
  )
}

function MoneyForm({
  application,
  onDone,
}: {
  readonly application: Application
  readonly onDone: () => void
}) {
  const { money } = application.content
  const initial = Object.fromEntries(fields.map((name) => [name, inWan(money[name])])) as Record<
    MoneyName,
    string
  >
  const draft = useDraft(draftName(application.id, 'money'), initial)
  const { save, isRunning, refusal } = useCompletion(application)
  const read = (name: MoneyName) =>
    draft.value[name].trim() === '' ? null : readAmountCell(draft.value[name], 'wan')
  const faultOf = (name: MoneyName) => {
    const amount = read(name)
    return amount && !amount.ok ? problems[amount.problem] : null
  }
  const isFaulty = fields.some((name) => faultOf(name) !== null)

  async function record() {
    const amounts = Object.fromEntries(
      fields.map((name) => {
        const amount = read(name)
        return [name, amount?.ok ? amount.amount : null]
      }),
    ) as ApplicationMoney
    const result = await save({ money: amounts })
    if (!result.ok) return
    await draft.clear()
    onDone()
  }
  return (
    <EditFrame
      draft={draft}
      refusal={refusal}
      isSaving={isRunning}
      fault={isFaulty ? '有的金额不能这样填写' : null}
      onSave={() => void record()}
      onClose={onDone}
      onGiveUp={() => void draft.clear().then(onDone)}
    >
      {fields.map((name) => (
        <Field key={name} label={labels[labelOf[name]]} fault={faultOf(name)}>
          {({ status, ...control }) => (
            <Input
              {...control}
              status={status}
              className={styles.amount ?? ''}
              inputMode="decimal"
              suffix="万元"
              value={draft.value[name]}
              onChange={({ target }) => draft.change({ [name]: target.value })}
            />
          )}
        </Field>
      ))}
    </EditFrame>
  )
}

/** 分 as 万元 with every digit that it has, at least two decimals; never rounded. */
function inWan(fen: number | null): string {
  if (fen === null) return ''
  const digits = String(fen).padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0{1,4}$/u, '')
  return `${digits.slice(0, -6)}.${fraction}`
}
