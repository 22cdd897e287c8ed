import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src-main/hosts/backend/index.ts'
import type { VerifyInput } from '../../src-main/jobs/verify/names.ts'
import { verifyDesk } from '../../src-main/jobs/verify/run.ts'
import {
  type ClosedDesk,
  closedDesk,
  copyHome,
  editSlyly,
  editWith,
  key,
  placesOf,
  reopen,
} from '../support/damage.ts'
import { filesIn } from '../support/invariants.ts'
import { testFolder } from '../support/log.ts'
import { backendOptions, clientOf, code, value } from '../support/office.ts'

let whole: ClosedDesk
beforeAll(async () => {
  whole = await closedDesk(4)
})

function copied(): ClosedDesk {
  return placesOf(copyHome(whole.home, path.join(testFolder(), 'home')))
}

async function until(what: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if (await what()) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

function inputOf({ database }: ClosedDesk, isGentle = false): VerifyInput {
  return {
    database,
    scratch: testFolder(),
    migrations: fileURLToPath(new URL('../../migrations', import.meta.url)),
    program: '0.0.0-test',
    environment: '演练',
    institution: 'JS',
    anchor: null,
    witness: null,
    earlier: null,
    isGentle,
  }
}

describe('the check at each start', () => {
  it('runs by itself a while after the first login, once, and its result is kept', async () => {
    const { home } = copied()
    const options = { verifyAfter: 50 }
    const { backend, desk, state } = await reopen(home, options)
    expect(state).toMatchObject({ verdict: null, isOfThisStart: false })
    const isDone = async () => (await value(desk.integrity.state(null))).isOfThisStart
    expect(await until(isDone)).toBe(true)
    const { verdict } = await value(desk.integrity.state(null))
    expect(verdict).toMatchObject({ database: 'ok', schema: [], projections: [] })
    await desk.entry.logout(null)
    await backend.close()
    const again = await reopen(home)
    expect(again.state.verdict, 'kept over a restart').toEqual(verdict)
    expect(again.state.isOfThisStart).toBe(false)
    await again.backend.close()
  })

  it('makes a desk read-only while somebody works at it, and tells the window', async () => {
    const desk = copied()
    editSlyly(desk.database, (db) =>
      db.exec(`UPDATE bodies SET bytes = CAST(replace(CAST(bytes AS TEXT), '2026-12-31', '2026-12-30') AS BLOB)
        WHERE type = 'BatchCreated'`),
    )
    const opened = await reopen(desk.home, { verifyAfter: 50 })
    expect(opened.state.condition).toBeNull()
    const isNoted = async () => (await value(opened.desk.integrity.state(null))).condition !== null
    expect(await until(isNoted)).toBe(true)
    expect((await value(opened.desk.integrity.state(null))).condition).toMatchObject({
      reason: 'damaged',
      facts: { institution: 'JS', seq: 4, fault: 'body' },
    })
    await opened.backend.close()
    const again = await reopen(desk.home)
    expect(again.state.condition, 'also after a restart').toMatchObject({ reason: 'damaged' })
    await again.backend.close()
  })

  it('never runs before somebody has logged in', async () => {
    const { home, database } = copied()
    const backend = await openBackend({ ...backendOptions(home), verifyAfter: 1 })
    await value(clientOf(backend.openSession({ kind: 'window' })).entry.people({ desk: key }))
    await new Promise((resolve) => setTimeout(resolve, 300))
    await backend.close()
    const again = await reopen(home)
    expect(again.state.verdict).toBeNull()
    await again.backend.close()
    expect(existsSync(database)).toBe(true)
  })
})

describe('the job', () => {
  it('says how far it is, ends when it is cancelled at any step, and leaves nothing behind', async () => {
    const steps = new Set<string>()
    const input = inputOf(whole)
    const done = await verifyDesk(input, {
      signal: { aborted: false, throwIfAborted: () => undefined },
      progress: ({ step }) => void steps.add(step),
    })
    expect(done.ok).toBe(true)
    expect([...steps]).toEqual(['verify-database', 'verify-chains', 'verify-lists'])
    for (const last of steps) {
      let isCancelled = false
      const job = {
        signal: {
          get aborted() {
            return isCancelled
          },
          throwIfAborted() {
            if (isCancelled) throw new DOMException('stopped', 'AbortError')
          },
        },
        progress({ step }: { step: string }) {
          if (step === last) isCancelled = true
        },
      }
      await expect(verifyDesk(input, job), last).rejects.toThrow('stopped')
      expect(readdirSync(input.scratch)).toEqual([])
    }
  })

  it('says what can be read of a desk that cannot be opened, and touches nothing', async () => {
    const { home, root, database } = copied()
    const bytes = readFileSync(database)
    let page = 0
    editWith(database, (db) => {
      page = db
        .prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'projections'`)
        .pluck()
        .get() as number
    })
    const torn = Buffer.from(bytes).fill(0xff, (page - 1) * 4096, (page - 1) * 4096 + 64)
    const backend = await openBackend(backendOptions(home))
    const desk = clientOf(backend.openSession({ kind: 'window' }))
    const beside = ['writer.lock', 'desk.sqlite-shm', 'desk.sqlite-wal']
    for (const [left, found] of [
      [Buffer.alloc(9000, 'x'), { database: 'not-a-database', chains: [] }],
      [bytes.subarray(0, 8192), { database: 'unreadable', chains: [] }],
      // A page that opening needs; the records lie on others.
      [torn, { database: 'pages-damaged', chains: [{ institution: 'JS', events: 7, fault: null }] }],
    ] as const) {
      writeFileSync(database, left)
      for (const side of ['-wal', '-shm']) rmSync(`${database}${side}`, { force: true })
      const before = filesIn(root, beside)
      expect(await code(desk.entry.people({ desk: key }))).toBe('desk/database-damaged')
      const verdict = await desk.entry.examine({ desk: key })
      expect(verdict).toMatchObject({ ok: true, value: found })
      expect(filesIn(root, beside)).toEqual(before)
    }
    await backend.close()
  })
})

describe('the report', () => {
  it('is a page to print and a file for programs, without a name or a path in it', async () => {
    const { home } = copied()
    const { backend, desk } = await reopen(home)
    const folder = path.join(testFolder(), '报告')
    mkdirSync(folder)
    const { token } = await backend.fileTokens.grant(folder)
    expect(await code(desk.integrity.writeReport({ folder: token }))).toBe('integrity/not-checked-yet')
    await value(desk.integrity.verifyNow(null))
    const { files } = await value(desk.integrity.writeReport({ folder: token }))
    expect(readdirSync(folder).sort()).toEqual([...files].sort())
    const text = readFileSync(path.join(folder, files.find((name) => name.endsWith('.json'))!), 'utf8')
    const report = JSON.parse(text)
    expect(report).toMatchObject({
      type: 'desk/integrity-report/v1',
      institution: 'JS',
      condition: null,
      verdict: { database: 'ok', chains: [{ own: true, events: 7, fault: null }] },
    })
    for (const secret of ['张经办', '李复核', home, '第 1 批']) expect(text).not.toContain(secret)
    const pdf = readFileSync(path.join(folder, files.find((name) => name.endsWith('.pdf'))!))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    await backend.close()
  })
})
