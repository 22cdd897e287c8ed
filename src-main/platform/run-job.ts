import type { Job } from '../core/ports/job.ts'
import type { Result } from '../core/result.ts'

/** Names a job and carries the types of what goes in and what comes out; both are plain data (structured clone). */
export type JobName<Input, Output> = string & { readonly __job?: (input: Input) => Output }

/** The work itself: no state of its own, everything it needs is in the input. */
export type JobFunction<Input, Output> = (input: Input, job: Job) => Promise<Result<Output>>

/**
 * Runs a job in a worker thread. Refuses with `jobs/out-of-memory` and, when a limit is given, with `jobs/too-slow`;
 * throws what the job threw, the signal's reason when it was cancelled, or that the worker died.
 */
export type RunJob = <Input, Output>(
  name: JobName<Input, Output>,
  input: Input,
  job: Job,
  limits?: { readonly seconds?: number },
) => Promise<Result<Output>>
