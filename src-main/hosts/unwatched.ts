import type { Job } from '../core/ports/job.ts'

/** For slow work at which nobody looks and that nobody calls off: it ends when it is done, or with the process. */
export const unwatched: Job = {
  signal: { aborted: false, throwIfAborted: () => undefined },
  progress: () => undefined,
}
