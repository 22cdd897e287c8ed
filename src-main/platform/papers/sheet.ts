import { Buffer } from 'node:buffer'
import PDFDocument from 'pdfkit'
import type { Bytes } from '../../core/bytes.ts'
import { breakLines } from './break-lines.ts'

export type PaperFonts = {
  /** TrueType or OpenType bytes of a Song face, and of its bold. */
  readonly regular: Bytes
  readonly bold: Bytes
}

export type Face = { readonly font: 'regular' | 'bold'; readonly size: number; readonly colour?: string }

const mm = 72 / 25.4

/** A4 with the margins of an official paper, in points. */
export const page = {
  width: 210 * mm,
  height: 297 * mm,
  top: 30 * mm,
  bottom: 27 * mm,
  left: 28 * mm,
  right: 26 * mm,
}
export const textWidth = page.width - page.left - page.right

export const black = '#000000'

/** Pages that are filled from top to bottom; `y` is where the next thing goes. */
export type Sheet = {
  readonly pdf: PDFKit.PDFDocument
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
}

export function createSheet(
  fonts: PaperFonts,
  info: { readonly title: string },
  onPage: (pdf: PDFKit.PDFDocument) => void,
): Sheet {
  const pdf = new PDFDocument({
    size: 'A4',
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
  const widths = new Map<string, number>()
  const emWidth = (character: string, font: Face['font']) => {
    const key = font + character
    const known = widths.get(key)
    if (known !== undefined) return known
    const measured = pdf.font(font).fontSize(1000).widthOfString(character) / 1000
    widths.set(key, measured)
    return measured
  }
  pdf.on('pageAdded', () => onPage(pdf))
  pdf.addPage()

  const sheet: Sheet = {
    pdf,
    y: page.top,
    left: () => page.height - page.bottom - sheet.y,
    turn() {
      pdf.addPage()
      sheet.y = page.top
    },
    need(height) {
      if (height > sheet.left() && sheet.y > page.top) sheet.turn()
    },
    lines: (text, width, { font, size }) => breakLines(text, width / size, (one) => emWidth(one, font)),
    width: (text, { font, size }) => pdf.font(font).fontSize(size).widthOfString(text),
    line(text, x, y, { font, size, colour = black }, to) {
      pdf.font(font).fontSize(size).fillColor(colour)
      const slack = to === undefined ? 0 : to - pdf.widthOfString(text)
      // A line that a long word left half empty is not torn apart.
      const stretch = slack > 0 && slack < 2.5 * size
      const characterSpacing = stretch ? slack / Math.max(1, [...text].length - 1) : 0
      pdf.text(text, x, y, { lineBreak: false, characterSpacing })
    },
  }
  return sheet
}
