import { create } from 'zustand'
import type { ListFilter, sortColumns } from '../../../src-main/domain/formal-review/list.ts'
import type { Sorting } from '../../ui/table-columns.ts'

export type ListSort = { readonly column: (typeof sortColumns)[number]; readonly descending: boolean }

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

export function clearFilter(): void {
  useListState.setState({ filter: noFilter })
}

export function isFiltered(filter: ListState['filter']): boolean {
  const { states, regions, origins = [], desk = null, field, search } = filter
  const isNarrowed = desk !== null || field !== null || search.trim() !== ''
  return states.length + regions.length + origins.length > 0 || isNarrowed
}

/** The list's own order is by number, which is also where clicking through the headings ends. */
export function sortFrom(sorting: Sorting | null): ListSort {
  if (!sorting) return byNumber
  return { column: sorting.column as ListSort['column'], descending: sorting.direction === 'down' }
}

export function sortingOf({ column, descending }: ListSort): Sorting {
  return { column, direction: descending ? 'down' : 'up' }
}
