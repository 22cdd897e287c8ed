import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { EmptyState } from '../../ui/empty-state.tsx'
import { NotRead } from '../../ui/pdf-document.tsx'
import { PdfPage } from '../../ui/pdf-page.tsx'
import styles from './compare.module.css'
import { foldLines, isRemarkable, lineWords, summaryWords } from './compared-lines.ts'
import type { DocumentPair } from './document-pairs.ts'
import { type ComparedLine, type ComparedPdf, useComparedPdfs } from './use-compared-pdfs.ts'

/** Two documents page beside page; runs of pages that are the same are folded into one grey line. */
export function ComparePages({
  pair,
  labels,
}: {
  readonly pair: DocumentPair
  readonly labels: readonly [string, string]
}) {
  const compared = useComparedPdfs(pair)
  switch (compared.kind) {
    case 'reading':
      return (
        <p role="status" className={styles.quiet}>
          正在读取两份附件{compared.done > 0 ? `，已读 ${compared.done} 页` : ''}…
        </p>
      )
    case 'refused':
      return <NotRead refusal={compared.refusal} />
    case 'not-shown':
      return (
        <EmptyState title={`「${compared.name}」${notShown[compared.why]}`}>
          其他附件不受影响，可以从左边选择。
        </EmptyState>
      )
    case 'read':
      return (
        <>
          <p role="status" className={styles.quiet}>
            {summaryWords(compared.lines, compared.isWhole)}
          </p>
          <Lines before={compared.before} after={compared.after} lines={compared.lines} labels={labels} />
        </>
      )
  }
}

const notShown = {
  encrypted: '设有打开密码，不能对照',
  damaged: '打不开，不能对照',
  'no-pdf': '不是 PDF，不能逐页对照',
} as const

const gap = 16
const captionHeight = 30
const foldedHeight = 40
/** The name of each page above it, and a gap below. */
const belowCaption = 34

/** What a page takes on the screen when it is as wide as its half. */
function heightAt(side: ComparedPdf | null, page: number | null, width: number): number {
  const size = page === null ? undefined : side?.pages[page - 1]?.size
  return size ? (size.height * width) / size.width : 0
}

function Lines({
  before,
  after,
  lines,
  labels,
}: {
  readonly before: ComparedPdf | null
  readonly after: ComparedPdf | null
  readonly lines: readonly ComparedLine[]
  readonly labels: readonly [string, string]
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  const rows = foldLines(lines, unfolded)
  const half = Math.max(120, (width - gap) / 2 - 36)
  const heightOf = ({ before: left, after: right }: ComparedLine) =>
    Math.max(heightAt(before, left, half), heightAt(after, right, half))
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index]!
      return row.kind === 'folded' ? foldedHeight : heightOf(row.line) + captionHeight + belowCaption
    },
    overscan: 1,
  })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => setWidth(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  // Folding and widths change every height.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when one of them changes
  useLayoutEffect(() => virtual.measure(), [virtual, width, unfolded, lines])

  function step(by: 1 | -1) {
    const top = scroller.current?.scrollTop ?? 0
    const remarkable = rows.flatMap((row, index) =>
      row.kind === 'line' && isRemarkable(row.line)
        ? [virtual.getOffsetForIndex(index, 'start')?.[0] ?? 0]
        : [],
    )
    const next = by > 0 ? remarkable.find((at) => at > top + 2) : remarkable.findLast((at) => at < top - 2)
    if (next !== undefined && scroller.current) scroller.current.scrollTop = next
  }
  function onKeyDown({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) {
    if (ctrlKey || altKey || metaKey) return
    if (key === 'n') step(1)
    if (key === 'p') step(-1)
  }
  return (
    <>
      <div className={styles.steps}>
        <button type="button" onClick={() => step(-1)} title="P">
          上一处不同（P）
        </button>
        <button type="button" onClick={() => step(1)} title="N">
          下一处不同（N）
        </button>
      </div>
      <section
        ref={scroller}
        className={styles.pages}
        aria-label="逐页对照"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {width > 0 &&
            virtual.getVirtualItems().map(({ index, start }) => {
              const row = rows[index]!
              return (
                <div key={row.key} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
                  {row.kind === 'folded' ? (
                    <button
                      type="button"
                      className={styles.folded}
                      onClick={() => setUnfolded((now) => new Set([...now, row.at]))}
                    >
                      {row.words}　展开
                    </button>
                  ) : (
                    <Line line={row.line} before={before} after={after} width={half} labels={labels} />
                  )}
                </div>
              )
            })}
        </div>
      </section>
    </>
  )
}

function Line({
  line,
  before,
  after,
  width,
  labels,
}: {
  readonly line: ComparedLine
  readonly before: ComparedPdf | null
  readonly after: ComparedPdf | null
  readonly width: number
  readonly labels: readonly [string, string]
}) {
  const isQuiet = !isRemarkable(line)
  return (
    <>
      <div className={styles.caption} data-quiet={isQuiet || undefined}>
        {lineWords(line)}
      </div>
      <div className={styles.pair} data-quiet={isQuiet || undefined}>
        <Side side={before} page={line.before} width={width} label={labels[0]} />
        <Side side={after} page={line.after} width={width} label={labels[1]} />
      </div>
    </>
  )
}

function Side({
  side,
  page,
  width,
  label,
}: {
  readonly side: ComparedPdf | null
  readonly page: number | null
  readonly width: number
  readonly label: string
}) {
  const onSize = useCallback(() => undefined, [])
  if (!side || page === null) return <div className={styles.nothing}>{label}没有这一页</div>
  const { size, print } = side.pages[page - 1]!
  const scale = width / size.width
  return (
    <PdfPage
      pdf={side.pdf}
      page={page}
      scale={scale}
      rotation={0}
      size={{ width: Math.round(size.width * scale), height: Math.round(size.height * scale) }}
      marks={[]}
      kinds={[]}
      scan={print.kind === 'text' ? null : '扫描件，机器未读文字'}
      onSize={onSize}
    />
  )
}
