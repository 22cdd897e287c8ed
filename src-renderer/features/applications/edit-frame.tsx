import { Button, ConfigProvider } from 'antd'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import { type DraftForm, DraftOffer } from '../../ui/draft-form.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useShownKeys } from '../../ui/shown-keys.ts'
import styles from './application.module.css'

/** A part being typed: kept as one types, recorded by 「保存」 or Ctrl+Enter, closed by Esc. */
export function EditFrame<Value>({
  draft,
  refusal,
  isSaving,
  fault,
  onSave,
  onGiveUp,
  onClose,
  children,
}: {
  readonly draft: DraftForm<Value>
  readonly refusal: Refusal | null
  readonly isSaving: boolean
  /** Why it cannot be saved yet. */
  readonly fault: string | null
  readonly onSave: () => void
  /** Forgets what was typed. */
  readonly onGiveUp: () => void
  /** Closes; what was typed is offered again. */
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const form = useRef<HTMLFormElement>(null)
  useShownKeys('form')
  const { isOpen } = draft
  useEffect(() => {
    if (isOpen) form.current?.querySelector<HTMLElement>('fieldset input, fieldset textarea')?.focus()
  }, [isOpen])

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    if (!fault && draft.isOpen) onSave()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.nativeEvent.isComposing) {
      event.preventDefault()
      onClose()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit(event)
  }
  return (
    <form ref={form} onSubmit={onSubmit} onKeyDown={onKeyDown} className={styles.edit} data-editing>
      <DraftOffer draft={draft} />
      <ConfigProvider componentDisabled={!isOpen}>
        <fieldset disabled={!isOpen}>{children}</fieldset>
      </ConfigProvider>
      <RefusalNote refusal={refusal} />
      <div className={styles.editButtons}>
        <span className={styles.editHint}>{fault ?? '输入的内容随时保留在本机，保存后才登记'}</span>
        <Button onClick={onGiveUp}>取消</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={isSaving}
          disabled={fault !== null || !draft.isOpen}
        >
          保存
        </Button>
      </div>
    </form>
  )
}
