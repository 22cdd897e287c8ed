import type { Db } from '../core/db.ts'
import type { DeskFacts, StagedExecution } from '../core/module.ts'
import type { Result } from '../core/result.ts'
import { takeInList, takeInListWork } from './applications/take-in-list.ts'
import { takeImportBack, withdrawImportWork } from './formal-review/withdraw-import.ts'
import { compareListReading, compareStaged } from './revisions/compare-list.ts'
import { takeInRevised, takeInRevisedWork } from './revisions/take-in-revised.ts'

type Work = (staged: never, input: never) => Result<StagedExecution>

/** Pure functions over something staged that a worker may run, by name: each makes the command that is executed there. */
export const stagedWorks: Readonly<Record<string, Work>> = {
  [takeInListWork]: takeInList as Work,
  [takeInRevisedWork]: takeInRevised as Work,
  [withdrawImportWork]: takeImportBack as Work,
}

type Recorded = { readonly db: Db; readonly desk: DeskFacts; readonly today: string }
type Reading = (staged: never, input: never, recorded: Recorded) => Result<unknown>

/** Functions that look at something staged beside what is recorded, by name. */
export const stagedReadings: Readonly<Record<string, Reading>> = {
  [compareListReading]: compareStaged as Reading,
}
