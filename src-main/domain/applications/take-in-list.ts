import type { z } from 'zod'
import type { StagedExecution, StagedWork } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { hasError, type StagedList } from './check-list.ts'
import { recordImport } from './commands.ts'
import { rememberLayout } from './layouts.ts'
import type { Letter } from './letter.ts'

export type ListToTakeIn = { readonly leaveOut: readonly number[]; readonly letter: Letter | null }
export type ListTakenIn = { readonly import: string; readonly taken: number }

export const takeInListWork: StagedWork<ListToTakeIn, ListTakenIn> = 'applications/take-in-list'

/** What a person left of a list that was read; refused when a row with an error is not left out. */
export function takeInList(
  staged: StagedList | undefined,
  { leaveOut, letter }: ListToTakeIn,
): Result<StagedExecution<z.output<(typeof recordImport)['input']>, ListTakenIn>> {
  if (!staged) return refuse('applications/read-again')
  const left = new Set(leaveOut)
  const taken = staged.applications.filter(({ row }) => !left.has(row))
  const blocked = taken.filter(hasError).map(({ row }) => row)
  if (blocked.length > 0) return refuse('applications/rows-with-errors', { rows: blocked.slice(0, 50) })
  if (taken.length === 0) return refuse('applications/nothing-left')
  const leftOut = staged.applications
    .filter(({ row }) => left.has(row))
    .map(({ row, findings }) => ({ row, codes: findings.map(({ code }) => code) }))
  return ok({
    command: recordImport,
    input: {
      batch: staged.batch,
      source: staged.source as never,
      rows: staged.rows,
      leftOut,
      applications: taken.map(({ row, content, people }) => ({ row, content, people })) as never,
      letter,
    },
    options: { alongside: (db) => rememberLayout(db, staged.layout) },
  })
}
