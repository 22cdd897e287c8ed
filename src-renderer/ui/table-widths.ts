import { createContext, useContext, useState } from 'react'
import type { Column } from './table-columns.ts'

export const narrowest = 48
export const widest = 800

/** Widths that a person gave to columns, by list and column. */
export type StoredWidths = Readonly<Record<string, Readonly<Record<string, number>>>>

export type TableWidths = {
  readonly widths: StoredWidths
  /** Null goes back to the width the column comes with. */
  readonly change: (list: string, column: string, width: number | null) => void
  /** All columns of a list go back to the width they come with. */
  readonly forget: (list: string) => void
}

/** Absent where nobody is logged in: there columns keep the width they come with. */
export const TableWidthsContext = createContext<TableWidths | null>(null)

export type Resize = {
  /** While it is being dragged. */
  readonly show: (column: string, width: number) => void
  /** Where it was let go; null for the width the column comes with. */
  readonly keep: (column: string, width: number | null) => void
}

/** The columns of a list as wide as this person wants them. */
export function useColumnWidths<Row>(
  list: string,
  columns: readonly Column<Row>[],
): { readonly columns: readonly Column<Row>[]; readonly resize: Resize | null } {
  const stored = useContext(TableWidthsContext)
  const [dragged, setDragged] = useState<Readonly<Record<string, number>>>({})
  const own = { ...stored?.widths[list], ...dragged }
  return {
    columns: columns.map((column) => resized(column, own[column.key])),
    resize: stored && {
      show: (column, width) => setDragged({ [column]: width }),
      keep(column, width) {
        setDragged({})
        stored.change(list, column, width)
      },
    },
  }
}

/** A column with a width of its own no longer takes what is left. */
function resized<Row>(column: Column<Row>, width: number | undefined): Column<Row> {
  return width === undefined ? column : { ...column, width, grows: false }
}

/** With one width changed. */
export function withWidth(
  widths: StoredWidths,
  { list, column, width }: { readonly list: string; readonly column: string; readonly width: number | null },
): StoredWidths {
  const { [column]: _before, ...others } = widths[list] ?? {}
  return { ...widths, [list]: width === null ? others : { ...others, [column]: clamped(width) } }
}

export function clamped(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)))
}

/** Whatever an older program left there, what makes sense of it. */
export function readWidths(stored: unknown): StoredWidths {
  if (typeof stored !== 'object' || stored === null) return {}
  const lists = Object.entries(stored as Record<string, unknown>).map(([list, widths]) => {
    const known = Object.entries(typeof widths === 'object' && widths !== null ? widths : {})
    return [list, Object.fromEntries(known.filter(([, width]) => typeof width === 'number'))] as const
  })
  return Object.fromEntries(lists)
}
