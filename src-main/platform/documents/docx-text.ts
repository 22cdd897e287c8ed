import type { FileHandle } from 'node:fs/promises'
import { type Entry, fromFdPromise } from 'yauzl'
import type { Job } from '../../core/ports/job.ts'

/** Bounds of one look into a DOCX: what declares or unpacks to more is not read, and counts as not checked. */
export const docxLimits = {
  entries: 10_000,
  /** Unpacked bytes of the body, and of one header or footer. */
  body: 48 * 2 ** 20,
  margin: 2 * 2 ** 20,
  margins: 20,
  paragraphs: 50_000,
  characters: 5_000_000,
}

export type DocxText = {
  /** Paragraphs of the body in their order, empty ones kept, so that they can be counted. */
  readonly paragraphs: readonly string[]
  /** Headers and footers, where stamps stand. */
  readonly margins: readonly string[]
}

/**
 * Text of a DOCX: null when it is none that can be read within the bounds. Never throws on what is in the file. Deleted and
 * hidden doubles of revisions and of older Word versions are left out.
 */
export async function docxText(handle: FileHandle, job: Job): Promise<DocxText | null> {
  try {
    const zip = await fromFdPromise(handle.fd, { autoClose: false })
    if (zip.entryCount > docxLimits.entries) return null
    const parts = new Map<string, Entry>()
    for await (const entry of zip.eachEntry()) {
      job.signal.throwIfAborted()
      const { fileName } = entry
      if (!/^word\/(?:document|header\d*|footer\d*)\.xml$/.test(fileName)) continue
      if (parts.has(fileName)) return null
      parts.set(fileName, entry)
    }
    const read = async (entry: Entry, most: number) => {
      if (entry.isEncrypted() || entry.uncompressedSize > most) return null
      return textOf(await zip.openReadStreamPromise(entry), most, job)
    }
    const body = parts.get('word/document.xml')
    const xml = body && (await read(body, docxLimits.body))
    if (!xml) return null
    const margins: string[] = []
    for (const [name, entry] of [...parts].slice(0, docxLimits.margins)) {
      if (name === 'word/document.xml') continue
      const margin = await read(entry, docxLimits.margin)
      if (margin) margins.push(paragraphsIn(margin).join('\n'))
    }
    return { paragraphs: paragraphsIn(xml), margins }
  } catch {
    job.signal.throwIfAborted()
    // The library tells apart what is wrong by message only; whatever it is, this document cannot be read.
    return null
  }
}

/** Counts what really comes out: a directory may lie about sizes. */
async function textOf(stream: AsyncIterable<unknown>, most: number, job: Job): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    job.signal.throwIfAborted()
    size += (chunk as Buffer).length
    if (size > most) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The text of WordprocessingML by paragraphs; goes once through it, whatever it holds, and resolves no entities of its own. */
export function paragraphsIn(xml: string): readonly string[] {
  const paragraphs: string[] = []
  let paragraph = ''
  let isText = false
  let skipped = 0
  let characters = 0
  const say = (text: string) => {
    if (skipped === 0) paragraph += text
  }
  for (let at = 0; at < xml.length; ) {
    const open = xml.indexOf('<', at)
    if (isText) say(plainCharacters(xml.slice(at, open < 0 ? undefined : open)))
    if (open < 0) break
    if (xml.startsWith('<!--', open)) {
      const end = xml.indexOf('-->', open)
      if (end < 0) break
      at = end + 3
      continue
    }
    const close = xml.indexOf('>', open)
    if (close < 0) break
    at = close + 1
    const tag = /^(\/?)(?:[\w.-]+:)?([\w.-]+)/.exec(xml.slice(open + 1, Math.min(close, open + 80)))
    if (!tag) continue
    const [isEnd, isEmpty] = [tag[1] === '/', xml[close - 1] === '/']
    switch (tag[2]) {
      case 't':
        isText = !isEnd && !isEmpty
        break
      case 'tab':
        if (!isEnd) say('\t')
        break
      case 'br':
      case 'cr':
        if (!isEnd) say('\n')
        break
      case 'Fallback':
        if (!isEmpty) skipped = Math.max(0, skipped + (isEnd ? -1 : 1))
        break
      case 'p':
        if (!isEnd && !isEmpty) break
        if (skipped > 0) break
        paragraphs.push(paragraph)
        characters += paragraph.length
        paragraph = ''
        if (paragraphs.length >= docxLimits.paragraphs || characters >= docxLimits.characters) {
          return paragraphs
        }
        break
    }
  }
  if (paragraph.trim() !== '') paragraphs.push(paragraph)
  return paragraphs
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function plainCharacters(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/giu, (whole, hex, decimal, name) => {
    if (name) return named[name as string] ?? whole
    const point = hex ? Number.parseInt(hex as string, 16) : Number(decimal)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}
