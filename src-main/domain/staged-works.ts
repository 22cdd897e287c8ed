import type { StagedExecution } from '../core/module.ts'
import type { Result } from '../core/result.ts'
import { takeInList, takeInListWork } from './applications/take-in-list.ts'

type Work = (staged: never, input: never) => Result<StagedExecution>

/** Pure functions over something staged that a worker may run, by name: each makes the command that is executed there. */
export const stagedWorks: Readonly<Record<string, Work>> = { [takeInListWork]: takeInList as Work }
