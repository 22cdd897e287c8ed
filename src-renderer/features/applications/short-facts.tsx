import type { ReactNode } from 'react'
import styles from './short-facts.module.css'

export type ShortFact = {
  readonly label: string
  readonly value: ReactNode
  /** Takes a line of its own. */
  readonly isWide?: boolean
}

/** Labels and values, two short ones on a line. */
export function ShortFacts({ facts }: { readonly facts: readonly ShortFact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value, isWide }) => (
        <div key={label} className={styles.fact} data-wide={isWide || undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
