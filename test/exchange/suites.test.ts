import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hex, utf8 } from '../../src-main/core/bytes.ts'
import { encodeHeader } from '../../src-main/core/event.ts'
import type { SuiteId } from '../../src-main/core/suite.ts'
import { checkBundle } from '../../src-main/platform/bundle/check.ts'
import type { BundleContent } from '../../src-main/platform/bundle/gather.ts'
import { stagedBodies, stagedHeaders } from '../../src-main/platform/bundle/staged.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import {
  allOf,
  bodiesOf,
  checkpointOf,
  contentsOf,
  type Device,
  desk,
  deviceWith,
  folders,
  noise,
  type Office,
  office,
  send,
  storeDocument,
} from '../support/bundles.ts'
import { replaceBodies, replaceHeaders, resigned } from '../support/container.ts'
import { job } from '../support/job.ts'

const at = folders()
const inSuite = (institution: string, suite: SuiteId, generation = '') =>
  office(institution, '正式', generation, suite)
const js = inSuite('江苏省科学技术厅', 'sm2-sm3')
const zj = inSuite('浙江省科学技术厅', 'ed25519-sha256')
const sh = inSuite('上海市科学技术委员会', 'ed25519-sha256')
const kept = { ...at, temp: at.root }

const deviceOf = (of: Office, name?: string) => deviceWith(of, 4, name)

/** A bundle of this sender with its own chain and another one that it only carries. */
async function relaying(sender: Device, carried: Device, recipient: string): Promise<BundleContent> {
  const own = allOf(sender, recipient)
  const other = allOf(carried, recipient).ranges.map(async (range) => ({
    ...range,
    checkpoint: await checkpointOf(carried),
  }))
  return {
    ...own,
    ranges: [...own.ranges, ...(await Promise.all(other))],
    bodies: [...bodiesOf(sender.events), ...bodiesOf(carried.events)],
  }
}

describe('a bundle of an office with SM2 and SM3', () => {
  test.each([
    ['plain', null],
    ['encrypted', sh],
  ])('brings everything as it was, %s', async (_, encryptTo) => {
    const sender = await deviceOf(js)
    const documents = [storeDocument(at.store, noise('a document', 100_000))]
    const path = await send(at, sender, { ...allOf(sender, sh.institution), documents }, encryptTo)
    const result = await desk(sh, [js]).check(kept, path)
    expect(result).toMatchObject({ ok: true, value: { events: 4, documents: { count: 1 } } })
    if (!result.ok) return
    const { folder, manifest } = result.value
    expect(manifest.suite).toBe('sm2-sm3')
    expect(sender.id).toMatch(/^sm3:/)
    expect([...stagedHeaders(folder, sender.id)].map(hex)).toEqual(
      sender.events.map(({ header }) => hex(header)),
    )
    expect([...stagedBodies(folder)].map(({ bytes }) => hex(bytes))).toEqual(
      sender.events.map(({ bytes }) => hex(bytes)),
    )
  })

  test('is never accepted with a byte changed', async () => {
    const sender = await deviceOf(js)
    const receiver = desk(sh, [js])
    const original = readFileSync(await send(at, sender, allOf(sender, sh.institution)))
    const path = join(at.stick, 'altered')
    const codes = new Set<string>()
    for (let i = 0; i < 120; i++) {
      const bytes = Buffer.from(original)
      bytes[Math.floor((i * bytes.length) / 120)]! ^= 1 << (i % 8)
      writeFileSync(path, bytes)
      const result = await receiver.check(at, path)
      codes.add(result.ok ? 'accepted' : result.error.code)
    }
    expect(contentsOf(at.temp)).toEqual([])
    expect(codes).not.toContain('accepted')
    expect(codes).toContain('bundles/file-altered')
  })

  test('is refused with a body that its office did not write, whoever signs it again', async () => {
    const sender = await deviceOf(js)
    const original = readFileSync(await send(at, sender, allOf(sender, sh.institution)))
    const changed = await resigned(original, sender, (draft) => {
      const bodies = draft.files.get('bodies.ndjson')!.toString('utf8')
      replaceBodies(draft, Buffer.from(bodies.replace('第 2 条', '第 9 条')))
    })
    const path = join(at.stick, 'other-body.zip')
    writeFileSync(path, changed)
    const result = await desk(sh, [js]).check(at, path)
    expect(result).toMatchObject({ ok: false, error: { code: 'bundles/body-altered' } })
  })

  test('is refused with a header whose body is named by the other suite', async () => {
    const sender = await deviceOf(js)
    const { id: prev } = sender.events.at(-1)!
    const bytes = utf8('any bytes')
    const body = suiteOf('ed25519-sha256').digest(bytes)
    const header = encodeHeader({ device: sender.id, seq: 5, prev, at: '2026-01-01T00:00:00.000Z', body })
    const id = js.suite.digest(header)
    const original = readFileSync(await send(at, sender, allOf(sender, sh.institution)))
    sender.events.push({ id, header, body, bytes })
    const checkpoint = await checkpointOf(sender)
    const changed = await resigned(original, sender, (draft) => {
      replaceHeaders(
        draft,
        sender,
        sender.events.map((event) => event.header),
      )
      Object.assign(draft.manifest.ranges[0], { to: 5, checkpoint })
    })
    const path = join(at.stick, 'two-suites.zip')
    writeFileSync(path, changed)
    expect(await desk(sh, [js]).check(at, path)).toMatchObject({
      ok: false,
      error: { code: 'bundles/chain-broken', fault: 'unreadable', seq: 5 },
    })
  })
})

