import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkForkProof } from '../../src-main/core/fork-proof.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { type Device, folders, type Office as Keys } from '../support/bundles.ts'
import { code, type Office, openOffice, value } from '../support/office.ts'
import {
  branchOf,
  peerDevice,
  peerOffice,
  pinPeer,
  say,
  sendParts,
  startBatch,
  subjectOf,
} from '../support/peers.ts'

const at = folders()
let sh: Office
let js: Keys
let zj: Keys
/** Two stories of one device of Jiangsu: common up to 5, then the first to 8 and the other to 9. */
let one: Device
let other: Device
let sister: Device
let zhejiang: Device

beforeAll(() => {
  js = peerOffice('JS')
  zj = peerOffice('ZJ')
})
afterAll(async () => {
  await sh?.close()
})
beforeEach(async () => {
  await sh?.close()
  sh = await openOffice('SH')
  for (const keys of [js, zj]) await pinPeer(sh, keys)
  one = await peerDevice(js)
  sister = await peerDevice(js, 'second')
  zhejiang = await peerDevice(zj)
  for (let i = 2; i <= 5; i++) startBatch(one, `共同第 ${i} 条`)
  other = branchOf(one, 5)
  for (let i = 6; i <= 8; i++) startBatch(one, `甲说第 ${i} 条`)
  for (let i = 6; i <= 9; i++) startBatch(other, `乙说第 ${i} 条`)
  for (let i = 2; i <= 4; i++) startBatch(zhejiang, `浙江第 ${i} 条`)
})

type Part = { readonly device: Device; readonly from: number; readonly to: number }
const bundle = (sender: Device, ...parts: Part[]) => sendParts(at, sender, 'SH', parts)
const open = async (file: string) => value(sh.desk.bundles.openBundle({ file: await sh.token(file) }))
const take = async (file: string) =>
  value(sh.desk.bundles.acceptBundle({ staged: (await open(file)).staged }))
const titles = async () => (await value(sh.desk.batches.list(null))).map(({ title }) => title)
const forks = () => value(sh.desk.bundles.forks(null))

function retire(last: Device, seq: number): void {
  const place = { seq, id: last.events[seq - 1]!.id }
  say(sister, {
    type: 'DeviceRetired',
    subject: subjectOf(sister, 'device'),
    data: { device: one.id, last: place, reason: '两种说法' },
  })
}

