import type { PaperBlock } from '../../core/ports/papers.ts'
import { unreachable } from '../../core/result.ts'
import { black, grey, signaturesPerRow, typesOf } from './layout.ts'
import { drawClosing, drawLetterhead } from './letter.ts'
import type { Printable } from './printable.ts'
import type { Face, Sheet } from './sheet.ts'
import { drawTable } from './table.ts'

/** Draws a block where the sheet stands and moves it on. */
export function drawBlock(sheet: Sheet, block: PaperBlock, printable: Printable): void {
  const { layout } = sheet
  const types = typesOf(layout)
  const body: Face = { font: 'regular', size: types.body }
  const cell: Face = { font: 'regular', size: types.cell }
  switch (block.kind) {
    case 'letterhead':
      drawLetterhead(sheet, {
        office: printable(block.office),
        number: block.number === null ? null : printable(block.number),
      })
      break
    case 'title':
      sheet.y += sheet.y === layout.top ? 0 : types.title * 0.9
      drawCentred(sheet, printable(block.text), { font: 'bold', size: types.title }, types.title * 1.5)
      sheet.y += types.title * 0.6
      break
    case 'subtitle':
      drawCentred(
        sheet,
        printable(block.text),
        { font: 'regular', size: types.subtitle },
        types.subtitle * 1.55,
      )
      sheet.y += 10
      break
    case 'addressee':
      drawParagraph(sheet, printable(block.text), { face: body, pitch: types.pitch, indent: 0 })
      break
    case 'heading': {
      // Not alone at the end of a page.
      sheet.need(types.pitch * 3)
      const indent = layout.isLetter ? 2 : 0
      sheet.y += layout.isLetter ? 0 : 6
      const face: Face = { font: 'bold', size: types.heading }
      drawParagraph(sheet, printable(block.text), { face, pitch: types.pitch, indent })
      sheet.y += layout.isLetter ? 0 : 2
      break
    }
    case 'paragraph':
      drawParagraph(sheet, printable(block.text), { face: body, pitch: types.pitch, indent: 2 })
      sheet.y += layout.isLetter ? 0 : 4
      break
    case 'note': {
      const face: Face = { font: 'regular', size: types.note, colour: grey }
      drawParagraph(sheet, printable(block.text), { face, pitch: types.note * 1.55, indent: 0 })
      sheet.y += 4
      break
    }
    case 'code':
      drawCode(sheet, printable(block.text), { font: 'bold', size: types.code })
      break
    case 'closing':
      drawClosing(sheet, block.lines.map(printable))
      break
    case 'facts': {
      const rows = block.rows.map((row) => row.map(printable))
      drawTable(sheet, {
        head: null,
        widths: labelShares(
          sheet,
          rows.map(([label]) => label!),
          { ...cell, font: 'bold' },
        ),
        align: [],
        rows,
        beside: [],
        face: cell,
        boldFirst: true,
      })
      break
    }
    case 'table':
      drawTable(sheet, {
        head: block.head.map(printable),
        widths: block.widths,
        align: block.align ?? [],
        rows: block.rows.map((row) => row.map(printable)),
        beside: (block.beside ?? []).map((row) => row.map(printable)),
        face: cell,
        boldFirst: false,
      })
      break
    case 'signatures':
      drawSignatures(sheet, block.places.map(printable), { font: 'regular', size: 12 })
      break
    case 'page-break':
      sheet.need(layout.height)
      break
    default:
      unreachable(block)
  }
}

/** The column of labels is as wide as the longest, within reason. */
function labelShares(sheet: Sheet, labels: readonly string[], face: Face): readonly number[] {
  const { textWidth } = sheet.layout
  const longest = Math.max(...labels.map((label) => sheet.width(label, face)), 0)
  const label = Math.min(Math.max(longest + 14, textWidth * 0.16), textWidth * 0.35)
  return [label, textWidth - label]
}

