import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ed25519 as anotherLibrary } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, hex, utf8 } from '../../src-main/core/bytes.ts'
import {
  generateKey,
  signerFromSeed,
  ed25519Sha256 as suite,
} from '../../src-main/platform/suites/ed25519-sha256.ts'
import { vectors } from '../support/vectors.ts'

const bytes = (text: string) => fromHex(text)!

test('signs and verifies as RFC 8032 says', async () => {
  type Vector = { seed: string; publicKey: string; message: string; signature: string }
  for (const { seed, publicKey, message, signature } of vectors<Vector[]>('ed25519')) {
    const signer = signerFromSeed(bytes(seed))
    expect(signer.publicKey).toBe(publicKey)
    expect(hex(await signer.sign(bytes(message)))).toBe(signature)
    expect(suite.verify(publicKey, bytes(message), bytes(signature))).toBe(true)
  }
})

test('digests are SHA-256 with their prefix', () => {
  expect(suite.digest(utf8(''))).toBe(
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
})

test('a new key signs, and no bit of key, message or signature may change', async () => {
  const { seed, publicKey } = generateKey()
  const signer = signerFromSeed(seed)
  expect(signer.publicKey).toBe(publicKey)
  const message = utf8('message')
  const signature = await signer.sign(message)
  expect(suite.verify(publicKey, message, signature)).toBe(true)
  const flipped = (text: Uint8Array, bit: number) =>
    Uint8Array.from(text, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
  for (let bit = 0; bit < 512; bit++)
    expect(suite.verify(publicKey, message, flipped(signature, bit))).toBe(false)
  for (let bit = 0; bit < 256; bit++) {
    expect(suite.verify(hex(flipped(bytes(publicKey), bit)), message, signature)).toBe(false)
  }
  expect(suite.verify(publicKey, utf8('messagf'), signature)).toBe(false)
  expect(generateKey().publicKey).not.toBe(publicKey)
})

test('what is no key, signature or seed is refused without an error', async () => {
  const { seed, publicKey } = generateKey()
  const message = utf8('message')
  const signature = await signerFromSeed(seed).sign(message)
  for (const key of [
    '',
    publicKey.slice(2),
    `${publicKey}00`,
    publicKey.toUpperCase(),
    `0x${publicKey.slice(2)}`,
    '密钥',
  ]) {
    expect(suite.isPublicKey(key)).toBe(false)
    expect(suite.verify(key, message, signature)).toBe(false)
  }
  for (const length of [0, 1, 63, 65, 128]) {
    expect(suite.verify(publicKey, message, new Uint8Array(length))).toBe(false)
    expect(
      suite.verify(publicKey, message, Buffer.concat([signature, new Uint8Array(64)]).subarray(0, length)),
    ).toBe(false)
  }
  expect(() => signerFromSeed(new Uint8Array(31))).toThrow()
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.uint8Array({ minLength: 64, maxLength: 64 }),
      (key, odd) => {
        expect(suite.verify(hex(key), message, odd)).toBe(false)
      },
    ),
  )
})

// Curve arithmetic straight from RFC 8032, 5.1.4, to find the points of small order anew rather than believe a list.
const p = 2n ** 255n - 19n
const order = 2n ** 252n + 27742317777372353535851937790883648493n
const mod = (a: bigint) => ((a % p) + p) % p
const power = (base: bigint, exponent: bigint): bigint =>
  exponent === 0n ? 1n : mod((exponent % 2n ? base : 1n) * power(mod(base * base), exponent / 2n))
const inverse = (a: bigint) => power(mod(a), p - 2n)
const d = mod(-121665n * inverse(121666n))
type Point = readonly [x: bigint, y: bigint]
const add = ([x1, y1]: Point, [x2, y2]: Point): Point => {
  const product = d * mod(x1 * x2) * mod(y1 * y2)
  return [mod((x1 * y2 + x2 * y1) * inverse(1n + product)), mod((y1 * y2 + x1 * x2) * inverse(1n - product))]
}
const times = (factor: bigint, point: Point): Point =>
  factor === 0n
    ? [0n, 1n]
    : factor % 2n
      ? add(point, times(factor - 1n, point))
      : times(factor / 2n, add(point, point))
function pointAt(y: bigint): Point | null {
  const square = mod((y * y - 1n) * inverse(d * y * y + 1n))
  const root = power(square, (p + 3n) / 8n)
  for (const x of [root, mod(root * power(2n, (p - 1n) / 4n))]) if (mod(x * x) === square) return [x, y]
  return null
}
const encode = (y: bigint, sign: bigint) =>
  hex(Buffer.from((y | (sign << 255n)).toString(16).padStart(64, '0'), 'hex').reverse())

function smallOrderPoints(): Point[] {
  const found = new Map<string, Point>()
  for (let y = 2n; found.size < 8; y++) {
    const point = pointAt(y)
    if (!point) continue
    const torsion = times(order, point)
    for (let i = 0n; i < 8n; i++) {
      const [x, y_] = times(i, torsion)
      found.set(`${x} ${y_}`, [x, y_])
    }
  }
  return [...found.values()]
}

describe('keys of small order', () => {
  const points = smallOrderPoints()
  const encodings = points.flatMap(([, y]) =>
    [y, y + p].filter((one) => one < 2n ** 255n).flatMap((one) => [encode(one, 0n), encode(one, 1n)]),
  )

  test('are the eight points, in every encoding', () => {
    expect(points).toHaveLength(8)
    for (const point of points) expect(times(8n, point)).toEqual([0n, 1n])
    expect(new Set(encodings).size).toBe(14)
  })

  test('are all refused, canonical or not', () => {
    for (const key of encodings) {
      expect(suite.isPublicKey(key), key).toBe(false)
      expect(suite.verify(key, utf8('any'), bytes(`01${'00'.repeat(63)}`))).toBe(false)
    }
  })
})

