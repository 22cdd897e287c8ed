import { Link } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { type StateWord, states, type Tone } from '../../text/states.ts'
import styles from './batches.module.css'
import { useBatchCounts } from './use-batch-counts.ts'

/** Where a batch stands, in the numbers that features provide; each opens its list. Nothing when there are none. */
export function BatchCounts({ batch }: { readonly batch: Batch }) {
  const counts = useBatchCounts(batch)
  if (counts.length === 0) return null
  return (
    <ul className={styles.counts} data-testid="batch-counts">
      {counts.map(({ label, count, of, to }) => (
        <li key={label}>
          <Link to={to} className={styles.count ?? ''}>
            <span className={styles.number}>{count}</span>
            <span>{label}</span>
            {of !== undefined && of > 0 && (
              <span className={styles.bar} aria-hidden="true">
                <span data-tone={toneOf(label)} style={{ width: `${(100 * count) / of}%` }} />
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** A count of a state is drawn in the colour of that state. */
function toneOf(label: string): Tone | undefined {
  return Object.hasOwn(states, label) ? states[label as StateWord].tone : undefined
}
