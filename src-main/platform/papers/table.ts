import type { Alignment } from '../../core/ports/papers.ts'
import { besideColour, besideScale, black } from './layout.ts'
import type { Face, Sheet } from './sheet.ts'

const padding = { x: 5, y: 4 }
const pitchPerSize = 1.5

const shareOfSlack: Readonly<Record<Alignment, number>> = { left: 0, center: 0.5, right: 1 }

type Cells = readonly (readonly string[])[]

/**
 * A ruled table over the whole width. `widths` are shares. The head stands again on every page; a row goes to the next
 * page whole, and only one that is taller than a page is torn.
 */
export function drawTable(
  sheet: Sheet,
  table: {
    readonly head: readonly string[] | null
    readonly widths: readonly number[]
    /** By column; left where nothing is said. */
    readonly align: readonly Alignment[]
    readonly rows: Cells
    /** Small and grey after the last line of the same cell. */
    readonly beside: Cells
    readonly face: Face
    /** The first column holds labels. */
    readonly boldFirst: boolean
  },
): void {
  const { layout } = sheet
  const { head, face, align } = table
  const bold: Face = { ...face, font: 'bold' }
  const columns = Math.max(head?.length ?? 0, ...table.rows.map((row) => row.length), 1)
  const widths = sharesOf(table.widths, columns, layout.textWidth)
  const pitch = face.size * pitchPerSize
  const linesOf = (row: readonly string[], faceOf: (column: number) => Face) =>
    widths.map((width, i) => sheet.lines(row[i] ?? '', width - 2 * padding.x, faceOf(i)))
  const heightOf = (cells: Cells) => Math.max(...cells.map((lines) => lines.length)) * pitch + 2 * padding.y

  const small: Face = { font: 'regular', size: face.size * besideScale, colour: besideColour }
  const gap = face.size * 0.5

  const drawRow = (
    cells: Cells,
    faceOf: (column: number) => Face,
    alignOf: (column: number) => Alignment,
    beside: readonly string[] = [],
  ) => {
    const height = heightOf(cells)
    let x = layout.left
    sheet.pdf.lineWidth(0.5).strokeColor(black)
    for (const [i, lines] of cells.entries()) {
      const width = widths[i]!
      sheet.pdf.rect(x, sheet.y, width, height).stroke()
      const top = sheet.y + (height - lines.length * pitch) / 2 + (pitch - face.size * 1.44) / 2
      for (const [j, line] of lines.entries()) {
        const text = sheet.width(line, faceOf(i))
        const remark = j === lines.length - 1 ? (beside[i] ?? '') : ''
        const taken = remark === '' ? text : text + gap + sheet.width(remark, small)
        const shift = padding.x + (width - 2 * padding.x - taken) * shareOfSlack[alignOf(i)]
        sheet.line(line, x + shift, top + j * pitch, faceOf(i))
        if (remark === '') continue
        const lower = (face.size - small.size) * 1.1
        sheet.line(remark, x + shift + text + gap, top + j * pitch + lower, small)
      }
      x += width
    }
    sheet.y += height
  }

  const headCells = head ? linesOf(head, () => bold) : null
  const drawHead = () =>
    headCells &&
    drawRow(
      headCells,
      () => bold,
      () => 'center',
    )
  const headHeight = headCells ? heightOf(headCells) : 0
  const faceOf = (column: number) => (table.boldFirst && column === 0 ? bold : face)
  const alignOf = (column: number) => align[column] ?? 'left'

  const first = table.rows[0]
  const wanted = headHeight + (first ? heightOf(linesOf(first, faceOf)) : 0)
  sheet.need(Math.min(wanted, layout.height - layout.top - layout.bottom))
  drawHead()
  for (const [place, row] of table.rows.entries()) {
    let cells = linesOf(row, faceOf)
    for (;;) {
      if (heightOf(cells) > sheet.left() && sheet.y > layout.top + headHeight) {
        sheet.turn()
        drawHead()
      }
      const fitting = Math.floor((sheet.left() - 2 * padding.y) / pitch)
      if (heightOf(cells) <= sheet.left() || fitting < 1) {
        drawRow(cells, faceOf, alignOf, table.beside[place])
        break
      }
      drawRow(
        cells.map((lines) => lines.slice(0, fitting)),
        faceOf,
        alignOf,
      )
      cells = cells.map((lines) => lines.slice(fitting))
    }
  }
  sheet.y += 12
}

function sharesOf(widths: readonly number[], columns: number, textWidth: number): readonly number[] {
  const given = Array.from({ length: columns }, (_, i) => Math.max(widths[i] ?? 1, 0.01))
  const sum = given.reduce((a, b) => a + b, 0)
  return given.map((width) => (width / sum) * textWidth)
}
