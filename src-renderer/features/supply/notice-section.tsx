import { Button } from 'antd'
import type { SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { dayOf, withWeekday } from '../../ui/dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Section } from '../../ui/page.tsx'
import styles from './supply-page.module.css'
import type { SupplyActs } from './use-supply-acts.tsx'

/** The legal dates of a notice: closed, sent, due, put off. */
export function NoticeSection({
  notice,
  acts,
  canEdit,
}: {
  readonly notice: SupplyNotice
  readonly acts: SupplyActs
  readonly canEdit: boolean
}) {
  const { sent, extensions, deadline, namedDeadline } = notice
  return (
    <Section title="通知和期限">
      <Facts
        rows={[
          ['作出结论', dayOf(notice.at)],
          ['通知发出', sent ? `${sent.day}　${sent.way}` : '未登记'],
          ...(sent && sent.note !== '' ? [['发出说明', sent.note] as const] : []),
          ['补交期限', withWeekday(deadline)],
          ...(deadline === namedDeadline ? [] : [['通知写的期限', namedDeadline] as const]),
        ]}
      />
      {extensions.length > 0 && (
        <ul className={styles.list} aria-label="延期">
          {extensions.map((one) => (
            <li key={one.to}>
              <div>
                {one.from} 延至 {one.to}
                {one.afterExpiry && <span className={styles.after}>　期满后延期</span>}
              </div>
              <div className={styles.quiet}>
                {one.reason}　{one.approvedBy}于 {one.approvedOn} 批准，{one.paper}
              </div>
            </li>
          ))}
        </ul>
      )}
      {canEdit && (
        <div className={styles.buttons}>
          <Button size="small" onClick={acts.confirmSent} aria-keyshortcuts="f">
            {sent ? '更正发出情况（F）…' : '登记通知发出（F）…'}
          </Button>
          <Button size="small" onClick={acts.extend} aria-keyshortcuts="e">
            延期（E）…
          </Button>
        </div>
      )}
    </Section>
  )
}
