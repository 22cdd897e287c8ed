import { ok } from '../../core/result.ts'
import { readings } from '../../domain/readings.ts'
import type { JobFunction } from '../../platform/run-job.ts'
import { readOneMoment } from '../one-moment.ts'
import type { ReadingInput } from './names.ts'

/** Reads one moment of the desk, and works on it here. */
export const readDesk: JobFunction<ReadingInput, unknown> = async (wanted, job) =>
  readOneMoment(wanted.database, ({ db, own: { institution, device } }) =>
    ok(
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
    ),
  )
