import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { ageHeaderSize } from '../../src-main/platform/bundle/age.ts'
import { contentsOf, noise, send } from '../support/bundles.ts'
import { entriesOf } from '../support/container.ts'
import { jiangsuToShanghai, sh } from '../support/jiangsu-to-shanghai.ts'

const { at, shanghai, contentOf } = jiangsuToShanghai()
let plain: Buffer
let encrypted: Buffer

beforeAll(async () => {
  const { sender, content } = await contentOf(6, [noise('a', 900), noise('b', 300)])
  plain = readFileSync(await send(at, sender, content))
  encrypted = readFileSync(await send(at, sender, content, sh))
})

/** Codes that came out when each of these positions was altered, one at a time; null stands for an accepted bundle. */
async function codesOfAltered(
  original: Buffer,
  positions: Iterable<number>,
  bits: (position: number) => readonly number[] = (position) => [position % 8],
): Promise<Map<string | null, number>> {
  const codes = new Map<string | null, number>()
  const path = join(at.stick, 'altered')
  for (const position of positions) {
    for (const bit of bits(position)) {
      const bytes = Buffer.from(original)
      bytes[position]! ^= 1 << bit
      writeFileSync(path, bytes)
      const result = await shanghai.check(at, path)
      const code = result.ok ? null : result.error.code
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
  }
  return codes
}

function spread(length: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor((i * length) / count))
}

test('the bundles that are altered below are accepted as they are', async () => {
  for (const bytes of [plain, encrypted]) {
    const path = join(at.stick, 'original')
    writeFileSync(path, bytes)
    expect(await shanghai.check({ ...at, temp: at.root }, path)).toMatchObject({ ok: true })
  }
})

test('one altered byte anywhere in the structure of the container is refused', {
  timeout: 120_000,
}, async () => {
  const entries = entriesOf(plain)
  const last = entries.at(-1)!
  const structure = entries.flatMap((entry) => range(entry.at, entry.dataAt))
  const behind = range(last.dataAt + last.data.length, plain.length)
  const codes = await codesOfAltered(plain, [...structure, ...behind])
  expect(codes.has(null)).toBe(false)
  expect([...codes.values()].reduce((a, b) => a + b)).toBeGreaterThan(1000)
  expect(contentsOf(at.temp)).toEqual([])
})

test('one altered byte at 2,000 positions all over a plain bundle is refused', {
  timeout: 120_000,
}, async () => {
  const codes = await codesOfAltered(plain, spread(plain.length, 2_000))
  expect(codes.has(null)).toBe(false)
  expect(contentsOf(at.temp)).toEqual([])
})

test('one altered bit in the header of an encrypted bundle is refused', { timeout: 120_000 }, async () => {
  const everyBit = () => [0, 1, 2, 3, 4, 5, 6, 7]
  const codes = await codesOfAltered(encrypted, range(0, ageHeaderSize), everyBit)
  expect([...codes.keys()].toSorted()).toEqual([
    'bundles/encrypted-for-another',
    'bundles/encryption-header',
    'bundles/not-a-bundle',
  ])
  expect(contentsOf(at.temp)).toEqual([])
})

test('one altered byte in the chunks of an encrypted bundle is refused', { timeout: 120_000 }, async () => {
  const codes = await codesOfAltered(
    encrypted,
    spread(encrypted.length - ageHeaderSize, 600).map((one) => one + ageHeaderSize),
  )
  expect(codes).toEqual(new Map([['bundles/encryption-damaged', 600]]))
  expect(contentsOf(at.temp)).toEqual([])
})

test('bytes put in, taken out or moved anywhere are refused', { timeout: 120_000 }, async () => {
  const path = join(at.stick, 'spliced')
  const change = fc.record({
    original: fc.constantFrom(plain, encrypted),
    from: fc.nat(plain.length - 1),
    take: fc.nat(64),
    put: fc.uint8Array({ maxLength: 64 }),
  })
  await fc.assert(
    fc.asyncProperty(change, async ({ original, from, take, put }) => {
      const bytes = Buffer.concat([original.subarray(0, from), put, original.subarray(from + take)])
      fc.pre(!bytes.equals(original))
      writeFileSync(path, bytes)
      expect(await shanghai.check(at, path)).toMatchObject({ ok: false })
      expect(contentsOf(at.temp)).toEqual([])
    }),
    { numRuns: 1_000 },
  )
})

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}
