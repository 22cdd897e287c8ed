import type { Standing } from '../../../src-main/domain/bundles/standing.ts'
import { officeColour } from '../../ui/office-chip.tsx'
import styles from './confirmed-bar.module.css'

/** How much of our records an institution has: confirmed, sent without a receipt yet, not sent. */
export function ConfirmedBar({ standing, name }: { readonly standing: Standing; readonly name: string }) {
  const { institution, total, sent, confirmed } = standing
  const share = (count: number) => (total === 0 ? 0 : (count / total) * 100)
  const colour = officeColour(institution)
  return (
    <svg
      className={styles.bar}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${name}：共 ${total} 条，已确认 ${confirmed} 条，已发出未确认 ${sent - confirmed} 条，未发出 ${total - sent} 条`}
    >
      <rect width="100" height="8" className={styles.ground} />
      <rect width={share(sent)} height="8" fill={colour} fillOpacity="0.35" />
      <rect width={share(confirmed)} height="8" fill={colour} />
    </svg>
  )
}

/** What the three parts of the bars mean. */
export function BarLegend() {
  return (
    <p className={styles.legend}>
      <span className={styles.key} data-part="confirmed" />
      对方已确认
      <span className={styles.key} data-part="sent" />
      已发出，回执未到
      <span className={styles.key} data-part="rest" />
      未发出
    </p>
  )
}
