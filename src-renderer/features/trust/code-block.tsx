import styles from './trust.module.css'

/** A 核对码 large enough to be read across a desk: six groups of four digits. */
export function CodeBlock({ code }: { readonly code: string }) {
  return (
    <p className={styles.code}>
      {code.split(' ').map((group, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be equal, their places never change
        <span key={place}>{group}</span>
      ))}
    </p>
  )
}
