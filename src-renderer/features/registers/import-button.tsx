import { Button, Input, InputNumber, Modal, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { ListRead } from '../../../src-main/domain/registers/import-list.ts'
import { channels, type RegisterKind } from '../../../src-main/domain/registers/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { Field } from '../../ui/field.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import styles from './registers.module.css'
import { listFindingSentence } from './words.ts'

/** 「导入核查结果或名单…」: reads and checks the file, shows everything that was found, then takes it in. */
export function ImportButton({ register }: { readonly register: RegisterKind }) {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const { pickFile } = useFilePicker()
  if (!may('registers:edit')) return null
  async function read() {
    const file = await pickFile({ title: '选择核查结果或名单', extensions: ['xlsx', 'csv'] })
    if (!file) return
    const result = await runTask({
      title: '读取名单',
      call: desk.registers.readRegisterList,
      input: { file: file.token, sheet: null, register },
      saves: false,
    })
    if (!result.ok) return notify.refused(result.error)
    await show<void>((done) => (
      <ImportDialog register={register} name={file.name} read={result.value} done={done} />
    ))
  }
  return (
    <Button type="primary" onClick={() => void read()}>
      导入核查结果或名单…
    </Button>
  )
}

function ImportDialog({
  register,
  name,
  read,
  done,
}: {
  readonly register: RegisterKind
  readonly name: string
  readonly read: ListRead
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const [channel, setChannel] = useState<string>(channels[register][0])
  const [title, setTitle] = useState(name.replace(/\.[^.]+$/u, '').slice(0, 120))
  const [listDate, setListDate] = useState(read.date ?? dayOf(new Date()))
  const [months, setMonths] = useState<number | null>(null)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Parameters<typeof RefusalNote>[0]['refusal']>(null)
  const { staged, findings, rows, clean, records, source, sheet } = read
  const isTakeable = staged !== null

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!isTakeable || listDate === '' || title.trim().length < 2) return
    setRunning(true)
    const result = await runTask({
      title: '导入名单',
      call: desk.registers.importRegisterList,
      input: {
        register,
        channel,
        title: title.trim(),
        listDate,
        months,
        source: { digest: source, sheet },
        staged,
        rows,
      },
    })
    setRunning(false)
    if (!result.ok) return setRefusal(result.error)
    notify.done(
      result.value.taken === 0
        ? '这份名单已经导入过，没有变化'
        : `已导入 ${result.value.taken.toLocaleString('en-US')} 家单位的登记`,
    )
    done()
  }

  return (
    <Modal
      open
      width={640}
      style={{ top: 32 }}
      title={isTakeable ? `导入${register}核查结果或名单` : '这份表格还不能导入'}
      footer={null}
      mask={{ closable: false }}
      onCancel={() => done()}
    >
      <form onSubmit={submit}>
        <p>
          表中 {rows.toLocaleString('en-US')} 行：无记录 {clean.toLocaleString('en-US')} 家，有记录{' '}
          {records.toLocaleString('en-US')} 家。
          {records > 0 && isTakeable && '惩戒期内的有记录单位，相应的审查项在两人解除之前不能判为符合。'}
        </p>
        {findings.length > 0 && (
          <ul className={styles.findings} aria-label="检查结果">
            {findings.map((finding) => (
              <li
                key={`${finding.row} ${finding.code} ${finding.text}`}
                className={finding.severity === 'error' ? (styles.error ?? '') : ''}
              >
                {finding.severity === 'error' ? '须改正' : '提醒'}　{listFindingSentence(finding)}
              </li>
            ))}
          </ul>
        )}
        {isTakeable ? (
          <>
            <Field label="名单名称" isRequired>
              {(control) => (
                <Input
                  {...control}
                  maxLength={120}
                  value={title}
                  onChange={({ target }) => setTitle(target.value)}
                />
              )}
            </Field>
            <Field label="查询渠道" isRequired>
              {({ status, ...control }) => (
                <Select
                  {...control}
                  status={status}
                  style={{ width: '100%' }}
                  value={channel}
                  onChange={setChannel}
                  options={channels[register].map((one) => ({ value: one, label: one }))}
                />
              )}
            </Field>
            <Field label="名单日期" hint="表中写有核查日期的行，以表中为准。" isRequired>
              {(control) => <DateInput control={control} value={listDate} onChange={setListDate} />}
            </Field>
            <Field label="有效期" hint="不填按各批次的设定。">
              {({ status, ...control }) => (
                <InputNumber
                  {...control}
                  status={status}
                  min={1}
                  max={60}
                  precision={0}
                  suffix="个月"
                  value={months}
                  onChange={setMonths}
                />
              )}
            </Field>
          </>
        ) : (
          <p>没有导入任何内容。请在原文件{sheet === '' ? '' : `的「${sheet}」`}中改正，再重新选择。</p>
        )}
        <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
        <div className={styles.buttons}>
          <Button onClick={() => done()}>{isTakeable ? '取消' : '关闭'}</Button>
          {isTakeable && (
            <Button
              type="primary"
              htmlType="submit"
              loading={isRunning}
              disabled={listDate === '' || title.trim().length < 2}
            >
              导入 {(clean + records).toLocaleString('en-US')} 家单位
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}
