import { ok, refuse } from '../../src-main/core/result.ts'
import { serve, serveJobs } from '../../src-main/jobs/serve.ts'
import type { JobName } from '../../src-main/platform/run-job.ts'

export const addJob: JobName<{ readonly numbers: readonly number[] }, number> = 'test/add'
export const refuseJob: JobName<null, never> = 'test/refuse'
export const throwJob: JobName<null, never> = 'test/throw'
export const dieJob: JobName<null, never> = 'test/die'
export const spinJob: JobName<{ readonly untilStopped: boolean }, never> = 'test/spin'
export const eatJob: JobName<null, number> = 'test/eat'
export const sleepJob: JobName<{ readonly ms: number }, { readonly thread: number }> = 'test/sleep'

serveJobs([
  serve(addJob, async () => async ({ numbers }, job) => {
    let sum = 0
    for (const [i, number] of numbers.entries()) {
      sum += number
      job.progress({ done: i + 1, total: numbers.length, step: 'add' })
    }
    return ok(sum)
  }),
  serve(refuseJob, async () => async () => refuse('test/no', { why: 'because' })),
  serve(throwJob, async () => async () => {
    console.log('printed by a job')
    throw Object.assign(new RangeError('a bug'), { code: 'ENOSPC' })
  }),
  serve(dieJob, async () => async () => process.exit(7)),
  serve(spinJob, async () => async ({ untilStopped }, job) => {
    for (;;) if (untilStopped) job.signal.throwIfAborted()
  }),
  serve(eatJob, async () => async () => {
    const eaten: number[][] = []
    for (;;) eaten.push(new Array(100_000).fill(eaten.length))
  }),
  serve(sleepJob, async () => async ({ ms }) => {
    await new Promise((resolve) => setTimeout(resolve, ms))
    return ok({ thread: (await import('node:worker_threads')).threadId })
  }),
])
