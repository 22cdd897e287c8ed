import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { CloseIcon } from './icons.tsx'
import styles from './pdf-mark-menu.module.css'
import { markTint, type PageMark, pagesInWords, proposedRange, withMark } from './pdf-marks.ts'

const keys = '1234567890abcdefghijklmnopqrstuvwxyz'

/** Says what a range of pages is: the range is proposed, one key chooses the kind and records it. */
export function PdfMarkMenu({
  page,
  count,
  marks,
  kinds,
  onMarks,
  onClose,
}: {
  /** The page being read. */
  readonly page: number
  readonly count: number
  readonly marks: readonly PageMark[]
  readonly kinds: readonly string[]
  readonly onMarks: (marks: readonly PageMark[]) => void
  readonly onClose: () => void
}) {
  const proposed = proposedRange(marks, page)
  const [from, setFrom] = useState(String(proposed.from))
  const [to, setTo] = useState(String(proposed.to))
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.focus(), [])

  const range = { from: Number(from), to: Number(to) }
  const isPossible =
    Number.isInteger(range.from) &&
    Number.isInteger(range.to) &&
    range.from >= 1 &&
    range.from <= range.to &&
    range.to <= count

  function choose(kind: string) {
    if (!isPossible) return
    onMarks(withMark(marks, { kind, ...range }))
    onClose()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLInputElement) return
    const kind = kinds[keys.indexOf(event.key.toLowerCase())]
    if (event.key.length === 1 && kind !== undefined) {
      event.preventDefault()
      choose(kind)
    }
  }

  return (
    <div className={styles.menu} role="dialog" aria-label="标注附件" onKeyDown={onKeyDown}>
      <div className={styles.range}>
        第
        <input value={from} aria-label="起始页" onChange={({ target }) => setFrom(target.value)} />
        页至第
        <input value={to} aria-label="结束页" onChange={({ target }) => setTo(target.value)} />
        页是
        <button type="button" className={styles.close} onClick={onClose} aria-label="关闭（Esc）">
          <CloseIcon />
        </button>
      </div>
      {!isPossible && <p className={styles.fault}>页码应在 1 至 {count} 之间，起始页不大于结束页。</p>}
      <ul ref={list} className={styles.kinds} tabIndex={-1} aria-label="附件种类">
        {kinds.map((kind, index) => {
          const known = marks.filter((mark) => mark.kind === kind)
          return (
            <li key={kind}>
              <button type="button" disabled={!isPossible} onClick={() => choose(kind)}>
                <kbd>{keys[index]?.toUpperCase()}</kbd>
                <span className={styles.tint} style={{ background: markTint(kinds, kind) }} />
                <span className={styles.kind}>{kind}</span>
                <span className={styles.known}>{known.map(pagesInWords).join('、')}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
