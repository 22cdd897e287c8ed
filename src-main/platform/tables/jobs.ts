import type { Bytes } from '../../core/bytes.ts'
import type { Sheet } from '../../core/ports/tables.ts'
import type { JobName } from '../run-job.ts'
import type { ToReturn } from './return.ts'

export type TableWorkInput = {
  readonly path: string
  readonly sheet: string | null
  readonly work: string
  readonly input: unknown
  /** Private folder of the desk for what waits for a decision. */
  readonly staging: string
}

export const tableWorkJob: JobName<
  TableWorkInput,
  { readonly answer: unknown; readonly staged: string | null }
> = 'tables/work'
export const returnTableJob: JobName<ToReturn, Bytes> = 'tables/return'
export const writeTableJob: JobName<{ readonly sheets: readonly Sheet[] }, Bytes> = 'tables/write'
