import { Button, Input } from 'antd'
import type { FormEvent, ReactNode } from 'react'
import type { Refusal } from '../../src-main/core/result.ts'
import { useResumedDraft } from './draft-form.tsx'
import { Field } from './field.tsx'
import styles from './reason-form.module.css'
import { RefusalNote } from './refusal.tsx'

/** Before something that cannot be undone: what it does, why it is done; without a reason it is not done. */
export function ReasonForm({
  draft: form,
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
  /** Name under which the typing is kept until it is recorded. */
  readonly draft: string
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
  /** Answers whether it was recorded. */
  readonly onReason: (reason: string) => Promise<boolean>
  readonly onLeave: () => void
  /** What it does, and what stays. */
  readonly children: ReactNode
}) {
  const draft = useResumedDraft(form, { reason: '' })
  const reason = draft.value.reason.trim()

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (await onReason(reason)) await draft.clear()
  }

  return (
    <form onSubmit={submit} className={styles.form} data-fields="stacked">
      {children}
      <Field label={label}>
        {(control) => (
          <Input
            {...control}
            value={draft.value.reason}
            maxLength={longest}
            placeholder={placeholder}
            onChange={({ target }) => draft.change({ reason: target.value })}
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
