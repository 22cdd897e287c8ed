import type { Arrangement } from '../../../src-main/domain/calendar/national.ts'
import type { DayKind } from '../../../src-main/domain/calendar/rules.ts'
import { spansOf } from '../../text/calendar.ts'
import styles from './calendar.module.css'

/** Days of a kind as spans that are never torn at the end of a line. */
export function Spans({ days, kind }: { readonly days: Arrangement['days']; readonly kind: DayKind }) {
  const spans = spansOf(days, kind)
  if (spans.length === 0) return <>没有</>
  return (
    <span className={styles.spans}>
      {spans.map((span) => (
        <span key={span}>{span}</span>
      ))}
    </span>
  )
}
