import type { ReactNode } from 'react'
import { useRemembered } from '../ui/remembered.ts'
import { readWidths, TableWidthsContext, withWidth } from '../ui/table-widths.ts'
import { useScaling } from './scale.ts'

/** The desk as the person who works here arranged it: how large everything is, how wide the columns of lists. */
export function Arranged({ children }: { readonly children: ReactNode }) {
  useScaling()
  const { value: widths, change } = useRemembered('widths', readWidths)
  return (
    <TableWidthsContext
      value={{
        widths,
        change: (list, column, width) => change(withWidth(widths, { list, column, width })),
        forget: (list) => change({ ...widths, [list]: {} }),
      }}
    >
      {children}
    </TableWidthsContext>
  )
}
