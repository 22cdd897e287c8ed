import { formatWan } from '../../src-main/domain/papers/rules.ts'
import styles from './money.module.css'

export { formatWan }

/** An amount in 万元; the exact 元 stand in the hint. Null is 「未录入」, not zero. */
export function Money({ fen }: { readonly fen: number | null }) {
  if (fen === null) return <span className={styles.missing}>未录入</span>
  const yuan = (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })
  return (
    <span className={styles.money} title={`${yuan} 元`}>
      {formatWan(fen)}
    </span>
  )
}
