import { createContext, useContext } from 'react'

/** Where somebody stood in a list when opening a row. */
export type TablePlace = { readonly index: number; readonly offset: number }

export const TableMemoryContext = createContext<Map<string, TablePlace> | null>(null)

/** The places of all lists by their names, while the window is open. */
export function useTableMemory(): Map<string, TablePlace> {
  const places = useContext(TableMemoryContext)
  if (!places) throw new Error('no table memory around this component')
  return places
}
