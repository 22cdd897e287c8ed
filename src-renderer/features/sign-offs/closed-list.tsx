import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import type { ListFilter } from '../../../src-main/domain/formal-review/list-filter.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import type { SignOffState } from '../../../src-main/domain/sign-offs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { useNotify } from '../../ui/notify.ts'
import { usePagedRows } from '../../ui/paged-rows.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import type { Sorting } from '../../ui/table-columns.ts'
import {
  inListOrder,
  nothingSelected,
  type SelectedRow,
  type SelectedRows,
} from '../../ui/table-selection.ts'
import { reviewPath } from '../formal-review/paths.ts'
import { closedColumns } from './sign-off-columns.tsx'
import styles from './sign-offs.module.css'

const fetchedAtOnce = 500

/** Closed reviews of this office in a batch, to be opened or selected. */
export function ClosedList({
  list: { batch, signOffs, institution },
  selects,
  actions,
  empty,
}: {
  readonly list: {
    readonly batch: string
    readonly signOffs: readonly SignOffState[]
    readonly institution: string
  }
  readonly selects: boolean
  readonly actions: (
    rows: readonly ListRow[],
    all: (() => Promise<readonly ListRow[] | null>) | null,
  ) => ReactNode
  readonly empty: ReactNode
}) {
  const desk = useDesk()
  const notify = useNotify()
  const [, navigate] = useLocation()
  const [rows, setRows] = useState<SelectedRows<ListRow>>(nothingSelected)
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const filter: ListFilter = {
    batch,
    states: ['通过', '补交材料中', '不予受理'],
    regions: [],
    institutions: [institution],
    field: null,
    signOffs,
    search: '',
  }
  const sort = {
    column: (sorting?.column ?? 'number') as 'number',
    descending: sorting?.direction === 'down',
  }
  const { source, total, refusal } = usePagedRows({
    call: desk.formalReview.list,
    inputOf: (offset, limit) => ({ filter, sort, offset, limit }) as never,
    pageOf: (page): { rows: readonly ListRow[]; total: number } => page,
    pageSize: 200,
  })

  async function all(): Promise<SelectedRows<ListRow> | null> {
    const found = new Map<string, SelectedRow<ListRow>>()
    for (let offset = 0; ; offset += fetchedAtOnce) {
      const page = await desk.formalReview.list({ filter, sort, offset, limit: fetchedAtOnce } as never)
      if (!page.ok) {
        notify.refused(page.error)
        return null
      }
      for (const [i, row] of page.value.rows.entries()) found.set(row.id, { row, index: offset + i })
      if (page.value.rows.length < fetchedAtOnce) return found
    }
  }
  async function allRows() {
    const found = await all()
    return found && inListOrder(found)
  }
  const open = ({ id }: ListRow) => navigate(reviewPath(id), { state: { filter, sort } })
  if (refusal) return <RefusalNote refusal={refusal} />
  return (
    <>
      {selects && rows.size === 0 && (total ?? 0) > 0 && (
        <div className={styles.tabs}>{actions([], allRows)}</div>
      )}
      <DataTable
        label="结论"
        name="sign-offs"
        columns={closedColumns}
        source={source}
        rowKey={({ id }) => id}
        sorting={sorting}
        onSort={setSorting}
        onOpen={open}
        {...(selects && {
          selection: { rows, change: setRows, all },
          actions: actions(inListOrder(rows), null),
        })}
        empty={total === 0 && empty}
      />
    </>
  )
}
