import type { Column } from './table-columns.ts'

const number = /^-?\d{1,3}(?:,?\d{3})*(?:\.\d+)?$/

/** What goes to the clipboard: text for anything, a table for WPS and Excel. */
export function copyOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { withHeadings }: { readonly withHeadings: boolean },
): { readonly text: string; readonly html: string } {
  const cells = rows.map((row) => columns.map((column) => ({ column, text: plain(column.text(row)) })))
  const head = withHeadings ? [columns.map(({ title }) => title)] : []
  const lines = cells.map((row) =>
    row.map(({ column, text }) => (isNumber(column, text) ? digits(text) : inert(text))),
  )
  const body = cells.map((row) =>
    row.map(({ column, text }) => tableCell(text, isNumber(column, text))).join(''),
  )
  const headings = head.map((titles) => titles.map((title) => `<th>${escaped(title)}</th>`).join(''))
  return {
    text: [...head, ...lines].map((line) => line.join('\t')).join('\r\n'),
    html: `<meta charset="utf-8"><table>${[...headings, ...body].map((row) => `<tr>${row}</tr>`).join('')}</table>`,
  }
}

function isNumber<Row>(column: Column<Row>, text: string): boolean {
  return column.isNumber === true && number.test(text)
}

/**
 * The office programs read this style: text cells keep leading zeros and 18 digits, and run no formula; amounts keep their
 * decimals.
 */
function tableCell(text: string, asNumber: boolean): string {
  if (asNumber) {
    const number = digits(text)
    const decimals = number.split('.')[1]?.length ?? 0
    const style = decimals === 0 ? '' : ` style='mso-number-format:"0\\.${'0'.repeat(decimals)}"'`
    return `<td${style}>${number}</td>`
  }
  return `<td style='mso-number-format:"\\@"'>${escaped(text)}</td>`
}

function digits(number: string): string {
  return number.replaceAll(',', '')
}

function plain(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, ' ').trim()
}

/** Pasted as plain text a leading sign would start a formula, in Chinese programs a full-width one, too. */
function inert(text: string): string {
  return /^[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
