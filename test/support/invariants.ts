import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { readChains } from '../../src-main/core/log.ts'
import type { Result } from '../../src-main/core/result.ts'
import { verdictOf, verifyChain } from '../../src-main/core/verify.ts'
import { readAnchor } from '../../src-main/platform/anchor.ts'
import { peekSqlite, type Sqlite } from '../../src-main/platform/sqlite.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'

/**
 * I2 of a closed or open desk: SQLite's own checks pass, every chain holds from genesis, and the anchor's record stands in
 * the log. Answers how many records the own chain has.
 */
export function expectSound(root: string): number {
  const db = peekSqlite(path.join(root, 'desk.sqlite'))
  try {
    expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.raw.pragma('foreign_key_check')).toEqual([])
    const verdicts = readChains(db).map((chain) => verdictOf(verifyChain(db, chain, suiteOf(chain.suite))))
    expect(verdicts.map(({ fault }) => fault)).toEqual(verdicts.map(() => null))
    const head = readAnchor(path.join(root, 'anchor'))?.head
    if (head) expect(holds(db, head), 'the anchor is in the log').toBe(true)
    const own = readChains(db).findLast((chain) => chain.own)!
    return verdicts.find(({ device }) => device === own.device)!.events
  } finally {
    db.close()
  }
}

function holds(db: Sqlite, { seq, id }: { readonly seq: number; readonly id: string }): boolean {
  return db.sql('SELECT 1 FROM events WHERE id = ? AND seq = ?', id, seq).length > 0
}

const notBusiness = new Set(['settings', 'security_log', 'idempotency'])

/** Digest of every table with business in it, or of all tables: the same before and after a refusal (I3). */
export function businessDigest(database: string, { whole = false } = {}): string {
  const db = peekSqlite(database)
  try {
    const hash = createHash('sha256')
    const tables = db.sql<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    for (const { name } of tables) {
      if (!whole && notBusiness.has(name)) continue
      hash.update(name)
      const columns = db.sql<{ name: string }>('SELECT name FROM pragma_table_info(?)', name)
      const order = columns.map((_, place) => place + 1).join(', ')
      for (const row of db.raw.prepare(`SELECT * FROM "${name}" ORDER BY ${order}`).raw().iterate()) {
        hash.update(JSON.stringify(row))
      }
    }
    return hash.digest('hex')
  } finally {
    db.close()
  }
}

/** Refused with exactly this code, and no row of the database is another afterwards (I3). */
export function expectNothingRecorded(db: Sqlite, act: () => Result<unknown>, code: string): void {
  const before = businessDigest(db.raw.name, { whole: true })
  const result = act()
  expect(result.ok ? 'ok' : result.error.code).toBe(code)
  expect(businessDigest(db.raw.name, { whole: true })).toBe(before)
}

/** Names and digests of every file below a folder, those left out that `except` names (I6, I7). */
export function filesIn(folder: string, except: readonly string[] = []): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !except.includes(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  return Object.fromEntries(
    entries.map((file) => [
      path.relative(folder, file),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  )
}
