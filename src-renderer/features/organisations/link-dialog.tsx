import { AutoComplete, Button, Input, Modal, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import { type LinkKind, linkKinds, type Named } from '../../../src-main/domain/organisations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './organisations.module.css'

/** Records a former or other name of an organisation. */
export function LinkDialog({
  named,
  proposed,
  done,
}: {
  readonly named: Named
  /** Names under the same code, offered first. */
  readonly proposed: readonly string[]
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(desk.organisations.linkNames)
  const [kind, setKind] = useState<LinkKind>('曾用名')
  const [name, setName] = useState(proposed[0] ?? '')
  const [code, setCode] = useState('')
  const [note, setNote] = useState('')
  const isReady = name.trim().length >= 2

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!isReady) return
    const other = { name: name.trim(), code: code.trim() || null }
    const result = await recording.run({ kind, organisation: { ...named }, other, note })
    if (!result.ok) return
    const { statement } = result.value
    notify.done('已登记为同一单位', () =>
      desk.organisations.withdrawStatement({ statement, reason: '登记后随即撤销' }),
    )
    done()
  }
  return (
    <Modal
      open
      title={`登记「${named.name}」的其他名称`}
      width={560}
      footer={null}
      mask={{ closable: false }}
      onCancel={() => done()}
    >
      <form onSubmit={submit}>
        <Field label="是它的" isRequired>
          {({ id }) => (
            <Radio.Group
              id={id}
              aria-label="是它的"
              value={kind}
              onChange={({ target }) => setKind(target.value as LinkKind)}
              options={linkKinds.map((one) => ({
                value: one,
                label: one === '同一单位' ? '另一个名称' : one,
              }))}
            />
          )}
        </Field>
        <Field label="名称" hint="写全称；部分名称不会匹配任何单位。" isRequired>
          {({ status, ...control }) => (
            <AutoComplete
              {...control}
              status={status}
              style={{ width: '100%' }}
              value={name}
              onChange={setName}
              options={proposed.map((one) => ({ value: one }))}
            />
          )}
        </Field>
        <Field label="信用代码" hint="旧代码；没有的不填。">
          {(control) => (
            <Input
              {...control}
              maxLength={40}
              value={code}
              onChange={({ target }) => setCode(target.value)}
            />
          )}
        </Field>
        <Field label="说明" hint="依据，如：更名通知书文号。">
          {(control) => (
            <Input
              {...control}
              maxLength={500}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          )}
        </Field>
        <RefusalNote refusal={recording.refusal} onClose={recording.reset} />
        <div className={styles.buttons}>
          <Button onClick={() => done()}>取消</Button>
          <Button type="primary" htmlType="submit" disabled={!isReady} loading={recording.isRunning}>
            登记
          </Button>
        </div>
      </form>
    </Modal>
  )
}
