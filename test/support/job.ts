import type { Job } from '../../src-main/core/ports/job.ts'

/** A job nobody watches; it is cancelled by the signal, if one is given. */
export function job(signal: Job['signal'] = new AbortController().signal): Job {
  return { signal, progress: () => undefined }
}
