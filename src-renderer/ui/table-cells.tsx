// biome-ignore-all lint/a11y/useSemanticElements: rows are virtual and scroll inside the grid, table elements cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the current row
import { ColumnEdge } from './column-edge.tsx'
import styles from './data-table.module.css'
import { DownIcon, UpIcon } from './icons.tsx'
import { type Column, nextSorting, type Sorting } from './table-columns.ts'
import type { Resize } from './table-widths.ts'

export const rowHeight = 32
export const checkWidth = 36

type CellProps<Row> = { readonly column: Column<Row>; readonly isFirst: boolean; readonly hasChecks: boolean }

function cellStyle<Row>({ column, isFirst, hasChecks }: CellProps<Row>) {
  return {
    flex: column.grows ? `1 0 ${column.width}px` : `0 0 ${column.width}px`,
    textAlign: column.align ?? ('left' as const),
    ...(isFirst ? { left: hasChecks ? checkWidth : 0 } : {}),
  }
}

/** A heading; a button when the list can be sorted by it. */
export function HeadCell<Row>(
  props: CellProps<Row> & {
    readonly sorting: Sorting | null
    readonly onSort?: (sorting: Sorting | null) => void
    readonly resize: Resize | null
  },
) {
  const { column, isFirst, sorting, onSort, resize } = props
  const direction = sorting?.column === column.key ? sorting.direction : null
  return (
    <div
      role="columnheader"
      aria-sort={direction === 'up' ? 'ascending' : direction === 'down' ? 'descending' : undefined}
      className={`${styles.cell} ${styles.heading} ${isFirst ? styles.sticky : ''}`}
      style={cellStyle(props)}
    >
      {onSort && column.isSortable !== false ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort(nextSorting(sorting, column.key))}
        >
          {column.title}
          {direction === 'up' && <UpIcon />}
          {direction === 'down' && <DownIcon />}
        </button>
      ) : (
        column.title
      )}
      {resize && <ColumnEdge column={column.key} resize={resize} />}
    </div>
  )
}

/** A cell; the first one of a list that opens is also a link for the mouse. */
export function BodyCell<Row>(
  props: CellProps<Row> & { readonly row: Row | undefined; readonly onOpen?: () => void },
) {
  const { column, row, isFirst, onOpen } = props
  const content =
    row === undefined ? (isFirst ? '正在读取…' : '') : column.render ? column.render(row) : column.text(row)
  return (
    <div
      role="gridcell"
      className={`${styles.cell} ${isFirst ? styles.sticky : ''}`}
      style={cellStyle(props)}
      title={row && !column.render ? column.text(row) : undefined}
    >
      {onOpen && row !== undefined ? (
        <button type="button" tabIndex={-1} className={styles.link} onClick={onOpen}>
          {content}
        </button>
      ) : (
        content
      )}
    </div>
  )
}