describe('a bundle that carries a chain of the other suite', () => {
  /** Device ids begin with their suite, names of files do not: both orders of the two must work. */
  async function pairOf(a: Office, b: Office, isFirst: boolean): Promise<[Device, Device]> {
    const first = await deviceOf(a)
    const hexOf = ({ id }: Device) => id.slice(id.indexOf(':') + 1)
    for (let i = 0; ; i++) {
      const second = await deviceOf(b, `device ${i}`)
      if (hexOf(first) < hexOf(second) === isFirst) return [first, second]
    }
  }

  test.each([
    ['SM2 carries Ed25519', js, zj, true],
    ['SM2 carries Ed25519, its file second', js, zj, false],
    ['Ed25519 carries SM2', zj, js, true],
    ['Ed25519 carries SM2, its file second', zj, js, false],
  ])('brings both: %s', async (_, a, b, isFirst) => {
    const [sender, carried] = await pairOf(a, b, isFirst)
    const path = await send(at, sender, await relaying(sender, carried, sh.institution))
    const result = await desk(sh, [js, zj]).check(kept, path)
    expect(result).toMatchObject({ ok: true, value: { events: 8, bodies: { count: 8, unplaced: 0 } } })
    if (!result.ok) return
    expect(result.value.chains.map(({ state }) => state)).toEqual(['joins', 'joins'])
    for (const one of [sender, carried]) {
      expect([...stagedHeaders(result.value.folder, one.id)].map(hex)).toEqual(
        one.events.map(({ header }) => hex(header)),
      )
    }
  })

  test('is refused with a carried body that was changed', async () => {
    for (const [a, b] of [
      [js, zj],
      [zj, js],
    ] as const) {
      const sender = await deviceOf(a)
      const carried = await deviceOf(b)
      const original = readFileSync(await send(at, sender, await relaying(sender, carried, sh.institution)))
      const changed = await resigned(original, sender, (draft) => {
        const bodies = draft.files.get('bodies.ndjson')!.toString('utf8')
        const last = bodies.lastIndexOf('第 3 条')
        replaceBodies(draft, Buffer.from(`${bodies.slice(0, last)}第 8 条${bodies.slice(last + 5)}`))
      })
      const path = join(at.stick, 'carried-body.zip')
      writeFileSync(path, changed)
      expect(await desk(sh, [js, zj]).check(at, path)).toMatchObject({
        ok: false,
        error: { code: 'bundles/body-altered' },
      })
    }
  })

  test('brings a late body of an event of the other suite that is already here', async () => {
    for (const [a, b] of [
      [js, zj],
      [zj, js],
    ] as const) {
      const sender = await deviceOf(a)
      const earlier = await deviceOf(b)
      const receiver = desk(sh, [js, zj])
      receiver.hold(earlier, 4)
      const content = {
        ...allOf(sender, sh.institution),
        bodies: [...bodiesOf(sender.events), ...bodiesOf(earlier.events.slice(1, 2))],
      }
      const result = await receiver.check(kept, await send(at, sender, content))
      expect(result).toMatchObject({ ok: true, value: { bodies: { count: 5, unplaced: 0 } } })
    }
  })

  test('leaves out a chain whose office is pinned here with the other suite', async () => {
    const sender = await deviceOf(zj)
    const carried = await deviceOf(js)
    const path = await send(at, sender, await relaying(sender, carried, sh.institution))
    const before = inSuite(js.institution, 'ed25519-sha256')
    const result = await desk(sh, [before, zj]).check(kept, path)
    expect(result).toMatchObject({ ok: true })
    if (!result.ok) return
    const states = new Map(result.value.chains.map((chain) => [chain.device, chain.state]))
    expect(states.get(carried.id)).toBe('not-pinned')
    expect(states.get(sender.id)).toBe('joins')
  })
})

describe('the suite of a sender', () => {
  test.each([
    ['SM2, pinned with Ed25519', 'sm2-sm3', 'ed25519-sha256'],
    ['Ed25519, pinned with SM2', 'ed25519-sha256', 'sm2-sm3'],
  ] as const)('comes from the pin: %s is refused', async (_, sent, pinned) => {
    const sender = await deviceOf(inSuite('安徽省科学技术厅', sent))
    const path = await send(at, sender, allOf(sender, sh.institution))
    const receiver = desk(sh, [inSuite('安徽省科学技术厅', pinned)])
    expect(await receiver.check(at, path)).toMatchObject({
      ok: false,
      error: { code: 'bundles/other-suite' },
    })
    expect(contentsOf(at.temp)).toEqual([])
  })

  test('is not what a manifest says: one that lies about it is refused', async () => {
    for (const [of, claimed] of [
      [js, 'ed25519-sha256'],
      [zj, 'sm2-sm3'],
    ] as const) {
      const sender = await deviceOf(of)
      const original = readFileSync(await send(at, sender, allOf(sender, sh.institution)))
      const path = join(at.stick, 'lying.zip')
      const lying = await resigned(original, sender, (draft) => {
        draft.manifest.suite = claimed
      })
      writeFileSync(path, lying)
      const receiver = desk(sh, [of])
      expect(await receiver.check(at, path)).toMatchObject({ error: { code: 'bundles/other-suite' } })
      const pin = { ...receiver.known.pin(of.institution)!, suite: claimed }
      const request = { path, tempFolder: at.temp, identities: [sh.identity], us: sh, job: job() }
      expect(await checkBundle({ ...request, known: { ...receiver.known, pin: () => pin } })).toMatchObject({
        error: { code: 'bundles/certificate-invalid' },
      })
    }
  })
})
