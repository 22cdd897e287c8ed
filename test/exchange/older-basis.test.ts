import { afterAll, beforeAll, expect, it } from 'vitest'
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

function confirm(by: Device, version: number, number: string): string {
  const title = '长三角科技创新共同体联合攻关计划实施办法'
  const data = { pack: 'joint-draft', version, title, number, second: 'person/00000000-2' }
  return say(by, { type: 'BasisConfirmed', subject: subjectOf(by, 'basis'), data }).id
}

async function bring(device: Device): Promise<void> {
  const { length } = device.events
  const file = await sh.token(await sendParts(at, device, 'SH', [{ device, from: 1, to: length }]))
  const { staged } = await value(sh.desk.bundles.openBundle({ file }))
  await value(sh.desk.bundles.acceptBundle({ staged }))
}

const own = async () => (await value(sh.desk.rulePacks.list(null))).find(({ id }) => id === 'joint-draft')!

it('an older basis of another office after a newer one is stored and shown, and neither becomes ours (S06)', async () => {
  const before = await own()
  const newer = confirm(first, before.version + 1, '国科〔2027〕1号')
  const older = confirm(second, before.version, '国科〔2023〕1号')
  await bring(first)
  await bring(second)
  const { rows } = await value(sh.desk.history.recent({ offset: 0, limit: 50 }))
  const shown = rows.filter(({ entry }) => entry?.type === 'BasisConfirmed')
  expect(shown.map(({ id }) => id)).toEqual([older, newer])
  expect(shown.map(({ institution }) => institution)).toEqual(['JS', 'JS'])
  expect(await own()).toEqual(before)
  expect(await value(sh.desk.bundles.setAside(null))).toEqual([])
})
