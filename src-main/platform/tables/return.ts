import { type Cell, type Sheet as ReadSheet, readXlsx, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import type { Bytes } from '../../core/bytes.ts'
import type { Job } from '../../core/ports/job.ts'
import type { Remarks } from '../../core/ports/tables.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { recognise } from '../file-kind.ts'
import { readCsvGrid } from './csv.ts'
import { decodeText } from './encoding.ts'
import { readTableFile } from './read.ts'
import { writable } from './write.ts'
import { inspectPackage } from './zip.ts'

export type ToReturn = { readonly path: string } & Remarks

type Value = ReadSheet['rows'][number][number]
type Cells = Map<string, Partial<Cell>>

const red = { rgb: 'FFC00000' }
const rowFill = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFDE9E9' } } as const
const remarkWidth = 60
const widest = 40

/**
 * The file as it came, with one column more: what is wrong with each row. Sheets, their order, widths, heights, merged
 * cells and formats stay; formulas leave as the values that they showed, links, macros and comments are left behind. A
 * text file comes back as XLSX. `isSecret` stops everything: a marked list is not copied.
 */
export async function returnTable(
  { path, sheet, title, headingRow, remarks }: ToReturn,
  isSecret: (text: string) => boolean,
  job: Job,
): Promise<Result<Bytes>> {
  const bytes = await readTableFile(path)
  if (!bytes.ok) return bytes
  job.progress({ done: 0, total: null, step: 'tables/return' })
  const read = await readSheets(bytes.value)
  if (!read.ok) return read
  job.signal.throwIfAborted()
  const sheets = read.value
  const chosen = sheets.find(({ name }) => name === sheet) ?? sheets.find(({ hidden }) => !hidden)
  if (!chosen) return refuse('tables/no-such-sheet', { visible: 0 })
  const secret = sheets.some(({ rows }) =>
    rows.some((row) => row.some((value) => typeof value === 'string' && isSecret(value))),
  )
  if (secret) return refuse('tables/secrecy-mark')
  const written = await writeXlsx({
    defaultFont: { name: '宋体', size: 11 },
    activeSheet: sheets.indexOf(chosen),
    sheets: sheets.map((one) => (one === chosen ? marked(one, { title, headingRow, remarks }) : plain(one))),
  })
  return ok(written)
}

async function readSheets(bytes: Bytes): Promise<Result<readonly ReadSheet[]>> {
  switch (recognise(bytes)) {
    case 'zip': {
      const inspected = await inspectPackage(bytes)
      if (!inspected.ok) return inspected
      try {
        return ok((await readXlsx(bytes, { readStyles: true })).sheets)
      } catch {
        return refuse('tables/damaged', { what: 'workbook' })
      }
    }
    case 'unknown': {
      const decoded = decodeText(bytes)
      if (!decoded) return refuse('tables/not-a-table', { kind: 'unknown' })
      const grid = readCsvGrid(decoded.text)
      if (!grid.ok) return grid
      const rows = grid.value.rows.map((row) => [...row])
      return ok([{ name: '清单', rows, columns: widthsOf(rows) }])
    }
    default:
      return refuse('tables/damaged', { what: 'workbook' })
  }
}

/** A text file has no widths: as wide as what stands in the first rows. */
function widthsOf(rows: readonly (readonly string[])[]): { width: number }[] {
  return (rows[0] ?? []).map((_, column) => {
    const lengths = rows.slice(0, 200).map((row) => [...(row[column] ?? '')].length * 2)
    return { width: Math.min(widest, Math.max(8, ...lengths) + 2) }
  })
}

function plain(sheet: ReadSheet): WriteSheet {
  const { name, rows, columns, rowDefs, merges, freezePane, hidden, veryHidden } = sheet
  const cells: Cells = new Map()
  rows.forEach((row, r) => {
    row.forEach((value, c) => {
      const style = styled(value, sheet.cells?.get(`${r},${c}`)?.style)
      if (style) cells.set(`${r},${c}`, { style })
    })
  })
  return {
    name,
    rows: rows.map((row) => row.map(cellValue)),
    cells,
    ...(columns
      ? {
          columns: columns.map(({ width, hidden: h }) => ({
            ...(width ? { width } : {}),
            ...(h ? { hidden: h } : {}),
          })),
        }
      : {}),
    ...(rowDefs ? { rowDefs } : {}),
    ...(merges ? { merges } : {}),
    ...(freezePane ? { freezePane } : {}),
    ...(hidden ? { hidden } : {}),
    ...(veryHidden ? { veryHidden } : {}),
  }
}

/** Text in text format, so that nothing of it ever becomes a formula, a date or a shortened number. */
function styled(value: Value, style: Cell['style']): Cell['style'] {
  if (typeof value === 'string') return { ...style, numFmt: '@' }
  if (value instanceof Date && !style?.numFmt) return { ...style, numFmt: 'yyyy-mm-dd' }
  return style
}

function cellValue(value: Value): Value {
  return typeof value === 'string' ? writable(value) : value
}

function marked(
  sheet: ReadSheet,
  { title, headingRow, remarks }: Pick<Remarks, 'title' | 'headingRow' | 'remarks'>,
): WriteSheet {
  const written = plain(sheet)
  const column = filledColumns(sheet)
  const rows = written.rows!.map((row) => [...row])
  const cells: Cells = new Map(written.cells)
  const put = (row: number, text: string, isHeading: boolean) => {
    while (rows.length <= row) rows.push([])
    const line = rows[row]!
    while (line.length < column) line.push(null)
    line[column] = writable(text)
    cells.set(`${row},${column}`, {
      style: {
        numFmt: '@',
        font: { name: '宋体', size: 11, color: red, bold: isHeading },
        alignment: { wrapText: true, vertical: 'top' },
      },
    })
  }
  put(headingRow, title, true)
  for (const { row, text } of remarks) {
    put(row - 1, text, false)
    for (let c = 0; c < column; c++) {
      const key = `${row - 1},${c}`
      cells.set(key, { style: { ...cells.get(key)?.style, fill: rowFill } })
    }
  }
  const columns = Array.from({ length: column }, (_, c) => written.columns?.[c] ?? {})
  return { ...written, rows, cells, columns: [...columns, { width: remarkWidth }] }
}

/** The first column to the right of everything that is written, merged cells included. */
function filledColumns({ rows, merges = [] }: ReadSheet): number {
  const ends = merges.map(({ endCol }) => endCol + 1)
  return rows.reduce(
    (widest, row) => Math.max(widest, row.findLastIndex((value) => value !== null && value !== '') + 1),
    Math.max(0, ...ends),
  )
}
