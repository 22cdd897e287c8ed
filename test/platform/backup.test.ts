import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBackups } from '../../src-main/platform/backup/layout.ts'
import { prepareRestore } from '../../src-main/platform/backup/prepare.ts'
import { type BackupInput, writeBackup } from '../../src-main/platform/backup/write.ts'
import { deskFolder } from '../../src-main/platform/home.ts'
import { betweenDisk, type DiskCall } from '../support/disk-faults.ts'
import { job } from '../support/job.ts'
import { testFolder } from '../support/log.ts'
import { openOffice } from '../support/office.ts'
import { backupsOn, storeDocument } from '../support/recovery.ts'
import { seededNumbers } from '../support/seeded-numbers.ts'
import { withSmallDisk } from '../support/small-disk.ts'

const isSweep = process.env.DESK_SWEEP === 'recovery'
const random = seededNumbers(Number(process.env.DESK_SEED ?? 26))
const timeout = isSweep ? 3_600_000 : 120_000

const root = testFolder()
const desk = deskFolder(path.join(root, 'home'), 'JS', '演练')

beforeAll(async () => {
  const office = await openOffice('JS', '演练', path.join(root, 'home'))
  await office.close()
  for (const text of ['one', 'two', 'three']) storeDocument(desk.documents, text)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

function inputFor(target: string): BackupInput {
  const { database, documents, staging, institution, environment } = desk
  const at = new Date().toISOString()
  const places = { database, documents, staging, institution, environment, target }
  return { ...places, mustExist: false, deviceSeed: null, program: '0', at, keep: 14, isThorough: true }
}

const newTarget = () => mkdtempSync(path.join(root, 'target-'))

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** Every backup on the medium that has a name is whole. */
async function expectWhole(target: string): Promise<number> {
  const complete = backupsOn(target)
  for (const backup of complete) {
    const into = mkdtempSync(path.join(root, 'into-'))
    const prepared = await prepareRestore({ backup, into, knownSchema: 99, mayLackDocuments: false }, job())
    expect(prepared.ok).toBe(true)
    rmSync(into, { recursive: true })
  }
  return complete.length
}

async function once(target: string, before: (call: DiskCall, number: number) => void) {
  let failed: DiskCall | null = null
  const disk = betweenDisk((call, number) => {
    try {
      before(call, number)
    } catch (error) {
      failed = call
      throw error
    }
  })
  try {
    const result = await writeBackup(inputFor(target), job())
    return { code: result.ok ? 'ok' : result.error.code, failed }
  } finally {
    disk.stop()
  }
}

async function callsOfOne(): Promise<number> {
  let calls = 0
  const target = newTarget()
  await once(target, () => {
    calls++
  })
  return calls
}

function chosen(calls: number, some: number): readonly number[] {
  if (isSweep) return [...Array(calls).keys()]
  return [...new Set([calls - 1, calls - 2, ...Array.from({ length: some }, () => random(calls))])]
}

const expected: Readonly<Record<string, readonly string[]>> = {
  ENOSPC: ['recovery/no-space'],
  EIO: ['recovery/target-lost', 'recovery/read-back-differs'],
  EROFS: ['recovery/target-not-writable'],
}

describe('a backup whose disk fails (S26)', () => {
  it.each(Object.keys(expected))(
    'with %s at any call is refused or whole, and nothing half is left',
    {
      timeout,
    },
    async (error) => {
      const calls = await callsOfOne()
      let refused = 0
      for (const fault of chosen(calls, 12)) {
        const target = newTarget()
        const { code, failed } = await once(target, (call, number) => {
          if (number === fault) throw Object.assign(new Error(error), { code: error, syscall: call })
        })
        const complete = await expectWhole(target)
        // Clearing up behind a finished backup may fail without harm.
        if (code === 'ok')
          expect({ complete, failed: failed === null }).toEqual({ complete: 1, failed: false })
        else {
          refused++
          expect([...expected[error]!, 'recovery/target-missing']).toContain(code)
          expect(complete).toBeLessThan(2)
        }
        expect((await writeBackup(inputFor(target), job())).ok).toBe(true)
        const [base] = readdirSync(target)
        expect(readdirSync(path.join(target, base!)).filter((name) => name.endsWith('.part'))).toEqual([])
        rmSync(target, { recursive: true })
      }
      expect(refused).toBeGreaterThan(0)
    },
  )

  it('because the medium was pulled at any call: what is on it is whole or says that it is not', {
    timeout,
  }, async () => {
    const calls = await callsOfOne()
    for (const fault of chosen(calls, 12)) {
      const target = newTarget()
      const pulled = `${target}-pulled`
      const { code } = await once(target, (_, number) => {
        if (number === fault) renameSync(target, pulled)
      })
      expect([
        'ok',
        'recovery/target-lost',
        'recovery/target-missing',
        'recovery/read-back-differs',
      ]).toContain(code)
      rmSync(target, { recursive: true, force: true })
      const complete = await expectWhole(pulled)
      if (code === 'ok') expect(complete).toBe(1)
      rmSync(pulled, { recursive: true })
    }
  })

  it('because it is full at any page is refused, and the medium is as before', {
    timeout,
  }, async (context) => {
    const codes = new Set<string>()
    for (const pages of isSweep ? Array.from({ length: 120 }, (_, i) => i + 1) : [1, 5, 40, 90, 110, 400]) {
      const target = newTarget()
      const ran = await withSmallDisk(target, pages * 4, async () => {
        const result = await writeBackup(inputFor(target), job())
        codes.add(result.ok ? 'ok' : result.error.code)
        expect(await expectWhole(target)).toBe(result.ok ? 1 : 0)
        expect(findBackups(target)).toHaveLength(result.ok ? 1 : 0)
      })
      if (!ran) return context.skip()
    }
    expect([...codes].sort()).toEqual(['ok', 'recovery/no-space'])
  })

  it('because the medium writes other bytes than it was given is refused when it is read back', async () => {
    for (const name of ['desk.sqlite', '.part']) {
      const target = newTarget()
      let isAltered = false
      let isLooking = false
      const { code } = await once(target, (call) => {
        if (call !== 'closeSync' || isAltered || isLooking) return
        // What this test does with the disk is watched as well.
        isLooking = true
        const found = filesUnder(target).find(
          (file) => file.endsWith(name) && (name !== '.part' || file.includes('documents')),
        )
        if (found && statSync(found).size > 0) {
          const bytes = readFileSync(found)
          bytes[bytes.length >> 1]! ^= 1
          writeFileSync(found, bytes)
          isAltered = true
        }
        isLooking = false
      })
      expect({ isAltered, code }).toEqual({ isAltered: true, code: 'recovery/read-back-differs' })
      expect(await expectWhole(target)).toBe(0)
    }
  })

  it('because it was cancelled at any step leaves nothing with a name', async () => {
    let steps = 0
    const count = { ...job(), progress: () => void steps++ }
    expect((await writeBackup(inputFor(newTarget()), count)).ok).toBe(true)
    for (let at = 0; at < steps; at++) {
      const target = newTarget()
      const stop = new AbortController()
      let seen = 0
      const cancelled = {
        signal: stop.signal,
        progress: () => {
          if (seen++ === at) stop.abort()
        },
      }
      const result = await writeBackup(inputFor(target), cancelled).catch((error: Error) => error)
      if (result instanceof Error) {
        expect(result.name).toBe('AbortError')
        expect(await expectWhole(target)).toBe(0)
        const [base] = readdirSync(target)
        const left = base === undefined ? [] : readdirSync(path.join(target, base))
        expect(left.filter((name) => name !== 'documents')).toEqual([])
      } else expect(await expectWhole(target)).toBe(1)
      rmSync(target, { recursive: true })
    }
  })
})

it('a backup never removes, or clears up after, that of another desk in the same folder', async () => {
  const target = newTarget()
  const base = path.join(target, '评审工作台备份-JS-演练')
  const foreign = path.join(base, '20260101-000000-9.deadbeef.part')
  mkdirSync(foreign, { recursive: true })
  for (let n = 0; n < 3; n++)
    expect((await writeBackup({ ...inputFor(target), keep: 2 }, job())).ok).toBe(true)
  expect(backupsOn(target)).toHaveLength(2)
  expect(readdirSync(foreign)).toEqual([])
})
