import { writeXlsx } from 'hucre/xlsx'
import type { Bytes } from '../../core/bytes.ts'
import type { Sheet } from '../../core/ports/tables.ts'
import { ok, type Result } from '../../core/result.ts'

/**
 * An XLSX with exactly these cells: text stays text in text format (what looks like a formula, a date or a long number
 * too), numbers are numbers, null is empty. Half characters and what XML cannot hold become U+FFFD. Throws on a number
 * that is none (NaN, infinite).
 */
export async function writeTable({ sheets }: { readonly sheets: readonly Sheet[] }): Promise<Result<Bytes>> {
  const written = await writeXlsx({
    defaultFont: { name: '宋体', size: 11 },
    sheets: sheets.map(({ name, rows, widths = [] }) => ({
      name,
      rows: rows.map((row) => row.map(writable)),
      columns: Array.from({ length: Math.max(widths.length, ...rows.map((row) => row.length)) }, (_, i) => ({
        ...(widths[i] === undefined ? {} : { width: widths[i] }),
      })),
      cells: textFormats(rows),
    })),
  })
  return ok(written)
}

function textFormats(rows: Sheet['rows']): Map<string, { style: { numFmt: string } }> {
  const formats = new Map<string, { style: { numFmt: string } }>()
  rows.forEach((row, r) => {
    row.forEach((value, c) => {
      if (typeof value === 'string') formats.set(`${r},${c}`, { style: { numFmt: '@' } })
    })
  })
  return formats
}

/** A value that a cell can hold: text without what XML cannot carry and without what reads as an escape. */
export function writable<Value extends string | number | null>(value: Value): Value {
  if (typeof value !== 'string') {
    if (value !== null && !Number.isFinite(value)) throw new Error('a cell holds a number that is none')
    return value
  }
  // Spreadsheets read _x000D_ as an escaped character, so text that looks like one must be escaped itself.
  return value.replace(/[\ufffe\uffff]/g, '\ufffd').replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') as Value
}
