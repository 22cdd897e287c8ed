import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { DeskName } from '../../../src-main/hosts/backend/entry.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { faultsOf, NewPasswordFields } from '../../ui/new-password.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { areGroupsRight, noGroups, RecoveryGroups } from '../../ui/recovery-groups.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Choices } from './choices.tsx'
import { DeskLabel } from './desk-label.tsx'
import styles from './entry.module.css'
import { EntryPage } from './entry-page.tsx'

/** A forgotten password: two colleagues, or, where there are none, the recovery sheet. */
export function Forgotten({ desk, onBack }: { readonly desk: DeskName; readonly onBack: () => void }) {
  const { entry } = useDesk()
  const notify = useNotify()
  const people = useQueryOf(entry.people, { desk: desk.key })
  const [chosen, setChosen] = useState<string | null>(null)
  const [groups, setGroups] = useState(noGroups)
  const [password, setPassword] = useState({ password: '', again: '' })
  const [isTried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isRunning, setRunning] = useState(false)
  const person = chosen ?? (people.data?.length === 1 ? people.data[0]!.id : null)

  async function reset(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    const isStrong = Object.values(faultsOf(password)).every((fault) => fault === null)
    if (!person || !areGroupsRight(groups) || !isStrong || isRunning) return
    setRunning(true)
    setRefusal(null)
    const result = await entry.resetWithSheet({
      desk: desk.key,
      person,
      groups: groups.join(' '),
      password: password.password,
    })
    setRunning(false)
    if (!result.ok) return setRefusal(result.error)
    notify.done('密码已换新，请用新密码登录')
    onBack()
  }

  return (
    <EntryPage title="忘记密码" remark={<DeskLabel desk={desk} />} isWide>
      <Note>
        通常的办法：请管理员登录，在「设置—账号」里点您的账号，选「重置密码」，由复核人当场共同确认。什么也不会丢。
      </Note>
      <form onSubmit={reset} className={styles.form} data-fields="stacked">
        <p>没有两位同事可以这样办的（例如只有您一个账号），从保险柜取出恢复单，在这里设置新密码：</p>
        <Loaded query={people}>
          {(all) => (
            <Choices
              label="姓名"
              name="forgotten-person"
              value={person}
              choices={all.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setChosen}
            />
          )}
        </Loaded>
        <RecoveryGroups value={groups} onChange={setGroups} />
        <NewPasswordFields label="新密码" value={password} onChange={setPassword} showsFaults={isTried} />
        {isTried && !person && (
          <p role="alert" className={styles.fault}>
            请选择姓名
          </p>
        )}
        {isTried && !areGroupsRight(groups) && (
          <p role="alert" className={styles.fault}>
            恢复码还没有填全，或者有一组有误
          </p>
        )}
        <RefusalNote refusal={refusal} />
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" loading={isRunning}>
            设置新密码
          </Button>
          <Button type="link" onClick={onBack}>
            返回登录
          </Button>
        </div>
      </form>
    </EntryPage>
  )
}