test('keys that are not canonical are refused: y of p and more', () => {
  for (let y = p; y < 2n ** 255n; y++) {
    for (const sign of [0n, 1n]) expect(suite.isPublicKey(encode(y, sign))).toBe(false)
  }
  expect(suite.isPublicKey(encode(p - 2n, 0n))).toBe(true)
})

test('a signature whose s was raised by the order is refused', async () => {
  const signer = signerFromSeed(new Uint8Array(32).fill(7))
  const message = utf8('message')
  const signature = await signer.sign(message)
  const s = BigInt(`0x${hex(Uint8Array.from(signature.subarray(32)).reverse())}`)
  for (let raised = s + order; raised < 2n ** 256n; raised += order) {
    const altered = Buffer.concat([signature.subarray(0, 32), bytes(encode(raised, 0n))])
    expect(suite.verify(signer.publicKey, message, altered)).toBe(false)
  }
})

// The classes of Project Wycheproof's ed25519_test.json, made anew here; its own file is read where DESK_WYCHEPROOF
// names it (testvectors_v1/ed25519_test.json of github.com/C2SP/wycheproof, Apache-2.0).
describe('signatures of the classes of Wycheproof', () => {
  const seed = new Uint8Array(32).fill(11)
  const signer = signerFromSeed(seed)
  const message = utf8('长三角')
  const parts = async () => {
    const signature = hex(await signer.sign(message))
    return { signature, R: signature.slice(0, 64), S: signature.slice(64) }
  }
  const holds = (signature: string) => suite.verify(signer.publicKey, message, bytes(signature))
  const numberOf = (text: string) => BigInt(`0x${hex(Uint8Array.from(bytes(text)).reverse())}`)

  test('of edge values, 0, 1, the order and the prime about them, never hold', () => {
    const edges = [
      0n,
      1n,
      order - 1n,
      order,
      order + 1n,
      p - 1n,
      p,
      p + 1n,
      2n ** 252n,
      2n ** 255n - 1n,
      2n ** 255n,
      2n ** 256n - 1n,
    ].map((one) => encode(one, 0n))
    for (const R of edges) for (const S of edges) expect(holds(R + S), R + S).toBe(false)
  })

  test('with garbage before, behind or between never hold', async () => {
    const { signature, R, S } = await parts()
    expect(holds(signature)).toBe(true)
    for (const garbage of ['00', '01', 'ff', '0000', '00'.repeat(32), signature]) {
      for (const odd of [garbage + signature, signature + garbage, R + garbage + S])
        expect(holds(odd)).toBe(false)
    }
  })

  test('that are cut, in whole or in R or S, never hold', async () => {
    const { signature, R, S } = await parts()
    for (let length = 0; length < 128; length += 2) {
      expect(holds(signature.slice(0, length))).toBe(false)
      expect(holds(signature.slice(length + 2))).toBe(false)
    }
    for (const odd of [R, S, R + R, S + S, S + R, R.slice(2) + S, R.slice(0, -2) + S])
      expect(holds(odd)).toBe(false)
  })

  test('with another encoding of R never hold: sign bit, y above p, other points', async () => {
    const { R, S } = await parts()
    const y = numberOf(R)
    const others = [y ^ (1n << 255n), y ^ 1n, (y % 2n ** 255n) + p, y + p]
    for (const other of others.filter((one) => one < 2n ** 256n))
      expect(holds(encode(other, 0n) + S)).toBe(false)
  })

  test('whose R is a point of small order never hold, whatever the library says', () => {
    // Only who has the key can make them; OpenSSL and BoringSSL differ about them.
    const expanded = createHash('sha512').update(seed).digest().subarray(0, 32)
    expanded[0]! &= 248
    expanded[31]! = (expanded[31]! & 127) | 64
    const secret = numberOf(hex(expanded))
    const signed = (R: string) => {
      const k = createHash('sha512')
        .update(bytes(R))
        .update(bytes(signer.publicKey))
        .update(message)
        .digest('hex')
      return R + encode((numberOf(k) * secret) % order, 0n)
    }
    const identity = signed(encode(1n, 0n))
    expect(anotherLibrary.verify(bytes(identity), message, bytes(signer.publicKey))).toBe(true)
    expect(holds(identity)).toBe(false)
    for (const R of [encode(1n, 1n), encode(p + 1n, 0n), encode(p + 1n, 1n)])
      expect(holds(signed(R)), R).toBe(false)
  })

  test('with bits of S beyond the order never hold', async () => {
    const { R, S } = await parts()
    for (const bit of [252n, 253n, 254n, 255n])
      expect(holds(R + encode(numberOf(S) | (1n << bit), 0n))).toBe(false)
  })

  const file = process.env.DESK_WYCHEPROOF
  test.skipIf(!file)(`of Wycheproof’s own file${file ? '' : ' (DESK_WYCHEPROOF names none)'}`, () => {
    type Group = {
      publicKey: { pk: string }
      tests: { tcId: number; comment: string; msg: string; sig: string; result: 'valid' | 'invalid' }[]
    }
    const { testGroups } = JSON.parse(readFileSync(file!, 'utf8')) as { testGroups: Group[] }
    const wrong = testGroups.flatMap(({ publicKey: { pk }, tests }) =>
      tests.filter(
        ({ msg, sig, result }) =>
          sig.length % 2 === 0 && suite.verify(pk, bytes(msg), bytes(sig)) !== (result === 'valid'),
      ),
    )
    expect(wrong).toEqual([])
  })
})
