import { Buffer } from 'node:buffer'
import PDFDocument from 'pdfkit'
import type { Bytes } from '../../core/bytes.ts'
import { breakLines } from './break-lines.ts'
import { black, type Layout } from './layout.ts'

/** Faces as TrueType or OpenType bytes. */
export type PaperFonts = {
  readonly regular: Bytes
  readonly bold: Bytes
  /** For characters that the first two lack; null where there are none. */
  readonly rare: Bytes | null
  /** True for characters that only `rare` has. */
  isRare(character: string): boolean
}

export type Face = { readonly font: 'regular' | 'bold'; readonly size: number; readonly colour?: string }

type FontName = Face['font'] | 'rare'

/** Pages that are filled from top to bottom; `y` is where the next thing goes. */
export type Sheet = {
  readonly pdf: PDFKit.PDFDocument
  readonly layout: Layout
  y: number
  /** Height that is left on this page. */
  left(): number
  turn(): void
  /** Goes to the next page unless this much fits on this one (or the page is fresh). */
  need(height: number): void
  lines(text: string, width: number, face: Face): readonly string[]
  width(text: string, face: Face): number
  /** One line at this place; with `to` it is stretched to that width, as Chinese paragraphs are set. */
  line(text: string, x: number, y: number, face: Face, to?: number): void
  /** A line across, or any other, `weight` points strong. */
  rule(from: Point, to: Point, weight: number, colour?: string): void
}

type Point = { readonly x: number; readonly y: number }

export function createSheet(
  fonts: PaperFonts,
  layout: Layout,
  info: { readonly title: string },
  onPage: (pdf: PDFKit.PDFDocument) => void,
): Sheet {
  const pdf = new PDFDocument({
    size: [layout.width, layout.height],
    margin: 0,
    font: '',
    autoFirstPage: false,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: info.title, Producer: 'Delta Review Desk', Creator: 'Delta Review Desk' },
  })
  pdf.registerFont('regular', Buffer.from(fonts.regular))
  pdf.registerFont('bold', Buffer.from(fonts.bold))
  if (fonts.rare) pdf.registerFont('rare', Buffer.from(fonts.rare))

  const fontOf = (character: string, font: Face['font']): FontName =>
    fonts.isRare(character) ? 'rare' : font
  const widths = new Map<string, number>()
  const emWidth = (character: string, face: Face['font']) => {
    const font = fontOf(character, face)
    const key = font + character
    const known = widths.get(key)
    if (known !== undefined) return known
    const measured = pdf.font(font).fontSize(1000).widthOfString(character) / 1000
    widths.set(key, measured)
    return measured
  }
  pdf.on('pageAdded', () => onPage(pdf))
  pdf.addPage()

  const width: Sheet['width'] = (text, { font, size }) =>
    runsOf(text, (one) => fontOf(one, font)).reduce(
      (sum, run) => sum + pdf.font(run.font).fontSize(size).widthOfString(run.text),
      0,
    )
  const sheet: Sheet = {
    pdf,
    layout,
    y: layout.top,
    left: () => layout.height - layout.bottom - sheet.y,
    turn() {
      pdf.addPage()
      sheet.y = layout.top
    },
    need(height) {
      if (height > sheet.left() && sheet.y > layout.top) sheet.turn()
    },
    lines: (text, width, { font, size }) => breakLines(text, width / size, (one) => emWidth(one, font)),
    width,
    line(text, x, y, face, to) {
      const slack = to === undefined ? 0 : to - width(text, face)
      // A line that a long word left half empty is not torn apart.
      const stretch = slack > 0 && slack < 2.5 * face.size
      const characterSpacing = stretch ? slack / Math.max(1, [...text].length - 1) : 0
      let at = x
      for (const run of runsOf(text, (one) => fontOf(one, face.font))) {
        pdf
          .font(run.font)
          .fontSize(face.size)
          .fillColor(face.colour ?? black)
        pdf.text(run.text, at, y, { lineBreak: false, characterSpacing })
        at += pdf.widthOfString(run.text) + [...run.text].length * characterSpacing
      }
    },
    rule(from, to, weight, colour = black) {
      pdf.lineWidth(weight).strokeColor(colour).moveTo(from.x, from.y).lineTo(to.x, to.y).stroke()
    },
  }
  return sheet
}

/** A text cut where the font changes. */
function runsOf(
  text: string,
  fontOf: (character: string) => FontName,
): readonly { readonly text: string; readonly font: FontName }[] {
  const runs: { text: string; font: FontName }[] = []
  for (const character of text) {
    const font = fontOf(character)
    const last = runs.at(-1)
    if (last?.font === font) last.text += character
    else runs.push({ text: character, font })
  }
  return runs
}
