import { useEffect } from 'react'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { useDesk } from '../../app/desk.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { usePagedRows } from '../../ui/paged-rows.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { applicationColumns } from '../applications/application-columns.tsx'
import styles from './history.module.css'
import { storyPath } from './paths.ts'

const columns: readonly Column<ListRow>[] = [
  { ...applicationColumns.number, width: 180 },
  { ...applicationColumns.title, width: 320 },
  { ...applicationColumns.lead, width: 240 },
  { ...applicationColumns.origin, title: '来自', width: 100 },
  { ...applicationColumns.state, title: '审查', width: 110 },
]

/** Applications by any part of number, title or organisation; opening one shows its story. */
export function FoundApplications({
  text,
  only,
  onOpen,
}: {
  readonly text: string
  /** Holds the page of the one that was found when it is the only one, so that Enter in the field can open it. */
  readonly only: { current: string | null }
  readonly onOpen: (path: string) => void
}) {
  const desk = useDesk()
  const { source, total, refusal } = usePagedRows({
    call: desk.formalReview.list,
    inputOf: (offset, limit) => ({
      filter: { batch: null, states: [], regions: [], institutions: [], field: null, search: text },
      sort: { column: 'number' as const, descending: false },
      offset,
      limit,
    }),
    pageOf: ({ rows, total }) => ({ rows, total }),
  })
  const first = total === 1 ? source.rowAt(0) : undefined
  const single = first ? storyPath(first.id) : null
  useEffect(() => {
    only.current = single
    return () => {
      only.current = null
    }
  }, [only, single])
  if (refusal) return <RefusalNote refusal={refusal} />
  return (
    <>
      <p className={styles.count} role="status">
        {total !== null && `找到 ${total} 项`}
      </p>
      <DataTable
        label="找到的申报"
        name="history/found"
        columns={columns}
        source={source}
        rowKey={({ id }) => id}
        onOpen={({ id }) => onOpen(storyPath(id))}
        empty={
          total === 0 && <EmptyState title={`没有找到「${text}」`}>请核对编号，或只输入其中几位。</EmptyState>
        }
      />
    </>
  )
}
