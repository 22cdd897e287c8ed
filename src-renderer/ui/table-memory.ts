import { createContext, useContext, useEffect } from 'react'
import { rowHeight } from './table-cells.tsx'

/** Where somebody stood in a list when opening a row: the row, how far it was scrolled, and how much of it was seen. */
export type TablePlace = { readonly index: number; readonly offset: number; readonly room: number }

export const TableMemoryContext = createContext<Map<string, TablePlace> | null>(null)

/** The places of all lists by their names, while the window is open. */
export function useTableMemory(): Map<string, TablePlace> {
  const places = useContext(TableMemoryContext)
  if (!places) throw new Error('no table memory around this component')
  return places
}

/** On a page that walks along a list: coming back to the list finds the row that was seen last. Null changes nothing. */
export function useFollowedPlace(list: string, index: number | null): void {
  const memory = useTableMemory()
  useEffect(() => {
    const place = memory.get(list)
    if (place && index !== null) memory.set(list, placeAt(place, index))
  }, [memory, list, index])
}

/** The same place with another row, scrolled no further than it takes to see that one below the headings. */
export function placeAt({ offset, room }: TablePlace, index: number): TablePlace {
  const [top, bottom] = [index * rowHeight, (index + 2) * rowHeight]
  return { index, room, offset: Math.min(top, Math.max(offset, bottom - room)) }
}
