import { Button, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import type { CommandOptions } from '../../../src-main/core/module.ts'
import type { Result } from '../../../src-main/core/result.ts'
import type { ApplicationDocument } from '../../../src-main/domain/applications/record.ts'
import type { Named } from '../../../src-main/domain/organisations/rules.ts'
import type { CheckInput } from '../../../src-main/domain/registers/check-fields.ts'
import { type CheckResult, channels, type RegisterKind } from '../../../src-main/domain/registers/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf } from '../../ui/dates.ts'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { organisationPath } from '../organisations/paths.ts'
import { ScanField } from '../sign-offs/scan-field.tsx'
import { usePaperScan } from '../sign-offs/use-paper-scan.ts'
import styles from './registers.module.css'

type Given = Omit<CheckInput, 'register' | 'evidence'>

/** Records what a register says of one organisation, or the same 「无记录」 of several. */
export function RecordCheckDialog({
  register,
  organisations,
  usual,
  documents = [],
  done,
}: {
  readonly register: RegisterKind
  readonly organisations: readonly Named[]
  /** Months that the batch says a check is good for. */
  readonly usual: number
  /** Of the application under review: a page of one may be the evidence. */
  readonly documents?: readonly ApplicationDocument[]
  readonly done: (isRecorded: boolean) => void
}) {
  const desk = useDesk()
  const [first] = organisations
  const title =
    organisations.length === 1
      ? `登记${register}核查：${first!.name}`
      : `登记 ${organisations.length} 家单位的${register}核查`
  return (
    <CheckDialog
      title={title}
      register={register}
      isSingle={organisations.length === 1}
      usual={usual}
      documents={documents}
      record={desk.registers.recordChecks}
      inputOf={(check) => ({ organisations: organisations.map(({ name, code }) => ({ name, code })), check })}
      done={done}
    >
      {organisations.length === 1 && (
        <p>
          <Link to={organisationPath(first!)} onClick={() => done(false)}>
            看这家单位的名称、单位组和以往登记
          </Link>
        </p>
      )}
      {organisations.length > 1 && (
        <ul className={styles.chosen} aria-label="这次登记的单位">
          {organisations.map(({ name, code }) => (
            <li key={`${code} ${name}`}>{name}</li>
          ))}
        </ul>
      )}
    </CheckDialog>
  )
}

/** Records what a register says of a person of an application. */
export function RecordPersonDialog({
  register,
  application,
  name,
  usual,
  documents,
  done,
}: {
  readonly register: RegisterKind
  readonly application: string
  readonly name: string
  readonly usual: number
  readonly documents: readonly ApplicationDocument[]
  readonly done: (isRecorded: boolean) => void
}) {
  const desk = useDesk()
  return (
    <CheckDialog
      title={`登记${register}核查：${name}`}
      register={register}
      isSingle
      usual={usual}
      documents={documents}
      record={desk.registers.recordPersonCheck}
      inputOf={(check) => ({ application, name, check })}
      done={done}
    >
      <p>个人信息只在本单位保存，不随数据交换，也不出现在审查表和留痕中。</p>
    </CheckDialog>
  )
}

function CheckDialog<Input_>({
  title,
  register,
  isSingle,
  usual,
  documents,
  record,
  inputOf,
  done,
  children,
}: {
  readonly title: string
  readonly register: RegisterKind
  readonly isSingle: boolean
  readonly usual: number
  readonly documents: readonly ApplicationDocument[]
  readonly record: (input: Input_, options?: CommandOptions) => Promise<Result<unknown>>
  readonly inputOf: (check: CheckInput) => Input_
  readonly done: (isRecorded: boolean) => void
  readonly children: React.ReactNode
}) {
  const notify = useNotify()
  const recording = useRecord(record)
  const scan = usePaperScan()
  const [page, setPage] = useState<{ readonly document: string; readonly page: number | null } | null>(null)
  const [given, setGiven] = useState<Given>(() => ({
    channel: channels[register][0],
    checkedOn: dayOf(new Date()),
    months: null,
    result: '无记录',
    penaltyFrom: null,
    penaltyTo: null,
    note: '',
  }))
  const change = (patch: Partial<Given>) => setGiven((before) => ({ ...before, ...patch }))
  const isRecord = given.result === '有记录'

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (given.checkedOn === '') return
    const evidence = scan.scan ? { document: scan.scan, page: null } : page
    const result = await recording.run(inputOf({ register, ...given, evidence: evidence as never }))
    if (!result.ok) return
    scan.keep()
    notify.done(isRecord ? '已登记：有记录' : '已登记：无记录')
    done(true)
  }

  return (
    <Modal
      open
      title={title}
      width={600}
      style={{ top: 32 }}
      footer={null}
      mask={{ closable: false }}
      onCancel={() => done(false)}
    >
      <form onSubmit={submit}>
        {children}
        <Field label="核查结果" isRequired>
          {({ id }) => (
            <Radio.Group
              id={id}
              aria-label="核查结果"
              value={given.result}
              onChange={({ target }) => {
                const result = target.value as CheckResult
                change(result === '无记录' ? { result, penaltyFrom: null, penaltyTo: null } : { result })
              }}
              options={[
                { value: '无记录', label: '无记录' },
                { value: '有记录', label: '有记录', disabled: !isSingle },
              ]}
            />
          )}
        </Field>
        {!isSingle && <p className={styles.quiet}>「有记录」的单位要逐家登记：惩戒期和依据各不相同。</p>}
        {isRecord && (
          <Field label="惩戒期" hint="照查询结果填写，没有注明的留空；没有截止的，在两人解除之前一直有效。">
            {(control) => (
              <span className={styles.days}>
                <DateInput
                  control={control}
                  label="惩戒开始"
                  value={given.penaltyFrom ?? ''}
                  onChange={(day) => change({ penaltyFrom: day || null })}
                />
                至
                <DateInput
                  control={{ ...control, id: `${control.id}-to` }}
                  label="惩戒截止"
                  value={given.penaltyTo ?? ''}
                  onChange={(day) => change({ penaltyTo: day || null })}
                />
              </span>
            )}
          </Field>
        )}
        <Field label="查询渠道" isRequired>
          {({ status, ...control }) => (
            <Select
              {...control}
              status={status}
              style={{ width: '100%' }}
              value={given.channel}
              onChange={(channel) => change({ channel })}
              options={channels[register].map((one) => ({ value: one, label: one }))}
            />
          )}
        </Field>
        <Field label="查询日期" isRequired>
          {(control) => (
            <DateInput
              control={control}
              value={given.checkedOn}
              onChange={(checkedOn) => change({ checkedOn })}
            />
          )}
        </Field>
        <Field label="有效期" hint={`不填按本批次的 ${usual} 个月。`}>
          {({ status, ...control }) => (
            <InputNumber
              {...control}
              status={status}
              min={1}
              max={60}
              precision={0}
              suffix="个月"
              value={given.months}
              onChange={(months) => change({ months })}
            />
          )}
        </Field>
        <Field label={isRecord ? '事由和说明' : '说明'}>
          {({ status, ...control }) => (
            <Input.TextArea
              {...control}
              status={status}
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={500}
              value={given.note}
              onChange={({ target }) => change({ note: target.value })}
            />
          )}
        </Field>
        {documents.length > 0 && !scan.scan && (
          <PageField documents={documents} page={page} onPage={setPage} />
        )}
        {page === null && (
          <ScanField scan={scan} hint="查询结果的 PDF 或截图，只在本单位保存；没有可以不附。" />
        )}
        <RefusalNote refusal={recording.refusal} onClose={recording.reset} />
        <div className={styles.buttons}>
          <Button onClick={() => done(false)}>取消</Button>
          <Button
            type="primary"
            htmlType="submit"
            autoFocus
            danger={isRecord}
            loading={recording.isRunning}
            disabled={given.checkedOn === ''}
          >
            登记「{given.result}」
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function PageField({
  documents,
  page,
  onPage,
}: {
  readonly documents: readonly ApplicationDocument[]
  readonly page: { readonly document: string; readonly page: number | null } | null
  readonly onPage: (page: { readonly document: string; readonly page: number | null } | null) => void
}) {
  return (
    <Field label="依据" hint="申报附件中有查询结果的，选附件和页码；没有的不选。">
      {({ status, ...control }) => (
        <span className={styles.days}>
          <Select
            {...control}
            status={status}
            allowClear
            placeholder="不选"
            style={{ width: 300 }}
            value={page?.document ?? null}
            onChange={(document) => onPage(document ? { document, page: 1 } : null)}
            options={documents.map(({ document, name }) => ({ value: document, label: name }))}
          />
          {page && (
            <InputNumber
              aria-label="页码"
              min={1}
              precision={0}
              prefix="第"
              suffix="页"
              style={{ width: 110 }}
              value={page.page}
              onChange={(number) => onPage({ ...page, page: number })}
            />
          )}
        </span>
      )}
    </Field>
  )
}
