import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Device, folders, record } from '../support/bundles.ts'
import { type Office, openOffice, value } from '../support/office.ts'
import { peerDevice, peerOffice, pinPeer, sendParts, startBatch } from '../support/peers.ts'

const at = folders()
const js = peerOffice('JS')
let sh: Office
let sender: Device

beforeAll(async () => {
  sh = await openOffice('SH')
  await pinPeer(sh, js)
  sender = await peerDevice(js)
})
afterAll(async () => {
  await sh.close()
})

const absurd: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ['nothing', new Uint8Array()],
  ['depth 100,000', Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ['duplicate keys', Buffer.from('{"v":1,"v":1}')],
  ['__proto__', Buffer.from('{"__proto__":{"v":1},"v":1}')],
  ['big integers', Buffer.from('{"v":9007199254740993}')],
  ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ['a mark of byte order', Buffer.from('\ufeff{"v":1}')],
  ['a megabyte of noise', Buffer.alloc(1024 * 1024, 0x5b)],
]

it('absurd bodies are kept as they came and listed; what is sound around them is shown (S12)', async () => {
  startBatch(sender, '之前的一批')
  for (const [, bytes] of absurd) record(sender, bytes)
  startBatch(sender, '之后的一批')
  const to = sender.events.length
  const file = await sh.token(await sendParts(at, sender, 'SH', [{ device: sender, from: 1, to }]))
  const opened = await value(sh.desk.bundles.openBundle({ file }))
  expect(opened).toMatchObject({ outcome: 'acceptable', odd: absurd.length })
  const taken = await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))
  expect(taken).toMatchObject({ events: to, bodies: to, odd: absurd.length })
  const titles = (await value(sh.desk.batches.list(null))).map(({ title }) => title)
  expect(titles.toSorted()).toEqual(['之前的一批', '之后的一批'].toSorted())
  expect(await value(sh.desk.bundles.setAside(null))).toEqual([
    { problem: 'unreadable', type: null, institution: 'JS', count: absurd.length },
  ])
  expect(({} as { v?: number }).v).toBeUndefined()
})
