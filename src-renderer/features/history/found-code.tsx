import { useEffect } from 'react'
import type { RecentRow } from '../../../src-main/domain/history/recent.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { rowsHere } from '../../ui/table-columns.ts'
import { FoundApplications } from './found-applications.tsx'
import styles from './history.module.css'
import { storyPath } from './paths.ts'
import { columnsWith } from './recent-events.tsx'
import { useNames } from './use-names.ts'

type Opened = Parameters<typeof FoundApplications>[0]

/** The record that a paper with this check code tells of; digits alone may as well be part of a number. */
export function FoundCode({ code, ...opened }: Opened & { readonly code: string }) {
  const desk = useDesk()
  const found = useQueryOf(desk.history.find, { code })
  return (
    <Loaded query={found}>
      {(rows) => {
        if (rows.length > 0) return <Records code={code} rows={rows} {...opened} />
        if (/^\d+$/.test(code)) return <FoundApplications {...opened} />
        return (
          <EmptyState title={`没有校验码为 ${code} 的记录`}>
            请与纸面页脚核对八位校验码。其他单位的记录，导入对方的数据交换包以后才查得到。
          </EmptyState>
        )
      }}
    </Loaded>
  )
}

function Records({
  code,
  rows,
  only,
  onOpen,
}: Omit<Opened, 'text'> & { readonly code: string; readonly rows: readonly RecentRow[] }) {
  const names = useNames()
  const path = ({ story }: RecentRow) => (story ? storyPath(story.subject, code) : null)
  const single = rows.length === 1 ? path(rows[0]!) : null
  useEffect(() => {
    only.current = single
    return () => {
      only.current = null
    }
  }, [only, single])
  return (
    <>
      <p className={styles.count} role="status">
        {rows.length === 1
          ? `纸面校验码 ${code} 对应下面这一条记录，打开可看全过程`
          : `校验码以 ${code} 开头的记录有 ${rows.length} 条，请按单位和时间辨认`}
      </p>
      <DataTable
        label="校验码对应的记录"
        name="history/code"
        columns={columnsWith(names)}
        source={rowsHere(rows)}
        rowKey={({ id }) => id}
        onOpen={(row) => {
          const to = path(row)
          if (to !== null) onOpen(to)
        }}
      />
    </>
  )
}
