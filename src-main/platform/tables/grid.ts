import type { Table } from '../../core/ports/tables.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { CellNote } from './cell-text.ts'
import { limits } from './limits.ts'

export type GridNote = Table['notes'][number] & { readonly code: CellNote }

/** A sheet as it was read, before it is known which file it came from. */
export type Grid = Pick<Table, 'sheets' | 'sheet' | 'rows'> & { readonly notes: readonly GridNote[] }

/**
 * Cuts off the empty rows and columns at the end, makes all rows equally long, sorts the notes by place. Refuses with
 * `tables/no-cells` when nothing is left, with `tables/too-large` beyond the limits.
 */
export function settle(grid: Grid): Result<Grid> {
  let rows = 0
  let columns = 0
  grid.rows.forEach((row, index) => {
    const last = row.findLastIndex((text) => text !== '')
    if (last < 0) return
    rows = index + 1
    columns = Math.max(columns, last + 1)
  })
  // A formula without value is no content: a sheet of nothing else is as good as empty, but must say why.
  if (rows === 0 && grid.notes.length === 0) return refuse('tables/no-cells')
  if (rows === 0) return refuse('tables/no-cells', { because: grid.notes[0]!.code })
  if (rows > limits.rows) return refuse('tables/too-large', { what: 'rows', limit: limits.rows })
  if (columns > limits.columns) return refuse('tables/too-large', { what: 'columns', limit: limits.columns })
  if (rows * columns > limits.cells) return refuse('tables/too-large', { what: 'cells', limit: limits.cells })
  const notes = grid.notes
    .filter(({ row, column }) => row < rows && column < columns)
    .toSorted((a, b) => a.row - b.row || a.column - b.column)
  return ok({ ...grid, rows: grid.rows.slice(0, rows).map((row) => evenly(row, columns)), notes })
}

function evenly(row: readonly string[], columns: number): readonly string[] {
  if (row.length === columns) return row
  return row.length > columns ? row.slice(0, columns) : [...row, ...new Array(columns - row.length).fill('')]
}
