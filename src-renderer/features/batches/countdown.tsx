import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { daysBetween } from '../../ui/dates.ts'
import { deadlineWords, useCalendar } from '../../ui/working-days.ts'
import styles from './batches.module.css'

/** How near the next date of the intake is, in words. */
export function Countdown({ batch, today }: { readonly batch: Batch; readonly today: string }) {
  useCalendar()
  const { opens, closes } = batch
  if (today < opens) {
    return (
      <span className={styles.countdown}>
        {opens} 开始受理，还有 {daysBetween(today, opens)} 天
      </span>
    )
  }
  const { words, remark } = deadlineWords(closes, today)
  return (
    <span className={styles.countdown}>
      {closes} 截止，{words}
      {remark && <span className={styles.remark}>（{remark}）</span>}
    </span>
  )
}
