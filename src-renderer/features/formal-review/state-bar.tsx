import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { ReviewState } from '../../../src-main/domain/formal-review/list.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { states } from '../../text/states.ts'
import styles from './review-list.module.css'
import { stateOrder, useReviewList } from './review-list.ts'

/** Batches that stand for the same joint batch, this one among them. */
export function linkedBatches(batch: Batch, all: readonly Batch[]): ReadonlySet<string> {
  const root = batch.linkedTo ?? batch.id
  const linked = all.filter(({ id, linkedTo }) => id === root || linkedTo === root)
  return new Set([batch.id, ...linked.map(({ id }) => id)])
}

/** How many applications stand where, in proportion; each number shows its list. */
export function StateBar({ batch, all }: { readonly batch: Batch | null; readonly all: readonly Batch[] }) {
  const desk = useDesk()
  const { data: counts = [] } = useQueryOf(desk.formalReview.counts, null)
  const chosen = useReviewList((list) => list.state)
  const wanted = batch && linkedBatches(batch, all)
  const own = counts.filter((one) => !wanted || wanted.has(one.batch))
  const countOf = (state: ReviewState) =>
    own.filter((one) => one.state === state).reduce((sum, one) => sum + one.count, 0)
  const total = own.reduce((sum, one) => sum + one.count, 0)
  if (total === 0) return null
  const show = (state: ReviewState | null) => useReviewList.setState({ state })
  return (
    <div className={styles.states}>
      <div className={styles.bar} aria-hidden="true">
        {stateOrder.map((state) => {
          const count = countOf(state)
          return count === 0 ? null : (
            <span key={state} data-tone={states[state].tone} style={{ flexGrow: count }} />
          )
        })}
      </div>
      <fieldset className={styles.numbers} aria-label="按状态筛选">
        <StateButton label="全部" count={total} isChosen={chosen === null} onChoose={() => show(null)} />
        {stateOrder.map((state) => (
          <StateButton
            key={state}
            label={state}
            tone={states[state].tone}
            count={countOf(state)}
            isChosen={chosen === state}
            onChoose={() => show(chosen === state ? null : state)}
          />
        ))}
      </fieldset>
    </div>
  )
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
