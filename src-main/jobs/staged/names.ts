import type { DeskCondition } from '../../core/condition.ts'
import type { CommandRequest } from '../../core/execute.ts'
import type { Environment } from '../../core/office.ts'
import type { JobName } from '../../platform/run-job.ts'

export type StagedInput = {
  readonly database: string
  readonly environment: Environment
  readonly condition: DeskCondition | null
  /** The file that holds what was staged; need not be there. */
  readonly file: string
  readonly work: string
  readonly request: CommandRequest
  readonly now: string
  readonly today: string
  /** Of the backend's own connection. */
  readonly traffic: SharedArrayBuffer
}

/** Executes a command on what was staged, on a connection of its own. */
export const executeStagedJob: JobName<StagedInput, unknown> = 'desk/execute-staged'

export type StagedReadingInput = Pick<
  StagedInput,
  'database' | 'environment' | 'condition' | 'file' | 'work' | 'today'
> & {
  readonly input: unknown
}

/** Reads what was staged beside what is recorded, on a connection that cannot write. */
export const readStagedJob: JobName<StagedReadingInput, unknown> = 'desk/read-staged'
