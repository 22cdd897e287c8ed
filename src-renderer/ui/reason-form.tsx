import { Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Refusal } from '../../src-main/core/result.ts'
import { Field } from './field.tsx'
import styles from './reason-form.module.css'
import { RefusalNote } from './refusal.tsx'

/** Before something that cannot be undone: what it does, why it is done; without a reason it is not done. */
export function ReasonForm({
  label = '原因',
  placeholder,
  longest,
  action,
  leave = '取消',
  recording: { isRunning, refusal, reset },
  onReason,
  onLeave,
  children,
}: {
  readonly label?: string
  readonly placeholder?: string
  /** Characters that the record takes. */
  readonly longest: number
  /** Says what will happen: 「撤回 312 项」, never 「确定」. */
  readonly action: string
  readonly leave?: string
  readonly recording: {
    readonly isRunning: boolean
    readonly refusal: Refusal | null
    readonly reset: () => void
  }
  readonly onReason: (reason: string) => void
  readonly onLeave: () => void
  /** What it does, and what stays. */
  readonly children: ReactNode
}) {
  const [typed, setTyped] = useState('')
  const reason = typed.trim()

  function submit(event: FormEvent) {
    event.preventDefault()
    onReason(reason)
  }

  return (
    <form onSubmit={submit} className={styles.form} data-fields="stacked">
      {children}
      <Field label={label}>
        {(control) => (
          <Input
            {...control}
            value={typed}
            maxLength={longest}
            placeholder={placeholder}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      <RefusalNote refusal={refusal} onClose={reset} />
      <div className={styles.buttons}>
        <Button onClick={onLeave}>{leave}</Button>
        <Button danger type="primary" htmlType="submit" disabled={reason === ''} loading={isRunning}>
          {action}
        </Button>
      </div>
    </form>
  )
}
