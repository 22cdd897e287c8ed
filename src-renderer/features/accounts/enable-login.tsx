import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { ListedAccount } from '../../../src-main/domain/accounts/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { faultsOf, NewPasswordFields } from '../../ui/new-password.tsx'
import { useNotify } from '../../ui/notify.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import styles from './accounts.module.css'

/** Where the account of a colleague is looked after, when that is another desk of the office. */
export function OtherDesk({ desk }: { readonly desk: string }) {
  return <p>这个账号的角色和停用，在「{desk}」上办理；密码各台分开，可以在本机重置。</p>
}

/** A colleague whose account came from another desk gets a first password at this one. */
export function EnableLogin({
  account,
  done,
}: {
  readonly account: ListedAccount
  readonly done: () => void
}) {
  const { accounts } = useDesk()
  const runTask = useTaskRunner()
  const notify = useNotify()
  const [password, setPassword] = useState({ password: '', again: '' })
  const [isTried, setTried] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const faults = faultsOf(password)

  async function enable(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (faults.password || faults.again) return
    setRunning(true)
    const enabled = await runTask({
      title: '开通登录',
      call: accounts.enableLogin,
      input: { person: account.id, password: password.password },
    })
    setRunning(false)
    setRefusal(enabled.ok ? null : enabled.error)
    if (!enabled.ok) return
    notify.done(`已为${account.name}在本机开通登录`)
    done()
  }

  return (
    <form onSubmit={enable} className={styles.form} data-fields="stacked">
      <p>
        {account.name}的账号（{account.roles.join('、')}
        ）在本单位另一台工作台上，本机还不能登录。开通后 7 天内，不能在本机作为第二人共同确认。
      </p>
      {account.otherDesk && <OtherDesk desk={account.otherDesk} />}
      <NewPasswordFields label="初始密码" value={password} onChange={setPassword} showsFaults={isTried} />
      <p className={styles.duty}>请本人在场设置，或当面告知，登录后由本人修改。</p>
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      <div className={styles.buttons}>
        <Button onClick={done}>取消</Button>
        <Button type="primary" htmlType="submit" loading={isRunning}>
          在本机开通登录
        </Button>
      </div>
    </form>
  )
}
