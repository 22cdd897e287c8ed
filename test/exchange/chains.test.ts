import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hex } from '../../src-main/core/bytes.ts'
import { checkBundle } from '../../src-main/platform/bundle/check.ts'
import type { RangeToSend } from '../../src-main/platform/bundle/gather.ts'
import { stagedBodies, stagedHeaders } from '../../src-main/platform/bundle/staged.ts'
import {
  allOf,
  bodiesOf,
  checkpointOf,
  type Device,
  desk,
  device,
  deviceWith,
  folders,
  office,
  record,
  send,
} from '../support/bundles.ts'
import { job } from '../support/job.ts'

const at = folders()
const js = office('江苏省科学技术厅')
const zj = office('浙江省科学技术厅')
const sh = office('上海市科学技术委员会')

async function checked(receiver: ReturnType<typeof desk>, path: string) {
  const result = await receiver.check(at, path)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

test('a range joins, is known, waits or forks exactly as it stands to what is here', async () => {
  const sender = await deviceWith(js, 12)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.nat(11), fc.nat(12), async (from, more, held) => {
      const to = Math.min(12, from + more)
      const upTo = { ...sender, events: sender.events.slice(0, to) }
      const path = await send(at, sender, allOf(upTo, sh.institution, { from }))
      const receiver = desk(sh, [js])
      if (held > 0) receiver.hold(sender, held)
      const [chain] = (await checked(receiver, path)).chains
      if (to <= held) expect(chain).toMatchObject({ state: 'known', fresh: 0 })
      else if (from <= held + 1)
        expect(chain).toMatchObject({ state: 'joins', fresh: to - Math.max(held, from - 1) })
      else expect(chain).toMatchObject({ state: 'waits', missing: { from: held + 1, to: from - 1 } })
      expect(chain).toMatchObject({ from, to, head: { seq: to, id: sender.events[to - 1]!.id } })
    }),
    { numRuns: 60 },
  )
})

test('a chain that contradicts what is here is reported as a fork, with both ids', async () => {
  const mine = await deviceWith(js, 6)
  const theirs = await deviceWith(js, 3)
  for (let i = 3; i < 6; i++) record(theirs, `另一个 ${i}`)
  const full = await send(at, theirs, allOf(theirs, sh.institution))
  const tail = await send(at, theirs, allOf(theirs, sh.institution, { from: 6 }))
  const short = await send(
    at,
    theirs,
    allOf({ ...theirs, events: theirs.events.slice(0, 5) }, sh.institution),
  )
  for (const [path, held, seq] of [
    [full, 6, 6],
    [full, 4, 4],
    [tail, 5, 5],
    [short, 6, 5],
  ] as const) {
    const receiver = desk(sh, [js])
    receiver.hold(mine, held)
    const [chain] = (await checked(receiver, path)).chains
    const [here, there] = [mine.events[seq - 1]!.id, theirs.events[seq - 1]!.id]
    expect(chain).toMatchObject({ state: 'forks', seq, here, there })
  }
  const receiver = desk(sh, [js])
  receiver.hold(mine, 3)
  expect((await checked(receiver, full)).chains).toMatchObject([{ state: 'joins', fresh: 3 }])
})

async function relayed(of: Device): Promise<RangeToSend> {
  return { ...allOf(of, sh.institution).ranges[0]!, checkpoint: await checkpointOf(of) }
}

