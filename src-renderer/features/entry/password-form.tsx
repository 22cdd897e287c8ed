import { Button, Input, type InputRef } from 'antd'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import { useDesk } from '../../app/desk.ts'
import { count } from '../../text/message.ts'
import { Field } from '../../ui/field.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './entry.module.css'

/** Password of a chosen person at a chosen desk, with the wait that follows too many wrong ones. */
export function PasswordForm({
  desk,
  person,
  action,
  others,
}: {
  readonly desk: string
  readonly person: string | null
  readonly action: string
  /** What else can be done here. */
  readonly others?: ReactNode
}) {
  const { entry } = useDesk()
  const [password, setPassword] = useState('')
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [wait, setWait] = useState(0)
  const input = useRef<InputRef>(null)

  useEffect(() => {
    if (person) input.current?.focus()
  }, [person])

  useEffect(() => {
    if (wait <= 0) return
    const timer = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(timer)
  }, [wait])

  async function logIn(event: FormEvent) {
    event.preventDefault()
    if (!person || password === '' || isRunning || wait > 0) return
    setRunning(true)
    const result = await entry.login({ desk, person, password })
    // On success this form goes away with the login page.
    if (result.ok) return
    setRunning(false)
    setPassword('')
    setRefusal(result.error)
    if (result.error.code === 'desk/login-wait') setWait(count(result.error.seconds))
    input.current?.focus()
  }

  return (
    <form onSubmit={logIn} className={styles.form} data-fields="stacked">
      <Field label="密码">
        {(control) => (
          <Input.Password
            {...control}
            ref={input}
            value={password}
            autoComplete="current-password"
            disabled={!person}
            onChange={({ target }) => setPassword(target.value)}
          />
        )}
      </Field>
      <RefusalNote refusal={refusal} />
      <div className={styles.buttons}>
        <Button
          type="primary"
          htmlType="submit"
          loading={isRunning}
          disabled={!person || password === '' || wait > 0}
        >
          {wait > 0 ? `请等待 ${wait} 秒` : action}
        </Button>
        {others}
      </div>
    </form>
  )
}
