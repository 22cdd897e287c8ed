import { createHash, createHmac, getHashes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex, hex, utf8 } from '../../src-main/core/bytes.ts'
import { hmacSm3, sm3, sm3Hex } from '../../src-main/platform/suites/sm3.ts'
import { vectors } from '../support/vectors.ts'

test('digests are what GB/T 32905 says', () => {
  for (const { message, digest } of vectors<{ message: string; digest: string }[]>('sm3')) {
    expect(sm3Hex(fromHex(message)!)).toBe(digest)
    expect(hex(sm3(fromHex(message)!))).toBe(digest)
  }
})

test('parts one after another are hashed as one', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (parts) => {
      expect(hex(sm3(...parts))).toBe(sm3Hex(Buffer.concat(parts)))
    }),
  )
})

test('a digest that was handed out does not change with the next one', () => {
  const first = sm3(utf8('abc'))
  sm3(utf8('abd'))
  expect(hex(first)).toBe(sm3Hex(utf8('abc')))
})

// The test's own Node has OpenSSL; the program must not depend on it.
const openssl = getHashes().includes('sm3')
test.skipIf(!openssl)(`OpenSSL makes the same digests${openssl ? '' : ' (this Node has no SM3)'}`, () => {
  for (let length = 0; length < 300; length++) {
    const bytes = Buffer.alloc(length, length)
    expect(sm3Hex(bytes), String(length)).toBe(createHash('sm3').update(bytes).digest('hex'))
  }
  const large = Buffer.alloc(5_000_001, 'desk')
  expect(sm3Hex(large)).toBe(createHash('sm3').update(large).digest('hex'))
})

test.skipIf(!openssl)(`OpenSSL makes the same HMAC${openssl ? '' : ' (this Node has no SM3)'}`, () => {
  const bytes = fc.uint8Array({ maxLength: 300 })
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), bytes, (key, message) => {
      expect(hex(hmacSm3(key, message))).toBe(createHmac('sm3', key).update(message).digest('hex'))
    }),
  )
  expect(() => hmacSm3(new Uint8Array(65))).toThrow()
})
