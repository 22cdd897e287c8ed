import { Worker } from 'node:worker_threads'
import type { Job } from '../core/ports/job.ts'
import { type Refusal, type Result, refuse, unreachable } from '../core/result.ts'
import type { RunJob } from '../platform/run-job.ts'
import { endWorker, type JobMessage, type JobRequest } from './serve.ts'

export type Pool = {
  readonly runJob: RunJob
  /** Ends all workers; jobs that still run or wait are rejected. */
  close(): Promise<void>
}

export type PoolOptions = {
  /** The entry that calls `serveJobs`: a TypeScript source or the bundled file, the host knows which. */
  readonly worker: URL
  readonly atOnce?: number
  /** Heap of one worker in MiB; a job that needs more is refused with `jobs/out-of-memory`. */
  readonly memory?: number
  /** How long a worker without work is kept, in milliseconds. */
  readonly keepIdle?: number
}

/** Left to itself the engine lets a worker gather some hundred MiB of what is no longer needed before it looks. */
const youngMiB = 16
const pollMs = 40
const graceMs = 1_000
/** A busy machine may take its time to let a worker say goodbye; stopping it where it stands is the last resort. */
const goodbyeMs = 5_000

/** Worker threads for slow work; free ones are kept for a while, because starting one costs about 0.1 s. */
export function createPool(options: PoolOptions): Pool {
  const { worker: entry, atOnce = 2, memory = 1_536, keepIdle = 20_000 } = options
  const all = new Set<Worker>()
  const idle = new Map<Worker, NodeJS.Timeout>()
  const waiting: (() => void)[] = []
  let busy = 0
  let closed = false

  function take(): Worker {
    for (const [worker, timer] of idle) {
      clearTimeout(timer)
      idle.delete(worker)
      worker.ref()
      return worker
    }
    const resourceLimits = { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: youngMiB }
    const worker = new Worker(entry, { stdout: true, stderr: true, resourceLimits })
    // A library's console output may quote what it reads, so what a worker prints goes nowhere.
    worker.stdout.resume()
    worker.stderr.resume()
    all.add(worker)
    const forget = () => {
      all.delete(worker)
      clearTimeout(idle.get(worker))
      idle.delete(worker)
    }
    worker.on('error', forget).on('exit', forget)
    return worker
  }

  function giveBack(worker: Worker): void {
    // Who closed the pool has asked it to end.
    if (closed) return
    const timer = setTimeout(() => {
      idle.delete(worker)
      void dismiss(worker)
    }, keepIdle)
    timer.unref()
    worker.unref()
    idle.set(worker, timer)
  }

  /** Counts the caller as busy when it may begin. */
  async function turn(signal: Job['signal']): Promise<void> {
    check(signal)
    while (busy >= atOnce) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearInterval(poll)
          waiting.splice(waiting.indexOf(wake), 1)
          resolve()
        }
        const poll = setInterval(() => signal.aborted && wake(), pollMs)
        waiting.push(wake)
      })
      check(signal)
    }
    busy += 1
  }

  /** All of them, in their order: one that was cancelled meanwhile would keep the turn from those behind it. */
  function wakeAll(): void {
    for (const wake of [...waiting]) wake()
  }

  function check(signal: Job['signal']): void {
    signal.throwIfAborted()
    if (closed) throw new Error('the pool of jobs is closed')
  }

  /** A pool that closes stops its jobs as their callers would. */
  function orClosed(signal: Job['signal']): Job['signal'] {
    return {
      get aborted() {
        return closed || signal.aborted
      },
      throwIfAborted: () => check(signal),
    }
  }

  const runJob: RunJob = async <Input, Output>(
    name: string,
    input: Input,
    job: Job,
    limits: { readonly seconds?: number } = {},
  ) => {
    await turn(job.signal)
    try {
      // Closed since its turn came: nobody would end a worker that begins now.
      check(job.signal)
      const worker = take()
      const ending = await attend(
        worker,
        { name, input, stop: new SharedArrayBuffer(4) },
        { ...job, signal: orClosed(job.signal) },
        limits.seconds,
      )
      if (ending.workerIsSound) giveBack(worker)
      else await worker.terminate()
      switch (ending.kind) {
        case 'answered':
          return ending.result as Result<Output>
        case 'refused':
          return { ok: false, error: ending.error }
        case 'cancelled':
          job.signal.throwIfAborted()
          throw new Error('stopped')
        case 'threw':
          throw ending.error
        default:
          return unreachable(ending)
      }
    } finally {
      busy -= 1
      wakeAll()
    }
  }

  return {
    runJob,
    async close() {
      closed = true
      wakeAll()
      await Promise.all([...all].map(dismiss))
    },
  }
}

/**
 * Asks a worker to end when it has answered what it was asked, and stops it where it stands only if it does not: a thread
 * that is stopped inside a native library may take the whole process with it.
 */
async function dismiss(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.postMessage(endWorker)
  const patience = setTimeout(() => worker.terminate(), goodbyeMs)
  await ended
  clearTimeout(patience)
}

type Ending = { readonly workerIsSound: boolean } & (
  | { readonly kind: 'answered'; readonly result: Result<unknown> }
  | { readonly kind: 'refused'; readonly error: Refusal }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'threw'; readonly error: Error }
)

function attend(worker: Worker, request: JobRequest, job: Job, seconds: number | undefined): Promise<Ending> {
  return new Promise((resolve) => {
    const stop = new Int32Array(request.stop)
    const started = performance.now()
    let stopped: number | null = null
    const poll = setInterval(() => {
      const now = performance.now()
      if (stopped !== null) {
        if (now - stopped > graceMs) end({ kind: 'cancelled', workerIsSound: false })
      } else if (job.signal.aborted) {
        stopped = now
        Atomics.store(stop, 0, 1)
      } else if (seconds !== undefined && now - started > seconds * 1_000) {
        end({ kind: 'refused', error: refuse('jobs/too-slow', { seconds }).error, workerIsSound: false })
      }
    }, pollMs)
    const onMessage = (message: JobMessage) => {
      if (message.kind === 'progress') {
        if (stopped === null) job.progress(message.progress)
      } else if (stopped !== null) end({ kind: 'cancelled', workerIsSound: true })
      else if (message.kind === 'result')
        end({ kind: 'answered', result: message.result, workerIsSound: true })
      else end({ kind: 'threw', error: asError(message), workerIsSound: true })
    }
    const onError = (error: Error & { readonly code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        end({ kind: 'refused', error: refuse('jobs/out-of-memory').error, workerIsSound: false })
      } else end({ kind: 'threw', error, workerIsSound: false })
    }
    const onExit = (code: number) => {
      const error = new Error(`the worker of the job ${request.name} ended with code ${code}`)
      end({ kind: 'threw', error, workerIsSound: false })
    }
    const end = (ending: Ending) => {
      clearInterval(poll)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      resolve(ending)
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.postMessage(request)
  })
}

function asError(thrown: Extract<JobMessage, { readonly kind: 'error' }>): Error {
  const error = new Error(thrown.message)
  error.name = thrown.name
  if (thrown.stack !== undefined) error.stack = thrown.stack
  return thrown.code === undefined ? error : Object.assign(error, { code: thrown.code })
}
