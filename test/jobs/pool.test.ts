import { Worker } from 'node:worker_threads'
import { afterEach, expect, test, vi } from 'vitest'
import type { Job } from '../../src-main/core/ports/job.ts'
import { createPool, type Pool, type PoolOptions } from '../../src-main/jobs/pool.ts'
import { job as quiet } from '../support/job.ts'

// Names only: importing the worker's file here would serve jobs in the test's own thread.
const names = {
  add: 'test/add',
  refuse: 'test/refuse',
  throws: 'test/throw',
  die: 'test/die',
  spin: 'test/spin',
  eat: 'test/eat',
  sleep: 'test/sleep',
}

let pool: Pool
function open(options: Partial<PoolOptions> = {}): Pool {
  pool = createPool({ worker: new URL('../support/jobs-worker.ts', import.meta.url), ...options })
  return pool
}
afterEach(() => pool.close())

test('a job answers with its result and tells how far it is on the way', async () => {
  const seen: number[] = []
  const job: Job = { ...quiet(), progress: ({ done }) => seen.push(done) }
  expect(await open().runJob(names.add, { numbers: [1, 2, 3] }, job)).toEqual({ ok: true, value: 6 })
  expect(seen).toEqual([1, 2, 3])
})

test('a refusal of a job comes back as it is', async () => {
  const answer = await open().runJob(names.refuse, null, quiet())
  expect(answer).toEqual({ ok: false, error: { code: 'test/no', why: 'because' } })
})

test('an error in a job is thrown here with its name, words and code, and the worker goes on', async () => {
  open({ atOnce: 1 })
  await expect(pool.runJob(names.throws, null, quiet())).rejects.toMatchObject({
    name: 'RangeError',
    message: 'a bug',
    code: 'ENOSPC',
  })
  expect(await pool.runJob(names.add, { numbers: [4] }, quiet())).toEqual({ ok: true, value: 4 })
})

test('a job that nobody serves is an error', async () => {
  await expect(open().runJob('test/unknown', null, quiet())).rejects.toThrow('no such job')
})

test('a worker that dies becomes an error, and the next job gets a new one', async () => {
  open({ atOnce: 1 })
  await expect(pool.runJob(names.die, null, quiet())).rejects.toThrow('ended with code 7')
  expect(await pool.runJob(names.add, { numbers: [5] }, quiet())).toEqual({ ok: true, value: 5 })
})

test('a job that needs more memory than a worker may have is refused, and the process lives', async () => {
  const answer = await open({ memory: 64 }).runJob(names.eat, null, quiet())
  expect(answer).toEqual({ ok: false, error: { code: 'jobs/out-of-memory' } })
})

test('a job that runs longer than its limit is ended', async () => {
  const answer = await open().runJob(names.spin, { untilStopped: false }, quiet(), { seconds: 0.3 })
  expect(answer).toEqual({ ok: false, error: { code: 'jobs/too-slow', seconds: 0.3 } })
})

test.for([true, false])(
  'a cancelled job stops, whether it looks at its signal (%s) or not',
  async (untilStopped) => {
    const controller = new AbortController()
    const work = open().runJob(names.spin, { untilStopped }, quiet(controller.signal))
    setTimeout(() => controller.abort(new Error('changed my mind')), 200)
    await expect(work).rejects.toThrow('changed my mind')
  },
)

test('a job that was cancelled before its turn never starts', async () => {
  open({ atOnce: 1 })
  const first = pool.runJob(names.sleep, { ms: 300 }, quiet())
  const controller = new AbortController()
  const second = pool.runJob(names.sleep, { ms: 60_000 }, quiet(controller.signal))
  controller.abort(new Error('no longer wanted'))
  await expect(second).rejects.toThrow('no longer wanted')
  expect((await first).ok).toBe(true)
  await expect(pool.runJob(names.add, { numbers: [] }, quiet(controller.signal))).rejects.toThrow()
})

test('a job behind one that is cancelled just as its turn comes has its turn all the same', async () => {
  open({ atOnce: 1 })
  let isWanted = true
  const signal: Job['signal'] = {
    // Cancelled after the last look of those that wait, before the turn.
    aborted: false,
    throwIfAborted() {
      if (!isWanted) throw new Error('no longer wanted')
    },
  }
  const first = pool.runJob(names.sleep, { ms: 100 }, quiet())
  const second = pool.runJob(names.add, { numbers: [1] }, quiet(signal))
  const third = pool.runJob(names.add, { numbers: [2] }, quiet())
  isWanted = false
  await expect(second).rejects.toThrow('no longer wanted')
  expect(await third).toEqual({ ok: true, value: 2 })
  expect((await first).ok).toBe(true)
})

test('no more jobs run at once than allowed, and free workers are used again', async () => {
  open({ atOnce: 2 })
  const started = performance.now()
  const answers = await Promise.all([1, 2, 3, 4].map(() => pool.runJob(names.sleep, { ms: 300 }, quiet())))
  const threads = new Set(answers.map((answer) => JSON.stringify(answer)))
  expect(threads.size).toBe(2)
  expect(performance.now() - started).toBeGreaterThan(590)
})

test('closing the pool rejects what runs and what waits', async () => {
  open({ atOnce: 1 })
  const running = pool.runJob(names.spin, { untilStopped: false }, quiet())
  const waiting = pool.runJob(names.add, { numbers: [] }, quiet())
  const both = Promise.allSettled([running, waiting])
  await new Promise((resolve) => setTimeout(resolve, 150))
  await pool.close()
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

test('closing the pool rejects what was about to begin, so that no worker is left behind', async () => {
  const beginning = open().runJob(names.sleep, { ms: 0 }, quiet())
  const rejected = expect(beginning).rejects.toThrow('the pool of jobs is closed')
  await pool.close()
  await rejected
})

test('free workers end by themselves, none is stopped where it stands', async () => {
  const stopped = vi.spyOn(Worker.prototype, 'terminate')
  open({ atOnce: 1, keepIdle: 50 })
  const thread = async () => (await pool.runJob(names.sleep, { ms: 0 }, quiet())) as unknown
  const first = await thread()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await thread()).not.toEqual(first)
  await pool.close()
  expect(stopped).not.toHaveBeenCalled()
})
