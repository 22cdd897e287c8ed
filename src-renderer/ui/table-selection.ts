/** A selected row and where in the list it stands, from 0. */
export type SelectedRow<Row> = { readonly row: Row; readonly index: number }

/** Selected rows by their keys: kept with the row itself, so that those that scroll away can still be copied. */
export type SelectedRows<Row> = ReadonlyMap<string, SelectedRow<Row>>

export type Selection<Row> = {
  readonly rows: SelectedRows<Row>
  readonly change: (rows: SelectedRows<Row>) => void
  /** The whole list, when not all of its rows are here; null when it could not be read, which was said already. */
  readonly all?: () => Promise<SelectedRows<Row> | null>
}

export const nothingSelected: SelectedRows<never> = new Map()

/** The rows in the order of the list. */
export function inListOrder<Row>(rows: SelectedRows<Row>): readonly Row[] {
  return [...rows.values()].toSorted((a, b) => a.index - b.index).map(({ row }) => row)
}
