import { Button, Input, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { Role } from '../../../src-main/domain/accounts/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { faultsOf, NewPasswordFields } from '../../ui/new-password.tsx'
import { useNotify } from '../../ui/notify.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import styles from './accounts.module.css'
import { RoleChoice, rolesFault } from './role-choice.tsx'

/** A new colleague: name, roles, a first password that they change themselves. */
export function OpenAccountDialog({ done }: { readonly done: () => void }) {
  const { accounts } = useDesk()
  const { environment } = usePerson()
  const runTask = useTaskRunner()
  const notify = useNotify()
  // A password is never kept.
  const draft = useResumedDraft('accounts/new', { name: '', roles: [] as readonly Role[] })
  const { name, roles } = draft.value
  const [password, setPassword] = useState({ password: '', again: '' })
  const [isTried, setTried] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const faults = faultsOf(password)
  const roleFault = rolesFault(environment, roles)

  async function open(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || roleFault || faults.password || faults.again) return
    setRunning(true)
    const result = await runTask({
      title: '开设账号',
      call: accounts.open,
      input: { name: name.trim(), roles: [...roles], password: password.password },
    })
    setRunning(false)
    if (!result.ok) return setRefusal(result.error)
    await draft.clear()
    notify.done(`已为${name.trim()}开设账号`)
    done()
  }

  return (
    <Modal open title="开设账号" footer={null} onCancel={done} mask={{ closable: false }}>
      <form onSubmit={open} className={styles.form} data-fields="stacked">
        <Field label="姓名" fault={isTried && name.trim() === '' ? '请填写姓名' : null}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={name}
              maxLength={40}
              autoComplete="off"
              onChange={({ target }) => draft.change({ name: target.value })}
            />
          )}
        </Field>
        <RoleChoice
          value={roles}
          onChange={(chosen) => draft.change({ roles: chosen })}
          fault={isTried ? roleFault : null}
        />
        <NewPasswordFields label="初始密码" value={password} onChange={setPassword} showsFaults={isTried} />
        <p className={styles.duty}>请本人在场设置，或当面告知，登录后由本人修改。</p>
        <RefusalNote refusal={refusal} />
        <div className={styles.buttons}>
          <Button onClick={done}>取消</Button>
          <Button type="primary" htmlType="submit" loading={isRunning}>
            开设账号
          </Button>
        </div>
      </form>
    </Modal>
  )
}
