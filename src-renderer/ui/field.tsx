import { type ReactNode, useId } from 'react'
import styles from './field.module.css'

/** What a field hands to its control, so that label, hint and fault belong to it for everybody. */
export type ControlProps = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
  readonly 'aria-required': boolean | undefined
  readonly status: '' | 'error'
}

/** A labelled control: hint below, fault in its place when there is one. */
export function Field({
  label,
  hint,
  fault,
  isRequired = false,
  children,
}: {
  readonly label: string
  readonly hint?: ReactNode
  readonly fault?: string | null | undefined
  readonly isRequired?: boolean
  readonly children: (control: ControlProps) => ReactNode
}) {
  const id = useId()
  const remark = fault ?? hint
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {isRequired && <span className={styles.required}>（必填）</span>}
      </label>
      <div className={styles.control}>
        {children({
          id,
          'aria-describedby': remark ? `${id}-remark` : undefined,
          'aria-invalid': fault ? true : undefined,
          'aria-required': isRequired || undefined,
          status: fault ? 'error' : '',
        })}
        {remark && (
          <div id={`${id}-remark`} className={fault ? styles.fault : styles.hint}>
            {remark}
          </div>
        )}
      </div>
    </div>
  )
}
