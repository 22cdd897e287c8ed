import { Buffer } from 'node:buffer'
import type { Bytes } from '../../core/bytes.ts'
import type { Paper, Papers } from '../../core/ports/papers.ts'
import { drawBlock } from './blocks.ts'
import { glyphsOf } from './glyphs.ts'
import { type Layout, layoutOf, typesOf } from './layout.ts'
import { marksOf, noteOnReplaced, printer } from './printable.ts'
import { createSheet, type PaperFonts, type Sheet } from './sheet.ts'

const watermarkColour = '#eaeaea'

/** Faces by what they are for; `rare` is read only for papers with a character that the first two lack. */
export type FontFiles = {
  readonly regular: Bytes
  readonly bold: Bytes
  rare(): Promise<Bytes>
}

/** Papers as PDF with the fonts inside, so that every machine shows and prints them the same, and as DOCX. */
export function createPapers({ fonts }: { readonly fonts: () => Promise<FontFiles> }): Papers {
  return {
    pdf: async (paper) => renderPdf(paper, await fonts()),
    // Loaded with the first DOCX: it is large, and most papers are printed.
    docx: async (paper) => (await import('./render-docx.ts')).renderDocx(paper),
  }
}

/**
 * Draws a paper: blocks from top to bottom, the footer with 第 x 页 共 y 页 on every page, 「演练」 and the paper's own mark
 * large and light behind the text. Characters that no face has stand as 〓 and are named in a note at the end.
 */
async function renderPdf(paper: Paper, files: FontFiles): Promise<Bytes> {
  const layout = layoutOf(paper)
  const { fonts, hasGlyph } = await facesFor(paper, files)
  const marks = marksOf(paper)
  const sheet = createSheet(fonts, layout, { title: paper.name }, (pdf) => drawWatermarks(pdf, layout, marks))
  const { printable, replaced } = printer(hasGlyph)
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

async function facesFor(
  paper: Paper,
  { regular, bold, rare }: FontFiles,
): Promise<{ readonly fonts: PaperFonts; readonly hasGlyph: (character: string) => boolean }> {
  const isUsual = glyphsOf(regular)
  if ([...JSON.stringify([paper.blocks, paper.footer])].every(isUsual)) {
    return { fonts: { regular, bold, rare: null, isRare: () => false }, hasGlyph: isUsual }
  }
  const bytes = await rare()
  const isInRare = glyphsOf(bytes)
  const isRare = (character: string) => !isUsual(character) && isInRare(character)
  return {
    fonts: { regular, bold, rare: bytes, isRare },
    hasGlyph: (character) => isUsual(character) || isInRare(character),
  }
}

/** Behind the text: drawn when a page is opened, before anything else. */
function drawWatermarks(pdf: PDFKit.PDFDocument, { width, height }: Layout, marks: readonly string[]): void {
  // What fits across an upright page is too long for a wide one.
  const scale = Math.min(1, height / width)
  for (const [i, mark] of marks.entries()) {
    // The diagonal is shorter beside the middle, where two marks stand.
    const size = scale * Math.min(150, (marks.length > 1 ? 460 : 560) / [...mark].length)
    pdf.save()
    pdf.rotate(-45, { origin: [width / 2, height / 2] })
    pdf.font('bold').fontSize(size).fillColor(watermarkColour)
    const x = (width - pdf.widthOfString(mark)) / 2
    const offset = (i - (marks.length - 1) / 2) * 190 * scale
    pdf.text(mark, x, height / 2 - size * 0.75 + offset, { lineBreak: false })
    pdf.restore()
  }
}

function drawFooters(sheet: Sheet, footer: string): void {
  const { layout } = sheet
  const face = { font: 'regular', size: typesOf(layout).footer, colour: '#444444' } as const
  const { start, count } = sheet.pdf.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    sheet.pdf.switchToPage(start + i)
    const number = `第 ${i + 1} 页　共 ${count} 页`
    const numberWidth = sheet.width(number, face)
    const y = layout.height - layout.bottom + 22
    const end = layout.left + layout.textWidth
    sheet.rule({ x: layout.left, y: y - 6 }, { x: end, y: y - 6 }, 0.4, '#888888')
    sheet.line(number, end - numberWidth, y, face)
    const lines = sheet.lines(footer, layout.textWidth - numberWidth - 16, face)
    for (const [j, line] of lines.entries()) sheet.line(line, layout.left, y + j * 11, face)
  }
}
