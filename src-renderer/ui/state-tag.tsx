import { type StateWord, states } from '../text/states.ts'
import styles from './state-tag.module.css'

/** A state as one word and one colour, everywhere the same; its meaning stands in the hint. */
export function StateTag({ state }: { readonly state: StateWord }) {
  const { tone, meaning } = states[state]
  return (
    <span className={`${styles.tag} ${styles[tone]}`} title={meaning}>
      {state}
    </span>
  )
}
