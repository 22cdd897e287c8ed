import {
  LeaderType,
  Paragraph,
  Tab,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Alignment } from '../../core/ports/papers.ts'
import { docxText, emsOf, exact, halfPoints, headFont, linesOf, type RunStyle, twips } from './docx-type.ts'
import { besideColour, besideScale, type Layout, signaturesPerRow, typesOf } from './layout.ts'

type Cells = {
  readonly head: readonly string[] | null
  readonly widths: readonly number[]
  readonly align: readonly Alignment[]
  readonly rows: readonly (readonly string[])[]
  readonly beside?: readonly (readonly string[])[]
}

/** A ruled table over the whole width: the head again on every page, no row torn. */
export function table(
  { head, widths, align, rows, beside = [] }: Cells,
  layout: Layout,
  boldFirst: boolean,
): Table {
  const columns = Math.max(head?.length ?? 0, ...rows.map((row) => row.length), 1)
  const given = Array.from({ length: columns }, (_, i) => Math.max(widths[i] ?? 1, 0.01))
  const sum = given.reduce((a, b) => a + b, 0)
  const columnWidths = given.map((width) => twips((width / sum) * layout.textWidth))
  const row = (cells: readonly string[], isHead: boolean, remarks: readonly string[] = []) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: columnWidths.map((width, i) => {
        const style = isHead || (boldFirst && i === 0) ? { font: headFont, bold: true } : {}
        return cell(
          { text: cells[i] ?? '', beside: remarks[i] ?? '' },
          width,
          { alignment: isHead ? 'center' : (align[i] ?? 'left'), style },
          layout,
        )
      }),
    })
  return new Table({
    width: { size: columnWidths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths,
    rows: [
      ...(head ? [row(head, true)] : []),
      ...rows.map((cells, place) => row(cells, false, beside[place])),
    ],
  })
}

function cell(
  { text, beside }: { readonly text: string; readonly beside: string },
  width: number,
  { alignment, style }: { readonly alignment: Alignment; readonly style: RunStyle },
  layout: Layout,
): TableCell {
  const { cell } = typesOf(layout)
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 100, right: 100, top: 60, bottom: 60 },
    verticalAlign: VerticalAlign.CENTER,
    children: linesOf(text).map(
      (line, i, lines) =>
        new Paragraph({
          alignment,
          spacing: exact(cell * 1.5),
          children: [
            docxText(line, { ...style, size: halfPoints(cell) }),
            ...(beside !== '' && i === lines.length - 1
              ? [
                  docxText(`　${beside}`, {
                    size: halfPoints(cell * besideScale),
                    color: besideColour.slice(1),
                  }),
                ]
              : []),
          ],
        }),
    ),
  })
}

/** The column of labels is as wide as the longest, within reason. */
export function labelShares(
  rows: readonly (readonly string[])[],
  { textWidth, ...layout }: Layout,
): readonly number[] {
  const { cell } = typesOf(layout)
  const longest = Math.max(...rows.map(([label]) => emsOf(label ?? '')), 0) * cell + 14
  const label = Math.min(Math.max(longest, textWidth * 0.16), textWidth * 0.35)
  return [label, textWidth - label]
}

/** Groups in a frame, every character as wide as the next. */
export function codeTable(text: string, layout: Layout): Table {
  const { code } = typesOf(layout)
  const face = { ascii: 'Courier New', hAnsi: 'Courier New', cs: 'Courier New', eastAsia: '宋体' }
  const width = twips(layout.textWidth)
  const lines = linesOf(text).map(
    (line) =>
      new Paragraph({
        alignment: 'center',
        spacing: exact(28),
        children: [docxText(line, { font: face, bold: true, size: halfPoints(code) })],
      }),
  )
  return new Table({
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [width],
    rows: [new TableRow({ cantSplit: true, children: [new TableCell({ children: lines })] })],
  })
}

/** Places to sign, each with a line and its date, without rules between them. */
export function signatures(places: readonly string[], layout: Layout): Table {
  const perRow = signaturesPerRow(layout, places.length)
  const width = twips(layout.textWidth / perRow)
  const rows = Array.from({ length: Math.ceil(places.length / perRow) }, (_, i) =>
    places.slice(i * perRow, (i + 1) * perRow),
  )
  const place = (label: string | undefined) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { top: 160, left: 0, right: 0 },
      children: label === undefined ? [new Paragraph({})] : signature(label, width - 300),
    })
  return new Table({
    width: { size: width * perRow, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: Array.from({ length: perRow }, () => width),
    borders: TableBorders.NONE,
    rows: rows.map(
      (row) =>
        new TableRow({ cantSplit: true, children: Array.from({ length: perRow }, (_, i) => place(row[i])) }),
    ),
  })
}

function signature(label: string, width: number): readonly Paragraph[] {
  const size = halfPoints(12)
  return [
    new Paragraph({
      spacing: exact(22),
      tabStops: [{ type: TabStopType.RIGHT, position: width, leader: LeaderType.UNDERSCORE }],
      children: [docxText(`${label}：`, { size }), new TextRun({ size, children: [new Tab()] })],
    }),
    new Paragraph({
      alignment: 'right',
      indent: { right: 200 },
      spacing: exact(22),
      children: [docxText('年　　月　　日', { size })],
    }),
  ]
}
