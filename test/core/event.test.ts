import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromUtf8, utf8 } from '../../src-main/core/bytes.ts'
import {
  type Body,
  decodeBody,
  decodeHeader,
  devicePrefix,
  encodeBody,
  encodeHeader,
  type Header,
  isTime,
  maxBodyBytes,
  maxHeaderBytes,
  parseSubject,
  timeIn,
} from '../../src-main/core/event.ts'
import { ed25519Sha256 } from '../../src-main/platform/suites/ed25519-sha256.ts'
import { vectors } from '../support/vectors.ts'

type Vector = {
  readonly body: { readonly fields: Body; readonly text: string; readonly digest: string }
  readonly header: { readonly fields: Header; readonly text: string; readonly id: string }
}
const [first, second, third] = vectors<[Vector, Vector, Vector]>('chain')

test('headers and bodies are written as the vectors say, and read back', () => {
  for (const { body, header } of [first, second, third]) {
    expect(encodeBody(body.fields)).toEqual(utf8(body.text))
    expect(encodeHeader(header.fields)).toEqual(utf8(header.text))
    expect(decodeBody(utf8(body.text))).toEqual(body.fields)
    expect(decodeHeader(utf8(header.text))).toEqual(header.fields)
    expect(ed25519Sha256.digest(utf8(body.text))).toBe(body.digest)
    expect(ed25519Sha256.digest(utf8(header.text))).toBe(header.id)
  }
})

