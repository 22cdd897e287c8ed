import { stagedReadings } from '../../domain/staged-works.ts'
import { deskFacts } from '../../platform/desk-facts.ts'
import type { JobFunction } from '../../platform/run-job.ts'
import { readOneMoment } from '../one-moment.ts'
import type { StagedReadingInput } from './names.ts'
import { stagedIn } from './run.ts'

/** Reads what was staged beside what is recorded at one moment. */
export const readStaged: JobFunction<StagedReadingInput, unknown> = async (wanted, job) => {
  const staged = await stagedIn(wanted.file)
  const { database, environment, condition, today, work, input } = wanted
  job.signal.throwIfAborted()
  return readOneMoment(database, ({ db, own }) => {
    const desk = deskFacts({ environment, institution: own.institution }, own, () => condition)
    return stagedReadings[work]!(staged as never, input as never, { db, desk, today })
  })
}
