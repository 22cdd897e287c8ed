import { type KeyboardEvent, useEffect } from 'react'
import { useDraft } from '../../ui/draft-form.tsx'
import styles from './evidence.module.css'

/** One line that is typed beside the document and recorded by Enter; until then it is kept as a draft. */
export function TextEntry({
  label,
  draftName,
  maxLength,
  isDisabled,
  faultOf = () => null,
  onEnter,
}: {
  readonly label: string
  readonly draftName: string
  readonly maxLength: number
  readonly isDisabled: boolean
  /** Why a text cannot be recorded, or null. */
  readonly faultOf?: (text: string) => string | null
  readonly onEnter: (text: string) => void
}) {
  const draft = useDraft(draftName, { text: '' })
  const { offeredAt, restore } = draft
  useEffect(() => {
    if (offeredAt) restore()
  })
  const { text } = draft.value
  const fault = text.trim() === '' ? null : faultOf(text.trim())

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Escape') {
      event.stopPropagation()
      event.currentTarget.blur()
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (text.trim() === '' || fault) return
    void draft.clear()
    onEnter(text.trim())
  }
  return (
    <>
      <input
        data-entry
        className={styles.text}
        aria-label={label}
        aria-invalid={fault !== null}
        placeholder="未录入，输入后按 Enter"
        maxLength={maxLength}
        disabled={isDisabled}
        value={text}
        onChange={({ target }) => draft.change({ text: target.value })}
        onKeyDown={onKeyDown}
      />
      {fault && <span className={styles.fault}>{fault}</span>}
    </>
  )
}
