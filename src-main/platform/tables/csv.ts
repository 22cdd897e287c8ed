import Papa from 'papaparse'
import { type Result, refuse } from '../../core/result.ts'
import { notesOn, textOf } from './cell-text.ts'
import { type Grid, type GridNote, settle } from './grid.ts'
import { limits } from './limits.ts'

/**
 * Rows and columns of a text: separated by comma, tab, semicolon or bar, whichever fits. Refuses with
 * `tables/open-quote` when a quotation mark is never closed: the rest of the file would be one cell.
 */
export function readCsvGrid(text: string): Result<Grid> {
  const parsed = Papa.parse<string[]>(text, {
    delimitersToGuess: [',', '\t', ';', '|'],
    preview: limits.rows + 1,
  })
  const open = parsed.errors.find(({ code }) => code === 'MissingQuotes')
  if (open) return refuse('tables/open-quote', { row: (open.row ?? 0) + 1 })
  const notes: GridNote[] = []
  const rows = parsed.data.map((cells, row) =>
    cells.map((raw, column) => {
      const cell = textOf(unwrapped(raw))
      for (const code of notesOn(cell)) notes.push({ row, column, code })
      return cell
    }),
  )
  return settle({ sheets: [], sheet: '', rows, notes })
}

/** Many systems write ="0123" so that a spreadsheet keeps the zeros; a person sees 0123. */
function unwrapped(raw: string): string {
  return raw.startsWith('="') ? (/^="([^"]*)"$/.exec(raw)?.[1] ?? raw) : raw
}
