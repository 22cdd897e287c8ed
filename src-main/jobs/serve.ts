import { parentPort } from 'node:worker_threads'
import type { Job } from '../core/ports/job.ts'
import type { Result } from '../core/result.ts'
import type { JobFunction, JobName } from '../platform/run-job.ts'

export type JobRequest = {
  readonly name: string
  readonly input: unknown
  /** One Int32: 1 = stop. Shared, so that a job that never returns to its event loop sees it too. */
  readonly stop: SharedArrayBuffer
}

/** Instead of a request: the worker ends when it has answered what came before. */
export const endWorker = 'end'

export type JobMessage =
  | { readonly kind: 'progress'; readonly progress: Parameters<Job['progress']>[0] }
  | { readonly kind: 'result'; readonly result: Result<unknown> }
  | {
      readonly kind: 'error'
      readonly name: string
      readonly message: string
      readonly stack: string | undefined
      /** As system errors and SQLite's have it. */
      readonly code: string | undefined
    }

type Served = readonly [name: string, run: JobFunction<unknown, unknown>]

/** A job for `serveJobs`; its code is loaded when it is first asked for, so that each worker starts fast. */
export function serve<Input, Output>(
  name: JobName<Input, Output>,
  load: () => Promise<JobFunction<Input, Output>>,
): Served {
  return [name, async (input, job) => (await load())(input as Input, job)]
}

/** Answers requests of the pool, one at a time; called once by the entry of a worker thread. */
export function serveJobs(served: readonly Served[]): void {
  const jobs = new Map(served)
  const port = parentPort
  if (!port) throw new Error('jobs are served from a worker thread')
  const send = (message: JobMessage) => port.postMessage(message)
  let answered = Promise.resolve()
  port.on('message', (request: JobRequest | typeof endWorker) => {
    answered = answered.then(() => (request === endWorker ? port.close() : answer(request)))
  })
  async function answer(request: JobRequest): Promise<void> {
    try {
      const run = jobs.get(request.name)
      if (!run) throw new Error(`no such job: ${request.name}`)
      const result = await run(request.input, {
        signal: signalOf(new Int32Array(request.stop)),
        progress: (progress) => send({ kind: 'progress', progress }),
      })
      send({ kind: 'result', result })
    } catch (error) {
      const thrown = error instanceof Error ? error : new Error(String(error))
      const { name, message, stack } = thrown
      const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined
      send({ kind: 'error', name, message, stack, code })
    }
  }
}

function signalOf(stop: Int32Array<SharedArrayBuffer>): Job['signal'] {
  const aborted = () => Atomics.load(stop, 0) === 1
  return {
    get aborted() {
      return aborted()
    },
    throwIfAborted() {
      if (aborted()) throw new DOMException('stopped', 'AbortError')
    },
  }
}
