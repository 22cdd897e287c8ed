import { useEffect } from 'react'
import { unverified } from '../../../src-main/domain/applications/rules.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list.ts'
import { useDesk } from '../../app/desk.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { usePagedRows } from '../../ui/paged-rows.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { UnverifiedMark } from '../applications/unverified.tsx'
import styles from './history.module.css'
import { storyPath } from './paths.ts'

const columns: readonly Column<ListRow>[] = [
  { key: 'number', title: '编号', width: 180, text: ({ number }) => number },
  {
    key: 'title',
    title: '名称',
    width: 320,
    grows: true,
    text: ({ title }) => title,
    render: ({ title, isUnverified }) =>
      isUnverified ? (
        <span title={title}>
          <UnverifiedMark />
          {title}
        </span>
      ) : (
        <span title={title}>{title}</span>
      ),
  },
  { key: 'lead', title: '牵头单位', width: 240, text: ({ lead }) => lead },
  {
    key: 'origin',
    title: '来自',
    width: 100,
    text: ({ origin, isUnverified }) => (isUnverified ? `${origin}（${unverified}）` : origin),
    render: ({ origin }) => <OfficeChip code={origin} />,
  },
  {
    key: 'state',
    title: '审查',
    width: 110,
    text: ({ state }) => state,
    render: ({ state }) => <StateTag state={state} />,
  },
]

/** Applications by any part of number, title or organisation; opening one shows its story. */
export function FoundApplications({
  text,
  only,
  onOpen,
}: {
  readonly text: string
  /** Holds the one that was found when it is the only one, so that Enter in the field can open it. */
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
  const single = total === 1 ? (source.rowAt(0)?.id ?? null) : null
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
