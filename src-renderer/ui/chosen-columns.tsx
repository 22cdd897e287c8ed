import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { ColumnChooser } from './column-chooser.tsx'
import { type ColumnLayout, readLayout, shownColumns } from './column-layout.ts'
import { useRemembered } from './remembered.ts'
import type { Column } from './table-columns.ts'

/** The columns of a list that this person wants to see, in the order wanted, and the button to choose them. */
export function useChosenColumns<Row>(
  name: string,
  columns: readonly Column<Row>[],
): {
  readonly columns: readonly Column<Row>[]
  readonly chooser: ReactNode
  readonly layout: ColumnLayout
  readonly isReady: boolean
  readonly change: (layout: ColumnLayout) => void
} {
  const { value: layout, isReady, change } = useRemembered(`columns/${name}`, readLayout)
  const [isOpen, setOpen] = useState(false)
  const chooser = (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        选择列
      </Button>
      {isOpen && (
        <ColumnChooser
          list={name}
          columns={columns}
          layout={layout}
          change={change}
          close={() => setOpen(false)}
        />
      )}
    </>
  )
  return { columns: shownColumns(columns, layout), chooser, layout, isReady, change }
}
