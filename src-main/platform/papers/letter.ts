import { red, typesOf } from './layout.ts'
import type { Face, Sheet } from './sheet.ts'

const mm = 72 / 25.4

/** Head of a letter as GB/T 9704 has it: the office in red, its number below, a red line as wide as the text. */
export function drawLetterhead(
  sheet: Sheet,
  { office, number }: { readonly office: string; readonly number: string | null },
): void {
  const { left, textWidth } = sheet.layout
  const face = headFace(sheet, office)
  sheet.y += 8 * mm
  const width = sheet.width(office, face)
  const isShort = width < textWidth * 0.8
  // A short name is spread, as heads are.
  const to = isShort ? Math.min(textWidth * 0.8, width + [...office].length * face.size * 0.5) : width
  spread(sheet, office, left + (textWidth - to) / 2, to, face)
  sheet.y += face.size * 1.5 + 14
  const { body, pitch } = typesOf(sheet.layout)
  const numberFace: Face = { font: 'regular', size: body }
  const text = number ?? '〔　　　　〕　　　号'
  sheet.line(text, left + (textWidth - sheet.width(text, numberFace)) / 2, sheet.y, numberFace)
  sheet.y += body * 1.44 + 4 * mm
  sheet.rule({ x: left, y: sheet.y }, { x: left + textWidth, y: sheet.y }, 1.5, red)
  sheet.y += pitch * 0.6
}

/** As large as fits on one line, not larger than heads are. */
function headFace(sheet: Sheet, office: string): Face {
  const { textWidth } = sheet.layout
  const widest = sheet.width(office, { font: 'bold', size: 1 })
  return { font: 'bold', size: Math.min(38, textWidth / widest), colour: red }
}

function spread(sheet: Sheet, text: string, x: number, width: number, face: Face): void {
  const characters = [...text]
  const gap = (width - sheet.width(text, face)) / Math.max(1, characters.length - 1)
  let at = x
  for (const character of characters) {
    sheet.line(character, at, sheet.y, face)
    at += sheet.width(character, face) + gap
  }
}

/**
 * Who signs, and the date below it: centred on each other, the date four characters from the right margin or further
 * where a longer name needs it. Above is a line's room; the seal covers both. Never torn by a page's end.
 */
export function drawClosing(sheet: Sheet, lines: readonly string[]): void {
  const { left, textWidth } = sheet.layout
  const { body, pitch } = typesOf(sheet.layout)
  const face: Face = { font: 'regular', size: body }
  const widths = lines.map((line) => sheet.width(line, face))
  const right = left + textWidth
  const centre = right - Math.max((widths.at(-1) ?? 0) / 2 + 4 * body, Math.max(...widths, 0) / 2 + 2 * body)
  sheet.need(pitch * (lines.length + 2))
  sheet.y += pitch * 2
  for (const [i, line] of lines.entries()) {
    sheet.line(line, Math.max(left, centre - widths[i]! / 2), sheet.y, face)
    sheet.y += pitch
  }
  sheet.y += pitch * 0.5
}
