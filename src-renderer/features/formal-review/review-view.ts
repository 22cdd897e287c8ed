import type { ReviewState } from '../../../src-main/domain/formal-review/review-state.ts'
import { type ColumnLayout, readLayout, usualLayout } from '../../ui/column-layout.ts'
import { memberOf } from '../../ui/remembered.ts'
import { type ReviewListState, sortable, stateOrder, type Whose } from './review-list.ts'

/** What a saved view of the review list holds, always written in this order. */
export type ReviewView = {
  readonly state: ReviewState | null
  readonly search: string
  readonly whose: Whose
  readonly assignee: string | null
  readonly sorting: { readonly column: string; readonly direction: 'up' | 'down' } | null
  readonly columns: { readonly hidden: readonly string[]; readonly order: readonly string[] }
}

type Shown = Omit<ReviewListState, 'person'>

export function viewOf(
  { state, search, whose, assignee, sorting }: Shown,
  { hidden, order }: ColumnLayout,
): ReviewView {
  return {
    state,
    search,
    whose,
    assignee,
    sorting: sorting && { column: sorting.column, direction: sorting.direction },
    columns: { hidden, order },
  }
}

export const usualView = viewOf(
  { state: null, search: '', whose: 'here', assignee: null, sorting: null },
  usualLayout,
)

export function stateOf({ state, search, whose, assignee, sorting }: ReviewView): Shown {
  return { state, search, whose, assignee, sorting }
}

/** Whatever an older program left there, as far as the backend takes it today; null when there is nothing. */
export function readView(stored: unknown): ReviewView | null {
  if (typeof stored !== 'object' || stored === null) return null
  const search = memberOf(stored, 'search')
  const assignee = memberOf(stored, 'assignee')
  const sorting = memberOf(stored, 'sorting')
  const column = sortable.find((one) => one === memberOf(sorting, 'column'))
  const whose = (['here', 'office', 'all'] as const).find((one) => one === memberOf(stored, 'whose'))
  return {
    state: stateOrder.find((state) => state === memberOf(stored, 'state')) ?? null,
    search: typeof search === 'string' ? search : '',
    whose: whose ?? 'here',
    assignee: typeof assignee === 'string' ? assignee : null,
    sorting: column ? { column, direction: memberOf(sorting, 'direction') === 'down' ? 'down' : 'up' } : null,
    columns: readLayout(memberOf(stored, 'columns')),
  }
}
