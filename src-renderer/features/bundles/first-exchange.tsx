import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ExchangeRow } from '../../../src-main/domain/bundles/queries.ts'
import styles from './first-exchange.module.css'

/** The way of a first exchange in three steps, until one has come full circle. */
export function FirstExchange({ rows }: { readonly rows: readonly ExchangeRow[] }) {
  const isPinned = rows.some(({ pinned }) => pinned)
  const isSent = rows.some(({ sent }) => sent !== null)
  if (rows.some(({ confirmed }) => confirmed > 0)) return null
  const now = !isPinned ? 1 : !isSent ? 2 : 3
  return (
    <section className={styles.first} aria-label="第一次交换数据的步骤">
      <h2>第一次交换数据，分三步</h2>
      <ol className={styles.steps}>
        <Step place={1} now={now} title="核对">
          与对方当面或通过电话核对一次核对码，以后不必再核对。
          {now === 1 && <Link to="/settings/trust">去核对</Link>}
        </Step>
        <Step place={2} now={now} title="导出">
          选择收件单位，导出到优盘，交给对方。文件是加密的，只有收件单位能打开。
        </Step>
        <Step place={3} now={now} title="收回执">
          对方导入后，会回给您一个数据交换包。导入它，这里就显示「对方确认」。
        </Step>
      </ol>
    </section>
  )
}

function Step({
  place,
  now,
  title,
  children,
}: {
  readonly place: number
  readonly now: number
  readonly title: string
  readonly children: ReactNode
}) {
  const state = place < now ? 'done' : place === now ? 'now' : 'later'
  return (
    <li className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={styles.place} aria-hidden="true">
        {place}
      </span>
      <div>
        <p className={styles.title}>
          {title}
          {state === 'done' && <span className={styles.done}>已完成</span>}
        </p>
        <p className={styles.text}>{children}</p>
      </div>
    </li>
  )
}
