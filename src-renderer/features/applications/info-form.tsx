import { AutoComplete, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { applicationFieldLabels as labels } from '../../text/application-fields.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { useDraft } from '../../ui/draft-form.tsx'
import { type ControlProps, Field } from '../../ui/field.tsx'
import { EditFrame } from './edit-frame.tsx'
import { type InfoField, infoFields, labelOf } from './info-fields.ts'
import { draftName, useCompletion } from './use-completion.ts'

type Typed = { readonly [Name in InfoField]: string }

const longest: Partial<Record<InfoField, number>> = {
  number: 80,
  title: 300,
  field: 80,
  task: 200,
  secrecy: 40,
  reserveEntry: 80,
  reserveState: 40,
  guideDirection: 200,
  indicators: 20_000,
  summary: 50_000,
}

/** Types the single fields of an application; an empty one is 未录入. */
export function InfoForm({
  application,
  batch,
  onDone,
}: {
  readonly application: Application
  readonly batch: Batch
  readonly onDone: () => void
}) {
  const { content, kind } = application
  const fields: readonly InfoField[] = ['number', 'title', ...infoFields(kind)]
  const names = Object.keys(labelOf) as InfoField[]
  const initial = Object.fromEntries(names.map((name) => [name, content[name] ?? ''])) as Typed
  const draft = useDraft(draftName(application.id, 'info'), initial)
  const { save, isRunning, refusal } = useCompletion(application)
  const typed = draft.value
  const fault =
    typed.number.trim() === '' || typed.title.trim() === ''
      ? '编号和名称不能空着'
      : typed.start && typed.end && typed.end < typed.start
        ? '结束日期早于开始日期'
        : null

  async function record() {
    const entered = (name: InfoField) => typed[name].trim() || null
    const result = await save({
      ...Object.fromEntries(fields.map((name) => [name, entered(name)])),
      number: typed.number.trim(),
      title: typed.title.trim(),
      route: typed.route === '1' || typed.route === '2' ? typed.route : null,
    })
    if (!result.ok) return
    await draft.clear()
    onDone()
  }
  return (
    <EditFrame
      draft={draft}
      refusal={refusal}
      isSaving={isRunning}
      fault={fault}
      onSave={() => void record()}
      onClose={onDone}
      onGiveUp={() => void draft.clear().then(onDone)}
    >
      {fields.map((name) => (
        <Field key={name} label={labels[labelOf[name]]}>
          {(control) => (
            <Control
              name={name}
              control={control}
              value={typed[name]}
              fields={batch.fields}
              onChange={(text) => draft.change({ [name]: text })}
            />
          )}
        </Field>
      ))}
    </EditFrame>
  )
}

function Control({
  name,
  control,
  value,
  fields,
  onChange,
}: {
  readonly name: InfoField
  readonly control: ControlProps
  readonly value: string
  readonly fields: readonly string[]
  readonly onChange: (text: string) => void
}): ReactNode {
  const { status, ...described } = control
  const maxLength = longest[name]
  switch (name) {
    case 'start':
    case 'end':
    case 'received':
      return <DateInput control={control} value={value} onChange={onChange} />
    case 'field':
      return (
        <AutoComplete
          {...described}
          status={status}
          style={{ width: '100%' }}
          value={value}
          onChange={(text: string) => onChange(text)}
          options={fields.map((field) => ({ value: field }))}
        />
      )
    case 'route':
      return (
        <Select
          {...described}
          status={status}
          allowClear
          placeholder="未录入"
          style={{ width: '100%' }}
          value={value === '' ? null : value}
          onChange={(route) => onChange(route ?? '')}
          options={[
            { value: '1', label: '路径一' },
            { value: '2', label: '路径二' },
          ]}
        />
      )
    case 'indicators':
    case 'summary':
      return (
        <Input.TextArea
          {...described}
          status={status}
          autoSize={{ minRows: 2, maxRows: 10 }}
          maxLength={maxLength ?? 0}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )
    default:
      return (
        <Input
          {...described}
          status={status}
          {...(maxLength ? { maxLength } : {})}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )
  }
}
