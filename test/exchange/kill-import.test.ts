import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Device, folders, noise, send, storeDocument } from '../support/bundles.ts'
import { betweenDisk } from '../support/disk-faults.ts'
import { templateFor } from '../support/orders.ts'
import { partsOf, peerDevice, peerOffice, sendParts, startBatch } from '../support/peers.ts'
import { openReceiver, type Receiver, receiverHome, stateOf } from '../support/receiver.ts'
import { seededNumbers } from '../support/seeded-numbers.ts'

// S18 and S22 for imports. `npm run sweep -- import` goes through every call; here a part of them, chosen by a seed.
const isSweep = process.env.DESK_SWEEP === 'import'
const timeout = isSweep ? 3_600_000 : 120_000
const next = seededNumbers(Number(process.env.DESK_SEED ?? 18))

const at = folders()
let template: string
let sender: Device
/** A bundle that waits, with documents, and the one that it waits for. */
let files: readonly string[]
let after: string

beforeAll(async () => {
  const js = peerOffice('JS')
  template = await templateFor(at, [js])
  sender = await peerDevice(js)
  for (let i = 2; i <= 9; i++) startBatch(sender, `第 ${i} 条`)
  const documents = ['a', 'b'].map((words) => storeDocument(at.store, noise(words, 2000)))
  const later = await partsOf(sender, 'SH', [{ device: sender, from: 4, to: 9 }])
  files = [
    await send(at, sender, { ...later, documents }),
    await sendParts(at, sender, 'SH', [{ device: sender, from: 1, to: 3 }]),
  ]
  const receiver = openReceiver(template, 'SH')
  for (const file of files) await receiver.take(file)
  after = stateOf(receiver)
  receiver.remove()
}, 180_000)

/** What a person does after it: nothing may be lost, nothing half, and taking both in again ends where it should. */
async function expectSound(receiver: Receiver, acknowledged: readonly string[]): Promise<void> {
  const { db, folder } = receiver.desk
  expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.raw.pragma('foreign_key_check')).toEqual([])
  const heads = () =>
    db.sql<{ n: number }>(
      'SELECT count(*) AS n FROM events e JOIN chains c ON c.number = e.chain WHERE c.own = 0',
    )[0]!.n
  expect([0, 3, 9]).toContain(heads())
  if (acknowledged.includes(files[0]!)) expect(receiver.inbox().length > 0 || heads() === 9).toBe(true)
  if (acknowledged.includes(files[1]!)) expect(heads()).toBeGreaterThanOrEqual(3)
  for (const file of files) {
    const taken = await receiver.take(file)
    expect(taken.ok ? 'ok' : taken.error.code).toMatch(/^(?:ok|bundles\/already-imported)$/)
  }
  expect(stateOf(receiver)).toBe(after)
  expect(receiver.inbox()).toEqual([])
  const inbox = path.join(folder.root, 'inbox')
  expect(existsSync(inbox) ? readdirSync(inbox) : []).toEqual([])
  expect(documentsIn(receiver)).toBe(2)
}

function documentsIn({ desk }: Receiver): number {
  return readdirSync(desk.folder.documents, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  ).length
}

function child(
  home: string,
  call: number,
): { readonly said: readonly string[]; readonly wasKilled: boolean } {
  const run = spawnSync(
    process.execPath,
    ['test/support/import-child.ts', template, home, String(call), ...files],
    {
      encoding: 'utf8',
    },
  )
  expect(run.stderr).toBe('')
  return { said: run.stdout.split('\n').slice(0, -1), wasKilled: run.signal === 'SIGKILL' }
}

describe('an import that is interrupted', () => {
  it('by a kill at any call of disk or database is as before or as after, and loses nothing', {
    timeout,
  }, async () => {
    const whole = child(receiverHome(), -1)
    const calls = Number(whole.said.at(-1))
    expect(calls).toBeGreaterThan(100)
    const places = isSweep
      ? Array.from({ length: calls }, (_, i) => i)
      : Array.from({ length: 12 }, (_, i) => Math.floor((i * calls) / 12) + next(Math.floor(calls / 12)))
    for (const place of places) {
      const home = receiverHome()
      const { said, wasKilled } = child(home, place)
      expect(wasKilled, `call ${place}`).toBe(true)
      const receiver = openReceiver(template, 'SH', home)
      await expectSound(receiver, said)
      receiver.remove()
    }
  })

  it('by a full disk at any call changes nothing by halves, and succeeds when there is room', {
    timeout,
  }, async () => {
    let fault = 0
    for (let hasMore = true; hasMore; fault += isSweep ? 1 : 7) {
      const receiver = openReceiver(template, 'SH')
      const acknowledged: string[] = []
      hasMore = false
      const disk = betweenDisk((call, number) => {
        if (number !== fault) return
        hasMore = true
        if (call === 'closeSync') return
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: call })
      })
      try {
        for (const file of files) {
          const taken = await receiver.take(file).catch((error: NodeJS.ErrnoException) => error)
          if (!(taken instanceof Error) && taken.ok) acknowledged.push(file)
          else if (taken instanceof Error) expect(taken.code, `call ${fault}: ${taken.stack}`).toBe('ENOSPC')
        }
      } finally {
        disk.stop()
      }
      await expectSound(receiver, acknowledged)
      receiver.remove()
    }
    expect(fault).toBeGreaterThan(50)
  })
})
