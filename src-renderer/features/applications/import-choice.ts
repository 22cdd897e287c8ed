import {
  type ChosenRow,
  type ComparedRow,
  type Comparison,
  preselected,
  type RevisedField,
} from '../../../src-main/domain/revisions/rules.ts'

/** Rows of which a person takes something else than what is proposed, with the fields that are taken. */
export type Choice = ReadonlyMap<number, readonly RevisedField[]>

export const asProposed: Choice = new Map()

/** The fields of a row that are taken. */
export function takenOf(row: ComparedRow, choice: Choice): readonly RevisedField[] {
  if (row.group !== 'changed') return []
  return choice.get(row.row) ?? preselected(row)
}

/** The choice with these fields of a row; what is as proposed is not remembered. */
export function withTaken(choice: Choice, row: ComparedRow, fields: readonly RevisedField[]): Choice {
  const next = new Map(choice)
  const wanted = row.changes.map(({ field }) => field).filter((field) => fields.includes(field))
  if (wanted.join() === preselected(row).join()) next.delete(row.row)
  else next.set(row.row, wanted)
  return next
}

export function withToggled(choice: Choice, row: ComparedRow, field: RevisedField): Choice {
  const taken = takenOf(row, choice)
  return withTaken(
    choice,
    row,
    taken.includes(field) ? taken.filter((one) => one !== field) : [...taken, field],
  )
}

/** Everything or nothing of these rows. */
export function withAll(choice: Choice, rows: readonly ComparedRow[], isTaken: boolean): Choice {
  const all = (row: ComparedRow) => (isTaken ? row.changes.map(({ field }) => field) : [])
  return rows.reduce((now, row) => withTaken(now, row, all(row)), choice)
}

/** What is asked of the backend: rows of which nothing is taken are not named. */
export function chosenOf({ rows }: Comparison, choice: Choice): readonly ChosenRow[] {
  return rows.flatMap((row) => {
    const fields = takenOf(row, choice)
    return fields.length > 0 ? [{ row: row.row, fields }] : []
  })
}
