import { readFile, stat } from 'node:fs/promises'
import { EncryptedPDFError, PDFDocument } from '@cantoo/pdf-lib'
import type { Bytes } from '../../core/bytes.ts'
import type { Bindable } from '../../core/ports/dossiers.ts'
import { recognise } from '../file-kind.ts'

/** A document beyond this is not read into memory; it stays a volume of its own. */
const mostBytes = 200 * 1024 * 1024

const a4 = { width: 595.28, height: 841.89, margin: 36 }

/** The pages of a stored document, or why there are none to bind: PDFs, and pictures as one page of A4 each. */
export async function sheetsOf(
  path: string,
): Promise<{ readonly pdf: PDFDocument } | Extract<Bindable, { readonly pages: null }>> {
  const size = (await stat(path).catch(() => null))?.size
  if (size === undefined) return { pages: null, because: 'not-here' }
  if (size > mostBytes) return { pages: null, because: 'too-large' }
  const bytes = await readFile(path)
  try {
    switch (recognise(bytes)) {
      case 'pdf': {
        const pdf = await load(bytes)
        return pdf.getPageCount() > 0 ? { pdf } : { pages: null, because: 'damaged' }
      }
      case 'image':
        return isPng(bytes) || isJpeg(bytes)
          ? { pdf: await pictureSheet(bytes) }
          : { pages: null, because: 'no-pages' }
      case 'encrypted-office':
        return { pages: null, because: 'encrypted' }
      default:
        return { pages: null, because: 'no-pages' }
    }
  } catch (error) {
    // Whatever a reader stumbles over in a file is in the file.
    return { pages: null, because: error instanceof EncryptedPDFError ? 'encrypted' : 'damaged' }
  }
}

/** Reads a PDF strictly; one that opens without a password for reading only is opened so. */
export async function load(bytes: Bytes): Promise<PDFDocument> {
  const options = { updateMetadata: false, throwOnInvalidObject: true } as const
  try {
    return await PDFDocument.load(bytes, options)
  } catch (error) {
    if (!(error instanceof EncryptedPDFError)) throw error
    return PDFDocument.load(bytes, { ...options, password: '' }).catch(() => {
      throw error
    })
  }
}

function isPng(bytes: Bytes): boolean {
  return bytes[0] === 0x89
}

function isJpeg(bytes: Bytes): boolean {
  return bytes[0] === 0xff
}

async function pictureSheet(bytes: Bytes): Promise<PDFDocument> {
  const pdf = await PDFDocument.create()
  const picture = isPng(bytes) ? await pdf.embedPng(bytes) : await pdf.embedJpg(bytes)
  const room = { width: a4.width - 2 * a4.margin, height: a4.height - 2 * a4.margin }
  const scale = Math.min(room.width / picture.width, room.height / picture.height, 1)
  const [width, height] = [picture.width * scale, picture.height * scale]
  const page = pdf.addPage([a4.width, a4.height])
  page.drawImage(picture, { x: (a4.width - width) / 2, y: (a4.height - height) / 2, width, height })
  return pdf
}
