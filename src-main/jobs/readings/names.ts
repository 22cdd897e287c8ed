import type { Environment } from '../../core/office.ts'
import type { JobName } from '../../platform/run-job.ts'

export type ReadingInput = {
  readonly database: string
  readonly environment: Environment
  readonly reading: string
  readonly input: unknown
  readonly today: string
}

/** Runs a function of the domain that only reads. */
export const readDeskJob: JobName<ReadingInput, unknown> = 'desk/read'
