import type { AbortSignalLike, Progress } from '../module.ts'

/** What slow work needs to stop early and to say how far it is. */
export type Job = {
  readonly signal: AbortSignalLike
  progress(progress: Progress): void
}
