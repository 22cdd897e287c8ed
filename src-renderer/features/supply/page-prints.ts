import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { type PagePrint, readPrint } from '../../../src-main/domain/supply/rules.ts'
import type { PageSize } from '../../ui/pdf-page.tsx'

/** A page as it is recognised, and how large it is in points. */
export type ReadPage = { readonly print: PagePrint; readonly size: PageSize }

/** Pixels across a page that is drawn only to be compared: a seal of 4 cm is still some 80 wide. */
const comparedWidth = 420

/** What every page is recognised by: its text, or where it has none its picture; tells after each how many are done. */
export async function readPages(
  pdf: PDFDocumentProxy,
  { isGone, onPage }: { readonly isGone: () => boolean; readonly onPage: () => void },
): Promise<readonly ReadPage[]> {
  const pages: ReadPage[] = []
  for (let number = 1; number <= pdf.numPages && !isGone(); number++) {
    pages.push(await readPage(pdf, number))
    onPage()
  }
  return pages
}

async function readPage(pdf: PDFDocumentProxy, number: number): Promise<ReadPage> {
  try {
    const page = await pdf.getPage(number)
    const { width, height } = page.getViewport({ scale: 1, rotation: page.rotate })
    const { items } = await page.getTextContent()
    const print = readPrint(items.map((item) => ('str' in item ? item.str : '')).join(''))
    const size = { width, height }
    if (print.kind === 'text') return { print, size }
    return { print: { kind: 'picture', digest: await pictureDigest(page) }, size }
  } catch {
    // A broken page is nobody's equal; the others are compared all the same.
    return { print: { kind: 'unknown' }, size: { width: 595, height: 842 } }
  }
}

/** How far apart a channel of two pixels must be to be seen, of 255: the edge of a letter may be drawn a little otherwise. */
const seenDifference = 96
/** Share of pixels that may be seen to differ on equal pages: fonts cut for another document; a signature is far more. */
const toleratedShare = 0.0005

/** True when two pages look the same when drawn: the same text may have been sealed or signed since. */
export async function looksSame(
  before: { readonly pdf: PDFDocumentProxy; readonly page: number },
  after: { readonly pdf: PDFDocumentProxy; readonly page: number },
): Promise<boolean> {
  const [a, b] = await Promise.all(
    [before, after].map(async ({ pdf, page }) => drawn(await pdf.getPage(page))),
  )
  if (a!.width !== b!.width || a!.height !== b!.height) return false
  let differing = 0
  for (let i = 0; i < a!.data.length; i += 4) {
    const apart = [0, 1, 2].some(
      (channel) => Math.abs(a!.data[i + channel]! - b!.data[i + channel]!) > seenDifference,
    )
    if (apart) differing++
  }
  return differing <= (a!.data.length / 4) * toleratedShare
}

async function pictureDigest(page: PDFPageProxy): Promise<string> {
  const { data, width, height } = await drawn(page)
  const digest = await crypto.subtle.digest('SHA-256', data)
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${width}x${height} ${hex}`
}

async function drawn(page: PDFPageProxy): Promise<ImageData> {
  const natural = page.getViewport({ scale: 1, rotation: page.rotate })
  const viewport = page.getViewport({ scale: comparedWidth / natural.width, rotation: page.rotate })
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(viewport.width)
  canvas.height = Math.ceil(viewport.height)
  await page.render({ canvas, viewport }).promise
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
}
