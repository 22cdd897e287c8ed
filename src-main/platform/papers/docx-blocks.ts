import { type FileChild, type ISpacingProperties, Paragraph, TextRun } from 'docx'
import type { PaperBlock } from '../../core/ports/papers.ts'
import { unreachable } from '../../core/result.ts'
import { codeTable, labelShares, signatures, table } from './docx-tables.ts'
import {
  docxText,
  emsOf,
  exact,
  halfPoints,
  headFont,
  headingFont,
  linesOf,
  type RunStyle,
  twips,
} from './docx-type.ts'
import { grey, type Layout, red, typesOf } from './layout.ts'
import type { Printable } from './printable.ts'

export type DocxPlace = {
  readonly layout: Layout
  readonly printable: Printable
  /** Nothing stands above it. */
  readonly isFirst: boolean
}

/** A block as paragraphs and tables. */
export function docxBlock(
  block: PaperBlock,
  { layout, printable, isFirst }: DocxPlace,
): readonly FileChild[] {
  const types = typesOf(layout)
  switch (block.kind) {
    case 'letterhead':
      return letterhead(printable(block.office), block.number && printable(block.number), layout)
    case 'title':
      return [
        centred(
          printable(block.text),
          { font: headFont, bold: true, size: halfPoints(types.title) },
          types.title,
          {
            before: isFirst ? 0 : twips(types.title * 0.9),
            after: twips(types.title * 0.6),
          },
        ),
      ]
    case 'subtitle':
      return [
        centred(printable(block.text), { size: halfPoints(types.subtitle) }, types.subtitle, {
          after: twips(10),
        }),
      ]
    case 'addressee':
      return linesOf(printable(block.text)).map((line) => new Paragraph({ children: [docxText(line)] }))
    case 'heading':
      return [
        new Paragraph({
          keepNext: true,
          indent: layout.isLetter ? twoCharacters(types.heading) : {},
          spacing: { ...exact(types.pitch), before: layout.isLetter ? 0 : twips(6) },
          children: [docxText(printable(block.text), { font: headingFont, size: halfPoints(types.heading) })],
        }),
      ]
    case 'paragraph':
      return linesOf(printable(block.text)).map(
        (line) =>
          new Paragraph({
            alignment: 'both',
            indent: twoCharacters(types.body),
            children: [docxText(line)],
          }),
      )
    case 'note':
      return linesOf(printable(block.text)).map(
        (line) =>
          new Paragraph({
            spacing: { ...exact(types.note * 1.55), before: twips(4) },
            children: [docxText(line, { size: halfPoints(types.note), color: grey.slice(1) })],
          }),
      )
    case 'code':
      return [codeTable(printable(block.text), layout), gap()]
    case 'closing':
      return closing(block.lines.map(printable), layout)
    case 'facts': {
      const rows = block.rows.map((row) => row.map(printable))
      return [table({ head: null, widths: labelShares(rows, layout), align: [], rows }, layout, true), gap()]
    }
    case 'table':
      return [
        table(
          {
            head: block.head.map(printable),
            widths: block.widths,
            align: block.align ?? [],
            rows: block.rows.map((row) => row.map(printable)),
            beside: (block.beside ?? []).map((row) => row.map(printable)),
          },
          layout,
          false,
        ),
        gap(),
      ]
    case 'signatures':
      return [gap(), signatures(block.places.map(printable), layout)]
    case 'page-break':
      return [new Paragraph({ pageBreakBefore: true, spacing: exact(1), children: [] })]
    default:
      return unreachable(block)
  }
}

function twoCharacters(size: number) {
  return { firstLineChars: 200, firstLine: twips(size * 2) }
}

/** Between a table and what follows: Word joins tables that touch. */
function gap(): Paragraph {
  return new Paragraph({ spacing: exact(12), children: [] })
}

function centred(text: string, style: RunStyle, size: number, spacing: ISpacingProperties): Paragraph {
  return new Paragraph({
    alignment: 'center',
    keepNext: true,
    spacing: { ...exact(size * 1.5), ...spacing },
    children: linesOf(text).map(
      (line, i) => new TextRun({ ...style, text: line, ...(i > 0 && { break: 1 }) }),
    ),
  })
}

function letterhead(office: string, number: string | null, layout: Layout): readonly Paragraph[] {
  const { textWidth } = layout
  const types = typesOf(layout)
  const ems = emsOf(office)
  const size = Math.floor(Math.min(38, textWidth / ems))
  const slack = Math.max(0, Math.min(textWidth * 0.8 - ems * size, ems * size * 0.5))
  return [
    new Paragraph({
      alignment: 'center',
      spacing: { ...exact(size * 1.5), before: twips(20), after: twips(14) },
      children: [
        docxText(office, {
          font: headFont,
          bold: true,
          size: halfPoints(size),
          color: red.slice(1),
          characterSpacing: twips(slack / Math.max(1, [...office].length - 1)),
        }),
      ],
    }),
    new Paragraph({
      alignment: 'center',
      spacing: { ...exact(types.pitch), after: twips(types.pitch * 0.6) },
      border: { bottom: { style: 'single', size: 12, space: 10, color: red.slice(1) } },
      children: [docxText(number ?? '〔　　　　〕　　　号')],
    }),
  ]
}

/** Centred on each other, four characters and more from the right margin. */
function closing(lines: readonly string[], layout: Layout): readonly Paragraph[] {
  const { body, pitch } = typesOf(layout)
  const widths = lines.map(emsOf)
  const fromRight = Math.max((widths.at(-1) ?? 0) / 2 + 4, Math.max(...widths, 0) / 2 + 2) * body
  const indent = { left: twips(Math.max(0, layout.textWidth - 2 * fromRight)) }
  return lines.map(
    (line, i) =>
      new Paragraph({
        alignment: 'center',
        indent,
        keepLines: true,
        keepNext: i < lines.length - 1,
        spacing: { ...exact(pitch), before: i === 0 ? twips(pitch * 2) : 0 },
        children: [docxText(line)],
      }),
  )
}
