import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { noise, send } from '../support/bundles.ts'
import { entriesOf } from '../support/container.ts'
import { jiangsuToShanghai, sh } from '../support/jiangsu-to-shanghai.ts'

const { at, contentOf, outcomeOf } = jiangsuToShanghai()
let plain: Buffer
let encrypted: Buffer

beforeAll(async () => {
  const { sender, content } = await contentOf(4, [noise('a', 200_000)])
  plain = readFileSync(await send(at, sender, content))
  encrypted = readFileSync(await send(at, sender, content, sh))
})

async function codeOf(bytes: Uint8Array): Promise<string | null> {
  const result = await outcomeOf(bytes)
  return result.ok ? null : result.error.code
}

test('a plain bundle cut at every 64 bytes and every border of a field is incomplete', {
  timeout: 120_000,
}, async () => {
  const entries = entriesOf(plain)
  const last = entries.at(-1)!
  const behind = last.dataAt + last.data.length
  // The fields of a local header, of a record of the directory, and of the end record.
  const local = [0, 1, 4, 6, 8, 10, 12, 14, 18, 22, 26, 28, 30].flatMap((field) =>
    entries.map((one) => one.at + field),
  )
  const borders = entries.flatMap(({ dataAt, data }) => [dataAt, dataAt + 1, dataAt + data.length])
  const central = Array.from({ length: plain.length - behind }, (_, i) => behind + i)
  const every64 = Array.from({ length: Math.ceil(plain.length / 64) }, (_, i) => i * 64)
  for (const length of new Set([...local, ...borders, ...central, ...every64])) {
    expect(await codeOf(plain.subarray(0, length)), `cut to ${length} bytes`).toBe('bundles/incomplete')
  }
})

test('an encrypted bundle cut anywhere is refused and leaves no plaintext', {
  timeout: 120_000,
}, async () => {
  const chunk = 64 * 1024 + 16
  const borders = [0, 1, 21, 22, 76, 120, 167, 168, 183, 184, 185, 199, 200, 184 + chunk, 184 + 2 * chunk]
  const every = Array.from({ length: 200 }, (_, i) => Math.floor((i * encrypted.length) / 200))
  for (const length of new Set([...borders, ...every, encrypted.length - 1])) {
    const expected = length < 168 ? 'bundles/incomplete' : 'bundles/encryption-damaged'
    expect(await codeOf(encrypted.subarray(0, length)), `cut to ${length} bytes`).toBe(expected)
  }
})

test('one byte more than the bundle is refused', async () => {
  for (const byte of [0, 0x0a, 0x50]) {
    expect(await codeOf(Buffer.concat([plain, Buffer.from([byte])]))).toBe('bundles/extra-bytes')
    expect(await codeOf(Buffer.concat([encrypted, Buffer.from([byte])]))).toBe('bundles/encryption-damaged')
  }
})

test('a bundle with bytes before it, twice in a row, or empty, is refused', async () => {
  expect(await codeOf(Buffer.concat([Buffer.from([0]), plain]))).toBe('bundles/not-a-bundle')
  expect(await codeOf(Buffer.concat([plain, plain]))).toBe('bundles/extra-bytes')
  expect(await codeOf(Buffer.alloc(0))).toBe('bundles/incomplete')
})
