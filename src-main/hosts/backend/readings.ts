import type { Readings } from '../../core/ports/readings.ts'
import type { Result } from '../../core/result.ts'
import { readDeskJob } from '../../jobs/readings/names.ts'
import type { RunJob } from '../../platform/run-job.ts'
import type { Desk } from './desk.ts'

/** Reads beside the backend, in a worker. */
export function createReadings(desk: Desk, runJob: RunJob): Readings {
  const { database, environment } = desk.folder
  return {
    run<Answer>(reading: string, input: unknown, job: Parameters<RunJob>[2]) {
      const wanted = { database, environment, reading, input, today: desk.executor.world.today() }
      return runJob(readDeskJob, wanted, job) as Promise<Result<Answer>>
    },
  }
}
