import { create } from 'zustand'
import type { ListFilter } from '../../../src-main/domain/formal-review/list-filter.ts'
import type { ListSort } from '../../../src-main/domain/formal-review/list-sort.ts'
import type { Sorting } from '../../ui/table-columns.ts'

/** What the list of applications shows; kept while the window is open, so that coming back finds it as it was. */
export type ListState = {
  /** Null shows every batch; undefined until one was chosen. */
  readonly batch: string | null | undefined
  readonly filter: Omit<ListFilter, 'batch'>
  readonly sort: ListSort
  /** Whose this is: somebody else's list begins as that person left it. */
  readonly person: string | null
}

export const noFilter: ListState['filter'] = {
  states: [],
  regions: [],
  institutions: [],
  origins: [],
  desk: null,
  field: null,
  reason: null,
  taken: null,
  due: null,
  search: '',
}
export const byNumber: ListSort = { column: 'number', descending: false }

export const useListState = create<ListState>(() => ({
  batch: undefined,
  filter: noFilter,
  sort: byNumber,
  person: null,
}))

/** A field belongs to its batch: choosing another one forgets it. */
export function chooseBatch(batch: string | null): void {
  useListState.setState(({ filter }) => ({ batch, filter: { ...filter, field: null } }))
}

export function changeFilter(patch: Partial<ListState['filter']>): void {
  useListState.setState(({ filter }) => ({ filter: { ...filter, ...patch } }))
}

/** Shows this part of a batch, whatever the list was about; for the person who asked. */
export function showPart(
  person: string,
  { batch, ...part }: Partial<ListFilter> & { readonly batch: string | null },
): void {
  const sort: ListSort = part.due ? { column: 'deadline', descending: false } : byNumber
  useListState.setState({ batch, filter: { ...noFilter, ...part }, sort, person })
}

export function clearFilter(): void {
  useListState.setState({ filter: noFilter })
}

export function isFiltered(filter: ListState['filter']): boolean {
  const { states, regions, institutions, origins = [], desk, field, reason, taken, due, search } = filter
  const isNarrowed = desk || field !== null || reason || taken || due || search.trim() !== ''
  return states.length + regions.length + institutions.length + origins.length > 0 || Boolean(isNarrowed)
}

/** The list's own order is by number, which is also where clicking through the headings ends. */
export function sortFrom(sorting: Sorting | null): ListSort {
  if (!sorting) return byNumber
  return { column: sorting.column as ListSort['column'], descending: sorting.direction === 'down' }
}

export function sortingOf({ column, descending }: ListSort): Sorting {
  return { column, direction: descending ? 'down' : 'up' }
}
