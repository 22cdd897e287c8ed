import { Popover } from 'antd'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { CloseIcon } from './icons.tsx'
import { markTint, type PageMark, pagesInWords, withoutMark } from './pdf-marks.ts'
import styles from './pdf-toolbar.module.css'

/** Above the pages: where one is, how large, what is marked. Every button says its key. */
export function PdfToolbar({
  label,
  current,
  count,
  percent,
  isFitted,
  marks,
  kinds,
  onPage,
  onZoom,
  onFit,
  onTurn,
  onMark,
  onMarks,
}: {
  readonly label: string
  readonly current: number
  readonly count: number
  readonly percent: number
  readonly isFitted: boolean
  readonly marks: readonly PageMark[]
  readonly kinds: readonly string[]
  readonly onPage: (page: number) => void
  readonly onZoom: (direction: 1 | -1) => void
  readonly onFit: () => void
  readonly onTurn: () => void
  readonly onMark: (() => void) | undefined
  readonly onMarks: ((marks: readonly PageMark[]) => void) | undefined
}) {
  return (
    <div className={styles.bar} role="toolbar" aria-label={label}>
      <PageEntry current={current} count={count} onPage={onPage} />
      <span className={styles.group}>
        <button type="button" onClick={() => onZoom(-1)} title="缩小（-）" aria-label="缩小">
          −
        </button>
        <span className={styles.percent}>{percent}%</span>
        <button type="button" onClick={() => onZoom(1)} title="放大（+）" aria-label="放大">
          +
        </button>
        <button type="button" onClick={onFit} aria-pressed={isFitted} title="适合宽度（0）">
          适合宽度
        </button>
        <button type="button" onClick={onTurn} title="顺时针旋转（R）" aria-label="顺时针旋转">
          旋转
        </button>
      </span>
      <span className={styles.group}>
        {marks.length > 0 && (
          <Popover
            trigger="click"
            placement="bottomRight"
            content={<Contents marks={marks} kinds={kinds} onPage={onPage} onMarks={onMarks} />}
          >
            <button type="button">目录 {marks.length}</button>
          </Popover>
        )}
        {onMark && (
          <button type="button" onClick={onMark} title="标注本页是什么附件（M）">
            标注 <kbd>M</kbd>
          </button>
        )}
      </span>
    </div>
  )
}

function PageEntry({
  current,
  count,
  onPage,
}: {
  readonly current: number
  readonly count: number
  readonly onPage: (page: number) => void
}) {
  const [text, setText] = useState(String(current))
  useEffect(() => setText(String(current)), [current])
  const wanted = /^\d+$/.test(text.trim()) ? Number(text) : null

  function onKeyDown({ key }: KeyboardEvent) {
    if (key === 'Enter' && wanted !== null && wanted >= 1 && wanted <= count) onPage(wanted)
    if (key === 'Escape') setText(String(current))
  }
  return (
    <label className={styles.page}>
      第
      <input
        value={text}
        inputMode="numeric"
        aria-label={`页码，共 ${count} 页`}
        onChange={({ target }) => setText(target.value)}
        onFocus={({ target }) => target.select()}
        onBlur={() => setText(String(current))}
        onKeyDown={onKeyDown}
      />
      <span>/ {count} 页</span>
    </label>
  )
}

function Contents({
  marks,
  kinds,
  onPage,
  onMarks,
}: {
  readonly marks: readonly PageMark[]
  readonly kinds: readonly string[]
  readonly onPage: (page: number) => void
  readonly onMarks: ((marks: readonly PageMark[]) => void) | undefined
}) {
  return (
    <ul className={styles.contents}>
      {marks.map((mark) => (
        <li key={`${mark.kind} ${mark.from}`}>
          <button type="button" className={styles.entry} onClick={() => onPage(mark.from)}>
            <span className={styles.tint} style={{ background: markTint(kinds, mark.kind) }} />
            <span className={styles.kind}>{mark.kind}</span>
            <span className={styles.range}>{pagesInWords(mark)}</span>
          </button>
          {onMarks && (
            <button
              type="button"
              className={styles.remove}
              onClick={() => onMarks(withoutMark(marks, mark))}
              aria-label={`取消标注：${mark.kind}，${pagesInWords(mark)}`}
              title="取消这条标注"
            >
              <CloseIcon />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
