import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import { grantingRole } from '../../../src-main/domain/accounts/rules.ts'
import type { CheckedBackup } from '../../../src-main/hosts/backend/recovery/restore.ts'
import { useDesk } from '../../app/desk.ts'
import { bytesInWords } from '../../text/message.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { areGroupsRight, noGroups, RecoveryGroups } from '../../ui/recovery-groups.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Choices } from './choices.tsx'
import styles from './entry.module.css'
import { EntryPage } from './entry-page.tsx'

type Signature = { readonly person: string | null; readonly password: string }
const nobody: Signature = { person: null, password: '' }

/** What is in the checked backup, and the people of it who put it in its place. */
export function RestoreConfirm({
  backup,
  onDone,
  onBack,
}: {
  readonly backup: CheckedBackup
  readonly onDone: () => void
  readonly onBack: () => void
}) {
  const { entry } = useDesk()
  const nameOf = useOfficeName()
  const [first, setFirst] = useState(nobody)
  const [second, setSecond] = useState(nobody)
  const [groups, setGroups] = useState(noGroups)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isRunning, setRunning] = useState(false)
  const { needsSheet, people } = backup
  const firsts = people.filter(({ roles }) => grantingRole('administration:edit', roles))
  const seconds = people.filter(
    ({ id, roles }) => id !== first.person && grantingRole('administration:second', roles),
  )
  const isSigned = ({ person, password }: Signature) => person !== null && password !== ''
  const isReady = isSigned(first) && (needsSheet ? areGroupsRight(groups) : isSigned(second))

  async function restore(event: FormEvent) {
    event.preventDefault()
    if (!isReady || isRunning) return
    setRunning(true)
    setRefusal(null)
    const result = await entry.restore({
      restore: backup.restore,
      first: { person: first.person!, password: first.password },
      second: needsSheet ? null : { person: second.person!, password: second.password },
      groups: needsSheet ? groups.join(' ') : null,
    })
    setRunning(false)
    if (result.ok) return onDone()
    setRefusal(result.error)
  }

  return (
    <EntryPage title="备份检查无误，请确认恢复" isWide>
      <form onSubmit={restore} className={styles.form} data-fields="stacked">
        <Facts
          rows={[
            ['单位', `${nameOf(backup.institution)}（${backup.environment}）`],
            ['备份时间', minuteOf(backup.at)],
            ['记录', `第 1 至 ${backup.seq} 条，逐条核对无误`],
            ['附件', `${backup.documents} 份，共 ${bytesInWords(backup.bytes)}`],
            ['账号', people.map(({ name }) => name).join('、')],
            ['本机现有的', hereWords(backup.here)],
          ]}
        />
        {backup.lacking > 0 && (
          <Note tone="warn">有 {backup.lacking} 份附件缺失或损坏，恢复以后要另外找回。</Note>
        )}
        <Note>
          备份以后办理的内容不在里面。恢复以后先「只能查看」，登录后在「设置—恢复」里向其他单位找回收到过的记录，再继续办理。
        </Note>
        <div className={styles.columns}>
          <div className={styles.column}>
            <Signing label="管理员" people={firsts} value={first} onChange={setFirst} />
          </div>
          {!needsSheet && (
            <div className={styles.column}>
              <Signing label="第二人" people={seconds} value={second} onChange={setSecond} />
            </div>
          )}
        </div>
        {needsSheet && (
          <>
            <p>备份里没有两位可以共同确认的同事，请从保险柜取出恢复单，代替第二人：</p>
            <RecoveryGroups value={groups} onChange={setGroups} />
          </>
        )}
        <RefusalNote refusal={refusal} />
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={!isReady} loading={isRunning}>
            确认恢复
          </Button>
          <Button type="link" onClick={onBack} disabled={isRunning}>
            换一份备份
          </Button>
        </div>
      </form>
    </EntryPage>
  )
}

function hereWords(here: CheckedBackup['here']): string {
  if (!here) return '没有，这是一台新的电脑'
  const kept = '改名保留，不删除'
  if (here.isAnother) return `是另一套数据，${kept}`
  return here.seq === null ? `已损坏，读不出来，${kept}` : `可信的到第 ${here.seq} 条，${kept}`
}

function Signing({
  label,
  people,
  value,
  onChange,
}: {
  readonly label: string
  readonly people: CheckedBackup['people']
  readonly value: Signature
  readonly onChange: (value: Signature) => void
}) {
  return (
    <>
      <div className={styles.people}>
        <Choices
          label={label}
          name={`restore-${label}`}
          value={value.person}
          choices={people.map(({ id, name, roles }) => ({
            value: id,
            label: name,
            remark: roles.join('、'),
          }))}
          onChange={(person) => onChange({ ...value, person })}
        />
      </div>
      <Field label={`${label}的密码`}>
        {(control) => (
          <Input.Password
            {...control}
            value={value.password}
            autoComplete="off"
            onChange={({ target }) => onChange({ ...value, password: target.value })}
          />
        )}
      </Field>
    </>
  )
}
