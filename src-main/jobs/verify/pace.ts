import { setTimeout as sleep } from 'node:timers/promises'
import type { Job } from '../../core/ports/job.ts'

const slice = 40

/** Between two pieces of work: stops when asked to, and lets others have the processor. */
export type Pace = () => Promise<void>

/** A gentle job rests as long as it has worked; another one only looks whether it was cancelled. */
export function paceOf(job: Job, isGentle: boolean): Pace {
  let began = performance.now()
  return async () => {
    job.signal.throwIfAborted()
    const worked = performance.now() - began
    if (worked < slice) return
    await sleep(isGentle ? worked : 0)
    job.signal.throwIfAborted()
    began = performance.now()
  }
}
