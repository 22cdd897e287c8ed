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
  const list = listLeft(staged, leaveOut)
  if (!list.ok) return list
  return ok({
    command: recordImport,
    input: { ...list.value, letter },
    options: { alongside: (db) => rememberLayout(db, staged!.layout) },
  })
}

/** The list without the rows that a person leaves out, as commands get it. */
export function listLeft(
  staged: StagedList | undefined,
  leaveOut: readonly number[],
): Result<Omit<z.output<(typeof recordImport)['input']>, 'letter'>> {
  if (!staged) return refuse('applications/read-again')
  const left = new Set(leaveOut)
  const taken = staged.applications.filter(({ row }) => !left.has(row))
  const blocked = taken.filter(hasError).map(({ row }) => row)
  if (blocked.length > 0) return refuse('applications/rows-with-errors', { rows: blocked.slice(0, 50) })
  if (taken.length === 0) return refuse('applications/nothing-left')
  const leftOut = staged.applications
    .filter(({ row }) => left.has(row))
    .map(({ row, findings }) => ({ row, codes: findings.map(({ code }) => code) }))
  const applications = taken.map(({ row, content, people }) => ({ row, content, people })) as never
  const { batch, source, rows } = staged
  return ok({ batch, source: source as never, rows, leftOut, applications })
}
