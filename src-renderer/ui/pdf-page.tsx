import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import { markTint, type PageMark, pagesInWords } from './pdf-marks.ts'
import styles from './pdf-page.module.css'
import { loadPdfjs } from './pdf-reader.ts'

/** Width and height of a page in points (1/72 inch), as it lies in the document. */
export type PageSize = { readonly width: number; readonly height: number }

/** More pixels than this are not drawn: a poster at 400 % would take the memory of the whole machine. */
const maxPixels = 16_777_216

/** One page: its picture, its text for selecting and searching, and strips for what it is an attachment of. */
export function PdfPage({
  pdf,
  page,
  scale,
  rotation,
  size,
  marks,
  kinds,
  scan,
  onSize,
}: {
  readonly pdf: PDFDocumentProxy
  /** From 1. */
  readonly page: number
  /** CSS pixels per point. */
  readonly scale: number
  /** Turned by the reader, in degrees clockwise. */
  readonly rotation: number
  /** What the page takes on the screen. */
  readonly size: PageSize
  readonly marks: readonly PageMark[]
  readonly kinds: readonly string[]
  /** What the machine could not read, or null. */
  readonly scan: string | null
  readonly onSize: (page: number, size: PageSize) => void
}) {
  const sheet = useRef<HTMLDivElement>(null)
  const [isBroken, setBroken] = useState(false)

  useEffect(() => {
    const drawing = drawPage({ pdf, page, scale, rotation, onSize, sheet: sheet.current! })
    drawing.done.then(setBroken)
    return drawing.stop
  }, [pdf, page, scale, rotation, onSize])

  return (
    <div className={styles.row}>
      <div className={styles.strips}>
        {marks.map((mark) => (
          <div
            key={`${mark.kind} ${mark.from}`}
            className={styles.strip}
            style={{ background: markTint(kinds, mark.kind) }}
            title={`${mark.kind}：${pagesInWords(mark)}`}
          >
            <span className={styles.kind}>{mark.kind}</span>
          </div>
        ))}
      </div>
      <div>
        <div className={styles.caption}>
          第 {page} 页{scan && <span className={styles.scan}>{scan}</span>}
        </div>
        <div className={styles.sheet} style={{ width: size.width, height: size.height }}>
          <div ref={sheet} className={styles.drawn} />
          {isBroken && <p className={styles.broken}>本页无法显示，其余各页不受影响。</p>}
        </div>
      </div>
    </div>
  )
}

type Drawing = { readonly done: Promise<boolean>; readonly stop: () => void }

/** `done` says whether the page is broken. What was drawn before stays until the new picture is complete. */
function drawPage({
  pdf,
  page,
  scale,
  rotation,
  onSize,
  sheet,
}: {
  readonly pdf: PDFDocumentProxy
  readonly page: number
  readonly scale: number
  readonly rotation: number
  readonly onSize: (page: number, size: PageSize) => void
  readonly sheet: HTMLDivElement
}): Drawing {
  let isStopped = false
  let rendering: RenderTask | undefined
  let textLayer: { cancel(): void } | undefined
  let proxy: PDFPageProxy | undefined

  async function draw(): Promise<boolean> {
    const [{ TextLayer }, found] = await Promise.all([loadPdfjs(), pdf.getPage(page)])
    if (isStopped) return false
    proxy = found
    const natural = found.getViewport({ scale: 1, rotation: found.rotate })
    onSize(page, { width: natural.width, height: natural.height })
    const viewport = found.getViewport({ scale, rotation: (found.rotate + rotation) % 360 })
    const sharp = devicePixelRatio * sheet.currentCSSZoom
    const ratio = Math.min(sharp, Math.sqrt(maxPixels / (viewport.width * viewport.height)))
    const canvas = document.createElement('canvas')
    canvas.width = Math.ceil(viewport.width * ratio)
    canvas.height = Math.ceil(viewport.height * ratio)
    rendering = found.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] })
    await rendering.promise
    if (isStopped) return false
    const text = document.createElement('div')
    text.className = styles.text ?? ''
    text.style.setProperty('--total-scale-factor', String(scale))
    sheet.replaceChildren(canvas, text)
    const layer = new TextLayer({ textContentSource: found.streamTextContent(), container: text, viewport })
    textLayer = layer
    await layer.render()
    return false
  }

  return {
    done: draw().catch(() => !isStopped),
    stop() {
      isStopped = true
      rendering?.cancel()
      textLayer?.cancel()
      proxy?.cleanup()
    },
  }
}
