import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Refusal, Result } from '../../src-main/core/result.ts'
import './pdf-polyfill.ts'
import workerUrl from './pdf.worker.ts?worker&url'

/** A document that is fetched in pieces; `read` answers fewer bytes only at its end. */
export type DocumentSource = {
  readonly digest: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  read(offset: number, length: number): Promise<Result<Uint8Array>>
}

export type OpenedPdf =
  | { readonly kind: 'open'; readonly pdf: PDFDocumentProxy }
  | { readonly kind: 'encrypted' | 'damaged' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export type Opening = {
  readonly opened: Promise<OpenedPdf>
  /** Ends the reader and its worker; what it was asked and has not answered is never answered. */
  close(): void
}

/** The reader's own limit for one answer lies above it; small enough that several windows stay lively. */
const piece = 1024 * 1024
const firstPiece = 64 * 1024

/**
 * Opens a PDF with a worker of its own, fetching only the pieces that are looked at. `onRefusal` is told when a piece
 * is refused after the document was open.
 */
export function openPdf(source: DocumentSource, onRefusal: (refusal: Refusal) => void): Opening {
  let close = () => {}
  let isClosed = false
  const opened = open()

  async function open(): Promise<OpenedPdf> {
    const [pdfjs, start] = await Promise.all([loadPdfjs(), source.read(0, Math.min(firstPiece, source.size))])
    if (!start.ok) return { kind: 'refused', refusal: start.error }
    const { getDocument, PDFDataRangeTransport, PasswordException } = pdfjs

    class Pieces extends PDFDataRangeTransport {
      override async requestDataRange(begin: number, end: number): Promise<void> {
        const bytes = await readRange(source, begin, end)
        if (isClosed) return
        if (bytes.ok) this.onDataRange(begin, bytes.value)
        else onRefusal(bytes.error)
      }
    }
    const task = getDocument({
      range: new Pieces(source.size, start.value.slice()),
      rangeChunkSize: 256 * 1024,
      disableAutoFetch: true,
      disableStream: true,
      BinaryDataFactory: Resources,
      useWorkerFetch: false,
      cMapPacked: true,
      enableXfa: false,
      verbosity: 0,
    })
    close = () => void task.destroy()
    if (isClosed) close()
    try {
      return { kind: 'open', pdf: await task.promise }
    } catch (error) {
      return { kind: error instanceof PasswordException ? 'encrypted' : 'damaged' }
    }
  }

  return {
    opened,
    close() {
      isClosed = true
      close()
    },
  }
}

/** All bytes of a document, or the refusal of the piece that was refused. */
export function readWhole(source: DocumentSource): Promise<Result<Uint8Array<ArrayBuffer>>> {
  return readRange(source, 0, source.size)
}

async function readRange(
  source: DocumentSource,
  begin: number,
  end: number,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const value = new Uint8Array(end - begin)
  for (let at = begin; at < end; ) {
    const read = await source.read(at, Math.min(piece, end - at))
    if (!read.ok) return read
    if (read.value.length === 0) break
    value.set(read.value, at - begin)
    at += read.value.length
  }
  return { ok: true, value }
}

/** Large and rarely the first thing that is looked at: loaded when a document is opened. */
export async function loadPdfjs() {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl
  return pdfjs
}

const folders = { cMapUrl: 'cmaps', standardFontDataUrl: 'standard_fonts', wasmUrl: 'wasm' } as const

/** What documents may expect of their reader: character maps, the 14 standard fonts, decoders for scans. */
const resources = import.meta.glob<string>(
  [
    '../../node_modules/pdfjs-dist/cmaps/*.bcmap',
    '../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm',
  ],
  { query: '?url', import: 'default', eager: true },
)

/** Gives pdf.js the resources that were built with this program, and nothing else: names stand in the documents. */
class Resources {
  async fetch({ kind, filename }: { readonly kind: keyof typeof folders; readonly filename: string }) {
    const url = resources[`../../node_modules/pdfjs-dist/${folders[kind]}/${filename}`]
    if (!url) throw new Error('no such resource')
    const response = await fetch(url)
    if (!response.ok) throw new Error('no such resource')
    return new Uint8Array(await response.arrayBuffer())
  }
}
