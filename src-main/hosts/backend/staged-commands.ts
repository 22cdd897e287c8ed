import { setTimeout as delay } from 'node:timers/promises'
import type { CommandRequest } from '../../core/execute.ts'
import type { Job } from '../../core/ports/job.ts'
import type { Result } from '../../core/result.ts'
import { executeStagedJob, readStagedJob } from '../../jobs/staged/names.ts'
import type { RunJob } from '../../platform/run-job.ts'
import { isHeld, watchTraffic } from '../../platform/traffic.ts'
import type { Desk } from './desk.ts'
import { stagedFile } from './staging.ts'

export type StagedCommands = {
  /** Names the work and what it works on; it makes the command's input of the request's. */
  run(
    desk: Desk,
    staged: { readonly work: string; readonly token: string },
    request: CommandRequest,
    job: Job,
  ): Promise<Result<unknown>>
  /** Names the reading and what it reads beside the records; answers what it found. */
  read(
    desk: Desk,
    staged: { readonly work: string; readonly token: string },
    input: unknown,
    job: Job,
  ): Promise<Result<unknown>>
  /** Waits, without keeping others from being answered, while a write would wait for one of these. */
  untilFree(desk: Desk): Promise<void>
  /** Answers when nothing is written any more: nobody may close the desk before. */
  settled(desk: Desk): Promise<unknown>
}

const lookEvery = 10

/** Executes commands in a worker, on a connection of its own, and reads there. */
export function createStagedCommands(runJob: RunJob): StagedCommands {
  const running = new WeakMap<Desk, Set<Promise<unknown>>>()

  async function write(...[desk, { work, token }, request, job]: Parameters<StagedCommands['run']>) {
    const { folder, db, executor } = desk
    const { database, environment, staging } = folder
    const { world } = executor
    const { condition } = executor.desk
    const wanted = {
      ...{ database, environment, condition, work, request },
      file: stagedFile(staging, token),
      now: world.now(),
      today: world.today(),
      traffic: db.traffic,
    }
    try {
      const result = await runJob(executeStagedJob, wanted, job)
      if (result.ok) desk.changed()
      return result
    } finally {
      // A worker that died could not say so itself.
      watchTraffic(db.traffic).hold(false)
    }
  }

  return {
    async run(...asked) {
      const mine = running.get(asked[0]) ?? new Set()
      running.set(asked[0], mine)
      const writing = write(...asked)
      mine.add(writing)
      try {
        return await writing
      } finally {
        mine.delete(writing)
      }
    },
    read({ folder, executor }, { work, token }, input, job) {
      const { database, environment, staging } = folder
      const { condition } = executor.desk
      const file = stagedFile(staging, token)
      const today = executor.world.today()
      return runJob(readStagedJob, { database, environment, condition, file, work, input, today }, job)
    },
    async untilFree({ db }) {
      while (isHeld(db.traffic)) await delay(lookEvery)
    },
    settled: (desk) => Promise.allSettled(running.get(desk) ?? []),
  }
}
