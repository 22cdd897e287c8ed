import { readChains } from '../../core/log.ts'
import { stagedReadings } from '../../domain/staged-works.ts'
import { deskFacts } from '../../platform/desk-facts.ts'
import type { JobFunction } from '../../platform/run-job.ts'
import { openSqlite } from '../../platform/sqlite.ts'
import type { StagedReadingInput } from './names.ts'
import { stagedIn } from './run.ts'

/** Reads what was staged and what is recorded as they are at one moment. */
export const readStaged: JobFunction<StagedReadingInput, unknown> = async (wanted, job) => {
  const staged = await stagedIn(wanted.file)
  const db = openSqlite(wanted.database, { readOnly: true })
  try {
    const chain = readChains(db).findLast((one) => one.own)!
    const { environment, condition, today } = wanted
    const desk = deskFacts({ environment, institution: chain.institution }, chain, () => condition)
    job.signal.throwIfAborted()
    const reading = stagedReadings[wanted.work]!
    return db.raw.transaction(() => reading(staged as never, wanted.input as never, { db, desk, today }))()
  } finally {
    db.close()
  }
}
