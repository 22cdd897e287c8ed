import type { MappedColumn, Mapping } from '../../../src-main/domain/applications/mapping.ts'
import type { ImportField } from '../../../src-main/domain/applications/rules.ts'
import { isMoneyField, isRepeatable } from './field-choices.ts'

type MoneyUnit = Mapping['moneyUnit']

/** What a column means; null when it is kept under its own heading. */
export function columnOf(mapping: Mapping, column: number): MappedColumn | null {
  return mapping.columns.find((one) => one.column === column) ?? null
}

/** The mapping with another meaning for a column; a repeated organisation takes the first place that is free. */
export function withField(mapping: Mapping, column: number, field: ImportField | null): Mapping {
  const others = mapping.columns.filter((one) => one.column !== column)
  if (field === null) return { ...mapping, columns: others }
  const before = columnOf(mapping, column)
  const taken = new Set(others.filter((one) => one.field === field).map(({ group }) => group))
  const wanted = before && isRepeatable(before.field) ? before.group : 0
  const group = isRepeatable(field) ? firstFree(taken, wanted) : 0
  const unit = isMoneyField(field) ? (before?.unit ?? null) : null
  return { ...mapping, columns: inOrder([...others, { column, field, group, unit }]) }
}

/** Which of the repeated organisations a column is about; 0 when there is only one column of them. */
export function withGroup(mapping: Mapping, column: number, group: number): Mapping {
  return changed(mapping, column, { group })
}

/** The unit of one column of money; null takes that of the whole list. */
export function withUnit(mapping: Mapping, column: number, unit: MoneyUnit | null): Mapping {
  return changed(mapping, column, { unit })
}

/** The same value for every row; an empty one takes it away. */
export function withConstant(mapping: Mapping, field: ImportField, text: string): Mapping {
  const { [field]: _, ...others } = mapping.constants
  return { ...mapping, constants: text === '' ? others : { ...others, [field]: text } }
}

/** Columns that claim what another column is already: none of them can be meant. */
export function doubledColumns({ columns }: Mapping): ReadonlySet<number> {
  const meaning = ({ field, group }: MappedColumn) => `${field} ${group}`
  const doubled = columns.filter(
    (one) =>
      one.field !== 'ignore' &&
      columns.some((other) => other.column !== one.column && meaning(other) === meaning(one)),
  )
  return new Set(doubled.map(({ column }) => column))
}

function changed(mapping: Mapping, column: number, patch: Partial<MappedColumn>): Mapping {
  return {
    ...mapping,
    columns: mapping.columns.map((one) => (one.column === column ? { ...one, ...patch } : one)),
  }
}

function firstFree(taken: ReadonlySet<number>, wanted: number): number {
  if (!taken.has(wanted)) return wanted
  let group = 1
  while (taken.has(group)) group++
  return group
}

function inOrder(columns: readonly MappedColumn[]): readonly MappedColumn[] {
  return columns.toSorted((a, b) => a.column - b.column)
}
