import { Button, Input, Modal, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Description } from '../../../src-main/domain/organisations/projection.ts'
import {
  type Named,
  organisationKinds,
  type Region,
  regionLabel,
  regions,
} from '../../../src-main/domain/organisations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './organisations.module.css'

/** Records what lists do not say of an organisation; it replaces what was recorded before. */
export function DescribeDialog({
  named,
  now,
  done,
}: {
  readonly named: Named
  readonly now: Description | null
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(desk.organisations.describe)
  const [registered, setRegistered] = useState(now?.registered ?? '')
  const [kind, setKind] = useState<string | null>(now?.kind ?? null)
  const [region, setRegion] = useState<Region | null>(now?.region ?? null)
  const [note, setNote] = useState(now?.note ?? '')

  async function submit(event: FormEvent) {
    event.preventDefault()
    const result = await recording.run({
      organisation: { ...named },
      registered: registered || null,
      kind,
      region,
      note,
    })
    if (!result.ok) return
    notify.done('已补录')
    done()
  }
  return (
    <Modal
      open
      title={`补录「${named.name}」的情况`}
      width={560}
      footer={null}
      mask={{ closable: false }}
      onCancel={() => done()}
    >
      <form onSubmit={submit}>
        <Field label="成立（登记）日期" hint="照营业执照或法人证书。">
          {(control) => <DateInput control={control} value={registered} onChange={setRegistered} />}
        </Field>
        <Field label="类型">
          {({ status, ...control }) => (
            <Select
              {...control}
              status={status}
              allowClear
              placeholder="不补录"
              style={{ width: '100%' }}
              value={kind}
              onChange={(next) => setKind(next ?? null)}
              options={organisationKinds.map((one) => ({ value: one, label: one }))}
            />
          )}
        </Field>
        <Field label="所在地">
          {({ status, ...control }) => (
            <Select
              {...control}
              status={status}
              allowClear
              placeholder="不补录"
              style={{ width: '100%' }}
              value={region}
              onChange={(next) => setRegion(next ?? null)}
              options={regions.map((one) => ({ value: one, label: regionLabel(one) }))}
            />
          )}
        </Field>
        <Field label="说明">
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
          <Button type="primary" htmlType="submit" loading={recording.isRunning}>
            补录
          </Button>
        </div>
      </form>
    </Modal>
  )
}
