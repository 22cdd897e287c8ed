import type { ReactNode } from 'react'
import styles from './entry.module.css'

export type Choice<Value extends string> = {
  readonly value: Value
  readonly label: ReactNode
  readonly remark?: string
  readonly isDisabled?: boolean
}

/** One of a few, as rows: arrows move, the row as a whole is the target. */
export function Choices<Value extends string>({
  label,
  name,
  value,
  choices,
  onChange,
}: {
  readonly label: string
  readonly name: string
  readonly value: Value | null
  readonly choices: readonly Choice<Value>[]
  readonly onChange: (value: Value) => void
}) {
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={value === choice.value}
            disabled={choice.isDisabled}
            onChange={() => onChange(choice.value)}
          />
          <span className={styles.choiceText}>
            <span>{choice.label}</span>
            {choice.remark && <span className={styles.choiceRemark}>{choice.remark}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
