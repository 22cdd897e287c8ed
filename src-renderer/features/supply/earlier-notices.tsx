import type { SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { dayOf } from '../../ui/dates.ts'
import { Section } from '../../ui/page.tsx'
import { ItemsTable } from './items-table.tsx'
import styles from './supply-page.module.css'

/** Notices before this one, with what came of them. */
export function EarlierNotices({ notices }: { readonly notices: readonly SupplyNotice[] }) {
  return (
    <Section title="以前的通知">
      {notices.map((notice) => (
        <details key={notice.notice} className={styles.earlier}>
          <summary>
            第 {notice.round} 次通知：{dayOf(notice.at)} 作出，期限 {notice.deadline}，{notice.items.length}{' '}
            项
          </summary>
          <ItemsTable items={notice.items} reason={notice.reason} />
        </details>
      ))}
    </Section>
  )
}
