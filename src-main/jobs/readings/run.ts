import { readChains } from '../../core/log.ts'
import { ok } from '../../core/result.ts'
import { readings } from '../../domain/readings.ts'
import type { JobFunction } from '../../platform/run-job.ts'
import { openSqlite } from '../../platform/sqlite.ts'
import type { ReadingInput } from './names.ts'

/** Reads one moment of the desk on a connection of its own, and works on it here. */
export const readDesk: JobFunction<ReadingInput, unknown> = async (wanted, job) => {
  const db = openSqlite(wanted.database, { readOnly: true })
  try {
    db.script('BEGIN')
    const { institution, device } = readChains(db).findLast(({ own }) => own)!
    return ok(
      readings[wanted.reading]!({
        input: wanted.input as never,
        db,
        desk: { institution, device },
        today: wanted.today,
        step(done, total, step) {
          job.signal.throwIfAborted()
          job.progress({ done, total, step })
        },
      }),
    )
  } finally {
    db.close()
  }
}
