import { type PointerEvent, useRef } from 'react'
import styles from './data-table.module.css'
import { clamped, type Resize } from './table-widths.ts'

type Grip = { readonly from: number; readonly width: number; readonly scale: number; now: number }

/**
 * The right edge of a heading: drag it to make the column wider or narrower, double click for the usual width. For the mouse
 * only: with the keyboard widths are changed where columns are chosen.
 */
export function ColumnEdge({ column, resize }: { readonly column: string; readonly resize: Resize }) {
  const grip = useRef<Grip | null>(null)

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    const cell = event.currentTarget.parentElement!
    const { offsetWidth: width } = cell
    // In an enlarged page the mouse moves in other steps than widths are counted in.
    const scale = cell.getBoundingClientRect().width / width
    grip.current = { from: event.clientX, width, scale, now: width }
    event.currentTarget.setPointerCapture(event.pointerId)
    event.preventDefault()
  }
  function onPointerMove({ clientX }: PointerEvent) {
    if (!grip.current) return
    const { from, width, scale } = grip.current
    grip.current.now = clamped(width + (clientX - from) / scale)
    resize.show(column, grip.current.now)
  }
  function release() {
    const { width, now } = grip.current ?? {}
    grip.current = null
    if (now !== undefined && now !== width) resize.keep(column, now)
  }
  return (
    <span
      className={styles.edge}
      data-column-edge
      aria-hidden="true"
      title="拖动调整列宽，双击恢复"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onDoubleClick={() => resize.keep(column, null)}
    />
  )
}
