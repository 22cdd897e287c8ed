import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readChains } from '../../src-main/core/log.ts'
import { verdictOf, verifyChain } from '../../src-main/core/verify.ts'
import { openBackend } from '../../src-main/hosts/backend/index.ts'
import { readBackupFacts } from '../../src-main/platform/backup/layout.ts'
import { prepareRestore } from '../../src-main/platform/backup/prepare.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { job } from '../support/job.ts'
import { killAt } from '../support/kill-place.ts'
import { testFolder } from '../support/log.ts'
import { backendOptions, clientOf, openMachine, openOffice, password, value } from '../support/office.ts'
import { backupsOn, databaseOf, medium, peopleOf, restoreOn, storeDocument } from '../support/recovery.ts'
import { seededNumbers } from '../support/seeded-numbers.ts'

// S18. `npm run sweep -- recovery` goes through every call of the system; here a part of them, chosen by a seed.
const isSweep = process.env.DESK_SWEEP === 'recovery'
const random = seededNumbers(Number(process.env.DESK_SEED ?? 18))
const timeout = isSweep ? 3_600_000 : 120_000

const root = testFolder()
const home = path.join(root, 'sound')
const broken = path.join(root, 'broken')
const restored = path.join(root, 'restored')
const target = path.join(root, 'target')
let people: { readonly first: string; readonly second: string }
let backup: string

beforeAll(async () => {
  const office = await openOffice('JS', '演练', home)
  people = await peopleOf(office)
  storeDocument(path.join(home, 'JS-training', 'documents'), 'one')
  const stick = await medium(office.backend, target)
  await value(office.desk.recovery.backUp({ folder: stick.token }))
  backup = backupsOn(target)[0]!
  await value(office.desk.offices.add({ code: 'XX', name: '某某单位', short: '某', region: null }))
  await office.close()
  mkdirSync(broken)
  cpSync(path.join(home, 'JS-training'), path.join(broken, 'JS-training'), { recursive: true })
  writeFileSync(path.join(broken, 'JS-training', 'desk.sqlite'), 'no database'.repeat(1000))
  const machine = await openMachine(restored)
  await restoreOn(machine, backup, people)
  await machine.close()
}, 180_000)
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** What a process said until it ended by itself or was killed; null when it was killed. */
function child(what: string, call: number, ...args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, ['test/support/recovery-child.ts', what, String(call), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let failed = ''
    running.stdout.on('data', (data: Buffer) => {
      said += data.toString()
    })
    running.stderr.on('data', (data: Buffer) => {
      failed += data.toString()
    })
    running.on('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(null)
      else if (said === '') reject(new Error(failed))
      else resolve(Number(said))
    })
  })
}

function chosen(calls: number, most: number): readonly number[] {
  if (isSweep) return [...Array(calls).keys()]
  const last = Array.from({ length: 4 }, (_, i) => calls - 1 - i)
  return [...new Set([...last, ...Array.from({ length: most - 4 }, () => random(calls))])]
}

function copyOf(folder: string): string {
  const copy = path.join(root, `copy-${Math.random()}`)
  cpSync(folder, copy, { recursive: true })
  return copy
}

describe('killed at any call of the system (S18)', () => {
  it('a backup is whole or says that it is not, and the next one clears up', { timeout }, async () => {
    const calls = await child('backup', -1, copyOf(home), path.join(copyOf(target)))
    const seen = new Set<string>()
    for (const call of chosen(calls!, 7)) {
      let [of, onto] = ['', '']
      await killAt({ call, calls: calls! }, (at) => {
        ;[of, onto] = [copyOf(home), copyOf(target)]
        return child('backup', at, of, onto)
      })
      const complete = backupsOn(onto)
      seen.add(`${complete.length} backups`)
      for (const one of complete) {
        const into = path.join(root, `into-${Math.random()}`)
        mkdirSync(into)
        await value(prepareRestore({ backup: one, into, knownSchema: 99, mayLackDocuments: false }, job()))
        rmSync(into, { recursive: true })
      }
      expect(await child('backup', -1, of, onto)).toBeGreaterThan(0)
      const base = path.join(onto, '评审工作台备份-JS-演练')
      expect(readdirSync(base).filter((name) => name.endsWith('.part'))).toEqual([])
      expect(readBackupFacts(backupsOn(onto)[0]!).ok).toBe(true)
      for (const folder of [of, onto]) rmSync(folder, { recursive: true })
    }
    // Some kills came before the name was given, some after.
    expect([...seen].sort()).toEqual(['1 backups', '2 backups'])
  })

  it('a restore leaves what was there or the restored desk, and what was there is kept', {
    timeout,
  }, async () => {
    const args = [backup, people.first, people.second]
    const calls = await child('restore', -1, copyOf(broken), ...args)
    const seen = new Set<string>()
    for (const call of chosen(calls!, 7)) {
      let place = ''
      await killAt({ call, calls: calls! }, (at) => {
        place = copyOf(broken)
        return child('restore', at, place, ...args)
      })
      const backend = await openBackend(backendOptions(place))
      const desk = clientOf(backend.openSession({ kind: 'window' }))
      const entered = await desk.entry.login({ desk: 'JS-training', person: people.first, password })
      const kept = readdirSync(place).filter((name) => name.startsWith('JS-training-replaced-'))
      seen.add(entered.ok ? 'restored' : entered.error.code)
      if (entered.ok) {
        expect((await value(desk.recovery.standing(null))).condition?.reason).toBe('restored')
        expect(kept).toHaveLength(1)
      } else expect(kept).toEqual([])
      await backend.close()
      rmSync(place, { recursive: true })
    }
    expect([...seen].sort()).toEqual(['desk/database-damaged', 'restored'])
  })

  it('beginning anew leaves the old device or the new one, never both and never none', {
    timeout,
  }, async () => {
    const args = [people.first, people.second]
    const calls = await child('succeed', -1, copyOf(restored), ...args)
    for (const call of chosen(calls!, 7)) {
      let place = ''
      await killAt({ call, calls: calls! }, (at) => {
        place = copyOf(restored)
        return child('succeed', at, place, ...args)
      })
      const backend = await openBackend(backendOptions(place))
      const desk = clientOf(backend.openSession({ kind: 'window' }))
      await value(desk.entry.login({ desk: 'JS-training', person: people.second, password }))
      const { condition } = await value(desk.recovery.standing(null))
      const db = databaseOf(place)
      const chains = readChains(db)
      expect(chains.filter(({ own }) => own)).toHaveLength(1)
      expect(chains).toHaveLength(condition ? 1 : 2)
      for (const chain of chains)
        expect(verdictOf(verifyChain(db, chain, suiteOf(chain.suite))).fault).toBeNull()
      db.close()
      await backend.close()
      rmSync(place, { recursive: true })
    }
  })
})
