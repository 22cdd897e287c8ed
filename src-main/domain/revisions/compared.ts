import type { RevisedField } from '../applications/revisable-fields.ts'
import type { Outcome } from '../formal-review/rules.ts'

/** What a row of a list that comes again says of the application of its number. */
export const rowGroups = ['new', 'changed', 'same', 'apart'] as const
export type RowGroup = (typeof rowGroups)[number]

/** Why an application of this number is not changed from here, whatever the list says. */
export type Apart = 'other-office' | 'other-source' | 'other-desk' | 'withdrawn'

/** What is worth knowing of a row beside its changes. */
export type RowRemark =
  /** The number is written differently in the list: as it is here. */
  | { readonly code: 'number-written-differently'; readonly number: string }
  /** The number stood in an import that was withdrawn. */
  | { readonly code: 'number-of-withdrawn-import'; readonly at: string }
  | { readonly code: 'lead-moved' }
  | { readonly code: 'lead-renamed' }
  | { readonly code: 'title-changed' }
  /** Title and lead both differ: perhaps another application under the same number. */
  | { readonly code: 'maybe-another' }

export type FieldChange = {
  readonly field: RevisedField
  /** As people read them; of persons both are null. */
  readonly before: string | null
  readonly after: string | null
  /** A person typed what is there. */
  readonly isTyped: boolean
  /** 回到旧值: what the list says stood here before a later change. */
  readonly isOld: boolean
}

/** Where the review of an application stands; null: nobody began. */
export type ReviewStanding = 'open' | Outcome | null

export type ComparedRow = {
  /** As the spreadsheet numbers it. */
  readonly row: number
  readonly number: string
  readonly title: string
  readonly lead: string
  readonly group: RowGroup
  /** Null for a new one. */
  readonly application: string | null
  readonly apart: Apart | null
  /** Whose it is, when it stands apart: an institution, or the name of a desk. */
  readonly owner: string | null
  readonly review: ReviewStanding
  readonly changes: readonly FieldChange[]
  readonly remarks: readonly RowRemark[]
}

/** An application of the same source whose number the list does not have. */
export type MissingApplication = {
  readonly application: string
  readonly number: string
  readonly title: string
  readonly lead: string
  readonly review: ReviewStanding
  /** The desk of our office that writes it, when it is another. */
  readonly desk: string | null
}

/** A list beside what is recorded: every row sorted, and what it does not contain. */
export type Comparison = {
  readonly rows: readonly ComparedRow[]
  readonly missing: readonly MissingApplication[]
  /** When this very file was taken in before; null when it never was. */
  readonly sameFileAt: string | null
  /** Changes with every row: what is applied must be what was seen. */
  readonly seen: string
}

/** Which fields of a row a person takes. */
export type ChosenRow = { readonly row: number; readonly fields: readonly RevisedField[] }

type Changed = Pick<ComparedRow, 'review' | 'remarks' | 'changes'>

/** True for a row on whose application an outcome stands: it needs a reason. */
export function isClosed({ review }: Pick<ComparedRow, 'review'>): boolean {
  return review !== null && review !== 'open'
}

/** The fields that are taken unless a person says otherwise: nothing typed, nothing old, nothing of a closed review. */
export function preselected(row: Changed): readonly RevisedField[] {
  if (isClosed(row) || row.remarks.some(({ code }) => code === 'maybe-another')) return []
  return row.changes.filter(({ isTyped, isOld }) => !isTyped && !isOld).map(({ field }) => field)
}

/** True when a list has nothing to say that is not here already. */
export function saysNothingNew({ rows }: Pick<Comparison, 'rows'>): boolean {
  return rows.every(({ group }) => group === 'same')
}

/** True when all that a list would change is going back to old values. */
export function saysOnlyOld({ rows }: Pick<Comparison, 'rows'>): boolean {
  const changed = rows.filter(({ group }) => group === 'changed')
  return (
    changed.length > 0 &&
    !rows.some(({ group }) => group === 'new') &&
    changed.every(({ changes }) => changes.every(({ isOld }) => isOld))
  )
}