const digest = fc.stringMatching(/^sha256:[0-9a-f]{64}$/)
const time = fc
  .date({
    min: new Date('0000-01-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString())

test('any sound header and body come back as they were', () => {
  const header = fc.record({
    device: digest,
    seq: fc.integer({ min: 2, max: 2 ** 53 - 1 }),
    prev: digest,
    at: time,
    body: digest,
  })
  fc.assert(
    fc.property(
      header,
      (fields) => void expect(decodeHeader(encodeHeader(fields))).toEqual({ v: 1, ...fields }),
    ),
  )
  const text = fc.string({ unit: 'binary', maxLength: 20 })
  const common = {
    salt: fc.stringMatching(/^[0-9a-f]{32}$/),
    actor: fc.record({ id: text, role: text }, { noNullPrototype: true }),
    type: text,
    version: fc.integer({ min: 1, max: 99 }),
    subject: fc.stringMatching(/^[a-z][a-z-]{0,9}\/[0-9a-f]{8}-[1-9][0-9]{0,14}$/),
    data: fc.oneof(text, fc.integer(), fc.constant(null), fc.array(text, { maxLength: 3 })),
  }
  const open = fc.record({ ...common, audience: fc.constantFrom('office' as const, 'members' as const) })
  const named = fc.record({
    ...common,
    audience: fc.constant('named' as const),
    to: fc.array(text, { minLength: 1, maxLength: 3 }),
  })
  fc.assert(
    fc.property(
      fc.oneof(open, named),
      (fields) => void expect(decodeBody(encodeBody(fields))).toEqual({ v: 1, ...fields }),
    ),
  )
})

/** Replaces text once; the test fails when it was not there. */
function replaced(text: string, from: string, to: string): Uint8Array {
  expect(text).toContain(from)
  return utf8(text.replace(from, to))
}

describe('a header is refused', () => {
  test.each([
    ['in another order of keys', '"v":1,"device"', '"w":1,"device"'],
    ['of another version', '"v":1', '"v":2'],
    ['with one key more', '}', ',"x":1}'],
    ['with seq 0', '"seq":2', '"seq":0'],
    ['with a negative seq', '"seq":2', '"seq":-2'],
    ['with seq 1 and a previous header', '"seq":2', '"seq":1'],
    ['with a seq of text', '"seq":2', '"seq":"2"'],
    ['with an absurd seq', '"seq":2', '"seq":9007199254740992'],
    ['without a previous header', /"prev":"[^"]+"/.exec(second.header.text)![0], '"prev":null'],
    ['with an upper-case digest', second.header.fields.body, second.header.fields.body.toUpperCase()],
    ['with a digest of another kind', '"body":"sha256:', '"body":"sha512:'],
    ['on a day that does not exist', '2026-01-02T', '2026-02-30T'],
    ['on 29 February of a common year', '2026-01-02T', '2026-02-29T'],
    ['in month 0', '2026-01-02T', '2026-00-02T'],
    ['at 24 o’clock', 'T08:00:00.000Z', 'T24:00:00.000Z'],
    ['in another zone', '.000Z', '.000+08:00'],
    ['without milliseconds', '.000Z', 'Z'],
    ['with a space', '"v":1,', '"v":1, '],
  ])('%s', (_, from, to) => {
    expect(decodeHeader(replaced(second.header.text, from, to))).toBeUndefined()
  })

  test('when it is longer than 1 KiB', () => {
    const padded = (length: number) =>
      replaced(second.header.text, '}', `${' '.repeat(length - second.header.text.length)}}`)
    expect(decodeHeader(padded(maxHeaderBytes + 1))).toBeUndefined()
    expect(encodeHeader(second.header.fields).length).toBeLessThan(maxHeaderBytes)
  })

  test('when only its order differs', () => {
    const { device, v, ...rest } = second.header.fields
    expect(decodeHeader(utf8(JSON.stringify({ device, v, ...rest })))).toBeUndefined()
    expect(decodeHeader(utf8(JSON.stringify({ v, device, ...rest })))).toBeDefined()
  })
})

describe('a body is not readable', () => {
  test.each([
    ['with another order of keys', first, '"v":1,"salt"', '"w":1,"salt"'],
    ['of another version', first, '{"v":1', '{"v":2'],
    ['with a short salt', first, '"salt":"11', '"salt":"1'],
    ['with an upper-case salt', first, '"salt":"11', '"salt":"AA'],
    ['whose actor has a name', first, '"role":"经办人"', '"role":"经办人","name":"张三"'],
    ['of version 0 of its type', first, '"version":1', '"version":0'],
    ['for an unknown audience', first, '"members"', '"all"'],
    ['for named institutions that it does not name', first, '"audience":"members"', '"audience":"named"'],
    ['for members and naming institutions', first, '"audience":"members"', '"audience":"members","to":["x"]'],
    [
      'for members and naming nothing as null',
      first,
      '"audience":"members"',
      '"audience":"members","to":null',
    ],
    ['for nobody', third, '"to":["上海市科学技术委员会"]', '"to":[]'],
    ['for a number', third, '"to":["上海市科学技术委员会"]', '"to":[1]'],
    ['for a text instead of a list', third, '"to":["上海市科学技术委员会"]', '"to":"上海市科学技术委员会"'],
    [
      'with a subject of no device',
      first,
      /"subject":"[^"]+"/.exec(first.body.text)![0],
      '"subject":"note/1"',
    ],
    ['with data missing', first, /,"data":.*(?=\}$)/.exec(first.body.text)![0], ''],
  ] as const)('%s', (_, vector, from, to) => {
    expect(decodeBody(replaced(vector.body.text, from, to))).toBeUndefined()
  })

  test('when it is longer than 1 MiB', () => {
    const rest = encodeBody({ ...first.body.fields, data: '' }).length
    const body = (length: number) => encodeBody({ ...first.body.fields, data: 'x'.repeat(length - rest) })
    expect(decodeBody(body(maxBodyBytes))).toBeDefined()
    expect(decodeBody(body(maxBodyBytes + 1))).toBeUndefined()
  })
})

test('what is not a header or body never throws', () => {
  const mutated = fc.tuple(fc.nat(first.body.text.length), fc.nat(255))
  fc.assert(
    fc.property(mutated, ([position, value]) => {
      const bytes = Uint8Array.from(utf8(first.body.text))
      bytes[position % bytes.length] = value
      decodeBody(bytes)
      decodeHeader(bytes)
    }),
    { numRuns: 2_000 },
  )
})

test('an instant is one that exists, written in the one form', () => {
  fc.assert(fc.property(time, (text) => void expect(isTime(text)).toBe(true)))
  expect(isTime('2024-02-29T00:00:00.000Z')).toBe(true)
  for (const text of [
    '2023-02-29T00:00:00.000Z',
    '2024-04-31T00:00:00.000Z',
    '2024-01-00T00:00:00.000Z',
    '',
    'now',
  ]) {
    expect(isTime(text)).toBe(false)
  }
})

test('days that no month has are no instants, in any year', () => {
  for (const year of ['0000', '1900', '2000', '2023', '2024', '2100', '9999'])
    for (let month = 0; month <= 13; month++)
      for (let day = 0; day <= 32; day++) {
        const two = (number: number) => String(number).padStart(2, '0')
        const text = `${year}-${two(month)}-${two(day)}T00:00:00.000Z`
        const instant = new Date(text)
        // Date reads 30 February as 1 March: only an instant that is written back the same exists.
        const exists = !Number.isNaN(instant.getTime()) && instant.toISOString() === text
        expect(isTime(text), text).toBe(exists)
      }
})

test('a subject says its kind, device and counter, without loss', () => {
  expect(parseSubject('second-check/0123abcd-42')).toEqual({
    kind: 'second-check',
    devicePrefix: '0123abcd',
    counter: 42,
  })
  expect(parseSubject('note/0123abcd-999999999999999')?.counter).toBe(999999999999999)
  for (const subject of [
    'note/0123abcd-0',
    'note/0123abcd-01',
    'note/0123ABCD-1',
    'note/0123abc-1',
    'Note/0123abcd-1',
    '/0123abcd-1',
    'note/0123abcd-1/x',
    'note/0123abcd-1\n',
    'note/0123abcd-9007199254740993',
  ]) {
    expect(parseSubject(subject), subject).toBeUndefined()
  }
  expect(devicePrefix(`sha256:0123abcd${'0'.repeat(56)}`)).toBe('0123abcd')
})

test('the time of a header is found without reading all of it, however its text is written', () => {
  const at = '2026-02-28T23:59:59.999Z'
  const digest = `sha256:${'0'.repeat(64)}`
  const plain = encodeHeader({ device: digest, seq: 1, prev: null, at, body: digest })
  expect(timeIn(fromUtf8(plain)!)).toBe(at)
  const escaped = fromUtf8(plain)!.replace('"at":"2026', '"at":"2\\u003026').replace('"at"', '"\\u0061t"')
  expect(decodeHeader(utf8(escaped))?.at).toBe(at)
  expect(timeIn(escaped)).toBe(at)
})
