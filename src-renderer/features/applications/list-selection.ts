import { useState } from 'react'
import type { ListFilter } from '../../../src-main/domain/formal-review/list-filter.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import type { ListSort } from '../../../src-main/domain/formal-review/list-sort.ts'
import { useDesk } from '../../app/desk.ts'
import { useNotify } from '../../ui/notify.ts'
import {
  nothingSelected,
  type SelectedRow,
  type SelectedRows,
  type Selection,
} from '../../ui/table-selection.ts'
import type { PlacedRow } from './list-columns.tsx'

const fetchedAtOnce = 500

/** Which applications of a list are selected; 「选择全部」 asks for those that are not here yet. */
export function useListSelection(list: {
  readonly filter: ListFilter
  readonly sort: ListSort
}): Selection<PlacedRow> {
  const desk = useDesk()
  const notify = useNotify()
  const [rows, setRows] = useState<SelectedRows<PlacedRow>>(nothingSelected)

  async function all(): Promise<SelectedRows<PlacedRow> | null> {
    const found = new Map<string, SelectedRow<PlacedRow>>()
    for (let offset = 0; ; offset += fetchedAtOnce) {
      const page = await desk.formalReview.list({ ...list, offset, limit: fetchedAtOnce } as never)
      if (!page.ok) {
        notify.refused(page.error)
        return null
      }
      for (const [i, row] of page.value.rows.entries()) found.set(row.id, placed(row, offset + i))
      if (page.value.rows.length < fetchedAtOnce) return found
    }
  }
  return { rows, change: setRows, all }
}

function placed(row: ListRow, index: number): SelectedRow<PlacedRow> {
  return { row: { ...row, place: index + 1 }, index }
}
