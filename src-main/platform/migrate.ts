import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ok, type Result, refuse } from '../core/result.ts'
import { syncFile, syncFolder } from './disk.ts'
import { openSqlite, type Sqlite } from './sqlite.ts'

export type Migration = {
  readonly number: number
  readonly name: string
  readonly text: string
  readonly hash: string
}

/** The .sql files of a folder in order; throws when a number is missing or double. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
  return names.map((name, i) => {
    const number = Number(name.slice(0, 4))
    if (number !== i + 1) throw new Error(`migration ${name} should be number ${i + 1}`)
    const text = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { number, name, text, hash: createHash('sha256').update(text).digest('hex') }
  })
}

/**
 * Brings the database of a data folder to the newest schema: each file in one transaction together with its hash and
 * `user_version` (Kysely's migrator is not atomic on SQLite). Before the first change of an existing database a copy is
 * made and verified; a newer database is refused as `database/newer-program` and not touched.
 */
export async function migrate(
  db: Sqlite,
  migrations: readonly Migration[],
  copyTo: string | null,
): Promise<Result<{ readonly applied: readonly string[] }>> {
  const version = Number(db.raw.pragma('user_version', { simple: true }))
  if (version > migrations.length)
    return refuse('database/newer-program', { version, known: migrations.length })
  if (version > 0) {
    const stored = db.sql<{ number: number; hash: string }>(
      'SELECT number, hash FROM migrations ORDER BY number',
    )
    for (const { number, hash } of stored) {
      if (migrations[number - 1]?.hash !== hash) return refuse('database/other-history', { number })
    }
  }
  const pending = migrations.slice(version)
  if (pending.length > 0 && version > 0 && copyTo) await copyVerified(db, copyTo)
  for (const { number, text, hash } of pending) {
    db.transaction(() => {
      db.script(
        'CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT',
      )
      db.script(text)
      db.sql('INSERT INTO migrations (number, hash) VALUES (?, ?)', number, hash)
      db.raw.pragma(`user_version = ${number}`)
    })
  }
  return ok({ applied: pending.map(({ name }) => name) })
}

/** Online backup into a temporary name, integrity checked, fsynced, then renamed. */
export async function copyVerified(db: Sqlite, target: string): Promise<void> {
  const temp = `${target}.part`
  rmSync(temp, { force: true })
  await db.raw.backup(temp)
  const copy = openSqlite(temp)
  try {
    const check = copy.raw.pragma('integrity_check', { simple: true })
    if (check !== 'ok') throw new Error(`the copy is damaged: ${String(check)}`)
    const count = (one: Sqlite) => one.sql<{ n: number }>('SELECT count(*) AS n FROM events')[0]!.n
    if (count(copy) !== count(db)) throw new Error('the copy lacks events')
    copy.raw.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
  syncFile(temp)
  renameSync(temp, target)
  if (!existsSync(target)) throw new Error('the copy is gone')
  syncFolder(path.dirname(target))
}
