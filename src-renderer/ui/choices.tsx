import styles from './choices.module.css'

export type Choice<Value> = {
  readonly value: Value
  readonly label: string
  /** How many there are; not shown while it is not known. */
  readonly count?: number | undefined
}

/** A row of words of which one holds: what a list shows, and of how many. */
export function Choices<Value extends string | null>({
  label,
  choices,
  value,
  onChange,
}: {
  readonly label: string
  readonly choices: readonly Choice<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}) {
  return (
    <fieldset className={styles.choices} aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.label}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
          {choice.count !== undefined && (
            <>
              {' '}
              <strong>{choice.count.toLocaleString('en-US')}</strong>
            </>
          )}
        </button>
      ))}
    </fieldset>
  )
}