function drawCentred(sheet: Sheet, text: string, face: Face, pitch: number): void {
  const { left, textWidth } = sheet.layout
  const lines = balanced(sheet, text, face)
  sheet.need(lines.length * pitch + 60)
  for (const line of lines) {
    sheet.line(line, left + (textWidth - sheet.width(line, face)) / 2, sheet.y, face)
    sheet.y += pitch
  }
}

/** A headline of several lines has lines of like length, not one character alone at its end. */
function balanced(sheet: Sheet, text: string, face: Face): readonly string[] {
  const { textWidth } = sheet.layout
  const lines = sheet.lines(text, textWidth, face)
  let best = lines
  for (let width = textWidth; lines.length > 1 && width > textWidth / 3; width -= face.size / 2) {
    const narrower = sheet.lines(text, width, face)
    if (narrower.length > lines.length) break
    best = narrower
  }
  return best
}

/** Lines stretched to both margins but the last; the first one indented by `indent` characters. */
function drawParagraph(
  sheet: Sheet,
  text: string,
  { face, pitch, indent }: { readonly face: Face; readonly pitch: number; readonly indent: number },
): void {
  const { left, textWidth } = sheet.layout
  for (const paragraph of text.split('\n')) {
    const lines = sheet.lines('\u3000'.repeat(indent) + paragraph, textWidth, face)
    lines.forEach((line, i) => {
      sheet.need(pitch)
      sheet.line(line, left, sheet.y, face, i < lines.length - 1 ? textWidth : undefined)
      sheet.y += pitch
    })
  }
}

/** Every character in a cell of the same width, so that groups can be compared and typed again. */
function drawCode(sheet: Sheet, text: string, face: Face): void {
  const { left, textWidth } = sheet.layout
  const advance = face.size * 0.94
  const room = Math.floor((textWidth - 24) / advance)
  const lines = text.split('\n').flatMap((line) => groupLines(line, room))
  const start = left + (textWidth - Math.max(...lines.map((line) => line.length)) * advance) / 2
  const pitch = 28
  let from = 0
  while (from < lines.length) {
    sheet.need(pitch + 20)
    const fitting = Math.max(1, Math.min(lines.length - from, Math.floor((sheet.left() - 20) / pitch)))
    const height = fitting * pitch + 16
    sheet.pdf.lineWidth(0.75).strokeColor(black).rect(left, sheet.y, textWidth, height).stroke()
    for (const [i, line] of lines.slice(from, from + fitting).entries()) {
      for (const [column, character] of [...line].entries()) {
        const x = start + column * advance + (advance - sheet.width(character, face)) / 2
        if (character !== ' ') sheet.line(character, x, sheet.y + 8 + i * pitch, face)
      }
    }
    sheet.y += height + 10
    from += fitting
  }
}

function groupLines(text: string, room: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const group of text.split(' ')) {
    const joined = line === '' ? group : `${line} ${group}`
    if (joined.length <= room) line = joined
    else {
      if (line !== '') lines.push(line)
      line = group
      while (line.length > room) {
        lines.push(line.slice(0, room))
        line = line.slice(room)
      }
    }
  }
  return [...lines, line]
}

/** Places to sign, each with its date; a row is never torn by a page's end, nor all from each other where they fit. */
function drawSignatures(sheet: Sheet, places: readonly string[], face: Face): void {
  const { left, textWidth } = sheet.layout
  const perRow = signaturesPerRow(sheet.layout, places.length)
  const rows = Math.ceil(places.length / perRow)
  const height = 62
  sheet.need(rows * height + 16)
  sheet.y += 16
  const width = textWidth / perRow
  for (const [i, place] of places.entries()) {
    const column = i % perRow
    if (column === 0 && i > 0) sheet.y += height
    if (column === 0) sheet.need(height)
    const x = left + column * width
    const label = `${place}：`
    sheet.line(label, x, sheet.y, face)
    const end = x + width - 18
    sheet.rule({ x: x + sheet.width(label, face), y: sheet.y + 16 }, { x: end, y: sheet.y + 16 }, 0.5)
    const date = '年　　月　　日'
    sheet.line(date, end - sheet.width(date, face), sheet.y + 28, face)
  }
  sheet.y += height
}
