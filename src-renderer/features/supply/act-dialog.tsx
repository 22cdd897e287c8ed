import { Button, Modal } from 'antd'
import type { FormEvent, KeyboardEvent, ReactNode } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './act-dialog.module.css'

/** The frame of an act on a notice: Ctrl+Enter records, Esc closes and keeps what was typed. */
export function ActDialog({
  title,
  action,
  isComplete,
  isRunning,
  refusal,
  isDanger = false,
  width = 560,
  onRecord,
  onClose,
  onRead,
  children,
}: {
  readonly title: string
  readonly action: string
  readonly isComplete: boolean
  readonly isRunning: boolean
  readonly refusal: Refusal | null
  readonly isDanger?: boolean
  readonly width?: number
  readonly onRecord: () => Promise<void>
  readonly onClose: () => void
  /** The refusal was read. */
  readonly onRead: () => void
  readonly children: ReactNode
}) {
  function submit(event: FormEvent | KeyboardEvent) {
    event.preventDefault()
    if (isComplete && !isRunning) void onRecord()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
  }
  return (
    <Modal
      open
      title={title}
      footer={null}
      width={`min(${width}px, calc(100vw / var(--scale) - 32px))`}
      style={{ top: 24 }}
      mask={{ closable: false }}
      onCancel={onClose}
    >
      <form onSubmit={submit} onKeyDown={onKeyDown} className={styles.form} data-fields="stacked">
        {children}
        <RefusalNote refusal={refusal} onClose={onRead} />
        <div className={styles.buttons}>
          <Button onClick={onClose}>取消</Button>
          <Button
            type="primary"
            htmlType="submit"
            danger={isDanger}
            disabled={!isComplete}
            loading={isRunning}
            title="Ctrl+Enter"
          >
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
