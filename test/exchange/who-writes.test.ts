import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeHeader } from '../../src-main/core/event.ts'
import { bodiesOf, type Device, folders, send } from '../support/bundles.ts'
import { code, type Office, openOffice, value } from '../support/office.ts'
import { peerDevice, peerOffice, pinPeer, renameBatch, say, sendParts, startBatch } from '../support/peers.ts'

const at = folders()
const js = peerOffice('JS')
const zj = peerOffice('ZJ')
let sh: Office
let first: Device
let second: Device
let batch: string

beforeAll(async () => {
  sh = await openOffice('SH')
  for (const keys of [js, zj]) await pinPeer(sh, keys)
  first = await peerDevice(js)
  second = await peerDevice(js, 'second')
  batch = startBatch(first, '第一台的一批')
})
afterAll(async () => {
  await sh.close()
})

async function bring(device: Device, from: number, to: number) {
  const file = await sh.token(await sendParts(at, device, 'SH', [{ device, from, to }]))
  const { staged, odd } = await value(sh.desk.bundles.openBundle({ file }))
  return { ...(await value(sh.desk.bundles.acceptBundle({ staged }))), foreseen: odd }
}

const titles = async () => (await value(sh.desk.batches.list(null))).map(({ title }) => title)
const aside = async () =>
  (await value(sh.desk.bundles.setAside(null))).map(({ problem, institution, count }) => ({
    problem,
    institution,
    count,
  }))

describe('a certified device that writes on a subject not its own (S10)', () => {
  it('is kept, listed and not shown; the bundle is no worse for it', async () => {
    await bring(first, 1, 2)
    const foreign = await peerDevice(zj)
    renameBatch(foreign, batch, '浙江改的名字')
    startBatch(foreign, '浙江自己的一批')
    expect(await bring(foreign, 1, 3)).toMatchObject({ events: 3, bodies: 3, odd: 1, foreseen: 1 })
    expect((await titles()).toSorted()).toEqual(['浙江自己的一批', '第一台的一批'].toSorted())
    expect(await aside()).toEqual([{ problem: 'not-the-writer', institution: 'ZJ', count: 1 }])
  })

  it('is adopted by itself when the hand-over that allowed it arrives', async () => {
    const over = { to: second.id }
    const handedOver = say(first, { type: 'HandedOver', subject: batch, data: over })
    say(second, { type: 'TakenOver', subject: batch, data: { from: handedOver.id } })
    renameBatch(second, batch, '第二台接手后改的名字')
    await bring(second, 1, 3)
    expect(await titles()).toContain('第一台的一批')
    const notYet = { problem: 'not-the-writer', institution: 'JS', count: 1 }
    expect(await aside()).toEqual([notYet, notYet, { ...notYet, institution: 'ZJ' }])
    await bring(first, 3, 3)
    expect(await titles()).toContain('第二台接手后改的名字')
    expect(await titles()).not.toContain('第一台的一批')
    expect(await aside()).toEqual([{ problem: 'not-the-writer', institution: 'ZJ', count: 1 }])
  })
})

describe('an absurd chain (S11)', () => {
  it('with a place that no desk reaches is refused and waits for nothing', async () => {
    const liar = await peerDevice(js, 'absurd')
    const far = 4_000_000_000
    const content = await farRange(liar, far)
    const file = await sh.token(await send(at, liar, content))
    expect(await code(sh.desk.bundles.openBundle({ file }))).toBe('bundles/absurd-place')
    expect(await value(sh.desk.bundles.inbox(null))).toEqual([])
  })

  it('with absurd dates is taken in, its dates are shown as they are', async () => {
    const late = await peerDevice(js, 'clock')
    const subject = startBatch(late, '钟错了的一批')
    const { id: prev } = late.events[0]!
    const { body, bytes } = late.events.pop()!
    const header = encodeHeader({ device: late.id, seq: 2, prev, at: '2099-12-31T23:59:59.999Z', body })
    late.events.push({ id: late.office.suite.digest(header), header, body, bytes })
    const file = await sh.token(await sendParts(at, late, 'SH', [{ device: late, from: 1, to: 2 }]))
    const opened = await value(sh.desk.bundles.openBundle({ file }))
    expect(opened.newestAt).toBe('2099-12-31T23:59:59.999Z')
    expect(await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))).toMatchObject({ events: 2 })
    const shown = (await value(sh.desk.batches.list(null))).find(({ id }) => id === subject)
    expect(shown).toMatchObject({ title: '钟错了的一批', createdAt: '2099-12-31T23:59:59.999Z' })
  })
})

/** A signed range at a place that cannot be: its headers hang together, only nothing leads to them. */
async function farRange(liar: Device, seq: number) {
  const [genesis] = liar.events
  const header = encodeHeader({
    device: liar.id,
    seq,
    prev: genesis!.id,
    at: '2099-12-31T23:59:59.999Z',
    body: genesis!.body,
  })
  const id = liar.office.suite.digest(header)
  return {
    environment: liar.office.environment,
    suite: liar.office.suite,
    sender: { institution: 'JS', device: liar.id, certificate: liar.certificate },
    recipient: 'SH',
    ranges: [
      {
        device: liar.id,
        certificate: liar.certificate,
        from: seq,
        to: seq,
        checkpoint: null,
        headers: [header],
      },
    ],
    bodies: bodiesOf([{ ...genesis!, id, header }]),
    documents: [],
  }
}