describe('a chain that contradicts what is held (S07)', () => {
  it.each([
    ['overlaps', 4, 6],
    ['begins where it differs', 6, 6],
    ['begins behind', 8, 7],
  ])('is quarantined alone when it %s, and both stories are kept as a proof', async (_, from, seq) => {
    await take(await bundle(one, { device: one, from: 1, to: 8 }))
    const file = await bundle(zhejiang, { device: zhejiang, from: 1, to: 4 }, { device: other, from, to: 9 })
    const opened = await open(file)
    expect(opened.ranges.find(({ device }) => device === one.id)).toMatchObject({
      state: 'forks',
      forkedAt: seq,
    })
    expect(await forks()).toMatchObject([
      { device: one.id, institution: 'JS', seq, sender: 'ZJ', held: 8, isProven: true, state: 'open' },
    ])
    const taken = await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))
    expect(taken).toMatchObject({ events: 4, skipped: [{ institution: 'JS', state: 'forks' }] })
    expect((await titles()).filter((title) => title.startsWith('浙江'))).toHaveLength(3)
    expect((await titles()).filter((title) => title.startsWith('乙说'))).toEqual([])

    const stick = await sh.folder('proof')
    const written = await value(sh.desk.bundles.exportForkProof({ device: one.id, folder: stick.token }))
    expect(written.file).toMatch(/\.冲突证明\.json$/)
    const bytes = readFileSync(path.join(stick.path, written.file))
    expect(checkForkProof(bytes, suiteOf)).toMatchObject({
      ok: true,
      value: { institution: 'JS', device: one.id, seq, officeKey: js.officeKey },
    })
    expect(readFileSync(path.join(stick.path, written.page)).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('takes nothing more of that chain, in either story, until its office retires the device', async () => {
    await take(await bundle(one, { device: one, from: 1, to: 6 }))
    const lie = await open(await bundle(other, { device: other, from: 6, to: 9 }))
    expect(lie.outcome).toBe('nothing-joins')
    expect(await code(sh.desk.bundles.acceptBundle({ staged: lie.staged }))).toBe('bundles/nothing-joins')
    const goesOn = await open(await bundle(one, { device: one, from: 7, to: 8 }))
    expect(goesOn.ranges[0]).toMatchObject({ state: 'quarantined' })
    expect(await code(sh.desk.bundles.acceptBundle({ staged: goesOn.staged }))).toBe('bundles/nothing-joins')
    expect(await titles()).toHaveLength(5)

    startBatch(sister, '第二台的一批')
    retire(one, 8)
    expect(await take(await bundle(sister, { device: sister, from: 1, to: 3 }))).toMatchObject({ events: 3 })
    expect(await forks()).toMatchObject([{ state: 'open', endsAt: 8 }])
    // Exactly up to the last valid place, and in our story only.
    expect((await open(await bundle(sister, { device: other, from: 6, to: 8 }))).ranges[0]!.state).toBe(
      'retired',
    )
    const last = await bundle(sister, { device: one, from: 7, to: 8 })
    expect(await take(last)).toMatchObject({ events: 2 })
    expect(await forks()).toMatchObject([{ state: 'settled', endsAt: 8 }])
    expect(await titles()).toHaveLength(8)
  })

  it('is settled by a retirement at the last common place: what came after it counts no more', async () => {
    await take(await bundle(one, { device: one, from: 1, to: 8 }))
    await open(await bundle(other, { device: other, from: 6, to: 9 }))
    retire(one, 5)
    await take(await bundle(sister, { device: sister, from: 1, to: 2 }))
    expect(await forks()).toMatchObject([{ state: 'settled', endsAt: 5 }])
    expect((await titles()).filter((title) => title.startsWith('甲说'))).toEqual([])
    expect((await titles()).filter((title) => title.startsWith('共同'))).toHaveLength(4)
  })

  it('says so when its office went on with the other story', async () => {
    await take(await bundle(one, { device: one, from: 1, to: 8 }))
    await open(await bundle(other, { device: other, from: 6, to: 9 }))
    retire(other, 7)
    await take(await bundle(sister, { device: sister, from: 1, to: 2 }))
    expect(await forks()).toMatchObject([{ state: 'other-story', endsAt: 7 }])
  })

  it('is found also by a bundle that was waiting, and the rest of that bundle goes on', async () => {
    const waiting = await bundle(
      zhejiang,
      { device: zhejiang, from: 1, to: 4 },
      { device: other, from: 8, to: 9 },
    )
    expect(await take(waiting)).toMatchObject({ events: 4, waits: true })
    const taken = await take(await bundle(one, { device: one, from: 1, to: 8 }))
    expect(taken).toMatchObject({ events: 8, lost: [{ code: 'bundles/nothing-joins', sender: 'ZJ' }] })
    expect(await forks()).toMatchObject([{ device: one.id, seq: 7, sender: 'ZJ' }])
    expect((await titles()).filter((title) => title.startsWith('乙说'))).toEqual([])
  })

  it('is found also when both stories were opened before either was taken in', async () => {
    const first = await open(await bundle(one, { device: one, from: 1, to: 8 }))
    const second = await bundle(
      zhejiang,
      { device: zhejiang, from: 1, to: 4 },
      { device: other, from: 1, to: 9 },
    )
    const { staged } = await open(second)
    await value(sh.desk.bundles.acceptBundle({ staged: first.staged }))
    expect(await code(sh.desk.bundles.acceptBundle({ staged }))).toBe('bundles/check-again')
    expect(await titles()).toHaveLength(7)
    expect(await take(second)).toMatchObject({ events: 4, skipped: [{ state: 'forks' }] })
    expect(await forks()).toMatchObject([{ seq: 6, held: 8 }])
  })

  it('keeps the first proof when the same is seen again', async () => {
    await take(await bundle(one, { device: one, from: 1, to: 8 }))
    const file = await bundle(other, { device: other, from: 6, to: 9 })
    await open(file)
    const [first] = await forks()
    await open(file)
    expect(await forks()).toEqual([first])
  })
})

describe('what does not stop the rest of a bundle', () => {
  it('is a chain of an office that is not pinned, and one beyond its end', async () => {
    const ah = await peerDevice(peerOffice('AH'))
    startBatch(ah, '安徽的一批')
    retire(one, 5)
    await take(await bundle(sister, { device: sister, from: 1, to: 2 }))
    const mixed = await open(
      await bundle(
        zhejiang,
        { device: zhejiang, from: 1, to: 4 },
        { device: ah, from: 1, to: 2 },
        { device: one, from: 1, to: 8 },
      ),
    )
    expect(Object.fromEntries(mixed.ranges.map(({ institution, state }) => [institution, state]))).toEqual({
      ZJ: 'joins',
      AH: 'not-pinned',
      JS: 'retired',
    })
    expect(await value(sh.desk.bundles.acceptBundle({ staged: mixed.staged }))).toMatchObject({
      events: 4,
      waits: false,
    })
    expect(await titles()).toHaveLength(3)
  })
})
