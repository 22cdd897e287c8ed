import type { Refusal } from '../../src-main/core/result.ts'
import { messageOf } from '../text/index.ts'
import { CloseIcon } from './icons.tsx'
import styles from './refusal.module.css'

/** What happened · that the data is safe · what to do now · the code. It stays until it is read and closed. */
export function RefusalNote({
  refusal,
  onClose,
}: {
  readonly refusal: Refusal | null
  readonly onClose?: () => void
}) {
  if (!refusal) return null
  const { what, safe, next, code } = messageOf(refusal)
  return (
    <div className={styles.note} role="alert">
      <p className={styles.what}>{what}</p>
      <p>{safe}</p>
      <p>{next}</p>
      <p className={styles.code}>代码 {code}</p>
      {onClose && (
        <button type="button" className={styles.close} onClick={onClose} aria-label="关闭这条提示">
          <CloseIcon />
        </button>
      )}
    </div>
  )
}
