import { Buffer } from 'node:buffer'
import PDFDocument from 'pdfkit'
import type { Bytes } from '../../core/bytes.ts'

/** Says which characters a face has. pdfkit has no public way to ask; behind its font stands fontkit's, which knows. */
export function glyphsOf(face: Bytes): (character: string) => boolean {
  // A document of its own, which is never written: a font that was only asked must not be embedded.
  const scratch = new PDFDocument({ font: '', autoFirstPage: false })
  scratch.font(Buffer.from(face))
  const { _font } = scratch as unknown as {
    readonly _font: { readonly font: { hasGlyphForCodePoint(code: number): boolean } }
  }
  const { font } = _font
  return (character) => font.hasGlyphForCodePoint(character.codePointAt(0)!)
}
