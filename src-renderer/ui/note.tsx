import type { ReactNode } from 'react'
import styles from './note.module.css'

/** A remark beside the work: `plain` explains, `warn` asks for attention, `good` confirms. */
export function Note({
  tone = 'plain',
  children,
  actions,
}: {
  readonly tone?: 'plain' | 'warn' | 'good'
  readonly children: ReactNode
  readonly actions?: ReactNode
}) {
  return (
    <div className={`${styles.note} ${styles[tone]}`}>
      <div className={styles.text}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
