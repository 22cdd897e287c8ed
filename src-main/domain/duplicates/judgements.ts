import { type Db, tables } from '../../core/db.ts'
import type { Digest } from '../../core/suite.ts'
import type { DuplicatesTables } from './projection.ts'

const k = tables<DuplicatesTables>()

/** What an office said of two applications. */
export type PairJudgement = {
  readonly institution: string
  readonly isDuplicate: boolean
  readonly note: string
  readonly person: string
  readonly at: string
  /** False: one of the two has changed since. */
  readonly holds: boolean
}

export function readPairJudgements(db: Db, a: string, b: string): readonly PairJudgement[] {
  const [first, second] = a < b ? [a, b] : [b, a]
  const rows = db.all(
    k
      .selectFrom('duplicate_judgements')
      .selectAll()
      .where('first', '=', first)
      .where('second', '=', second)
      .orderBy('at'),
  )
  const [now, other] = [readChanged(db, first), readChanged(db, second)]
  return rows.map(({ institution, is_duplicate, note, person, at, first_seen, second_seen }) => ({
    institution,
    isDuplicate: is_duplicate === 1,
    note,
    person,
    at,
    holds: first_seen === now && second_seen === other,
  }))
}

/** The last event that changed what is compared of an application; null when it is not here. */
export function readChanged(db: Db, application: string): Digest | null {
  const row = db.get(k.selectFrom('duplicate_keys').select('changed').where('subject', '=', application))
  return (row?.changed as Digest | undefined) ?? null
}
