import { type FileHandle, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../core/ports/job.ts'

export type PdfFacts = {
  readonly state: 'ok' | 'encrypted' | 'damaged' | 'not-checked'
  readonly pages: number | null
  /** Pages 1 to n were looked at for text; the others nobody read. */
  readonly pagesRead: number
  readonly texts: readonly { readonly page: number; readonly text: string }[]
}

/** Bounds of one look into a PDF: the rest is not read and the facts say so. */
export const pdfLimits = { pagesRead: 300, charactersPerPage: 50_000, seconds: 20 }

const tailSize = 65_536

/**
 * Pages and text of a PDF, read from disk in pieces as they are needed. Never throws on what is in the file: a PDF that
 * needs a password is `encrypted`, one that cannot be opened or was cut off is `damaged`.
 */
export async function pdfFacts(
  file: { readonly handle: FileHandle; readonly size: number },
  options: { readonly cmaps: string },
  job: Job,
): Promise<PdfFacts> {
  const { getDocument, PDFDataRangeTransport, PasswordException } = await loadPdfjs()

  class FileTransport extends PDFDataRangeTransport {
    override async requestDataRange(begin: number, end: number): Promise<void> {
      this.onDataRange(begin, await readRange(file.handle, begin, end))
    }
  }
  const task = getDocument({
    range: new FileTransport(file.size, null),
    rangeChunkSize: 262_144,
    disableAutoFetch: true,
    disableStream: true,
    BinaryDataFactory: cmapReader(options.cmaps),
    cMapPacked: true,
    useWorkerFetch: false,
    // Only text is wanted: no fonts, no images, no forms, no scripts.
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 0,
    verbosity: 0,
  })
  const nothing = { pages: null, pagesRead: 0, texts: [] }
  try {
    const pdf = await task.promise
    // The reader repairs what it can, so a file that was cut off may open with the pages that are left.
    if (!(await endsProperly(file))) return { ...nothing, state: 'damaged' }
    const pages = pdf.numPages
    const texts: { page: number; text: string }[] = []
    const started = performance.now()
    let page = 0
    while (page < Math.min(pages, pdfLimits.pagesRead)) {
      if (performance.now() - started > pdfLimits.seconds * 1_000) break
      job.signal.throwIfAborted()
      page += 1
      const proxy = await pdf.getPage(page)
      const text = await textOfPage(proxy.streamTextContent({ disableNormalization: true }))
      proxy.cleanup()
      if (/[\p{L}\p{N}]/u.test(text)) texts.push({ page, text })
      job.progress({ done: page, total: pages, step: 'documents/inspect' })
    }
    return { state: pages > 0 ? 'ok' : 'damaged', pages, pagesRead: page, texts }
  } catch (error) {
    job.signal.throwIfAborted()
    return { ...nothing, state: error instanceof PasswordException ? 'encrypted' : 'damaged' }
  } finally {
    await task.destroy()
  }
}

type TextChunk = { readonly items: readonly ({ readonly str: string; readonly hasEOL: boolean } | object)[] }

async function textOfPage(stream: ReadableStream<TextChunk>): Promise<string> {
  let text = ''
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text
    for (const item of value.items) {
      if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str
    }
    if (text.length > pdfLimits.charactersPerPage) {
      await reader.cancel(new Error('enough text'))
      return text
    }
  }
}

/** pdf.js with its worker part in this thread: we are in a worker already, and it needs no second file to be found. */
async function loadPdfjs() {
  const scope = globalThis as { pdfjsWorker?: unknown }
  scope.pdfjsWorker ??= await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
  return import('pdfjs-dist/legacy/build/pdf.mjs')
}

function cmapReader(folder: string) {
  return class {
    async fetch({
      kind,
      filename,
    }: {
      readonly kind: string
      readonly filename: string
    }): Promise<Uint8Array> {
      if (kind !== 'cMapUrl') throw new Error('only CMaps are wanted')
      return new Uint8Array(await readFile(join(folder, filename)))
    }
  }
}

async function readRange(handle: FileHandle, begin: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - begin)
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, begin + at)
    if (bytesRead === 0) break
    at += bytesRead
  }
  return bytes
}

async function endsProperly({
  handle,
  size,
}: {
  readonly handle: FileHandle
  readonly size: number
}): Promise<boolean> {
  const tail = await readRange(handle, Math.max(0, size - tailSize), size)
  return Buffer.from(tail).includes('%%EOF')
}
