import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBackupFacts } from '../../src-main/platform/backup/layout.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { clientOf, code, type Office, openOffice, value } from '../support/office.ts'
import { backupsOn, databaseOf, medium, storeDocument } from '../support/recovery.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice('JS')
})
afterEach(() => office.close())

const newInstitution = (n: number) => ({ code: `X${n}`, name: `测试单位${n}`, short: `测${n}`, region: null })

describe('a backup on demand', () => {
  it('holds the desk as it is, with a checkpoint of its device that is kept here too', async () => {
    const stick = await medium(office.backend)
    const done = await value(office.desk.recovery.backUp({ folder: stick.token }))
    const [backup] = backupsOn(stick.path)
    const facts = await value(readBackupFacts(backup!))
    const db = databaseOf(office.home)
    const [head] = db.sql<{ seq: number; id: string }>('SELECT seq, id FROM events ORDER BY seq DESC LIMIT 1')
    expect(facts).toMatchObject({ institution: 'JS', environment: '演练', seq: head!.seq, head: head!.id })
    expect(done).toMatchObject({ name: path.basename(backup!), seq: head!.seq, lacking: 0 })
    expect(db.sql('SELECT seq, head FROM checkpoints')).toEqual([{ seq: head!.seq, head: head!.id }])
    expect(readdirSync(backup!).sort()).toEqual(['backup.json', 'desk.sqlite'])
    expect(await value(office.desk.recovery.backups(null))).toMatchObject({
      last: { name: done.name, seq: head!.seq },
      failed: null,
    })
    db.close()
  })

  it('is whole while somebody else records 1,000 things meanwhile (S26)', { timeout: 60_000 }, async () => {
    const stick = await medium(office.backend)
    let isDone = false
    let during = 0
    const backups = (async () => {
      for (let n = 0; n < 4; n++) await value(office.desk.recovery.backUp({ folder: stick.token }))
      isDone = true
    })()
    for (let n = 0; n < 1000; n++) {
      await value(office.desk.offices.add(newInstitution(n)))
      if (!isDone) during++
      if (n % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await backups
    expect(during).toBeGreaterThan(100)
    const seqs = backupsOn(stick.path).map((folder) => {
      const facts = readBackupFacts(folder)
      if (!facts.ok) throw new Error(facts.error.code)
      const db = openSqlite(path.join(folder, 'desk.sqlite'))
      expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok')
      const [{ n, added }] = db.sql<{ n: number; added: number }>(
        `SELECT (SELECT max(seq) FROM events) AS n, (SELECT count(*) FROM institutions WHERE code LIKE 'X%') AS added`,
      ) as [{ n: number; added: number }]
      expect(n).toBe(facts.value.seq)
      // One event each, behind the three of the first day: what is projected is exactly what is recorded.
      expect(added).toBe(n - 3)
      db.close()
      return facts.value.seq
    })
    expect(new Set(seqs).size).toBeGreaterThan(1)
  })

  it('is refused inside of the data folder, and where there is no folder', async () => {
    const inside = await office.folder('backups')
    expect(await code(office.desk.recovery.backUp({ folder: inside.token }))).toBe(
      'recovery/target-inside-data',
    )
    const stick = await medium(office.backend)
    rmSync(stick.path, { recursive: true })
    expect(await code(office.desk.recovery.backUp({ folder: stick.token }))).toBe('recovery/target-missing')
  })

  it('of a damaged desk is refused, so that sound backups are not pushed out by it', async () => {
    const stick = await medium(office.backend)
    const db = openSqlite(path.join(office.home, 'JS-training', 'desk.sqlite'))
    db.script('DROP TRIGGER bodies_are_never_changed')
    db.sql('UPDATE bodies SET bytes = ? WHERE position = 2', Buffer.from('{}'))
    db.close()
    expect(await code(office.desk.recovery.backUp({ folder: stick.token }))).toBe(
      'recovery/own-records-damaged',
    )
    expect(backupsOn(stick.path)).toEqual([])
  })
})

describe('the daily backup', () => {
  it('is made after the first login of a day, and only once', async () => {
    const disk = await medium(office.backend)
    await value(office.desk.recovery.chooseDailyBackup({ folder: disk.token, keep: 3 }))
    const [first] = await value(office.desk.accounts.list(null))
    const again = await office.login(first!.id)
    await until(async () => (await value(again.recovery.backups(null))).last !== null)
    expect(backupsOn(disk.path)).toHaveLength(1)
    await office.login(first!.id)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(backupsOn(disk.path)).toHaveLength(1)
  })

  it('is not made on whatever lies at the place of a stick that is not plugged in, and says so until it is back', async () => {
    const disk = await medium(office.backend)
    await value(office.desk.recovery.chooseDailyBackup({ folder: disk.token, keep: 3 }))
    const pulled = `${disk.path}-pulled`
    renameSync(disk.path, pulled)
    await medium(office.backend, disk.path)
    const [first] = await value(office.desk.accounts.list(null))
    const again = await office.login(first!.id)
    await until(async () => (await value(again.recovery.backups(null))).failed !== null)
    expect((await value(again.recovery.backups(null))).failed?.code).toBe('recovery/target-missing')
    expect(readdirSync(disk.path)).toEqual([])
    rmSync(disk.path, { recursive: true })
    renameSync(pulled, disk.path)
    await value(again.recovery.backUp({ folder: null }))
    expect(await value(again.recovery.backups(null))).toMatchObject({ failed: null, last: { isDaily: true } })
  })

  it('keeps as many as was set, and shows no path to the window', async () => {
    const disk = await medium(office.backend)
    await value(office.desk.recovery.chooseDailyBackup({ folder: disk.token, keep: 2 }))
    for (let n = 0; n < 4; n++) {
      await value(office.desk.offices.add(newInstitution(n)))
      await value(office.desk.recovery.backUp({ folder: null }))
    }
    const left = backupsOn(disk.path).map((folder) => Number(folder.split('-').at(-1)))
    expect(left).toHaveLength(2)
    const standing = await value(office.desk.recovery.backups(null))
    expect(standing.daily).toEqual({ name: path.basename(disk.path), keep: 2 })
    expect(JSON.stringify(standing)).not.toContain(path.dirname(disk.path))
  })
})

describe('documents of a backup', () => {
  it('are copied once, and again when the copy on the medium was altered', async () => {
    const stick = await medium(office.backend)
    const store = path.join(office.home, 'JS-training', 'documents')
    const digest = storeDocument(store, 'one')
    const made = await value(office.desk.recovery.backUp({ folder: stick.token }))
    expect(made).toMatchObject({ documents: 1, copied: 1 })
    const copy = path.join(path.dirname(backupsOn(stick.path)[0]!), 'documents', digest.slice(0, 2), digest)
    writeFileSync(copy, 'two')
    await value(office.desk.offices.add(newInstitution(1)))
    const again = await value(office.desk.recovery.backUp({ folder: stick.token }))
    expect(again).toMatchObject({ documents: 1, copied: 1 })
    expect(readFileSync(copy, 'utf8')).toBe('one')
  })

  it('that are damaged on the desk are counted and left out', async () => {
    const stick = await medium(office.backend)
    const store = path.join(office.home, 'JS-training', 'documents')
    const digest = storeDocument(store, 'one')
    writeFileSync(path.join(store, digest.slice(0, 2), digest), 'two')
    const made = await value(office.desk.recovery.backUp({ folder: stick.token }))
    expect(made).toMatchObject({ documents: 0, lacking: 1 })
    expect(
      existsSync(path.join(path.dirname(backupsOn(stick.path)[0]!), 'documents', digest.slice(0, 2), digest)),
    ).toBe(false)
  })
})

it('a backup may be ordered by the administrator only', async () => {
  const stick = await medium(office.backend)
  const second = await office.login(office.second.person)
  expect(await code(second.recovery.backUp({ folder: stick.token }))).toBe('desk/not-permitted')
  const stranger = clientOf(office.backend.openSession({ kind: 'window' }))
  expect(await code(stranger.recovery.backUp({ folder: stick.token }))).toBe('desk/not-logged-in')
})

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 200; n++) {
    if (await isTrue()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it did not happen in 5 s')
}
