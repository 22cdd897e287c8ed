import { useState } from 'react'
import styles from './check-code.module.css'
import { copyText } from './copy-text.ts'
import { hexOf } from './digest.ts'

/** A digest as people read it: groups of four, from a long one only its beginning and end; a click copies it whole. */
export function CheckCode({
  code,
  label,
  groups = 2,
}: {
  /** `sha256:` and hex, or hex alone. */
  readonly code: string
  /** What is copied: 「校验值」. */
  readonly label: string
  /** How many groups are shown at either end; 0 shows eight digits of the beginning. */
  readonly groups?: number
}) {
  const [isCopied, setCopied] = useState(false)
  const hex = hexOf(code)
  return (
    <span className={styles.code}>
      <span className={styles.digits} title={hex}>
        {groups === 0 ? hex.slice(0, 8) : ends(hex, groups)}
      </span>
      <button
        type="button"
        className={styles.copy}
        aria-label={`复制${label}`}
        onClick={() => setCopied(copyText(hex))}
        onBlur={() => setCopied(false)}
      >
        {isCopied ? '已复制' : '复制'}
      </button>
      <span className={styles.said} aria-live="polite">
        {isCopied ? `${label}已复制` : ''}
      </span>
    </span>
  )
}

function ends(hex: string, groups: number): string {
  const all = hex.match(/.{1,4}/g) ?? []
  if (all.length <= groups * 2) return all.join(' ')
  return `${all.slice(0, groups).join(' ')} … ${all.slice(-groups).join(' ')}`
}
