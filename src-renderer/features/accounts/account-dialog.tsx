import { Button, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import type { ListedAccount } from '../../../src-main/domain/accounts/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { faultsOf, NewPasswordFields } from '../../ui/new-password.tsx'
import { useNotify } from '../../ui/notify.ts'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useSecondPerson } from '../../ui/second-person-dialog.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import styles from './accounts.module.css'
import { EnableLogin, OtherDesk } from './enable-login.tsx'
import { RoleChoice, rolesFault } from './role-choice.tsx'

type Part = { readonly account: ListedAccount; readonly done: () => void }

/** One account: its roles, a new password when it was forgotten, closing it. */
export function AccountDialog({ account, done }: Part) {
  const me = usePerson()
  const [part, setPart] = useState<'roles' | 'password' | 'close'>('roles')
  const isOwn = account.id === me.id
  return (
    <Modal open title={account.name} footer={null} onCancel={done} mask={{ closable: false }}>
      {!account.open && <p>这个账号已停用，不能再登录。以前的记录仍然有效。</p>}
      {account.open && !account.hasLogin && <EnableLogin account={account} done={done} />}
      {account.open && account.hasLogin && part === 'roles' && (
        <>
          {account.otherDesk ? (
            <OtherDesk desk={account.otherDesk} />
          ) : (
            <Roles account={account} done={done} />
          )}
          {!isOwn && (
            <div className={styles.part}>
              <div className={styles.buttons}>
                <Button onClick={() => setPart('password')}>忘记密码，重置…</Button>
                {!account.otherDesk && (
                  <Button danger onClick={() => setPart('close')}>
                    停用账号…
                  </Button>
                )}
              </div>
            </div>
          )}
        </>
      )}
      {account.open && part === 'password' && <ResetPassword account={account} done={done} />}
      {account.open && part === 'close' && <CloseAccount account={account} done={done} />}
    </Modal>
  )
}

function Roles({ account, done }: Part) {
  const desk = useDesk()
  const { environment } = usePerson()
  const notify = useNotify()
  const setRolesOf = useRecord(desk.accounts.setRoles)
  const [roles, setRoles] = useState(account.roles)
  const fault = rolesFault(environment, roles)
  const isSame = roles.join() === account.roles.join()

  async function save() {
    const result = await setRolesOf.run({ person: account.id, roles: [...roles] })
    if (!result.ok) return
    const before = [...account.roles]
    notify.done(`已调整${account.name}的角色`, () =>
      desk.accounts.setRoles({ person: account.id, roles: before }),
    )
    done()
  }

  return (
    <div className={styles.form}>
      <RoleChoice value={roles} onChange={setRoles} fault={isSame ? null : fault} />
      <RefusalNote refusal={setRolesOf.refusal} onClose={setRolesOf.reset} />
      <div className={styles.buttons}>
        <Button
          type="primary"
          disabled={isSame || fault !== null}
          loading={setRolesOf.isRunning}
          onClick={save}
        >
          保存角色
        </Button>
      </div>
    </div>
  )
}

function ResetPassword({ account, done }: Part) {
  const desk = useDesk()
  const { name } = usePerson()
  const confirm = useSecondPerson()
  const runTask = useTaskRunner()
  const notify = useNotify()
  const [password, setPassword] = useState({ password: '', again: '' })
  const [isTried, setTried] = useState(false)
  const faults = faultsOf(password)

  async function reset(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (faults.password || faults.again) return
    const confirmed = await confirm({
      title: `重置${account.name}的密码`,
      permission: 'administration:second',
      facts: [
        ['事项', '重置密码'],
        ['账号', account.name],
        ['办理人', name],
        ['影响', '以前的记录不受影响；7 天内该账号不能作为第二人共同确认'],
      ],
      action: '共同确认重置',
      run: (second) =>
        runTask({
          title: '重置密码',
          call: desk.accounts.resetPassword,
          input: { person: account.id, password: password.password },
          second,
        }),
    })
    if (!confirmed) return
    notify.done(`已重置${account.name}的密码`)
    done()
  }

  return (
    <form onSubmit={reset} className={styles.form} data-fields="stacked">
      <p>忘记密码时由两位同事重置，已有的记录一条也不会丢。请让{account.name}本人输入新密码。</p>
      <NewPasswordFields label="新密码" value={password} onChange={setPassword} showsFaults={isTried} />
      <div className={styles.buttons}>
        <Button onClick={done}>取消</Button>
        <Button type="primary" htmlType="submit">
          下一步：第二人确认
        </Button>
      </div>
    </form>
  )
}

function CloseAccount({ account, done }: Part) {
  const desk = useDesk()
  const notify = useNotify()
  const closing = useRecord(desk.accounts.close)

  async function close(reason: string) {
    const result = await closing.run({ person: account.id, reason })
    if (!result.ok) return false
    notify.done(`已停用${account.name}的账号`)
    done()
    return true
  }

  return (
    <ReasonForm
      draft={`accounts/close/${account.id}`}
      placeholder="如：调离岗位"
      longest={500}
      action={`停用${account.name}的账号`}
      recording={closing}
      onReason={close}
      onLeave={done}
    >
      <p>停用后{account.name}不能再登录，以前的记录仍然有效，也不能再启用（可以重新开设）。</p>
    </ReasonForm>
  )
}
