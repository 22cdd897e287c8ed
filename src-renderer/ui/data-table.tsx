// biome-ignore-all lint/a11y/useSemanticElements: rows are virtual and scroll inside the grid, table elements cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the current row
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import styles from './data-table.module.css'
import { useShownKeys } from './shown-keys.ts'
import { BodyCell, checkWidth, HeadCell, rowHeight } from './table-cells.tsx'
import { useRowsCopy } from './table-clipboard.ts'
import type { Column, RowSource, Sorting } from './table-columns.ts'
import { stepOf } from './table-keys.ts'
import { useTableMemory } from './table-memory.ts'
import { inListOrder, nothingSelected, type SelectedRow, type Selection } from './table-selection.ts'
import { useColumnWidths } from './table-widths.ts'

export type DataTableProps<Row> = {
  /** Names the list for screen readers. */
  readonly label: string
  /** Under this name the place in the list is found again on coming back. */
  readonly name: string
  /** The first one stays in view. */
  readonly columns: readonly Column<Row>[]
  readonly source: RowSource<Row>
  readonly rowKey: (row: Row) => string
  readonly onOpen?: (row: Row, index: number) => void
  readonly sorting?: Sorting | null
  readonly onSort?: (sorting: Sorting | null) => void
  readonly selection?: Selection<Row>
  /** What can be done with the selected rows; shown with their number. */
  readonly actions?: ReactNode
  readonly empty?: ReactNode
  /** False where rows are picked, not worked with. */
  readonly copies?: boolean
  /** Ready for the keyboard as soon as it appears: in dialogs, where it is all there is. */
  readonly takesFocus?: boolean
}

