import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../../src-main/hosts/backend/desk.ts'
import { readAnchor } from '../../src-main/platform/anchor.ts'
import { deskFolder } from '../../src-main/platform/home.ts'
import { key, makeBatch, placesOf, reopen } from '../support/damage.ts'
import { expectSound } from '../support/invariants.ts'
import { testFolder } from '../support/log.ts'
import { openOffice } from '../support/office.ts'
import { seededNumbers } from '../support/seeded-numbers.ts'

/** Everything by `npm run sweep -- wal`; here a part of it, the same each time. */
const isSweep = process.env.DESK_SWEEP === 'wal'
const flips = isSweep ? 300 : 40
const cutEvery = isSweep ? 512 : 512 * 13
const surroundings = {
  migrations: fileURLToPath(new URL('../../migrations', import.meta.url)),
  machine: null,
}

type Left = {
  readonly database: Buffer
  readonly wal: Buffer
  /** As it was half way: records older than it must not be lost without a word. */
  readonly anchor: Buffer
  readonly remembered: number
  readonly newest: number
}
let left: Left

beforeAll(async () => {
  const office = await openOffice('JS')
  await office.close()
  const { database, anchor } = placesOf(office.home)
  const { backend, desk } = await reopen(office.home)
  const half = async () => {
    await new Promise((resolve) => setTimeout(resolve, 700))
    return readFileSync(anchor)
  }
  for (let n = 1; n <= 6; n++) await makeBatch(desk, `第 ${n} 批`)
  const middle = await half()
  for (let n = 7; n <= 12; n++) await makeBatch(desk, `第 ${n} 批`)
  await half()
  const newest = readAnchor(anchor)!.head!.seq
  left = {
    database: readFileSync(database),
    wal: readFileSync(`${database}-wal`),
    anchor: middle,
    remembered: newest - 6,
    newest,
  }
  await backend.close()
})

/** Starts the program on what a power cut, or a failing disk, left of the write-ahead log. */
async function opened(wal: Buffer): Promise<{ readonly events: number; readonly reason: string | null }> {
  const home = testFolder()
  const folder = deskFolder(home, 'JS', '演练')
  mkdirSync(path.join(home, key), { recursive: true })
  writeFileSync(folder.database, left.database)
  writeFileSync(folder.anchor, left.anchor)
  if (wal.length > 0) writeFileSync(`${folder.database}-wal`, wal)
  const desk = await openDesk(folder, { ...surroundings, witness: path.join(home, 'witness') })
  if (!desk.ok) return { events: 0, reason: desk.error.code }
  const reason = reasonOf(desk.value)
  desk.value.close()
  return { events: reason === null ? expectSound(folder.root) : ownRecords(folder.root), reason }
}

function reasonOf({ executor }: Desk): string | null {
  return executor.desk.condition?.reason ?? null
}

/** How many records hold; the anchor is ahead of them on purpose. */
function ownRecords(root: string): number {
  const copy = path.join(testFolder(), 'copy')
  cpSync(root, copy, { recursive: true, filter: (file) => path.basename(file) !== 'anchor' })
  return expectSound(copy)
}

/** The log is a prefix of what was written; whatever is missing of what the anchor remembers is reported. */
function expectReported({ events, reason }: Awaited<ReturnType<typeof opened>>, what: string): void {
  expect(events, what).toBeLessThanOrEqual(left.newest)
  if (reason === 'desk/no-chain' || reason === 'desk/database-damaged') return
  expect(reason, `${what}: ${events} of ${left.newest}`).toBe(
    events < left.remembered ? 'history-lost' : null,
  )
}

describe('the write-ahead log after a power cut (S19)', () => {
  it('whole, every record is there', async () => {
    expect(await opened(left.wal)).toEqual({ events: left.newest, reason: null })
  })

  it(`cut at every ${cutEvery} bytes: a valid prefix, and every loss older than the anchor is reported`, {
    timeout: 600_000,
  }, async () => {
    const kept = new Set<number>()
    for (let length = left.wal.length - 1; length >= 0; length -= cutEvery) {
      const after = await opened(left.wal.subarray(0, length))
      expectReported(after, `cut to ${length}`)
      kept.add(after.events)
    }
    expect(kept.size, 'the cuts lost more and more').toBeGreaterThan(3)
  })

  it(`with one bit of ${flips} places changed: a valid prefix, and every loss older than the anchor is reported`, {
    timeout: 600_000,
  }, async () => {
    const random = seededNumbers(19)
    let lost = 0
    for (let n = 0; n < flips; n++) {
      const at = random(left.wal.length)
      const flipped = Buffer.from(left.wal)
      flipped[at]! ^= 1 << random(8)
      const after = await opened(flipped)
      expectReported(after, `flipped at ${at}`)
      if (after.events < left.remembered) lost++
    }
    expect(lost, 'some of them lost what the anchor remembers').toBeGreaterThan(flips / 10)
  })
})
