import { memberOf, textsIn } from './remembered.ts'
import type { Column } from './table-columns.ts'

/** Which columns of a list somebody hid, and in which order they stand; those it does not name stand where they were. */
export type ColumnLayout = { readonly hidden: readonly string[]; readonly order: readonly string[] }

export const usualLayout: ColumnLayout = { hidden: [], order: [] }

export function readLayout(stored: unknown): ColumnLayout {
  return { hidden: textsIn(memberOf(stored, 'hidden')), order: textsIn(memberOf(stored, 'order')) }
}

/** All columns in the chosen order. The first one names the row and stays the first; a new one stands behind its neighbour. */
export function inOrder<Row>(
  columns: readonly Column<Row>[],
  order: readonly string[],
): readonly Column<Row>[] {
  const [first, ...rest] = columns
  if (!first) return columns
  const byKey = new Map(rest.map((column) => [column.key, column]))
  const ordered = [...new Set(order)].flatMap((key) => byKey.get(key) ?? [])
  const result = [first, ...ordered]
  for (const [place, column] of columns.entries()) {
    if (result.includes(column)) continue
    const before = columns[place - 1]!
    result.splice(result.indexOf(before) + 1, 0, column)
  }
  return result
}

/** With one column moved by some places; it stays behind the first one. */
export function movedColumn<Row>(
  columns: readonly Column<Row>[],
  layout: ColumnLayout,
  { key, by }: { readonly key: string; readonly by: 1 | -1 },
): ColumnLayout {
  const keys = inOrder(columns, layout.order)
    .slice(1)
    .map((column) => column.key)
  const at = keys.indexOf(key)
  const to = at + by
  if (at < 0 || to < 0 || to >= keys.length) return layout
  const order = keys.with(at, keys[to]!).with(to, key)
  return { ...layout, order }
}

export function withShown(layout: ColumnLayout, key: string, isWanted: boolean): ColumnLayout {
  const others = layout.hidden.filter((one) => one !== key)
  return { ...layout, hidden: isWanted ? others : [...others, key] }
}

/** The columns as somebody wants to see them. */
export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  layout: ColumnLayout,
): readonly Column<Row>[] {
  return inOrder(columns, layout.order).filter(
    ({ key }, place) => place === 0 || !layout.hidden.includes(key),
  )
}
