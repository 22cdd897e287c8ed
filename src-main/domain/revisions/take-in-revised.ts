import { z } from 'zod'
import { type StagedExecution, type StagedWork, task } from '../../core/module.ts'
import { ok, type Result } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { checkKeptScan } from '../applications/check-letter.ts'
import type { StagedList } from '../applications/check-list.ts'
import { letterSchema } from '../applications/events.ts'
import { rememberLayout } from '../applications/layouts.ts'
import { listLeft } from '../applications/take-in-list.ts'
import { choiceSchema, recordRevised } from './commands.ts'
import { compareListReading } from './compare-list.ts'
import type { Comparison } from './compared.ts'

const rowsLeftOut = z.array(z.int()).max(100_000)

/** Sorts the rows of a list that was read into new, changed, same, and those that it does not have. Changes nothing. */
export const compare = task({
  permission: may('applications:edit'),
  input: z.strictObject({
    staged: z.string(),
    leaveOut: rowsLeftOut,
    /** The institution of the covering letter; null for a list of our own. */
    origin: z.string().max(20).nullable(),
  }),
  run: ({ input: { staged, ...how }, readStaged }): Promise<Result<Comparison>> =>
    readStaged(compareListReading, staged, how),
})

const takeInSchema = z.strictObject({
  staged: z.string(),
  leaveOut: rowsLeftOut,
  letter: letterSchema.optional(),
  ...choiceSchema,
})

export type RevisedToTakeIn = Omit<z.output<typeof takeInSchema>, 'staged'>
export type RevisedTakenIn = { readonly import: string; readonly taken: number; readonly revised: number }

export const takeInRevisedWork: StagedWork<RevisedToTakeIn, RevisedTakenIn> = 'revisions/take-in'

/** What a person left of a list that was read, with what they chose of its changes. */
export function takeInRevised(
  staged: StagedList | undefined,
  { leaveOut, letter, chosen, reason, seen }: RevisedToTakeIn,
): Result<StagedExecution<z.output<(typeof recordRevised)['input']>, RevisedTakenIn>> {
  const list = listLeft(staged, leaveOut)
  if (!list.ok) return list
  const left = new Set(leaveOut)
  const leftOutNumbers = staged!.applications
    .filter(({ row }) => left.has(row))
    .map(({ content }) => content.number)
  return ok({
    command: recordRevised,
    input: { ...list.value, letter: letter ?? null, leftOutNumbers, chosen, reason, seen },
    options: { alongside: (db) => rememberLayout(db, staged!.layout) },
  })
}

/** Takes in a list that came again: what is new, and the changes that a person chose. One transaction. */
export const takeIn = task({
  permission: may('applications:edit'),
  input: takeInSchema,
  async run({ input: { staged, ...how }, ports, executeStaged }) {
    if (how.letter) {
      const scan = await checkKeptScan(ports, how.letter.scan)
      if (!scan.ok) return scan
    }
    const recorded = await executeStaged(takeInRevisedWork, staged, how)
    if (recorded.ok) await ports.staging.drop(staged)
    return recorded
  },
})
