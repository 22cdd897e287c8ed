import styles from './money.module.css'

const fenInWan = 1_000_000

/** Integer 分 as 万元 with two decimals and grouping: 123456700 → 「123.46」; rounded only here, never before. */
export function formatWan(fen: number): string {
  const hundredths = Math.round((Math.abs(fen) * 100) / fenInWan)
  const whole = Math.floor(hundredths / 100).toLocaleString('en-US')
  const sign = fen < 0 && hundredths > 0 ? '-' : ''
  return `${sign}${whole}.${String(hundredths % 100).padStart(2, '0')}`
}

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