/**
 * A list of any length: arrows move, Enter or a double click opens, Space selects (Shift extends, Ctrl+A all that are
 * here), Ctrl+C copies the selected rows or the current one for WPS and Excel, with Shift under their headings.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, name, source, rowKey, onOpen, sorting = null, onSort, selection } = props
  const { columns, resize } = useColumnWidths(name, props.columns)
  const id = useId()
  const memory = useTableMemory()
  const [returned] = useState(() => memory.get(name))
  const grid = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(returned?.index ?? 0)
  const anchor = useRef(current)
  const { rowCount } = source
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The headings lie over the first of what is scrolled, which this does not count.
    scrollPaddingEnd: rowHeight,
  })
  const visible = virtual.getVirtualItems()
  const [first, last] = [visible[0]?.index ?? 0, visible.at(-1)?.index ?? -1]
  const at = Math.min(current, Math.max(0, rowCount - 1))
  const width = columns.reduce((sum, column) => sum + column.width, selection ? checkWidth : 0)
  const selected = selection?.rows ?? nothingSelected
  useShownKeys('list', selection ? 'selection' : null)

  const { onRangeNeeded } = source
  useEffect(() => {
    if (last >= first) onRangeNeeded?.(first, last - first + 1)
  }, [first, last, onRangeNeeded])

  // Coming back to the list: same row, same place, ready for the keyboard, once the rows are there.
  const isReady = rowCount > 0
  useEffect(() => {
    if (!isReady || !returned || !memory.delete(name)) return
    virtual.scrollToOffset(returned.offset)
    grid.current?.focus({ preventScroll: true })
  }, [isReady, returned, memory, name, virtual])

  const { takesFocus } = props
  useEffect(() => {
    if (takesFocus) grid.current?.focus({ preventScroll: true })
  }, [takesFocus])

  function go(index: number, extend: boolean) {
    const next = Math.max(0, Math.min(rowCount - 1, index))
    setCurrent(next)
    virtual.scrollToIndex(next)
    if (extend) selectFrom(anchor.current, next)
    else anchor.current = next
  }

  function open(index: number) {
    const row = source.rowAt(index)
    if (!row || !onOpen) return
    const { scrollTop = 0, clientHeight = 0 } = grid.current ?? {}
    memory.set(name, { index, offset: scrollTop, room: clientHeight })
    onOpen(row, index)
  }

  function toggle(index: number) {
    const row = source.rowAt(index)
    if (!row || !selection) return
    const rows = new Map(selection.rows)
    if (!rows.delete(rowKey(row))) rows.set(rowKey(row), { row, index })
    selection.change(rows)
    anchor.current = index
  }

  function selectFrom(a: number, b: number) {
    if (!selection) return
    const rows = new Map<string, SelectedRow<Row>>(selection.rows)
    for (let index = Math.min(a, b); index <= Math.max(a, b); index++) {
      const row = source.rowAt(index)
      if (row) rows.set(rowKey(row), { row, index })
    }
    selection.change(rows)
  }

  async function selectAll(isWanted: boolean) {
    if (!selection) return
    if (!isWanted) return selection.change(nothingSelected)
    if (!selection.all) return selectFrom(0, rowCount - 1)
    const all = await selection.all()
    if (all) selection.change(all)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget) return
    const page = Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / rowHeight) - 2)
    const step = stepOf(event, { at, page, last: rowCount - 1 })
    if (step !== null) go(step, event.shiftKey && selection !== undefined)
    else if (event.key === 'Enter') open(at)
    else if (event.key === ' ' && selection) toggle(at)
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && selection) void selectAll(true)
    else if (event.key === 'C' && event.shiftKey && (event.ctrlKey || event.metaKey)) copying.copy(true)
    else if (event.key === 'Escape' && selected.size > 0) selection?.change(nothingSelected)
    else return
    event.preventDefault()
  }

  const copying = useRowsCopy(columns, () => {
    const row = source.rowAt(at)
    return selected.size > 0 ? inListOrder(selected) : row ? [row] : []
  })

  const isAllSelected = rowCount > 0 && selected.size >= rowCount
  return (
    <div className={styles.table}>
      {selection && selected.size > 0 && (
        <div className={styles.actions} role="toolbar" aria-label="对所选各行的操作">
          <span className={styles.count} aria-live="polite">
            已选 {selected.size.toLocaleString('en-US')} 项
          </span>
          {props.actions}
          {props.copies !== false && (
            <>
              <button type="button" className={styles.link} onClick={() => copying.copy(false)}>
                复制
              </button>
              <button type="button" className={styles.link} onClick={() => copying.copy(true)}>
                连同表头复制
              </button>
            </>
          )}
          <button type="button" className={styles.link} onClick={() => selection.change(nothingSelected)}>
            取消选择
          </button>
        </div>
      )}
      <div
        ref={grid}
        role="grid"
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length + (selection ? 1 : 0)}
        aria-multiselectable={selection ? true : undefined}
        aria-activedescendant={at >= first && at <= last ? `${id}-${at}` : undefined}
        tabIndex={0}
        className={styles.grid}
        onKeyDown={onKeyDown}
        onCopy={copying.onCopy}
        onScroll={({ currentTarget: { dataset, scrollLeft } }) => {
          if (scrollLeft > 0) dataset.scrolled = ''
          else delete dataset.scrolled
        }}
      >
        <div role="rowgroup" className={styles.head} style={{ minWidth: width }}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            {selection && (
              <div role="columnheader" className={`${styles.cell} ${styles.check}`}>
                <input
                  type="checkbox"
                  aria-label="选择全部"
                  checked={isAllSelected}
                  onChange={() => void selectAll(!isAllSelected)}
                />
              </div>
            )}
            {columns.map((column, index) => (
              <HeadCell
                key={column.key}
                column={column}
                isFirst={index === 0}
                hasChecks={selection !== undefined}
                sorting={sorting}
                resize={resize}
                {...(onSort ? { onSort } : {})}
              />
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          className={styles.body}
          style={{ height: virtual.getTotalSize(), minWidth: width }}
        >
          {visible.map(({ index, start }) => {
            const row = source.rowAt(index)
            const isSelected = row !== undefined && selected.has(rowKey(row))
            return (
              <div
                key={index}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={selection ? isSelected : undefined}
                aria-busy={row === undefined || undefined}
                className={`${styles.row} ${styles.dataRow}`}
                data-current={index === at || undefined}
                data-selected={isSelected || undefined}
                style={{ transform: `translateY(${start}px)` }}
                onMouseDown={() => {
                  setCurrent(index)
                  anchor.current = index
                }}
                onDoubleClick={() => open(index)}
              >
                {selection && (
                  <div role="gridcell" className={`${styles.cell} ${styles.check}`}>
                    <input
                      type="checkbox"
                      tabIndex={-1}
                      aria-label={`选择第 ${index + 1} 行`}
                      checked={isSelected}
                      onChange={() => toggle(index)}
                    />
                  </div>
                )}
                {columns.map((column, place) => (
                  <BodyCell
                    key={column.key}
                    column={column}
                    row={row}
                    isFirst={place === 0}
                    hasChecks={selection !== undefined}
                    {...(place === 0 && onOpen ? { onOpen: () => open(index) } : {})}
                  />
                ))}
              </div>
            )
          })}
        </div>
      </div>
      {rowCount === 0 && props.empty}
    </div>
  )
}
