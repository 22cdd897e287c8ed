import type { ReactNode } from 'react'
import styles from './entry.module.css'

/** What is on screen while nobody is logged in: the program's name, one task. */
export function EntryPage({
  title,
  remark,
  isWide = false,
  children,
}: {
  readonly title: string
  readonly remark?: ReactNode
  readonly isWide?: boolean
  readonly children: ReactNode
}) {
  return (
    <main className={styles.entry}>
      <div className={`${styles.sheet} ${isWide ? styles.wide : ''}`}>
        <p className={styles.program}>长三角评审工作台</p>
        <h1>{title}</h1>
        {remark && <div className={styles.remark}>{remark}</div>}
        {children}
      </div>
    </main>
  )
}
