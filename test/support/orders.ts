import { copyFileSync } from 'node:fs'
import path from 'node:path'
import type { Digest } from '../../src-main/core/suite.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { type Device, type Folders, folders, type Office as Keys } from './bundles.ts'
import { openOffice } from './office.ts'
import {
  peerDevice,
  peerOffice,
  pinPeer,
  renameBatch,
  say,
  sendParts,
  startBatch,
  subjectOf,
} from './peers.ts'
import { openReceiver, type Receiver, stateOf } from './receiver.ts'
import { seededNumbers } from './seeded-numbers.ts'

/** The database of a desk of Shanghai that pinned these offices, to be copied. */
export async function templateFor(at: Folders, pinned: readonly Keys[]): Promise<string> {
  const office = await openOffice('SH')
  for (const keys of pinned) await pinPeer(office, keys)
  await office.close()
  const template = path.join(at.root, 'template.sqlite')
  const database = path.join(office.home, 'SH-training', 'desk.sqlite')
  const db = openSqlite(database)
  db.raw.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  copyFileSync(database, template)
  return template
}

type Part = { readonly device: Device; readonly from: number; readonly to: number }

/** A bundle on the stick, and what stands in it, for an oracle that knows nothing of the program. */
export type Sent = {
  readonly file: string
  readonly parts: readonly Part[]
  /** Places whose bodies it brings late. */
  readonly late: readonly { readonly device: Device; readonly seq: number }[]
}

/**
 * Three offices, one of them with two desks of which one hands a batch to the other and back: eighteen bundles, some of
 * which pass on chains of others, bring late bodies, or are a part of another one.
 */
export async function makeOrders() {
  const at = folders()
  const [js, zj, ah] = [peerOffice('JS'), peerOffice('ZJ'), peerOffice('AH')]
  const js1 = await peerDevice(js, 'first')
  const js2 = await peerDevice(js, 'second')
  const zj1 = await peerDevice(zj)
  const ah1 = await peerDevice(ah)

  const shared = startBatch(js1, '江苏共用的一批')
  const own = startBatch(js1, '江苏的一批')
  renameBatch(js1, shared, '江苏共用的一批，第一稿')
  const over = say(js1, { type: 'HandedOver', subject: shared, data: { to: js2.id } })
  say(js2, { type: 'TakenOver', subject: shared, data: { from: over.id } })
  renameBatch(js2, shared, '江苏共用的一批，第二稿')
  startBatch(js2, '江苏第二台的一批')
  const back = say(js2, { type: 'HandedOver', subject: shared, data: { to: js1.id } })
  say(js1, { type: 'TakenOver', subject: shared, data: { from: back.id } })
  renameBatch(js1, shared, '江苏共用的一批，定稿')
  renameBatch(js1, own, '江苏的一批，改')
  const zjBatch = startBatch(zj1, '浙江的一批')
  renameBatch(zj1, zjBatch, '浙江的一批，改')
  say(zj1, { type: 'BatchLinked', subject: zjBatch, data: { to: shared } })
  // A kind that only a newer program knows: kept, listed.
  say(zj1, { type: 'SomethingNewer', subject: subjectOf(zj1, 'thing'), data: { n: 1 } })
  startBatch(zj1, '浙江的另一批')
  const ahBatch = startBatch(ah1, '安徽的一批')
  renameBatch(ah1, ahBatch, '安徽的一批，改')
  // Not its own: kept, listed, never shown.
  renameBatch(ah1, zjBatch, '安徽不能改浙江的')
  startBatch(ah1, '安徽的另一批')

  const late = (device: Device, ...seqs: number[]) => seqs.map((seq) => ({ device, seq }))
  const plans: { sender: Device; parts: (Part & { withheld?: number[] })[]; late?: Sent['late'] }[] = [
    { sender: js1, parts: [{ device: js1, from: 1, to: 3 }] },
    { sender: js1, parts: [{ device: js1, from: 4, to: 5 }] },
    { sender: js1, parts: [{ device: js1, from: 6, to: 8 }] },
    { sender: js1, parts: [{ device: js1, from: 2, to: 5, withheld: [3] }] },
    { sender: js2, parts: [{ device: js2, from: 1, to: 2 }] },
    { sender: js2, parts: [{ device: js2, from: 3, to: 5 }] },
    { sender: zj1, parts: [{ device: zj1, from: 1, to: 2, withheld: [2] }] },
    { sender: zj1, parts: [{ device: zj1, from: 3, to: 4 }], late: late(zj1, 2) },
    { sender: zj1, parts: [{ device: zj1, from: 5, to: 6, withheld: [5] }] },
    { sender: zj1, parts: [], late: late(zj1, 5) },
    { sender: ah1, parts: [{ device: ah1, from: 1, to: 1 }] },
    { sender: ah1, parts: [{ device: ah1, from: 2, to: 3 }] },
    { sender: ah1, parts: [{ device: ah1, from: 4, to: 5 }] },
    // Passed on.
    {
      sender: ah1,
      parts: [
        { device: ah1, from: 2, to: 5 },
        { device: js2, from: 2, to: 4 },
      ],
    },
    {
      sender: zj1,
      parts: [
        { device: zj1, from: 3, to: 6, withheld: [5] },
        { device: js1, from: 4, to: 8 },
        { device: ah1, from: 1, to: 3 },
      ],
    },
    {
      sender: js2,
      parts: [
        { device: js1, from: 1, to: 4 },
        { device: js2, from: 5, to: 5 },
      ],
    },
    { sender: js1, parts: [{ device: js1, from: 8, to: 8 }], late: late(js1, 2) },
    { sender: ah1, parts: [{ device: zj1, from: 1, to: 3, withheld: [2] }] },
  ]
  const sent: Sent[] = []
  for (const { sender, parts, late: bodies = [] } of plans) {
    const events = bodies.map(({ device, seq }) => device.events[seq - 1]!)
    sent.push({ file: await sendParts(at, sender, 'SH', parts, events), parts, late: bodies })
  }

  const template = await templateFor(at, [js, zj, ah])
  return { sent, open: () => openReceiver(template, 'SH'), remove: at.remove }
}
export type Orders = Awaited<ReturnType<typeof makeOrders>>

