import { Button, Modal } from 'antd'
import { type KeyboardEvent, useContext, useLayoutEffect, useRef, useState } from 'react'
import styles from './chosen-columns.module.css'
import { type ColumnLayout, inOrder, movedColumn, usualLayout, withShown } from './column-layout.ts'
import { DownIcon, UpIcon } from './icons.tsx'
import { useShownKeys } from './shown-keys.ts'
import type { Column } from './table-columns.ts'
import { TableWidthsContext } from './table-widths.ts'

const widthStep = 16

/** Shows, hides, moves and widens the columns of a list, by mouse or by keys; what is changed is seen behind at once. */
export function ColumnChooser<Row>({
  list,
  columns,
  layout: before,
  change: keep,
  close,
}: {
  readonly list: string
  readonly columns: readonly Column<Row>[]
  readonly layout: ColumnLayout
  readonly change: (layout: ColumnLayout) => void
  readonly close: () => void
}) {
  useShownKeys('columns')
  // What is kept comes back a moment later; a box that was ticked is ticked at once.
  const [layout, setLayout] = useState(before)
  const stored = useContext(TableWidthsContext)
  const rows = useRef<HTMLUListElement>(null)
  const moved = useRef<string | null>(null)
  const choices = inOrder(columns, layout.order).slice(1)

  // A row that changes its place takes the focus along.
  useLayoutEffect(() => {
    if (moved.current === null) return
    rows.current?.querySelector<HTMLElement>(`[data-column="${moved.current}"] input`)?.focus()
    moved.current = null
  })

  function change(next: ColumnLayout) {
    setLayout(next)
    keep(next)
  }
  function move(key: string, by: 1 | -1) {
    moved.current = key
    change(movedColumn(columns, layout, { key, by }))
  }
  function widen({ key, width }: Column<Row>, by: 1 | -1) {
    stored?.change(list, key, (stored.widths[list]?.[key] ?? width) + by * widthStep)
  }
  function onKeyDown(event: KeyboardEvent, column: Column<Row>) {
    if (!event.altKey) return
    if (event.key === 'ArrowUp') move(column.key, -1)
    else if (event.key === 'ArrowDown') move(column.key, 1)
    else if (event.key === 'ArrowLeft') widen(column, -1)
    else if (event.key === 'ArrowRight') widen(column, 1)
    else return
    event.preventDefault()
  }
  function reset() {
    change(usualLayout)
    stored?.forget(list)
  }

  const buttons = [
    <Button key="reset" onClick={reset}>
      恢复默认
    </Button>,
    <Button key="done" type="primary" onClick={close}>
      完成
    </Button>,
  ]
  return (
    <Modal open title="选择列" width={400} onCancel={close} footer={buttons}>
      <p className={styles.hint}>
        勾选要显示的列。Alt+↑、Alt+↓ 调整先后，Alt+←、Alt+→ 调整宽窄；宽窄也可以在表头上拖动。
      </p>
      <ul ref={rows} className={styles.choices}>
        {choices.map((column, place) => {
          const { key, title } = column
          return (
            <li key={key} data-column={key} onKeyDown={(event) => onKeyDown(event, column)}>
              <label>
                <input
                  type="checkbox"
                  checked={!layout.hidden.includes(key)}
                  onChange={({ target }) => change(withShown(layout, key, target.checked))}
                />
                {title}
              </label>
              <button
                type="button"
                aria-label={`${title}前移`}
                disabled={place === 0}
                onClick={() => move(key, -1)}
              >
                <UpIcon />
              </button>
              <button
                type="button"
                aria-label={`${title}后移`}
                disabled={place === choices.length - 1}
                onClick={() => move(key, 1)}
              >
                <DownIcon />
              </button>
            </li>
          )
        })}
      </ul>
    </Modal>
  )
}
