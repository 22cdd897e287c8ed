import { execFileSync } from 'node:child_process'
import { createHmac, getHashes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { fromHex, hex, utf8 } from '../../src-main/core/bytes.ts'
import {
  messageDigest,
  noncesOf,
  order,
  privateKeyOf,
  publicKeyOf,
  publicPoint,
  signDigest,
  verifyDigest,
} from '../../src-main/platform/suites/sm2.ts'
import { signerFromSeed, sm2Sm3 as suite } from '../../src-main/platform/suites/sm2-sm3.ts'
import { sm3 } from '../../src-main/platform/suites/sm3.ts'
import { hasOpensslSm2, opensslSm2 } from '../support/openssl-sm2.ts'
import { vectors } from '../support/vectors.ts'

type Standard = {
  privateKey: string
  publicKey: string
  message: string
  e: string
  k: string
  signature: string
}
type Ours = Standard & { note: string; seed: string }
const { standard, ours } = vectors<{ standard: Standard; ours: Ours[] }>('sm2')

const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const bytes = (text: string) => fromHex(text)!
const number = (text: string) => BigInt(`0x${text}`)
const text = (value: bigint) => value.toString(16).padStart(64, '0')
const message = utf8('message')

test('the example of GB/T 32918.5 comes out, with its nonce', () => {
  const { privateKey, publicKey, message, e, k, signature } = standard
  expect(publicKeyOf(number(privateKey))).toBe(publicKey)
  expect(hex(messageDigest(publicKey, bytes(message)))).toBe(e)
  expect(hex(signDigest(bytes(e), number(privateKey), [number(k)]))).toBe(signature)
  expect(suite.verify(publicKey, bytes(message), bytes(signature))).toBe(true)
})

test.each(ours)('seeds, nonces and signatures are what the vectors say: $note', async (vector) => {
  expect(text(privateKeyOf(bytes(vector.seed)))).toBe(vector.privateKey)
  const signer = signerFromSeed(bytes(vector.seed))
  expect(signer.publicKey).toBe(vector.publicKey)
  expect(hex(messageDigest(vector.publicKey, bytes(vector.message)))).toBe(vector.e)
  const [k] = noncesOf(bytes(vector.e), number(vector.privateKey))
  expect(text(k!)).toBe(vector.k)
  expect(hex(await signer.sign(bytes(vector.message)))).toBe(vector.signature)
  expect(suite.verify(vector.publicKey, bytes(vector.message), bytes(vector.signature))).toBe(true)
})

const openssl = getHashes().includes('sm3')
test.skipIf(!openssl)(`nonces are those of RFC 6979, 3.2${openssl ? '' : ' (this Node has no SM3)'}`, () => {
  const hmac = (key: Buffer, ...parts: readonly Uint8Array[]) =>
    createHmac('sm3', key).update(Buffer.concat(parts)).digest()
  for (const { e, privateKey, k } of ours) {
    // bits2octets: e may be n or more.
    const reduced = bytes(text(number(e) % order))
    let [K, V] = [Buffer.alloc(32, 0), Buffer.alloc(32, 1)]
    K = hmac(K, V, Buffer.of(0), bytes(privateKey), reduced)
    V = hmac(K, V)
    K = hmac(K, V, Buffer.of(1), bytes(privateKey), reduced)
    V = hmac(K, V)
    V = hmac(K, V)
    expect(V.toString('hex')).toBe(k)
    K = hmac(K, V, Buffer.of(0))
    V = hmac(K, V)
    V = hmac(K, V)
    const [, next] = noncesOf(bytes(e), number(privateKey))
    expect(V.toString('hex')).toBe(text(next!))
  }
})

test('a digest of n and more has the nonces of what is left modulo n', () => {
  const d = number(standard.privateKey)
  const [large] = noncesOf(bytes(text(order + 7n)), d)
  const [small] = noncesOf(bytes(text(7n)), d)
  expect(large).toBe(small)
})

test('a nonce that gives no signature is passed over', () => {
  const d = number(standard.privateKey)
  const k = number(standard.k)
  const { x } = publicPoint(publicKeyOf(k))!.toAffine()
  const zeroR = bytes(text((order - (x % order)) % order))
  const rIsMinusK = bytes(text((((order - k - x) % order) + order) % order))
  for (const e of [zeroR, rIsMinusK]) {
    expect(() => signDigest(e, d, [k])).toThrow('no nonce')
    const signature = signDigest(e, d, [k, 12345n])
    expect(hex(signature)).toBe(hex(signDigest(e, d, [12345n])))
    expect(verifyDigest(e, publicPoint(standard.publicKey)!, signature)).toBe(true)
  }
})

test('the same bytes have the same signature, other bytes another nonce', async () => {
  const signer = signerFromSeed(new Uint8Array(32).fill(9))
  const first = await signer.sign(message)
  expect(hex(await signer.sign(message))).toBe(hex(first))
  const digests = ['message', 'messagf'].map((one) => messageDigest(signer.publicKey, utf8(one)))
  const nonces = digests.map(
    (digest) => noncesOf(digest, privateKeyOf(new Uint8Array(32).fill(9))).next().value,
  )
  expect(nonces[0]).not.toBe(nonces[1])
})

test('a seed is the private key itself where it can be one, else its digest is', () => {
  const seed = (value: bigint) => bytes(text(value))
  for (const value of [1n, 2n, order - 2n]) expect(privateKeyOf(seed(value))).toBe(value)
  for (const value of [0n, order - 1n, order, order + 1n, 2n ** 256n - 1n]) {
    expect(privateKeyOf(seed(value))).toBe(number(hex(sm3(seed(value)))))
  }
  for (const length of [0, 31, 33]) expect(() => signerFromSeed(new Uint8Array(length))).toThrow()
})

describe('a signature', () => {
  const signer = signerFromSeed(new Uint8Array(32).fill(7))
  const key = signer.publicKey
  const of = async () => hex(await signer.sign(message))

  test('does not hold with any bit changed, in itself, the message or the key', async () => {
    const signature = await signer.sign(message)
    const flipped = (original: Uint8Array, bit: number) =>
      Uint8Array.from(original, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
    for (let bit = 0; bit < 512; bit += 3) {
      expect(suite.verify(key, message, flipped(signature, bit))).toBe(false)
      expect(suite.verify(hex(flipped(bytes(key), bit)), message, signature)).toBe(false)
    }
    for (let bit = 0; bit < 56; bit++) expect(suite.verify(key, flipped(message, bit), signature)).toBe(false)
  })

  test('is refused with r or s of 0, n, or more, also where they are right modulo n', async () => {
    const signature = await of()
    const [r, s] = [number(signature.slice(0, 64)), number(signature.slice(64))]
    for (const [wrongR, wrongS] of [
      [0n, s],
      [r, 0n],
      [0n, 0n],
      [order, s],
      [r, order],
      [2n ** 256n - 1n, s],
      [r, 2n ** 256n - 1n],
    ] as const) {
      expect(suite.verify(key, message, bytes(text(wrongR) + text(wrongS)))).toBe(false)
    }
    // Small enough to have a second form below 2^256: looked for, because r and s are random.
    let raised = 0
    const room = 2n ** 256n - order
    const d = 5n
    const other = publicKeyOf(d)
    for (let wanted = 1n; wanted <= 20n; wanted++) {
      // With k known, e can be chosen so that r is any value.
      const k = 1000n + wanted
      const { x } = publicPoint(publicKeyOf(k))!.toAffine()
      const e = bytes(text((((wanted - x) % order) + order) % order))
      const small = signDigest(e, d, [k])
      expect(number(hex(small).slice(0, 64))).toBe(wanted)
      const point = publicPoint(other)!
      expect(verifyDigest(e, point, small)).toBe(true)
      expect(wanted < room).toBe(true)
      expect(verifyDigest(e, point, bytes(text(wanted + order) + hex(small).slice(64)))).toBe(false)
      raised++
    }
    expect(raised).toBe(20)
  })

  test('is refused with r + s = n, under which any key would do', () => {
    // t = 0 makes s·G + t·P = s·G, whatever P is: r = e + x(s·G) is then easily found, with s = n - r.
    const point = publicPoint(key)!
    for (let s = 1n; s < 30n; s++) {
      const { x } = publicPoint(publicKeyOf(s))!.toAffine()
      const r = order - s
      const e = bytes(text((((r - x) % order) + order) % order))
      expect(verifyDigest(e, point, bytes(text(r) + text(s)))).toBe(false)
    }
  })

  test('is refused with r or s of 0 over the one digest that fits them', () => {
    const d = 5n
    const point = publicPoint(publicKeyOf(d))!
    const xOf = (k: bigint) => publicPoint(publicKeyOf(k % order))!.toAffine().x
    for (let one = 1n; one < 10n; one++) {
      // r = 0: the point is s·G + s·P. s = 0: it is r·P.
      const forR = bytes(text((order - (xOf(one * (1n + d)) % order)) % order))
      expect(verifyDigest(forR, point, bytes(text(0n) + text(one)))).toBe(false)
      const forS = bytes(text((((one - xOf(one * d)) % order) + order) % order))
      expect(verifyDigest(forS, point, bytes(text(one) + text(0n)))).toBe(false)
    }
  })

  test('is refused when s·G + t·P is the point at infinity', () => {
    const d = 5n
    const point = publicPoint(publicKeyOf(d))!
    const invert = (a: bigint): bigint => {
      let [old, now, x, y] = [((a % order) + order) % order, order, 1n, 0n]
      while (now !== 0n) {
        const q = old / now
        ;[old, now] = [now, old - q * now]
        ;[x, y] = [y, x - q * y]
      }
      return ((x % order) + order) % order
    }
    // s + (r + s)·d = 0: r = -s·(1 + d)/d; e = r then passes a check that takes x of infinity for 0.
    for (let s = 1n; s < 20n; s++) {
      const r = (((-s * (1n + d) * invert(d)) % order) + order) % order
      expect(verifyDigest(bytes(text(r)), point, bytes(text(r) + text(s)))).toBe(false)
    }
  })

  test('is refused in another length or encoding: cut, longer, DER, with r and s exchanged', async () => {
    const signature = await of()
    const r = signature.slice(0, 64)
    const s = signature.slice(64)
    const der = `3045022100${r}0220${s}`
    for (const odd of [
      '',
      r,
      `${signature}00`,
      `00${signature}`,
      signature.slice(2),
      der,
      `04${signature}`,
      s + r,
    ]) {
      expect(suite.verify(key, message, bytes(odd)), odd).toBe(false)
    }
  })

  test('does not hold as one over the message without the id, or over its digest', async () => {
    const signature = await signer.sign(message)
    expect(suite.verify(key, sm3(message), signature)).toBe(false)
    expect(verifyDigest(sm3(message), publicPoint(key)!, signature)).toBe(false)
  })

  test('of nothing we made never holds, and nothing makes it throw', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 64, maxLength: 64 }),
        fc.uint8Array({ maxLength: 130 }),
        (odd, oddKey) => {
          expect(suite.verify(key, message, odd)).toBe(false)
          expect(suite.verify(hex(oddKey), message, odd)).toBe(false)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a public key', () => {
  const good = standard.publicKey
  const [x, y] = [good.slice(0, 64), good.slice(64)]

  test('is accepted only as 128 lower-case hex digits of a point on the curve', () => {
    expect(suite.isPublicKey(good)).toBe(true)
    // The mirrored point is another key.
    expect(suite.isPublicKey(x + text(p - number(y)))).toBe(true)
    for (const [why, odd] of [
      ['empty', ''],
      ['with SEC1 prefix', `04${good}`],
      ['compressed', `03${x}`],
      ['x alone', x],
      ['upper case', good.toUpperCase()],
      ['too long', `${good}00`],
      ['not hex', `${good.slice(0, -1)}g`],
      ['infinity as SEC1', '00'],
      ['infinity as zeros', '00'.repeat(64)],
      ['x and y exchanged', y + x],
      ['off the curve by one bit', `${good.slice(0, -1)}${good.endsWith('3') ? '2' : '3'}`],
      ['x of p', text(p) + y],
      ['y of p', x + text(p)],
      ['all ones', 'ff'.repeat(64)],
      [
        'of P-256',
        '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
      ],
    ] as const) {
      expect(suite.isPublicKey(odd), why).toBe(false)
      expect(suite.verify(odd, message, new Uint8Array(64).fill(1)), why).toBe(false)
    }
  })

  test('is refused with a coordinate that is right modulo p but not below it', () => {
    // x of 0 and small x have a second form below 2^256: p + x.
    let tried = 0
    for (let small = 0n; tried < 3; small++) {
      const square = (small ** 3n - 3n * small + curveB) % p
      const root = power(square, (p + 1n) / 4n)
      if ((root * root) % p !== ((square % p) + p) % p) continue
      expect(suite.isPublicKey(text(small) + text(root)), `x ${small}`).toBe(true)
      expect(suite.isPublicKey(text(small + p) + text(root)), `x ${small} + p`).toBe(false)
      tried++
    }
    // The point with y = 1; its x is a root of x³ + ax + b − 1.
    const one = '9c17043effe1a805a74a9a5e70b9d659705d3242094a566dc016f49311178d1f'
    expect(suite.isPublicKey(one + text(1n))).toBe(true)
    expect(suite.isPublicKey(one + text(p + 1n))).toBe(false)
  })
})

const curveB = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, ((base % p) + p) % p]
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % p
    square = (square * square) % p
  }
  return result
}

