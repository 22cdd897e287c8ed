import { readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freeBytes } from '../../src-main/platform/disk.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { testFolder } from '../support/log.ts'
import { code, type Office, openOffice, reopenOffice, value } from '../support/office.ts'
import { withSmallDisk } from '../support/small-disk.ts'

let js: Office
beforeAll(async () => {
  js = await openOffice('JS')
})
afterAll(() => js.close())

const at = (name: string) => path.join(js.home, js.key, name)
const form = 'batches/new'
const loaded = async () => (await value(js.desk.drafts.load(form)))?.value ?? null
const save = (text: string) => value(js.desk.drafts.save({ form, value: text }))

it('typing is kept while another connection holds the database, and survives the desk', async () => {
  const other = openSqlite(at('desk.sqlite'), { patience: 0 })
  other.script('BEGIN IMMEDIATE')
  await save('第一稿')
  expect(await loaded()).toBe('第一稿')
  other.script('ROLLBACK')
  other.close()
  await js.close()
  js = await reopenOffice(js)
  expect(await loaded()).toBe('第一稿')
})

it('drafts that an earlier program kept in the database are taken over once, never over newer ones', async () => {
  const person = personHere()
  await js.close()
  const older = openSqlite(at('desk.sqlite'))
  const put = 'INSERT INTO drafts (person, form, value, at) VALUES (?, ?, ?, ?)'
  older.sql(put, person, form, '旧稿', '2026-01-01T00:00:00.000Z')
  older.sql(put, person, 'offices/new', '{"name":"推进组"}', '2026-01-01T00:00:00.000Z')
  older.close()
  js = await reopenOffice(js)
  expect(await loaded()).toBe('第一稿')
  expect((await value(js.desk.drafts.load('offices/new')))?.value).toBe('{"name":"推进组"}')
  const db = openSqlite(at('desk.sqlite'))
  expect(db.sql('SELECT * FROM drafts')).toEqual([])
  db.close()
})

it('a database whose table of drafts somebody dropped is opened all the same', async () => {
  await js.close()
  const db = openSqlite(at('desk.sqlite'))
  db.script('ALTER TABLE drafts RENAME TO drafts_elsewhere')
  db.close()
  js = await reopenOffice(js)
  expect(await loaded()).toBe('第一稿')
  await js.close()
  const again = openSqlite(at('desk.sqlite'))
  again.script('ALTER TABLE drafts_elsewhere RENAME TO drafts')
  again.close()
  js = await reopenOffice(js)
})

it('a damaged file of drafts is set aside and said; the desk opens and goes on', async () => {
  for (const damage of [
    () => writeFileSync(at('drafts.sqlite'), 'not a database at all, and long enough to look at'.repeat(100)),
    () => truncateSync(at('drafts.sqlite'), statSync(at('drafts.sqlite')).size - 4096),
  ]) {
    await save('又一稿')
    await js.close()
    damage()
    js = await reopenOffice(js)
    expect(await loaded()).toBeNull()
    await save('新稿')
    expect(await loaded()).toBe('新稿')
  }
  expect(readdirSync(at('.')).filter((name) => /^drafts\.sqlite\.damaged-\d+$/.test(name))).toHaveLength(2)
  const db = openSqlite(at('desk.sqlite'))
  expect(db.sql(`SELECT code FROM security_log WHERE code = 'desk/drafts-set-aside'`)).toHaveLength(2)
  db.close()
})

it('on a disk too full for it the desk opens all the same, and typing is kept or said not to be', async () => {
  const disk = testFolder()
  const seen = new Set<string>()
  const mounted = await withSmallDisk(disk, 8_000, async () => {
    const office = await openOffice('ZJ', '演练', path.join(disk, 'home'))
    await office.close()
    for (let room = 200; room >= 20; room -= 12) {
      for (const name of readdirSync(path.join(office.home, office.key)))
        if (name.startsWith('drafts.sqlite')) rmSync(path.join(office.home, office.key, name))
      const ballast = path.join(disk, 'ballast')
      writeFileSync(ballast, Buffer.alloc(freeBytes(disk) - room * 1024))
      const again = await reopenOffice(office).catch((error: Error) => error.message)
      if (typeof again === 'string') {
        // Not even the database has the room that it needs to be opened.
        expect(again).toContain('desk/disk-failed')
        seen.add('closed')
      } else {
        const saved = await code(again.desk.drafts.save({ form, value: '满盘' }))
        seen.add(saved)
        expect((await value(again.desk.drafts.load(form)))?.value ?? null).toBe(
          saved === 'ok' ? '满盘' : null,
        )
        rmSync(ballast)
        await value(again.desk.drafts.save({ form, value: '有空间了' }))
        expect((await value(again.desk.drafts.load(form)))?.value).toBe('有空间了')
        await again.close()
      }
      rmSync(ballast, { force: true })
    }
  })
  if (mounted) expect([...seen]).toContain('desk/disk-full')
})

function personHere(): string {
  const db = openSqlite(at('drafts.sqlite'))
  const [row] = db.sql<{ person: string }>('SELECT person FROM drafts')
  db.close()
  return row!.person
}
