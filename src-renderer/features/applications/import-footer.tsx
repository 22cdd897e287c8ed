import { Button } from 'antd'
import type { ReactNode } from 'react'
import styles from './import.module.css'

/** Back and forth below a step, with what stands in the way between them. */
export function ImportFooter({
  onBack,
  onNext,
  next,
  isNextOff = false,
  isBusy = false,
  children,
}: {
  readonly onBack?: () => void
  readonly onNext: () => void
  readonly next: string
  readonly isNextOff?: boolean
  readonly isBusy?: boolean
  readonly children?: ReactNode
}) {
  return (
    <div className={styles.footer}>
      {onBack && (
        <Button onClick={onBack} disabled={isBusy}>
          上一步
        </Button>
      )}
      <div className={styles.footerText}>{children}</div>
      <Button type="primary" onClick={onNext} disabled={isNextOff} loading={isBusy}>
        {next}
      </Button>
    </div>
  )
}
