import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../src-main/core/base64.ts'
import { concat, equal, fromHex, fromUtf8, hex, utf8 } from '../../src-main/core/bytes.ts'

test('hex, base64 and UTF-8 are what Node makes of the same bytes, and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(hex(bytes)).toBe(Buffer.from(bytes).toString('hex'))
      expect(fromHex(hex(bytes))).toEqual(bytes)
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => void expect(fromUtf8(utf8(text))).toBe(text)),
  )
})

test('base64 is taken only as it would be written', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'AZaz09+/=-_ \n'), maxLength: 12 }), (text) => {
      const bytes = fromBase64(text)
      expect(bytes === null ? null : toBase64(bytes)).toBe(bytes === null ? null : text)
      if (Buffer.from(text, 'base64').toString('base64') === text) expect(bytes).not.toBeNull()
    }),
    { numRuns: 5_000 },
  )
  for (const text of [
    'A',
    'AA',
    'AAA',
    'AB==',
    'AAB=',
    '====',
    '=AAA',
    'AA=A',
    'A===',
    'AAAA====',
    'AA==AAAA',
    'ＡAAA',
  ]) {
    expect(fromBase64(text), text).toBeNull()
  }
})

test('only lower-case hex of whole bytes is hex', () => {
  for (const text of ['0', 'AB', '0x', 'gg', ' 00', '00\n', '０0']) expect(fromHex(text), text).toBeNull()
  expect(fromHex('')).toEqual(new Uint8Array(0))
})

test('text that UTF-8 cannot carry is not written, bytes that are not UTF-8 are not read', () => {
  expect(() => utf8('\ud800')).toThrow()
  expect(fromUtf8(Uint8Array.of(0xff))).toBeNull()
  expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf))).toBe('\ufeff')
})

test('concat and equal compare bytes, not objects', () => {
  expect(concat([utf8('a'), utf8(''), utf8('bc')])).toEqual(utf8('abc'))
  expect(equal(utf8('abc'), Buffer.from('abc'))).toBe(true)
  expect(equal(utf8('abc'), utf8('abd'))).toBe(false)
  expect(equal(utf8('abc'), utf8('ab'))).toBe(false)
})
