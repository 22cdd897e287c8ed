import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StoredPack, storedPack } from '../../src-main/domain/rule-packs/pack-schema.ts'
import { rulePack } from '../../src-main/domain/rule-packs/rules.ts'
import type { Device } from '../support/bundles.ts'
import { folders } from '../support/bundles.ts'
import { type Office, openOffice, value } from '../support/office.ts'
import { peerDevice, peerOffice, pinPeer, say, sendParts, subjectOf } from '../support/peers.ts'

const at = folders()
const js = peerOffice('JS')
let sh: Office
let first: Device
let second: Device

beforeAll(async () => {
  sh = await openOffice('SH')
  await pinPeer(sh, js)
  first = await peerDevice(js)
  second = await peerDevice(js, 'second')
})
afterAll(async () => {
  await sh.close()
})

function packOf(version: number, over: Partial<StoredPack> = {}): StoredPack {
  return { ...structuredClone(storedPack(rulePack('joint-draft')!)), version, ...over }
}
function publish(by: Device, pack: unknown): void {
  say(by, { type: 'RulePackImported', subject: subjectOf(by, 'rule-pack'), data: { pack } as never })
}
async function bring(device: Device): Promise<void> {
  const { length } = device.events
  const file = await sh.token(await sendParts(at, device, 'SH', [{ device, from: 1, to: length }]))
  const { staged } = await value(sh.desk.bundles.openBundle({ file }))
  await value(sh.desk.bundles.acceptBundle({ staged }))
}
const drafts = async () =>
  (await value(sh.desk.rulePacks.list(null))).filter(({ id }) => id === 'joint-draft')

it('an older pack after a newer one is stored, both are shown, and no batch changes (S06)', async () => {
  const { jointBatch } = await import('../support/batches.ts')
  const { batch } = await value(sh.desk.batches.create(jointBatch({ host: 'SH' })))
  publish(first, packOf(9))
  publish(second, packOf(8))
  await bring(first)
  await bring(second)
  expect((await drafts()).map(({ version, source }) => [version, source.from])).toEqual([
    [1, 'program'],
    [2, 'program'],
    [8, 'file'],
    [9, 'file'],
  ])
  expect((await value(sh.desk.rulePacks.ofBatch(batch)))!.pack.version).toBe(2)
  const seen = { pack: 'joint-draft', version: 2 }
  await value(sh.desk.rulePacks.adopt({ batch, pack: 'joint-draft', version: 9, seen }))
  expect((await value(sh.desk.rulePacks.ofBatch(batch)))!.pack.version).toBe(9)
})

it('a pack that differs from ours of the same version, or asks for checks of a newer program, is set aside', async () => {
  publish(first, packOf(2, { title: '对方改过的第二版' }))
  const [rule] = packOf(1).rules
  publish(first, packOf(20, { rules: [{ ...rule!, code: 'F77' }] }))
  await bring(first)
  const aside = await value(sh.desk.rulePacks.setAside(null))
  expect(aside.map(({ version, why }) => [version, why])).toEqual([
    [2, 'differs'],
    [20, 'cannot-check'],
  ])
  expect((await drafts()).map(({ version }) => version)).toEqual([1, 2, 8, 9])
  expect((await drafts())[1]!.title).toBe(rulePack('joint-draft', 2)!.title)
})
