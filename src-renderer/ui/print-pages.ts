import type { PDFDocumentProxy } from 'pdfjs-dist'
import styles from './print-pages.module.css'

/** Dots per inch: small type stays sharp, and a page is a picture of about 100 KB. */
const resolution = 240

/**
 * Prints a PDF and nothing else of the window: its pages stand as pictures in an element that only paper sees, until the
 * system's print dialog is closed. `onPage` is told after each page; nothing is printed once `isGone` holds.
 */
export async function printPages(
  pdf: PDFDocumentProxy,
  { onPage, isGone }: { readonly onPage: (page: number) => void; readonly isGone: () => boolean },
): Promise<void> {
  const pictures: HTMLImageElement[] = []
  for (let page = 1; page <= pdf.numPages && !isGone(); page++) {
    pictures.push(await pictureOf(pdf, page))
    onPage(page)
  }
  if (isGone()) letGo(pictures)
  else printPictures(pictures)
}

function printPictures(pictures: readonly HTMLImageElement[]): void {
  // A host that does not say when it has printed leaves the last pages standing, unseen.
  document.querySelector(`.${styles.pages}`)?.remove()
  const [first] = pictures
  const isWide = first !== undefined && first.naturalWidth > first.naturalHeight
  const paper = new CSSStyleSheet()
  paper.replaceSync(`@page { size: A4 ${isWide ? 'landscape' : 'portrait'}; margin: 0 }`)
  const pages = document.createElement('div')
  pages.className = styles.pages ?? ''
  pages.dataset.print = 'pages'
  pages.append(...pictures)
  document.body.append(pages)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, paper]
  const clear = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== paper)
    pages.remove()
    letGo(pictures)
  }
  window.addEventListener('afterprint', clear, { once: true })
  window.print()
}

function letGo(pictures: readonly HTMLImageElement[]): void {
  for (const { src } of pictures) URL.revokeObjectURL(src)
}

async function pictureOf(pdf: PDFDocumentProxy, number: number): Promise<HTMLImageElement> {
  const page = await pdf.getPage(number)
  const viewport = page.getViewport({ scale: resolution / 72 })
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(viewport.width)
  canvas.height = Math.round(viewport.height)
  await page.render({ canvas, viewport, intent: 'print' }).promise
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  // The canvas is let go of at once: a page of it takes 20 MB.
  canvas.width = 0
  page.cleanup()
  if (!blob) throw new Error('no memory for a page of print')
  const picture = new Image()
  picture.alt = `第 ${number} 页`
  picture.src = URL.createObjectURL(blob)
  await picture.decode()
  return picture
}
