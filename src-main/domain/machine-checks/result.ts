import type { Db } from '../../core/db.ts'
import { type CheckedApplication, type CheckedBatch, readSeen, type Seen } from './check-batch.ts'

export type StoredCheck = {
  readonly at: string
  /** The day that it counted as today. */
  readonly today: string
  readonly seen: Seen
  readonly applications: readonly CheckedApplication[]
}

/** What never changes what the machine finds: words of persons, exchange, accounts. */
const others = [
  'ReviewOpened',
  'VerdictRecorded',
  'VerdictWithdrawn',
  'OutcomeConfirmed',
  'ReviewClosed',
  'BundleSent',
  'BundleReceived',
  'SheetsHandedOver',
  'AccountOpened',
  'AccountRolesChanged',
  'AccountClosed',
  'AccountPasswordSet',
  'LoginSet',
]

export function readStored(db: Db, batch: string): StoredCheck | null {
  const [row] = db.sql<{ result: string }>('SELECT result FROM batch_checks WHERE batch = ?', batch)
  return row ? (JSON.parse(row.result) as StoredCheck) : null
}

export function store(db: Db, batch: string, checked: CheckedBatch, at: string, today: string): void {
  const result: StoredCheck = { at, today, ...checked }
  db.sql('INSERT OR REPLACE INTO batch_checks (batch, result) VALUES (?, ?)', batch, JSON.stringify(result))
}

/** True when something came since that may be found differently, or the day is another. */
export function hasChanged(db: Db, { seen, today: then }: StoredCheck, today: string): boolean {
  if (then !== today || readSeen(db).documents !== seen.documents) return true
  const since = db.sql(
    `SELECT 1 FROM bodies WHERE position > ? AND type NOT IN (SELECT value FROM json_each(?)) LIMIT 1`,
    seen.position,
    JSON.stringify(others),
  )
  return since.length > 0
}
