import type { ReviewState } from '../../../src-main/domain/formal-review/review-state.ts'
import { states } from '../../text/states.ts'
import { useLength } from './list-rows.ts'
import styles from './review-list.module.css'
import { listOf, stateOrder, useReviewList } from './review-list.ts'

/** How many applications stand where, in proportion; each number shows its list. */
export function StateBar({ scope }: { readonly scope: Parameters<typeof listOf>[0] }) {
  const chosen = useReviewList((list) => list.state)
  const counts = useCounts(scope)
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const show = (state: ReviewState | null) => useReviewList.setState({ state })
  return (
    <div className={styles.states}>
      <div className={styles.bar} aria-hidden="true">
        {counts.map(({ state, count }) =>
          count === 0 ? null : (
            <span key={state} data-tone={states[state].tone} style={{ flexGrow: count }} />
          ),
        )}
      </div>
      <fieldset className={styles.numbers} aria-label="按状态筛选">
        <StateButton label="全部" count={total} isChosen={chosen === null} onChoose={() => show(null)} />
        {counts.map(({ state, count }) => (
          <StateButton
            key={state}
            label={state}
            tone={states[state].tone}
            count={count}
            isChosen={chosen === state}
            onChoose={() => show(chosen === state ? null : state)}
          />
        ))}
      </fieldset>
    </div>
  )
}

function useCounts(scope: Parameters<typeof listOf>[0]) {
  const [untouched, open, waiting, passed, refused, withdrawn] = [
    useLength(listOf(scope, [stateOrder[0]])),
    useLength(listOf(scope, [stateOrder[1]])),
    useLength(listOf(scope, [stateOrder[2]])),
    useLength(listOf(scope, [stateOrder[3]])),
    useLength(listOf(scope, [stateOrder[4]])),
    useLength(listOf(scope, [stateOrder[5]])),
  ]
  const counts = [untouched, open, waiting, passed, refused, withdrawn]
  // Few applications are ever withdrawn: where none is, the word would only take room.
  return stateOrder
    .map((state, i) => ({ state, count: counts[i] ?? 0 }))
    .filter(({ state, count }) => state !== '已撤回' || count > 0)
}

function StateButton({
  label,
  tone,
  count,
  isChosen,
  onChoose,
}: {
  readonly label: string
  readonly tone?: string
  readonly count: number
  readonly isChosen: boolean
  readonly onChoose: () => void
}) {
  return (
    <button type="button" className={styles.number} aria-pressed={isChosen} onClick={onChoose}>
      {tone && <span className={styles.dot} data-tone={tone} aria-hidden="true" />}
      {label} <strong>{count.toLocaleString('en-US')}</strong>
    </button>
  )
}