/** What must be held and wait after these bundles in this order, by arithmetic on the plans alone. */
export function expectedAfter(arrived: readonly Sent[]) {
  const held = new Map<Digest, number>()
  const headOf = (device: Device) => held.get(device.id) ?? 0
  for (let moves = true; moves; ) {
    moves = false
    for (const { device, from, to } of arrived.flatMap(({ parts }) => parts)) {
      if (from > headOf(device) + 1 || to <= headOf(device)) continue
      held.set(device.id, to)
      moves = true
    }
  }
  const waiting = new Map<string, readonly string[]>()
  for (const { file, parts, late } of arrived) {
    const missing = parts
      .filter(({ device, from }) => from > headOf(device) + 1)
      .map(
        ({ device, from }) => `${device.office.institution} ${device.id} ${headOf(device) + 1}-${from - 1}`,
      )
    const inside = (device: Device, seq: number) =>
      parts.some((part) => part.device === device && part.from <= seq && seq <= part.to)
    const unplaced = late.some(({ device, seq }) => seq > headOf(device) && !inside(device, seq))
    if (missing.length > 0 || unplaced) waiting.set(path.basename(file), missing.toSorted())
  }
  return { held, waiting }
}

function waitingIn(receiver: Receiver): ReadonlyMap<string, readonly string[]> {
  return new Map(
    receiver.inbox().map(({ name, missing, problem }) => {
      if (problem !== null) throw new Error(`${name}: ${problem}`)
      const places = missing.map(
        ({ device, institution, from, to }) => `${institution} ${device} ${from}-${to}`,
      )
      return [name, places.toSorted()]
    }),
  )
}

function headsIn({ desk: { db, executor } }: Receiver): ReadonlyMap<Digest, number> {
  const rows = db.sql<{ device: Digest; head: number }>(
    'SELECT c.device, max(e.seq) AS head FROM chains c JOIN events e ON e.chain = c.number WHERE c.number <> ? GROUP BY 1',
    executor.chain.number,
  )
  return new Map(rows.map(({ device, head }) => [device, head]))
}

/** The order in which a run delivers bundles: some twice, some lost; by index. */
export function shuffled(seed: number, count: number): readonly number[] {
  const next = seededNumbers(seed)
  const order = Array.from({ length: count }, (_, i) => i).filter(() => next(5) > 0)
  for (let i = next(4); i > 0; i--) order.push(next(count))
  for (let i = order.length - 1; i > 0; i--) {
    const j = next(i + 1)
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order.slice(0, 20)
}

/** State after all bundles as they were sent. */
export async function stateInOrder(orders: Orders): Promise<string> {
  const receiver = orders.open()
  try {
    for (const { file } of orders.sent) await receiver.take(file)
    return stateOf(receiver)
  } finally {
    receiver.remove()
  }
}

/**
 * Delivers bundles in this order (indices, with drops and duplicates), then those that never came, in their order. After
 * each one, what is held and what waits for exactly which ranges is compared with arithmetic. Answers the state at the
 * end; throws where something differs.
 */
export async function runOrder(orders: Orders, order: readonly number[]): Promise<string> {
  const receiver = orders.open()
  try {
    const arrived: Sent[] = []
    const missed = orders.sent.filter((_, i) => !order.includes(i))
    for (const bundle of [...order.map((i) => orders.sent[i]!), ...missed]) {
      const taken = await receiver.take(bundle.file)
      const isAgain = arrived.includes(bundle)
      if (!taken.ok && taken.error.code !== 'bundles/already-imported') throw new Error(taken.error.code)
      if (!isAgain) arrived.push(bundle)
      const expected = expectedAfter(arrived)
      compare(headsIn(receiver), expected.held, 'held')
      compare(waitingIn(receiver), expected.waiting, 'waiting')
    }
    return stateOf(receiver)
  } finally {
    receiver.remove()
  }
}

function compare<T>(found: ReadonlyMap<string, T>, expected: ReadonlyMap<string, T>, what: string): void {
  const text = (map: ReadonlyMap<string, T>) =>
    JSON.stringify([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  if (text(found) !== text(expected))
    throw new Error(`${what}: found ${text(found)}, expected ${text(expected)}`)
}
