import type { Result } from '../result.ts'
import type { DeskVerdict } from '../verify.ts'
import type { Job } from './job.ts'

export type Integrity = {
  /**
   * Checks everything that this desk holds, in a worker, and acts on it: a fault of our own chain or of the tables makes
   * the desk read-only, lists that are not what the events make are made again. The verdict is kept.
   */
  verify(job: Job): Promise<Result<DeskVerdict>>
}
