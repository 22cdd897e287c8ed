import type { FileToken } from '../../core/ports/files.ts'
import type { Tables } from '../../core/ports/tables.ts'
import { type Result, refuse } from '../../core/result.ts'
import type { RunJob } from '../run-job.ts'
import { returnTableJob, tableWorkJob, writeTableJob } from './jobs.ts'
import { limits } from './limits.ts'

/** Spreadsheets read and written in a worker. */
export function createTables(context: {
  readonly runJob: RunJob
  readonly pathOf: (file: FileToken) => string
  /** Private folder of the desk for what waits for a decision. */
  readonly staging: string
}): Tables {
  const { runJob, pathOf, staging } = context
  /** A worker that ran out of memory or time says so in the terms of tables. */
  function asTable<T>(answer: Result<T>): Result<T> {
    if (answer.ok) return answer
    switch (answer.error.code) {
      case 'jobs/out-of-memory':
        return refuse('tables/too-large', { what: 'memory' })
      case 'jobs/too-slow':
        return refuse('tables/too-large', { what: 'time', limit: limits.seconds })
      default:
        return answer
    }
  }
  return {
    async work({ file, sheet, work, input }, job) {
      const wanted = { path: pathOf(file), sheet, work, input, staging }
      const answer = await runJob(tableWorkJob, wanted, job, { seconds: limits.seconds })
      return asTable(answer) as never
    },
    async returned(file, remarks, job) {
      const wanted = { path: pathOf(file), ...remarks }
      return asTable(await runJob(returnTableJob, wanted, job, { seconds: limits.seconds }))
    },
    async write(sheets) {
      const never = { signal: { aborted: false, throwIfAborted: () => undefined }, progress: () => undefined }
      const written = await runJob(writeTableJob, { sheets }, never)
      if (!written.ok) throw new Error(`writing a table was refused: ${written.error.code}`)
      return written.value
    },
  }
}
