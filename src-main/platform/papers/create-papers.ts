import { Buffer } from 'node:buffer'
import type { Bytes } from '../../core/bytes.ts'
import type { Paper, Papers } from '../../core/ports/papers.ts'
import { drawBlock } from './blocks.ts'
import { noteOnReplaced, printer } from './printable.ts'
import { createSheet, type Face, type PaperFonts, page, type Sheet, textWidth } from './sheet.ts'

const footerFace: Face = { font: 'regular', size: 8, colour: '#444444' }
const watermarkColour = '#eaeaea'

/** Papers as A4 PDF with the fonts inside, so that every machine shows and prints them the same. */
export function createPapers({ fonts }: { readonly fonts: PaperFonts }): Papers {
  return { pdf: (paper) => renderPaper(paper, fonts) }
}

/**
 * Draws a paper: blocks from top to bottom, the footer with 第 x 页 共 y 页 on every page, 「演练」 and the paper's own mark
 * large and light behind the text. Characters that the face lacks stand as 〓 and are named in a note at the end.
 */
export async function renderPaper(paper: Paper, fonts: PaperFonts): Promise<Bytes> {
  const marks = [paper.environment === '演练' ? '演练' : null, paper.watermark].filter(
    (mark) => mark !== null,
  )
  const sheet = createSheet(fonts, { title: paper.name }, (pdf) => drawWatermarks(pdf, marks))
  const { printable, replaced } = printer(glyphsOf(sheet))
  for (const block of paper.blocks) drawBlock(sheet, block, printable)
  const footer = printable(paper.footer)
  const note = noteOnReplaced(replaced())
  if (note !== '') drawBlock(sheet, { kind: 'note', text: note }, printable)
  drawFooters(sheet, footer)
  sheet.pdf.end()
  const chunks: Buffer[] = []
  for await (const chunk of sheet.pdf) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Behind the text: drawn when a page is opened, before anything else. */
function drawWatermarks(pdf: PDFKit.PDFDocument, marks: readonly string[]): void {
  for (const [i, mark] of marks.entries()) {
    // The diagonal is shorter beside the middle, where two marks stand.
    const size = Math.min(150, (marks.length > 1 ? 460 : 560) / [...mark].length)
    pdf.save()
    pdf.rotate(-45, { origin: [page.width / 2, page.height / 2] })
    pdf.font('bold').fontSize(size).fillColor(watermarkColour)
    const x = (page.width - pdf.widthOfString(mark)) / 2
    const offset = (i - (marks.length - 1) / 2) * 190
    pdf.text(mark, x, page.height / 2 - size * 0.75 + offset, { lineBreak: false })
    pdf.restore()
  }
}

function drawFooters(sheet: Sheet, footer: string): void {
  const { start, count } = sheet.pdf.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    sheet.pdf.switchToPage(start + i)
    const number = `第 ${i + 1} 页　共 ${count} 页`
    const numberWidth = sheet.width(number, footerFace)
    const y = page.height - page.bottom + 22
    sheet.pdf
      .lineWidth(0.4)
      .strokeColor('#888888')
      .moveTo(page.left, y - 6)
      .lineTo(page.left + textWidth, y - 6)
      .stroke()
    sheet.line(number, page.left + textWidth - numberWidth, y, footerFace)
    const lines = sheet.lines(footer, textWidth - numberWidth - 16, footerFace)
    for (const [j, line] of lines.entries()) sheet.line(line, page.left, y + j * 11, footerFace)
  }
}

/** pdfkit has no public way to ask; behind its font stands fontkit's, which knows. */
function glyphsOf({ pdf }: Sheet): (code: number) => boolean {
  pdf.font('regular')
  const { _font } = pdf as unknown as {
    readonly _font: { readonly font: { hasGlyphForCodePoint(code: number): boolean } }
  }
  const { font } = _font
  return (code) => font.hasGlyphForCodePoint(code)
}
