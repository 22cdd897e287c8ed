import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react'
import type { DocumentFacts } from '../../src-main/core/ports/documents.ts'
import { usePageLayout, type Zoom } from './pdf-layout.ts'
import { PdfMarkMenu } from './pdf-mark-menu.tsx'
import { marksOn, type PageMark, type RecordMarks } from './pdf-marks.ts'
import { PdfPage } from './pdf-page.tsx'
import { PdfToolbar } from './pdf-toolbar.tsx'
import styles from './pdf-viewer.module.css'
import { useShownKeys } from './shown-keys.ts'

export type PdfViewerHandle = {
  /** Brings a page (from 1) to the upper edge. */
  goTo(page: number): void
  /** That many pages on, back when negative. */
  turn(pages: number): void
  /** The page that is being read, from 1. */
  page(): number
  /** Gives the keyboard to the pages. */
  focus(): void
}

export type PdfViewerProps = {
  readonly pdf: PDFDocumentProxy
  /** What it is, to screen readers; 附件 where nothing is said. */
  readonly label?: string
  /** Which pages the machine could read; null when it has not looked. */
  readonly facts: Pick<DocumentFacts, 'pagesRead' | 'textPages'> | null
  readonly marks: readonly PageMark[]
  /** Kinds of attachment in the order of their keys. */
  readonly kinds: readonly string[]
  /** Records all marks of this document; without it they are shown and cannot be changed. */
  readonly onMarks?: RecordMarks | undefined
  readonly ref?: Ref<PdfViewerHandle> | undefined
}

const zooms = [0.25, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4] as const

/** A PDF, page below page: read, zoomed, turned and marked without leaving the keyboard. */
export function PdfViewer({
  pdf,
  label = '附件',
  facts,
  marks: recorded,
  kinds,
  onMarks: record,
  ref,
}: PdfViewerProps) {
  const { marks, onMarks } = useMarks(recorded, record)
  const scroller = useRef<HTMLDivElement>(null)
  const [zoom, setZoom] = useState<Zoom>('fit-width')
  const [rotation, setRotation] = useState(0)
  useShownKeys('document')
  /** The page whose mark is being chosen. */
  const [marking, setMarking] = useState<number | null>(null)
  const count = pdf.numPages
  const layout = usePageLayout({ scroller, count, zoom, rotation })
  const { virtualizer, current, now, goTo } = layout
  const percent = Math.round((layout.scaleOf(current) / (96 / 72)) * 100)

  const focus = () => scroller.current?.focus({ preventScroll: true })
  useImperativeHandle(ref, () => ({
    goTo,
    turn: (pages) => goTo(now() + pages),
    page: now,
    focus,
  }))

  function step(direction: 1 | -1) {
    const now = percent / 100
    const next =
      direction > 0 ? zooms.find((one) => one > now + 0.03) : zooms.findLast((one) => one < now - 0.03)
    if (next !== undefined) setZoom(next)
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key, ctrlKey, metaKey, altKey, target } = event
    if (metaKey || altKey || (target instanceof HTMLElement && target.closest('input, [role=dialog]'))) return
    const action = ctrlKey ? undefined : actions[key.length === 1 ? key.toLowerCase() : key]
    if (!action) return
    action()
    event.preventDefault()
  }
  const actions: Readonly<Record<string, () => void>> = {
    ArrowRight: () => goTo(now() + 1),
    ArrowLeft: () => goTo(now() - 1),
    Home: () => goTo(1),
    End: () => goTo(count),
    '+': () => step(1),
    '=': () => step(1),
    '-': () => step(-1),
    '0': () => setZoom('fit-width'),
    r: () => setRotation((now) => (now + 90) % 360),
    ...(onMarks ? { m: () => setMarking(now()) } : {}),
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the region that holds the focus.
    <div className={styles.viewer} onKeyDown={onKeyDown}>
      <PdfToolbar
        label={`${label}工具栏`}
        current={current}
        count={count}
        percent={percent}
        isFitted={zoom === 'fit-width'}
        marks={marks}
        kinds={kinds}
        onPage={(page) => {
          goTo(page)
          focus()
        }}
        onZoom={step}
        onFit={() => setZoom('fit-width')}
        onTurn={() => setRotation((now) => (now + 90) % 360)}
        onMark={onMarks && (() => setMarking(now()))}
        onMarks={onMarks}
      />
      {marking !== null && onMarks && (
        <PdfMarkMenu
          page={marking}
          count={count}
          marks={marks}
          kinds={kinds}
          onMarks={onMarks}
          onClose={() => {
            setMarking(null)
            focus()
          }}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={`${label}内容`}>
        <div className={styles.pages} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const page = index + 1
            return (
              <div key={page} className={styles.place} style={{ top: start }}>
                <PdfPage
                  pdf={pdf}
                  page={page}
                  scale={layout.scaleOf(page)}
                  rotation={rotation}
                  size={layout.sizeOf(page)}
                  marks={marksOn(marks, page)}
                  kinds={kinds}
                  scan={scanRemark(facts, page)}
                  onSize={layout.onSize}
                />
              </div>
            )
          })}
        </div>
      </section>
    </div>
  )
}

function scanRemark(facts: PdfViewerProps['facts'], page: number): string | null {
  if (!facts) return null
  if (page > facts.pagesRead) return '本页未做机器读取'
  return facts.textPages.includes(page) ? null : '扫描件，机器未读文字'
}

/** What was marked counts at once: the next mark may come before the last one is back from the record. */
function useMarks(recorded: readonly PageMark[], record: RecordMarks | undefined) {
  const [ahead, setAhead] = useState<readonly PageMark[] | null>(null)
  const isRecorded = ahead !== null && JSON.stringify(ahead) === JSON.stringify(recorded)
  if (isRecorded) setAhead(null)
  const onMarks =
    record &&
    (async (marks: readonly PageMark[]) => {
      setAhead(marks)
      if (!(await record(marks))) setAhead(null)
    })
  return { marks: ahead ?? recorded, onMarks }
}
