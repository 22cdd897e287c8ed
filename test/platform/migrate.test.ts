import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrate, readMigrations } from '../../src-main/platform/migrate.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { testFolder } from '../support/log.ts'

/** A copy of the real migrations with one more behind them. */
function withOneMore(text: string): string {
  const folder = path.join(testFolder(), 'migrations')
  mkdirSync(folder)
  cpSync('migrations', folder, { recursive: true })
  const next = String(readMigrations('migrations').length + 1).padStart(4, '0')
  writeFileSync(path.join(folder, `${next}-one-more.sql`), text)
  return folder
}

describe('migrations', () => {
  it('are applied once, in order, with their hashes', async () => {
    const db = openSqlite(path.join(testFolder(), 'a.sqlite'))
    const migrations = readMigrations('migrations')
    expect(await migrate(db, migrations, null)).toMatchObject({
      ok: true,
      value: { applied: migrations.map(({ name }) => name) },
    })
    expect(await migrate(db, migrations, null)).toMatchObject({ ok: true, value: { applied: [] } })
    expect(db.raw.pragma('user_version', { simple: true })).toBe(migrations.length)
  })

  it('keep a verified copy of what was there before the first change', async () => {
    const folder = testFolder()
    const db = openSqlite(path.join(folder, 'a.sqlite'))
    await migrate(db, readMigrations('migrations'), null)
    db.sql("INSERT INTO settings (name, value) VALUES ('a', '1')")
    const copy = path.join(folder, 'before')
    await migrate(db, readMigrations(withOneMore('CREATE TABLE more (a);')), copy)
    const before = openSqlite(copy)
    expect(before.sql('SELECT value FROM settings')).toEqual([{ value: '1' }])
    expect(before.sql("SELECT name FROM sqlite_master WHERE name = 'more'")).toEqual([])
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('that fail half way leave the schema as it was', async () => {
    const db = openSqlite(path.join(testFolder(), 'a.sqlite'))
    await migrate(db, readMigrations('migrations'), null)
    const broken = readMigrations(withOneMore('CREATE TABLE half (a); INSERT INTO nowhere VALUES (1);'))
    await expect(migrate(db, broken, null)).rejects.toThrow('nowhere')
    expect(db.sql("SELECT name FROM sqlite_master WHERE name = 'half'")).toEqual([])
    expect(db.raw.pragma('user_version', { simple: true })).toBe(broken.length - 1)
  })

  it('of a newer program are not touched: the file is byte-identical after the refusal (S27)', async () => {
    const file = path.join(testFolder(), 'a.sqlite')
    const newer = openSqlite(file)
    await migrate(newer, readMigrations(withOneMore('CREATE TABLE more (a);')), null)
    newer.close()
    const bytes = readFileSync(file)
    const db = openSqlite(file)
    expect(await migrate(db, readMigrations('migrations'), null)).toMatchObject({
      error: { code: 'database/newer-program' },
    })
    db.close()
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  it('that were edited after they were applied are refused', async () => {
    const db = openSqlite(path.join(testFolder(), 'a.sqlite'))
    await migrate(db, readMigrations('migrations'), null)
    const edited = readMigrations('migrations').map((one, i) => (i === 0 ? { ...one, hash: 'other' } : one))
    expect(await migrate(db, edited, null)).toMatchObject({ error: { code: 'database/other-history' } })
  })
})
