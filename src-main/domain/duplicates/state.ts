import type { Db } from '../../core/db.ts'
import { duplicatesTables as k } from './projection.ts'

/** What was there when texts were compared last. */
export type Compared = {
  readonly at: string
  readonly applications: number
  /** How many of each batch say too little to be compared. */
  readonly withoutText: Readonly<Record<string, number>>
  /** Tells whether anything that is compared has changed since. */
  readonly signature: string
}

/** An application that another is alike, as it was found by comparing all. */
export type Hit = {
  readonly other: string
  /** Of the shorter text; null when only the titles are alike. */
  readonly percent: number | null
}

export function readCompared(db: Db): Compared | null {
  const row = db.get(k.selectFrom('duplicate_state').select('state'))
  return row ? (JSON.parse(row.state) as Compared) : null
}

/** Changes with every application, every text of one, what was taken back, and every document that was read. */
export function signatureNow(db: Db): string {
  const [keys] = db.sql<{ count: number; sum: number }>(
    'SELECT count(*) AS count, sum(stamp) AS sum FROM duplicate_keys INDEXED BY duplicate_keys_by_stamp',
  )
  const [read] = db.sql<{ count: number }>('SELECT count(*) AS count FROM document_fingerprints')
  const [back] = db.sql<{ count: number }>('SELECT count(*) AS count FROM application_withdrawals')
  return `${keys!.count} ${keys!.sum} ${read!.count} ${back!.count}`
}

export function readHits(db: Db, application: string): readonly Hit[] {
  const [row] = db.sql<{ hits: string }>('SELECT hits FROM duplicate_hits WHERE subject = ?', application)
  return row ? (JSON.parse(row.hits) as Hit[]) : []
}
