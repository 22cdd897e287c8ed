import type { SheetFilterInfo } from 'hucre'
import { type Cell, readXlsx, streamXlsxRows, type Workbook } from 'hucre/xlsx'
import type { Bytes } from '../../core/bytes.ts'
import { type Result, refuse } from '../../core/result.ts'
import { type CellNote, dateText, notesOn, numberNotes, numberText, textOf } from './cell-text.ts'
import { type Grid, type GridNote, settle } from './grid.ts'
import { limits } from './limits.ts'
import { inspectPackage, type Package } from './zip.ts'

/** Cells from column AAA on that a sheet may have: a stray format or two is usual, thousands are not. */
const farCells = 2000

type HucreSheet = Workbook['sheets'][number]
type CellValue = HucreSheet['rows'][number][number]

/** The visible sheets' names and the cells of one of them: the named one, else the first that can be seen. */
export async function readXlsxGrid(bytes: Bytes, sheetName: string | undefined): Promise<Result<Grid>> {
  const inspected = await inspectPackage(bytes)
  if (!inspected.ok) return inspected
  const content = inspected.value
  const otherKind = kindOf(content)
  if (otherKind !== 'xlsx') return refuse('tables/not-a-table', { kind: otherKind })

  // A row that reaches column AAA or beyond is made full up to there: some thousand of them would eat all memory, and a
  // worker that runs out of memory may take the whole process with it.
  const far = await content.count('xl/worksheets/', / r="[A-Z]{3}/g, 7, farCells)
  if (far >= farCells) return refuse('tables/too-large', { what: 'columns', limit: limits.columns })

  const sheets: string[] = []
  let chosen: string | undefined
  const choose = (info: SheetFilterInfo) => {
    if (info.hidden || info.veryHidden) return false
    sheets.push(info.name)
    if (chosen !== undefined || (sheetName !== undefined && info.name !== sheetName)) return false
    chosen = info.name
    return true
  }
  const read = async (options: { readonly range?: string }): Promise<HucreSheet | undefined> => {
    const readStyles = await hasTellingFormats(content)
    const workbook = await readXlsx(bytes, { sheets: choose, readStyles, ...options })
    return workbook.sheets[0]
  }
  let sheet: HucreSheet | undefined
  try {
    sheet = await read({})
  } catch {
    // Either the file is broken, or a cell far out (a format painted to the last column) makes the rectangle too large.
    const extent = await extentOf(bytes, chosen)
    if (!extent) return refuse('tables/damaged', { what: 'workbook' })
    if (extent.rows > limits.rows) return refuse('tables/too-large', { what: 'rows', limit: limits.rows })
    if (extent.columns > limits.columns) {
      return refuse('tables/too-large', { what: 'columns', limit: limits.columns })
    }
    sheets.length = 0
    chosen = undefined
    try {
      sheet = await read({
        range: `A1:${columnName(Math.max(extent.columns, 1))}${Math.max(extent.rows, 1)}`,
      })
    } catch {
      return refuse('tables/damaged', { what: 'workbook' })
    }
  }
  if (!sheet) return refuse('tables/no-such-sheet', { visible: sheets.length })
  const { rows, notes } = cellsOf(sheet)
  return settle({ sheets, sheet: sheet.name, rows, notes })
}

function kindOf({ names }: Package): string {
  const has = (start: string) => [...names].some((name) => name.startsWith(start))
  if (names.has('xl/workbook.xml') || (has('xl/worksheets/') && !names.has('xl/workbook.bin'))) return 'xlsx'
  if (names.has('xl/workbook.bin')) return 'xlsb'
  if (has('word/')) return 'docx'
  if (has('ppt/')) return 'pptx'
  if (names.has('mimetype') && names.has('content.xml')) return 'ods'
  return 'archive'
}

/**
 * True when a cell format of the workbook changes the text of numbers: percent, or zeros in front (000000). Only then are
 * formats read for every cell, which costs twice the time.
 */
async function hasTellingFormats(content: Package): Promise<boolean> {
  const styles = (await content.text('xl/styles.xml')) ?? ''
  const formats = new Map([
    ['9', '0%'],
    ['10', '0.00%'],
  ])
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    const id = /\snumFmtId="(\d+)"/.exec(tag)?.[1]
    const code = /\sformatCode="([^"]*)"/.exec(tag)?.[1]
    if (id !== undefined && code !== undefined) formats.set(id, code)
  }
  const used = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? ''
  for (const [, id] of used.matchAll(/\snumFmtId="(\d+)"/g)) {
    if (/^0{2,}$|%/.test(formats.get(id!) ?? '')) return true
  }
  return false
}

function cellsOf(sheet: HucreSheet): { readonly rows: string[][]; readonly notes: GridNote[] } {
  const notes: GridNote[] = []
  const note = (row: number, column: number, codes: readonly CellNote[]) => {
    for (const code of codes) notes.push({ row, column, code })
  }
  const rows = sheet.rows.map((values, row) =>
    values.map((value, column) => {
      const { text, codes } = cellText(value, undefined)
      if (codes.length > 0) note(row, column, codes)
      return text
    }),
  )
  for (const [key, cell] of sheet.cells ?? []) {
    const [row = 0, column = 0] = key.split(',').map(Number)
    const line = rows[row]
    if (!line) continue
    if (typeof cell.value === 'number' && cell.style?.numFmt !== undefined) {
      line[column] = cellText(cell.value, cell.style.numFmt).text
    }
    if (cell.type === 'error') note(row, column, ['tables/error-value'])
    else if (isFormulaWithoutValue(cell)) note(row, column, ['tables/formula-without-value'])
  }
  for (const merge of sheet.merges ?? []) {
    if (merge.endRow > merge.startRow) note(merge.startRow, merge.startCol, ['tables/merged-rows'])
  }
  for (const [row, { hidden }] of sheet.rowDefs ?? []) {
    if (hidden && rows[row]?.some((text) => text !== '')) note(row, 0, ['tables/hidden-row'])
  }
  return { rows, notes }
}

const none: readonly CellNote[] = []

function cellText(
  value: CellValue,
  format: string | undefined,
): { readonly text: string; readonly codes: readonly CellNote[] } {
  if (value === null) return { text: '', codes: none }
  if (typeof value === 'number') return { text: numberText(value, format), codes: numberNotes(value) }
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE', codes: none }
  if (value instanceof Date) return { text: dateText(value), codes: none }
  const text = textOf(value)
  return { text, codes: notesOn(text) }
}

function isFormulaWithoutValue({ formula, type, value }: Cell): boolean {
  return formula !== undefined && type === 'formula' && value === null
}

/** How far the filled cells of a sheet reach; null when it cannot be read at all. */
async function extentOf(
  bytes: Bytes,
  sheet: string | undefined,
): Promise<{ readonly rows: number; readonly columns: number } | null> {
  let rows = 0
  let columns = 0
  try {
    for await (const { index, values } of streamXlsxRows(bytes, sheet === undefined ? {} : { sheet })) {
      const last = values.findLastIndex((value) => value !== null && value !== '')
      if (last >= 0) rows = Math.max(rows, index + 1)
      columns = Math.max(columns, last + 1)
    }
  } catch {
    return null
  }
  return { rows, columns }
}

function columnName(column: number): string {
  return column > 26
    ? columnName(Math.floor((column - 1) / 26)) + columnName(((column - 1) % 26) + 1)
    : String.fromCharCode(64 + column)
}
