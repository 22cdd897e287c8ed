import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import styles from './split.module.css'

/** Below this width (CSS pixels) there is room for one half only. */
const narrow = 820
const least = 0.28
const most = 0.72
const step = 0.02

export type Half = { readonly title: string; readonly content: ReactNode }

/** Two halves side by side; the bar between them moves by mouse and arrows and stays where this person left it. */
export function Split({
  name,
  left,
  right,
}: {
  readonly name: string
  readonly left: Half
  readonly right: Half
}) {
  const { ratio, move, keep } = useRatio(name)
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const isNarrow = useIsNarrow(element)
  const [shown, setShown] = useState<'left' | 'right'>('left')
  const isDragging = useRef(false)

  function onPointerMove(event: PointerEvent) {
    if (!isDragging.current || !element) return
    const { left: from, width } = element.getBoundingClientRect()
    move((event.clientX - from) / width)
  }
  function onPointerUp() {
    if (isDragging.current) keep()
    isDragging.current = false
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    move(ratio + (event.key === 'ArrowLeft' ? -step : step))
    keep()
  }

  if (isNarrow) {
    const half = shown === 'left' ? left : right
    return (
      <div ref={setElement} className={styles.single}>
        <div className={styles.tabs}>
          {(
            [
              ['left', left],
              ['right', right],
            ] as const
          ).map(([side, { title }]) => (
            <button key={side} type="button" aria-pressed={shown === side} onClick={() => setShown(side)}>
              {title}
            </button>
          ))}
        </div>
        <div className={styles.half}>{half.content}</div>
      </div>
    )
  }
  return (
    <div
      ref={setElement}
      className={styles.split}
      style={{ gridTemplateColumns: `minmax(0, ${ratio}fr) 9px minmax(0, ${1 - ratio}fr)` }}
    >
      <div className={styles.half}>{left.content}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved, this separator can. */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label="调整左右两半的宽度"
        aria-valuenow={Math.round(ratio * 100)}
        aria-valuemin={least * 100}
        aria-valuemax={most * 100}
        tabIndex={0}
        className={styles.bar}
        onPointerDown={(event) => {
          isDragging.current = true
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onKeyDown={onKeyDown}
      />
      <div className={styles.half}>{right.content}</div>
    </div>
  )
}

function useRatio(name: string) {
  const desk = useDesk()
  const { id } = usePerson()
  const setting = `split/${id}/${name}`
  const stored = Number(useQueryOf(desk.settings.load, setting).data ?? Number.NaN)
  const [moved, setMoved] = useState<number | null>(null)
  const newest = useRef(0.5)
  const ratio = moved ?? (stored >= least && stored <= most ? stored : 0.5)
  newest.current = ratio
  return {
    ratio,
    move(wanted: number) {
      newest.current = Math.round(Math.min(most, Math.max(least, wanted)) * 1000) / 1000
      setMoved(newest.current)
    },
    keep: () => void desk.settings.save({ name: setting, value: newest.current }),
  }
}

function useIsNarrow(element: HTMLElement | null): boolean {
  const [isNarrow, setNarrow] = useState(false)
  useLayoutEffect(() => {
    if (!element) return
    const measure = () => setNarrow(element.clientWidth > 0 && element.clientWidth < narrow)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return isNarrow
}
