import { Button, Input, type InputRef, Modal, Select } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import type { SecondPerson } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import { grantingRole, type Permission, roles } from '../../src-main/domain/accounts/rules.ts'
import { useDesk } from '../app/desk.ts'
import { usePerson } from '../app/session.ts'
import { useQueryOf } from '../backend/queries.ts'
import { useDialogs } from './dialogs.tsx'
import { Facts } from './facts.tsx'
import { Field } from './field.tsx'
import { RefusalNote } from './refusal.tsx'
import styles from './second-person-dialog.module.css'

export type SecondPersonRequest<Output> = {
  readonly title: string
  /** What the second person needs to be allowed, as the command asks for it. */
  readonly permission: Permission
  /** Exactly what will be recorded in both names. */
  readonly facts: readonly (readonly [label: string, value: string])[]
  /** 「共同确认不予受理」 */
  readonly action: string
  /** Runs the command; a refusal keeps the dialog open. */
  run(second: SecondPerson): Promise<Result<Output>>
}

/** A colleague confirms in place with the own password; null when they gave up. The first one's login stays. */
export function useSecondPerson(): <Output>(
  request: SecondPersonRequest<Output>,
) => Promise<{ readonly value: Output } | null> {
  const show = useDialogs()
  return <Output,>(request: SecondPersonRequest<Output>) =>
    show<{ readonly value: Output } | null>((done) => <SecondPersonDialog request={request} done={done} />)
}

function SecondPersonDialog<Output>({
  request,
  done,
}: {
  readonly request: SecondPersonRequest<Output>
  readonly done: (answer: { readonly value: Output } | null) => void
}) {
  const { title, permission, facts, action, run } = request
  const desk = useDesk()
  const me = usePerson()
  const accounts = useQueryOf(desk.accounts.list, null)
  const [person, setPerson] = useState<string | null>(null)
  const [password, setPassword] = useState('')
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Parameters<typeof RefusalNote>[0]['refusal']>(null)
  const passwordInput = useRef<InputRef>(null)
  const colleagues = (accounts.data ?? []).filter(
    (account) =>
      account.open && account.hasLogin && account.id !== me.id && grantingRole(permission, account.roles),
  )
  const chosen = person ?? (colleagues.length === 1 ? colleagues[0]!.id : null)

  async function confirm(event: FormEvent) {
    event.preventDefault()
    if (!chosen || password === '' || isRunning) return
    setRunning(true)
    const result = await run({ person: chosen, password })
    setRunning(false)
    if (result.ok) return done({ value: result.value })
    setRefusal(result.error)
    setPassword('')
    passwordInput.current?.focus()
  }

  const isAlone = accounts.data !== undefined && colleagues.length === 0
  return (
    <Modal
      open
      title={title}
      footer={null}
      onCancel={() => done(null)}
      mask={{ closable: false }}
      width={560}
    >
      <form onSubmit={confirm} data-fields="stacked" className={styles.form}>
        <div className={styles.facts}>
          <Facts rows={facts} />
        </div>
        {isAlone ? (
          <p>
            这件事需要两个人共同确认，目前没有可以共同确认的同事。请由管理员给一位同事开设「
            {roles.filter((role) => grantingRole(permission, [role])).join('」或「')}」账号后再办理。
          </p>
        ) : (
          <>
            <p>请同事看过以上内容，选择自己的姓名并输入自己的密码。{me.name}的登录不受影响。</p>
            <Field label="第二人">
              {({ status, ...control }) => (
                <Select
                  {...control}
                  status={status}
                  placeholder="选择姓名"
                  value={chosen}
                  onChange={setPerson}
                  style={{ width: '100%' }}
                  options={colleagues.map(({ id, name, roles }) => ({
                    value: id,
                    label: `${name}（${roles.join('、')}）`,
                  }))}
                />
              )}
            </Field>
            <Field label="第二人的密码">
              {(control) => (
                <Input.Password
                  {...control}
                  ref={passwordInput}
                  value={password}
                  autoComplete="off"
                  onChange={({ target }) => setPassword(target.value)}
                />
              )}
            </Field>
          </>
        )}
        <RefusalNote refusal={refusal} />
        <div className={styles.buttons}>
          <Button onClick={() => done(null)}>{isAlone ? '关闭' : '取消'}</Button>
          {!isAlone && (
            <Button
              type="primary"
              htmlType="submit"
              loading={isRunning}
              disabled={!chosen || password === ''}
            >
              {action}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}