test('chains of other offices are relayed with their own certificates and checkpoints', async () => {
  const sender = await deviceWith(js, 3)
  const other = await deviceWith(zj, 5)
  const content = allOf(sender, sh.institution)
  const both = {
    ...content,
    ranges: [...content.ranges, await relayed(other)],
    bodies: [...bodiesOf(sender.events), ...bodiesOf(other.events.slice(0, 2))],
  }
  const path = await send(at, sender, both)
  const bundle = await checked(desk(sh, [js, zj]), path)
  expect(bundle.chains.find(({ device }) => device === other.id)).toMatchObject({
    state: 'joins',
    institution: zj.institution,
    to: 5,
  })
  expect(bundle).toMatchObject({ events: 8, bodies: { count: 5, unplaced: 0, withheld: 3 } })
  expect([...stagedHeaders(bundle.folder, other.id)]).toHaveLength(5)

  const unpinned = await checked(desk(sh, [js]), path)
  expect(unpinned.chains.find(({ device }) => device === other.id)).toMatchObject({ state: 'not-pinned' })
  expect(unpinned.chains.find(({ device }) => device === sender.id)).toMatchObject({ state: 'joins' })

  const receiver = desk(sh, [js, zj])
  receiver.retire(other, 4)
  const retired = await checked(receiver, path)
  expect(retired.chains.find(({ device }) => device === other.id)).toMatchObject({ state: 'retired' })
})

test('a body withheld earlier comes later without its range; one whose event is unknown is left out and counted', async () => {
  const sender = await deviceWith(js, 4)
  const content = { ...allOf(sender, sh.institution, { from: 4 }), bodies: bodiesOf(sender.events) }
  const path = await send(at, sender, content)
  const receiver = desk(sh, [js])
  receiver.hold(sender, 3)
  const here = await checked(receiver, path)
  expect(here.bodies).toEqual({ count: 4, unplaced: 0, withheld: 0 })
  expect([...stagedBodies(here.folder)]).toHaveLength(4)
  const early = await checked(desk(sh, [js]), path)
  expect(early.bodies).toEqual({ count: 4, unplaced: 3, withheld: 0 })
  expect([...stagedBodies(early.folder)].map(({ event }) => event)).toEqual([sender.events[3]!.id])
})

test('a body of an event that is here must be the one that its header names', async () => {
  const honest = await deviceWith(js, 2)
  const sender = await deviceWith(js, 2)
  const content = { ...allOf(sender, sh.institution), ranges: [], bodies: bodiesOf(sender.events) }
  const path = await send(at, sender, content)
  const receiver = desk(sh, [js])
  receiver.hold(honest, 2)
  await checked(receiver, path)
  const other = { ...receiver.known, bodyOf: () => honest.events[1]!.body }
  const request = { path, tempFolder: at.temp, identities: [sh.identity], us: sh, known: other, job: job() }
  const result = await checkBundle(request)
  expect(result).toMatchObject({ ok: false, error: { code: 'bundles/body-altered' } })
})

test('bodies of any bytes come out as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 8 }),
      async (bodies) => {
        const sender = await device(js)
        for (const bytes of bodies) record(sender, bytes)
        const path = await send(at, sender, allOf(sender, sh.institution))
        const { folder } = await checked(desk(sh, [js]), path)
        expect([...stagedBodies(folder)].map(({ bytes }) => hex(bytes))).toEqual(bodies.map(hex))
      },
    ),
    { numRuns: 40 },
  )
})

test('bodies of the greatest size, many of them, and frames across the edges of what is read at once come out whole', async () => {
  const sender = await device(js)
  const sizes = [1048576, 1048576, 1048575, 1, 0, 524288, 1048576, 700000, 65536, 1048576]
  for (const size of sizes) record(sender, Buffer.alloc(size, 0x0a))
  const path = await send(at, sender, allOf(sender, sh.institution))
  const { folder } = await checked(desk(sh, [js]), path)
  expect([...stagedBodies(folder)].map(({ bytes }) => bytes.length)).toEqual(sizes)
})

test('ten thousand events follow one another across the edges of what is read at once', async () => {
  const sender = await deviceWith(js, 10_000)
  const path = await send(at, sender, allOf(sender, sh.institution))
  const bundle = await checked(desk(sh, [js]), path)
  expect(bundle).toMatchObject({ events: 10_000, chains: [{ fresh: 10_000 }], bodies: { count: 10_000 } })
  expect([...stagedHeaders(bundle.folder, sender.id)]).toHaveLength(10_000)
})
