import type { ReactNode } from 'react'

export type Column<Row> = {
  readonly key: string
  readonly title: string
  /** Pixels; the one that grows takes what is left. */
  readonly width: number
  readonly grows?: boolean
  readonly align?: 'left' | 'right' | 'center'
  /** What is copied and sorted by, and what is shown when there is no `render`. */
  readonly text: (row: Row) => string
  readonly render?: (row: Row) => ReactNode
  /** Copied as a number; everything else is copied as text, so that codes and IDs keep every digit. */
  readonly isNumber?: boolean
  readonly isSortable?: boolean
}

export type Sorting = { readonly column: string; readonly direction: 'up' | 'down' }

/** Rows of a list, all here or fetched as they come into view. */
export type RowSource<Row> = {
  readonly rowCount: number
  /** Undefined while it is being fetched. */
  rowAt(index: number): Row | undefined
  /** Told which rows are in view. */
  onRangeNeeded?(offset: number, limit: number): void
}

/** A source over rows that are all here. */
export function rowsHere<Row>(rows: readonly Row[]): RowSource<Row> {
  return { rowCount: rows.length, rowAt: (index) => rows[index] }
}

const collator = new Intl.Collator('zh-CN', { numeric: true })

/** Rows in the order a person expects: Chinese by pinyin, digits by value; without sorting as they came. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const column = columns.find(({ key }) => key === sorting?.column)
  if (!column || !sorting) return rows
  const sign = sorting.direction === 'up' ? 1 : -1
  return rows.toSorted((a, b) => sign * collator.compare(column.text(a), column.text(b)))
}

/** Up, down, unsorted, and again. */
export function nextSorting(now: Sorting | null, column: string): Sorting | null {
  if (now?.column !== column) return { column, direction: 'up' }
  return now.direction === 'up' ? { column, direction: 'down' } : null
}