const isThere = hasOpensslSm2()
describe.skipIf(!isThere)(`the OpenSSL command line${isThere ? '' : ' (no OpenSSL 3 with SM2 here)'}`, () => {
  const openssl = opensslSm2()
  afterAll(openssl.remove)
  const keys = [1, 2, 3, 4].map((byte) => {
    const privateKey = privateKeyOf(new Uint8Array(32).fill(byte))
    return { byte, privateKey: text(privateKey), publicKey: publicKeyOf(privateKey) }
  })
  const messages = ['', 'a', '长三角', 'x'.repeat(10_000)].map(utf8)

  test('accepts our signatures and refuses them over other bytes', async () => {
    for (const { byte, publicKey } of keys) {
      for (const one of messages) {
        const signature = hex(await signerFromSeed(new Uint8Array(32).fill(byte)).sign(one))
        expect(openssl.verify(publicKey, one, signature)).toBe(true)
        expect(openssl.verify(publicKey, utf8('other'), signature)).toBe(false)
      }
    }
  })

  test('makes signatures that we accept, and only over the same bytes', () => {
    for (const { privateKey, publicKey } of keys) {
      for (const one of messages) {
        const signature = openssl.sign(privateKey, publicKey, one)
        expect(suite.verify(publicKey, one, bytes(signature))).toBe(true)
        expect(suite.verify(publicKey, utf8('other'), bytes(signature))).toBe(false)
      }
    }
  })

  test('agrees about the envelopes of the vectors, which it reads by itself', () => {
    type Envelopes = Record<'certificate' | 'checkpoint', { envelope: string }> & {
      keys: { officeKey: string; deviceKey: string; device: string }
    }
    const { keys, certificate, checkpoint } = vectors<Envelopes>('sm2-sm3')
    for (const [{ envelope }, publicKey] of [
      [certificate, keys.officeKey],
      [checkpoint, keys.deviceKey],
    ] as const) {
      const { payload, payloadType, signatures } = JSON.parse(envelope)
      const content = Buffer.from(payload, 'base64')
      const head = `DSSEv1 ${payloadType.length} ${payloadType} ${content.length} `
      const signature = Buffer.from(signatures[0].sig, 'base64').toString('hex')
      expect(openssl.verify(publicKey, Buffer.concat([utf8(head), content]), signature)).toBe(true)
    }
    const digest = execFileSync('openssl', ['dgst', '-sm3', '-r'], { input: bytes(keys.deviceKey) })
    expect(`sm3:${digest.toString().slice(0, 64)}`).toBe(keys.device)
  })

  test('agrees about every signature of the vectors', () => {
    for (const { publicKey, message, signature } of [standard, ...ours]) {
      expect(openssl.verify(publicKey, bytes(message), signature)).toBe(true)
    }
  })
})
