import { useState } from 'react'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { useDesk } from '../../app/desk.ts'
import { useNotify } from '../../ui/notify.ts'
import { nothingSelected, type SelectedRows, type Selection } from '../../ui/table-selection.ts'
import { allRows } from '../assignments/all-rows.ts'
import type { ReviewList } from './review-list.ts'

/** Which applications of the review list are selected; 「选择全部」 asks for those that are not here yet. */
export function useReviewSelection(parts: readonly ReviewList[]): Selection<ListRow> {
  const desk = useDesk()
  const notify = useNotify()
  const [rows, setRows] = useState<SelectedRows<ListRow>>(nothingSelected)
  async function all(): Promise<SelectedRows<ListRow> | null> {
    const found = await allRows(desk, parts)
    if ('rows' in found) return new Map(found.rows.map((row, index) => [row.id, { row, index }]))
    notify.refused(found.refusal)
    return null
  }
  return { rows, change: setRows, all }
}
