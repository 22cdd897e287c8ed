import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { task } from '../../core/module.ts'
import { ok } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { compareAllReading } from './compare-all.ts'
import { type Compared, readCompared, signatureNow } from './state.ts'

/** Rows of one statement: it is one durable write, and short enough for nobody to notice. */
const written = 2000

/**
 * Compares titles and texts of all applications that are here, of every office and batch, unless nothing has changed since
 * the last time. What it finds is kept beside the records: it can be found again.
 */
export const compareAll = task({
  permission: may('applications:read'),
  input: z.null(),
  async run({ db, ports, signal, progress, now, changed }) {
    const before = readCompared(db)
    if (before?.signature === signatureNow(db)) return ok(before)
    const found = await ports.readings.run(compareAllReading, null, { signal, progress })
    if (!found.ok) return found
    const { compared, changed: rows } = found.value
    for (let from = 0; from < rows.length; from += written) keepHits(db, rows.slice(from, from + written))
    const state: Compared = { ...compared, at: now() }
    keepState(db, state)
    changed()
    return ok(state)
  },
})

function keepHits(db: Db, rows: readonly (readonly [application: string, hits: string | null])[]): void {
  const json = JSON.stringify(rows)
  db.sql(
    `DELETE FROM duplicate_hits WHERE subject IN (SELECT value ->> 0 FROM json_each(?) WHERE value ->> 1 IS NULL)`,
    json,
  )
  db.sql(
    `INSERT OR REPLACE INTO duplicate_hits (subject, hits)
      SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE value ->> 1 IS NOT NULL`,
    json,
  )
}

function keepState(db: Db, state: Compared): void {
  db.sql('INSERT OR REPLACE INTO duplicate_state (id, state) VALUES (1, ?)', JSON.stringify(state))
}
