import type { PaperBlock } from '../../core/ports/papers.ts'
import { unreachable } from '../../core/result.ts'
import type { Printable } from './printable.ts'
import { black, type Face, page, type Sheet, textWidth } from './sheet.ts'
import { drawTable } from './table.ts'

const title: Face = { font: 'bold', size: 20 }
const subtitle: Face = { font: 'regular', size: 14 }
const body: Face = { font: 'regular', size: 12 }
const small: Face = { font: 'regular', size: 9, colour: '#444444' }
const cell: Face = { font: 'regular', size: 10.5 }
const code: Face = { font: 'bold', size: 15 }

/** Draws a block where the sheet stands and moves it on. */
export function drawBlock(sheet: Sheet, block: PaperBlock, printable: Printable): void {
  switch (block.kind) {
    case 'title':
      sheet.y += sheet.y === page.top ? 0 : 18
      drawCentred(sheet, printable(block.text), title, 30)
      sheet.y += 12
      break
    case 'subtitle':
      drawCentred(sheet, printable(block.text), subtitle, 22)
      sheet.y += 10
      break
    case 'paragraph':
      drawParagraph(sheet, printable(block.text), body, 22, 2)
      sheet.y += 4
      break
    case 'note':
      drawParagraph(sheet, printable(block.text), small, 14, 0)
      sheet.y += 4
      break
    case 'code':
      drawCode(sheet, printable(block.text))
      break
    case 'facts':
      drawTable(sheet, {
        head: null,
        widths: labelShares(
          sheet,
          block.rows.map(([label]) => printable(label)),
        ),
        rows: block.rows.map((row) => row.map(printable)),
        face: cell,
        boldFirst: true,
      })
      break
    case 'table':
      drawTable(sheet, {
        head: block.head.map(printable),
        widths: block.widths,
        rows: block.rows.map((row) => row.map(printable)),
        face: cell,
        boldFirst: false,
      })
      break
    case 'signatures':
      drawSignatures(sheet, block.places.map(printable))
      break
    default:
      unreachable(block)
  }
}

/** The column of labels is as wide as the longest, within reason. */
function labelShares(sheet: Sheet, labels: readonly string[]): readonly number[] {
  const longest = Math.max(...labels.map((label) => sheet.width(label, { ...cell, font: 'bold' })), 0)
  const label = Math.min(Math.max(longest + 14, textWidth * 0.16), textWidth * 0.35)
  return [label, textWidth - label]
}

function drawCentred(sheet: Sheet, text: string, face: Face, pitch: number): void {
  const lines = balanced(sheet, text, face)
  sheet.need(lines.length * pitch + 60)
  for (const line of lines) {
    sheet.line(line, page.left + (textWidth - sheet.width(line, face)) / 2, sheet.y, face)
    sheet.y += pitch
  }
}

/** A headline of several lines has lines of like length, not one character alone at its end. */
function balanced(sheet: Sheet, text: string, face: Face): readonly string[] {
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
function drawParagraph(sheet: Sheet, text: string, face: Face, pitch: number, indent: number): void {
  for (const paragraph of text.split('\n')) {
    const lines = sheet.lines('\u3000'.repeat(indent) + paragraph, textWidth, face)
    lines.forEach((line, i) => {
      sheet.need(pitch)
      sheet.line(line, page.left, sheet.y, face, i < lines.length - 1 ? textWidth : undefined)
      sheet.y += pitch
    })
  }
}

/** Every character in a cell of the same width, so that groups can be compared and typed again. */
function drawCode(sheet: Sheet, text: string): void {
  const advance = code.size * 0.94
  const room = Math.floor((textWidth - 24) / advance)
  const lines = text.split('\n').flatMap((line) => groupLines(line, room))
  const start = page.left + (textWidth - Math.max(...lines.map((line) => line.length)) * advance) / 2
  const pitch = 28
  let from = 0
  while (from < lines.length) {
    sheet.need(pitch + 20)
    const fitting = Math.max(1, Math.min(lines.length - from, Math.floor((sheet.left() - 20) / pitch)))
    const height = fitting * pitch + 16
    sheet.pdf.lineWidth(0.75).strokeColor(black).rect(page.left, sheet.y, textWidth, height).stroke()
    for (const [i, line] of lines.slice(from, from + fitting).entries()) {
      for (const [column, character] of [...line].entries()) {
        const x = start + column * advance + (advance - sheet.width(character, code)) / 2
        if (character !== ' ') sheet.line(character, x, sheet.y + 8 + i * pitch, code)
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

/** Places to sign, two in a row, each with its date; never torn from each other by a page's end. */
function drawSignatures(sheet: Sheet, places: readonly string[]): void {
  const rows = Math.ceil(places.length / 2)
  const height = 62
  sheet.need(rows * height + 16)
  sheet.y += 16
  const width = textWidth / 2
  for (const [i, place] of places.entries()) {
    if (i % 2 === 0 && i > 0) sheet.y += height
    if (i % 2 === 0) sheet.need(height)
    const x = page.left + (i % 2) * width
    const label = `${place}：`
    sheet.line(label, x, sheet.y, body)
    const start = x + sheet.width(label, body)
    sheet.pdf
      .lineWidth(0.5)
      .strokeColor(black)
      .moveTo(start, sheet.y + 16)
      .lineTo(x + width - 18, sheet.y + 16)
      .stroke()
    const date = '年　　月　　日'
    sheet.line(date, x + width - 18 - sheet.width(date, body), sheet.y + 28, body)
  }
  sheet.y += height
}
