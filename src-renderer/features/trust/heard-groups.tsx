import { useRef } from 'react'
import styles from './trust.module.css'

const size = 4

/** Takes down what somebody reads out, group by group; says of each complete group whether it is the same. */
export function HeardGroups({
  code,
  heard,
  onChange,
}: {
  /** What should be heard: six groups with spaces between. */
  readonly code: string
  readonly heard: readonly string[]
  readonly onChange: (heard: readonly string[]) => void
}) {
  const groups = code.split(' ')
  const inputs = useRef<(HTMLInputElement | null)[]>([])

  function type(place: number, text: string) {
    const digits = text.normalize('NFKC').replaceAll(/\D/g, '').slice(0, size)
    onChange(groups.map((_, at) => (at === place ? digits : (heard[at] ?? ''))))
    if (digits.length === size && digits === groups[place]) inputs.current[place + 1]?.focus()
  }

  return (
    <div className={styles.heard}>
      {groups.map((group, place) => {
        const typed = heard[place] ?? ''
        const state = typed.length < size ? 'open' : typed === group ? 'same' : 'differs'
        const words = { open: '', same: '一致', differs: '不一致' }[state]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be equal, their places never change
          <label key={place} className={styles.group} data-state={state}>
            <span>第 {place + 1} 组</span>
            <input
              ref={(input) => {
                inputs.current[place] = input
              }}
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              aria-invalid={state === 'differs' || undefined}
              onChange={({ target }) => type(place, target.value)}
            />
            <span className={styles.verdict} aria-live="polite">
              {words}
            </span>
          </label>
        )
      })}
    </div>
  )
}

/** True when all six groups were heard as they should be. */
export function isHeard(code: string, heard: readonly string[]): boolean {
  return code.split(' ').every((group, place) => heard[place] === group)
}

/** True when a complete group is another one than it should be. */
export function hasFault(code: string, heard: readonly string[]): boolean {
  return code.split(' ').some((group, place) => heard[place]?.length === size && heard[place] !== group)
}
