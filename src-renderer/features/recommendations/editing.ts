import type { Proposal } from '../../../src-main/domain/recommendations/draft.ts'

export type EditedRow = Proposal['rows'][number]
export type EditedOut = Proposal['leftOut'][number]

/** A draft while it is put together: what is kept of it is ids and words, everything else is looked up. */
export type Edited = {
  readonly rows: readonly { readonly application: string; readonly note: string }[]
  readonly leftOut: readonly { readonly application: string; readonly reason: string }[]
  readonly parties: readonly string[]
}

/** What the proposal says, as it is edited. */
export function editedOf({ rows, leftOut, parties }: Proposal): Edited {
  return {
    rows: rows.map(({ application, note }) => ({ application, note })),
    leftOut: leftOut.map(({ application, reason }) => ({ application, reason })),
    parties,
  }
}

/** Kept typing over what may be recommended now: what is gone falls away, what is new comes last. */
export function broughtUpToDate(kept: Edited, proposal: Proposal): Edited {
  const now = new Set([...proposal.rows, ...proposal.leftOut].map(({ application }) => application))
  const rows = kept.rows.filter(({ application }) => now.has(application))
  const leftOut = kept.leftOut.filter(({ application }) => now.has(application))
  const known = new Set([...rows, ...leftOut].map(({ application }) => application))
  const added = editedOf(proposal).rows.filter(({ application }) => !known.has(application))
  const out = editedOf(proposal).leftOut.filter(({ application }) => !known.has(application))
  return { ...kept, rows: [...rows, ...added], leftOut: [...leftOut, ...out] }
}

/** One row at another place, counted from 0; places outside are the first and the last. */
export function moved<Row>(rows: readonly Row[], from: number, to: number): readonly Row[] {
  const row = rows[from]
  if (row === undefined) return rows
  return rows.toSpliced(from, 1).toSpliced(Math.max(0, Math.min(rows.length - 1, to)), 0, row)
}
