import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { execute } from '../../src-main/core/execute.ts'
import { batches } from '../../src-main/domain/batches/index.ts'
import { dailySetting } from '../../src-main/domain/recovery/queries.ts'
import { writeSetting } from '../../src-main/domain/settings/index.ts'
import { openDesk } from '../../src-main/hosts/backend/desk.ts'
import { openBackend } from '../../src-main/hosts/backend/index.ts'
import { createDailyBackups } from '../../src-main/hosts/backend/recovery/backup.ts'
import { createPool } from '../../src-main/jobs/pool.ts'
import { deskFolder } from '../../src-main/platform/home.ts'
import { jointBatch } from '../support/batches.ts'
import {
  type ClosedDesk,
  closedDesk,
  copyHome,
  makeBatch,
  opening,
  placesOf,
  reopen,
} from '../support/damage.ts'
import { businessDigest, expectSound, filesIn } from '../support/invariants.ts'
import { testFolder } from '../support/log.ts'
import { backendOptions, clientOf, code, password, value } from '../support/office.ts'
import { withSmallDisk } from '../support/small-disk.ts'

let whole: ClosedDesk
beforeAll(async () => {
  whole = await closedDesk(2)
})

function copied(): ClosedDesk {
  return placesOf(copyHome(whole.home, path.join(testFolder(), 'home')))
}

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))
describe('a full disk (S22)', () => {
  it('at each page: the transaction is rolled back whole, nothing before it is lost, and it goes on when there is room', async () => {
    for (let pages = 0; pages < 16; pages++) {
      const { home, root, database } = copied()
      const opened = await openDesk(deskFolder(home, 'JS', '演练'), {
        migrations,
        witness: `${home}-witness`,
        machine: null,
      })
      const desk = await value(opened)
      const [account] = desk.db.sql<{ subject: string }>(`SELECT subject FROM accounts WHERE name = '张经办'`)
      const person = { id: account!.subject, name: '张经办', roles: ['经办人', '管理员'] }
      const used = Number(desk.db.raw.pragma('page_count', { simple: true }))
      desk.db.raw.pragma(`max_page_count = ${used + pages}`)
      const create = (n: number) => {
        const input = jointBatch({ title: `第 ${n} 批${'很长的名称'.repeat(10)}` })
        const request = { key: `${pages}-${n}`, call: 'batches.create', input, person, second: null }
        return execute(desk.executor, batches.calls.create, request)
      }
      let written = 0
      let before = ''
      try {
        for (;;) {
          before = businessDigest(database)
          expect(create(written).ok).toBe(true)
          written++
        }
      } catch (error) {
        expect((error as { code?: string }).code).toBe('SQLITE_FULL')
      }
      expect(businessDigest(database), 'rolled back').toBe(before)
      desk.db.raw.pragma(`max_page_count = ${used + 1000}`)
      expect(create(written).ok).toBe(true)
      desk.changed()
      desk.close()
      expect(expectSound(root)).toBe(5 + written + 1)
    }
  })

  it('a daily backup that cannot be made ends nothing, although it cannot be noted either', async () => {
    const { home } = copied()
    const surroundings = { migrations, witness: `${home}-witness`, machine: null }
    const desk = await value(await openDesk(deskFolder(home, 'JS', '演练'), surroundings))
    const { pages } = desk.db.raw.prepare('SELECT page_count AS pages FROM pragma_page_count').get() as {
      pages: number
    }
    writeSetting(desk.db, dailySetting, { path: path.join(home, '..', 'pulled'), name: '优盘', keep: 3 })
    desk.db.raw.pragma(`max_page_count = ${pages}`)
    const fill = (size: number) => {
      for (let n = 0; ; n++) writeSetting(desk.db, `filler/${size}/${n}`, 'x'.repeat(size))
    }
    for (const size of [1000, 100, 1]) expect(() => fill(size)).toThrow('full')
    const pool = createPool({ worker: backendOptions(home).workerUrl })
    let isAnswered = false
    const runJob: typeof pool.runJob = async (...job) => {
      try {
        return await pool.runJob(...job)
      } finally {
        isAnswered = true
      }
    }
    const uncaught: unknown[] = []
    const note = (error: unknown) => uncaught.push(error)
    process.on('unhandledRejection', note)
    const daily = createDailyBackups({ runJob, program: 'test' })
    const leave = daily.entered(desk, { deviceSeed: new Uint8Array(32), encryptionKeys: [] })
    await vi.waitUntil(() => isAnswered, { timeout: 5000 })
    await new Promise((resolve) => setTimeout(resolve, 50))
    leave()
    daily.close()
    await pool.close()
    desk.close()
    process.off('unhandledRejection', note)
    expect(uncaught).toEqual([])
  })

  it('of the whole machine: refused with words, read all the same, and on it goes when there is room', async () => {
    const disk = testFolder()
    const mounted = await withSmallDisk(disk, 6_000, async () => {
      const home = copyHome(whole.home, path.join(disk, 'home'))
      const { backend, desk } = await reopen(home)
      writeFileSync(path.join(disk, 'ballast'), '')
      execFileSync('sh', ['-c', `cat /dev/zero > ${path.join(disk, 'ballast')} 2>/dev/null || true`])
      let last = 'ok'
      let written = 0
      for (; last === 'ok' && written < 500; written++) {
        last = await code(desk.batches.create(jointBatch({ title: `满盘前第 ${written} 批` })))
      }
      expect(last).toBe('desk/disk-full')
      expect(await value(desk.batches.list(null))).toHaveLength(2 + written - 1)
      rmSync(path.join(disk, 'ballast'))
      await makeBatch(desk, '清理之后')
      await backend.close()
      expect(expectSound(placesOf(home).root)).toBe(5 + written - 1 + 1)
    })
    if (!mounted) expect(process.getuid?.(), 'only who may mount can make a small disk').not.toBe(0)
  })

  it('a desk is opened for reading on a full disk', async () => {
    const disk = testFolder()
    await withSmallDisk(disk, 3_000, async () => {
      const home = copyHome(whole.home, path.join(disk, 'home'))
      execFileSync('sh', ['-c', `cat /dev/zero > ${path.join(disk, 'ballast')} 2>/dev/null || true`])
      const answer = await opening(home, { witness: path.join(disk, 'witness') })
      expect(['ok', 'desk/disk-failed']).toContain(answer)
      rmSync(path.join(disk, 'ballast'))
      expect(await opening(home, { witness: path.join(disk, 'witness') })).toBe('ok')
    })
  })
})

