import { Button, Input, Modal, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { KnownFamily } from '../../../src-main/domain/organisations/projection.ts'
import {
  type FamilyKind,
  type FamilyPart,
  familyKinds,
  familyParts,
  type Named,
} from '../../../src-main/domain/organisations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './organisations.module.css'

type Member = {
  readonly key: string
  readonly name: string
  readonly code: string
  readonly part: FamilyPart
}

const newMember = (part: FamilyPart = '成员', { name = '', code = null as string | null } = {}): Member => ({
  key: crypto.randomUUID(),
  name,
  code: code ?? '',
  part,
})

/** The table of one family: who belongs to it; without members it is dissolved. */
export function FamilyDialog({
  family,
  first,
  done,
}: {
  readonly family: KnownFamily | null
  /** Of a new family: the organisation from whose page it is made. */
  readonly first?: Named
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(desk.organisations.recordFamily)
  const [name, setName] = useState(family?.name ?? '')
  const [kind, setKind] = useState<FamilyKind>(family?.kind ?? familyKinds[0])
  const [members, setMembers] = useState<readonly Member[]>(() =>
    family ? family.members.map((one) => newMember(one.part, one)) : [newMember('本部', first), newMember()],
  )
  const filled = members.filter((one) => one.name.trim() !== '')
  const isReady = name.trim().length >= 2 && filled.length >= 2

  async function record(kept: readonly Member[], told: string) {
    const result = await recording.run({
      name: name.trim(),
      kind,
      members: kept.map((one) => ({ name: one.name.trim(), code: one.code.trim() || null, part: one.part })),
      replaces: family?.id ?? null,
    })
    if (!result.ok) return
    const { family: statement } = result.value
    notify.done(told, () => desk.organisations.withdrawStatement({ statement, reason: '修改后随即撤销' }))
    done()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) void record(filled, family ? '已修改单位组' : '已建立单位组')
  }
  const change = (key: string, patch: Partial<Member>) =>
    setMembers((before) => before.map((one) => (one.key === key ? { ...one, ...patch } : one)))

  return (
    <Modal
      open
      title={family ? `修改单位组「${family.name}」` : '新建单位组'}
      width={760}
      style={{ top: 32 }}
      footer={null}
      mask={{ closable: false }}
      onCancel={() => done()}
    >
      <form onSubmit={submit}>
        <Field label="组名" isRequired>
          {(control) => (
            <Input
              {...control}
              maxLength={120}
              placeholder="如：南京大学"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <Field label="种类">
          {({ status, ...control }) => (
            <Select
              {...control}
              status={status}
              style={{ width: 220 }}
              value={kind}
              onChange={setKind}
              options={familyKinds.map((one) => ({ value: one, label: one }))}
            />
          )}
        </Field>
        <div className={styles.members}>
          {members.map((one, i) => (
            <div key={one.key} className={styles.member}>
              <Input
                aria-label={`第 ${i + 1} 家单位的名称`}
                placeholder="单位全称"
                maxLength={120}
                value={one.name}
                onChange={({ target }) => change(one.key, { name: target.value })}
              />
              <Input
                aria-label={`第 ${i + 1} 家单位的信用代码`}
                placeholder="信用代码，可不填"
                maxLength={40}
                value={one.code}
                onChange={({ target }) => change(one.key, { code: target.value })}
              />
              <Select
                aria-label={`第 ${i + 1} 家单位在组中`}
                value={one.part}
                onChange={(part) => change(one.key, { part })}
                options={familyParts.map((part) => ({ value: part, label: part }))}
              />
              <Button
                aria-label={`去掉第 ${i + 1} 家单位`}
                onClick={() => setMembers((before) => before.filter(({ key }) => key !== one.key))}
              >
                去掉
              </Button>
            </div>
          ))}
        </div>
        <Button onClick={() => setMembers((before) => [...before, newMember()])}>加一家</Button>
        <RefusalNote refusal={recording.refusal} onClose={recording.reset} />
        <div className={styles.buttons}>
          {family && (
            <Button
              danger
              className={styles.left ?? ''}
              onClick={() => void record([], `已解散单位组「${family.name}」`)}
            >
              解散这个组
            </Button>
          )}
          <Button onClick={() => done()}>取消</Button>
          <Button type="primary" htmlType="submit" disabled={!isReady} loading={recording.isRunning}>
            {family ? '保存修改' : '建立'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
