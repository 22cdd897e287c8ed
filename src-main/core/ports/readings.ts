import type { Db } from '../db.ts'
import type { DeskFacts } from '../module.ts'
import type { Result } from '../result.ts'
import type { Job } from './job.ts'

/** Names a function that only reads, and carries the types of what it gets and answers. */
export type Reading<Input, Answer> = string & { readonly __reading?: (input: Input) => Answer }

/** What such a function gets: one moment of the desk, whatever is written meanwhile. */
export type ReadingContext<Input> = {
  readonly input: Input
  readonly db: Db
  readonly desk: Pick<DeskFacts, 'institution' | 'device'>
  readonly today: string
  /** To be asked now and then: it says how far the work is, and throws when it was cancelled. */
  step(done: number, total: number, step: string): void
}

export type Readings = {
  /** Runs it in a worker, on a connection of its own that cannot write: the backend goes on answering. */
  run<Input, Answer>(reading: Reading<Input, Answer>, input: Input, job: Job): Promise<Result<Answer>>
}