describe('a data folder that cannot be worked in (S23)', () => {
  it('a folder where the anchor should lie is unexpected, and the same program opens the desk when it is gone', async () => {
    const { home, anchor } = copied()
    renameSync(anchor, `${anchor}-kept`)
    mkdirSync(anchor)
    const backend = await openBackend(backendOptions(home))
    const window = clientOf(backend.openSession({ kind: 'window' }))
    await expect(window.entry.people({ desk: 'JS-training' })).rejects.toThrow('EISDIR')
    rmSync(anchor, { recursive: true })
    renameSync(`${anchor}-kept`, anchor)
    expect(await code(window.entry.people({ desk: 'JS-training' }))).toBe('ok')
    await backend.close()
  })

  it('a database that another program holds is refused with words, and opens when it is free', async () => {
    const { home, database } = copied()
    const other = new Database(database)
    other.pragma('locking_mode = EXCLUSIVE')
    other.exec('BEGIN EXCLUSIVE')
    expect(await opening(home)).toBe('desk/database-busy')
    other.exec('ROLLBACK')
    other.close()
    expect(await opening(home)).toBe('ok')
    expectSound(placesOf(home).root)
  })

  it('a database that is locked while somebody works: the one command is refused, the next one goes on', async () => {
    const { home, database } = copied()
    const { backend, desk } = await reopen(home)
    const other = new Database(database)
    other.exec('BEGIN IMMEDIATE')
    const before = businessDigest(database)
    expect(await code(desk.batches.create(jointBatch({ title: '锁住时' })))).toBe('desk/database-busy')
    expect(businessDigest(database)).toBe(before)
    other.exec('ROLLBACK')
    other.close()
    await makeBatch(desk, '解锁之后')
    await backend.close()
    expectSound(placesOf(home).root)
  })

  it('a folder in the place of the database, or of the lock', async () => {
    for (const name of ['desk.sqlite', 'writer.lock']) {
      const { home, root } = copied()
      renameSync(path.join(root, name), path.join(root, `${name}.aside`))
      mkdirSync(path.join(root, name))
      const before = filesIn(root)
      expect(['desk/database-not-writable', 'desk/disk-failed']).toContain(await opening(home))
      expect(filesIn(root)).toEqual(before)
    }
  })

  it.skipIf(process.getuid?.() === 0)('a folder that may only be read', async () => {
    const { home, root } = copied()
    chmodSync(root, 0o500)
    expect(await opening(home)).toBe('desk/database-not-writable')
    chmodSync(root, 0o700)
  })

  it('a data folder that is gone: the first run is offered, and nothing is founded over what remains', async () => {
    const { home, root, database } = copied()
    const backend = await openBackend(backendOptions(home))
    const desk = clientOf(backend.openSession({ kind: 'window' }))
    for (const side of ['', '-wal', '-shm']) rmSync(`${database}${side}`, { force: true })
    cpSync(path.join(whole.root, 'anchor'), path.join(root, 'anchor'))
    const before = filesIn(root)
    const founding = { institution: 'JS', environment: '演练' as const, name: '新来的人', password }
    expect(await code(desk.entry.create(founding))).toBe('desk/exists')
    expect((await value(desk.entry.state(null))).desks, 'it is still named').toHaveLength(1)
    expect(filesIn(root)).toEqual(before)
    rmSync(home, { recursive: true })
    expect((await value(desk.entry.state(null))).desks).toEqual([])
    expect(() => readdirSync(home)).toThrow()
    await backend.close()
  })
})
