import iconv from 'iconv-lite'
import { makeZip, type ZipPart } from './zip.ts'

/** A cell as its file would hold it. */
export type RawCell =
  | string
  | number
  | null
  /** Shown by a number format: `yyyy-mm-dd`, `0%`, `000000`. */
  | { readonly number: number; readonly format: string }
  | { readonly formula: string; readonly value?: string | number; readonly error?: string }
  | { readonly error: string }
  | { readonly truth: boolean }
  /** The cell's XML as it stands, without `<c …>`: type attribute and content. */
  | { readonly type: string; readonly xml: string }

export type RawSheet = {
  readonly name: string
  readonly rows: readonly (readonly RawCell[])[]
  readonly state?: 'hidden' | 'veryHidden'
  readonly merges?: readonly string[]
  /** Numbers of rows (from 1) that a filter hides. */
  readonly hiddenRows?: readonly number[]
  /** Cells anywhere, by reference. */
  readonly extra?: readonly (readonly [reference: string, value: RawCell])[]
}

/** A real XLSX of one sheet 「Sheet1」, made by hand and not by the program's own writer. */
export function makeXlsx(rows: readonly (readonly RawCell[])[]): Buffer {
  return makeWorkbook([{ name: 'Sheet1', rows }])
}

export function makeWorkbook(sheets: readonly RawSheet[]): Buffer {
  return makeZip(workbookParts(sheets))
}

/** The parts of a workbook, for tests that spoil one of them. */
export function workbookParts(sheets: readonly RawSheet[]): ZipPart[] {
  const formats: string[] = []
  const styleOf = (format: string) => {
    if (!formats.includes(format)) formats.push(format)
    return formats.indexOf(format) + 1
  }
  const bodies = sheets.map((sheet) => worksheetXml(sheet, styleOf))
  return [
    {
      name: '[Content_Types].xml',
      data: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${head}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets>${sheets.map(({ name, state }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${head}<Relationships xmlns="${packageRelations}">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${officeRelations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId99" Type="${officeRelations}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `${head}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats.map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${escapeXml(code)}"/>`).join('')}</numFmts><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs><cellXfs count="${formats.length + 1}"><xf numFmtId="0" fontId="0"/>${formats.map((_, i) => `<xf numFmtId="${200 + i}" fontId="0" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`,
    },
    ...bodies.map((data, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, data })),
  ]
}

/** A CSV in an encoding of iconv-lite; `bom` puts the byte order mark in front. */
export function makeCsv(
  rows: readonly (readonly (string | number)[])[],
  encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' = 'utf-8',
  options: { readonly bom?: boolean; readonly separator?: string; readonly newline?: string } = {},
): Buffer {
  const { bom = false, separator = ',', newline = '\r\n' } = options
  const quoted = (value: string | number) => {
    const text = String(value)
    return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const text = rows.map((row) => row.map(quoted).join(separator) + newline).join('')
  return iconv.encode(text, encoding, { addBOM: bom })
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function worksheetXml(sheet: RawSheet, styleOf: (format: string) => number): string {
  const rows = new Map<number, string[]>()
  const put = (row: number, xml: string) => rows.set(row, [...(rows.get(row) ?? []), xml])
  for (const [r, row] of sheet.rows.entries()) {
    const cells = row.map((cell, c) => cellXml(`${columnName(c + 1)}${r + 1}`, cell, styleOf))
    rows.set(r + 1, cells)
  }
  for (const [reference, cell] of sheet.extra ?? []) {
    put(Number(/\d+$/.exec(reference)![0]), cellXml(reference, cell, styleOf))
  }
  const data = [...rows]
    .sort(([a], [b]) => a - b)
    .map(([r, cells]) => {
      const hidden = sheet.hiddenRows?.includes(r) ? ' hidden="1"' : ''
      return `<row r="${r}"${hidden}>${cells.join('')}</row>`
    })
  const merges = sheet.merges ?? []
  const merged =
    merges.length > 0
      ? `<mergeCells>${merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
      : ''
  return `${head}<worksheet xmlns="${main}"><sheetData>${data.join('')}</sheetData>${merged}</worksheet>`
}

function cellXml(reference: string, cell: RawCell, styleOf: (format: string) => number): string {
  if (cell === null) return ''
  const c = (attributes: string, content: string) => `<c r="${reference}"${attributes}>${content}</c>`
  if (typeof cell === 'string') {
    return c(' t="inlineStr"', `<is><t xml:space="preserve">${escapeXml(cell)}</t></is>`)
  }
  if (typeof cell === 'number') return c('', `<v>${cell}</v>`)
  if ('number' in cell) return c(` s="${styleOf(cell.format)}"`, `<v>${cell.number}</v>`)
  if ('truth' in cell) return c(' t="b"', `<v>${cell.truth ? 1 : 0}</v>`)
  if ('xml' in cell) return c(cell.type === '' ? '' : ` t="${cell.type}"`, cell.xml)
  if ('formula' in cell) {
    const formula = `<f>${escapeXml(cell.formula)}</f>`
    if (cell.error !== undefined) return c(' t="e"', `${formula}<v>${cell.error}</v>`)
    if (cell.value === undefined) return c('', formula)
    return typeof cell.value === 'number'
      ? c('', `${formula}<v>${cell.value}</v>`)
      : c(' t="str"', `${formula}<v>${escapeXml(cell.value)}</v>`)
  }
  return c(' t="e"', `<v>${cell.error}</v>`)
}

function columnName(column: number): string {
  return column > 26
    ? columnName(Math.floor((column - 1) / 26)) + columnName(((column - 1) % 26) + 1)
    : String.fromCharCode(64 + column)
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
