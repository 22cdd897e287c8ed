import { Button } from 'antd'
import type { ReactNode } from 'react'
import styles from './application.module.css'

/** A part of the application page that the row of anchors leads to. */
export function ApplicationSection({
  title,
  remark,
  actions,
  children,
}: {
  readonly title: string
  readonly remark?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className={styles.section} data-part={title} aria-label={title}>
      <header className={styles.sectionHeader}>
        <h2>{title}</h2>
        {remark && <span className={styles.remark}>{remark}</span>}
        {actions && <span className={styles.sectionActions}>{actions}</span>}
      </header>
      {children}
    </section>
  )
}

/** What the list did not have: said, and typed in place when somebody may. */
export function NotEntered({ onEdit }: { readonly onEdit?: (() => void) | undefined }) {
  if (!onEdit) return <span className={styles.missing}>未录入</span>
  return (
    <button type="button" className={styles.enter} onClick={onEdit} title="点击补录">
      未录入
    </button>
  )
}

export function EditButton({ onEdit }: { readonly onEdit: () => void }) {
  return (
    <Button size="small" onClick={onEdit}>
      编辑
    </Button>
  )
}
