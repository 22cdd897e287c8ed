import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src-main/core/bytes.ts'
import { hasKeys, maxDepth, parseStrict } from '../../src-main/core/json.ts'

const parse = (text: string) => parseStrict(utf8(text))

/** JSON values as the format allows them: integers, well-formed strings, no `__proto__`. */
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 8 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger().map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
}))

describe('parseStrict', () => {
  test('reads back everything that JSON.stringify writes of allowed values', () => {
    fc.assert(fc.property(anyValue, (value) => void expect(parse(JSON.stringify(value))).toEqual(value)))
  })

  test('agrees with JSON.parse whenever it accepts', () => {
    const jsonLike = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"b"',
        '"\\n"',
        '1',
        '-1',
        '0',
        'null',
        'true',
        ' ',
        '1.5',
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(jsonLike, (tokens) => {
        const text = tokens.join('')
        const value = parse(text)
        if (value !== undefined) expect(value).toEqual(JSON.parse(text))
      }),
      { numRuns: 5_000 },
    )
  })

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseStrict(bytes)),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['nothing', ''],
    ['white space before', ' 1'],
    ['white space behind', '1 '],
    ['white space between', '{"a": 1}'],
    ['a newline at the end', '{}\n'],
    ['a BOM', '\ufeff{}'],
    ['two values', '1,2'],
    ['a key twice', '{"a":1,"a":1}'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":1}'],
    ['__proto__', '{"__proto__":1}'],
    ['__proto__, escaped', '{"\\u005f_proto__":1}'],
    ['a fraction', '1.0'],
    ['an exponent', '1e3'],
    ['minus zero', '-0'],
    ['a leading zero', '01'],
    ['a plus', '+1'],
    ['2^53', '9007199254740992'],
    ['-2^53', '-9007199254740992'],
    ['a number of a hundred thousand digits', '9'.repeat(100_000)],
    ['NaN', 'NaN'],
    ['a single quote', "'a'"],
    ['a trailing comma', '[1,]'],
    ['a missing comma', '[1 2]'],
    ['a comment', '/**/1'],
    ['a control character', '"a\nb"'],
    ['an unknown escape', '"\\x41"'],
    ['a short escape', '"\\u12"'],
    ['a lone surrogate', '"\\ud800"'],
    ['surrogates the wrong way round', '"\\udc00\\ud800"'],
    ['a string without end', '"abc'],
    ['a string that ends in a backslash', '"abc\\'],
    ['a string that ends in an escaped quote', '"abc\\"'],
    ['an object without end', '{"a":1'],
    ['a key without value', '{"a"}'],
    ['a word that goes on', 'nullx'],
    ['half a word', 'nul'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toBeUndefined()
  })

  test('reads the borders of what is allowed', () => {
    expect(parse('9007199254740991')).toBe(9007199254740991)
    expect(parse('-9007199254740991')).toBe(-9007199254740991)
    expect(parse('"\\ud840\\udc00\\u0000\\/\\""')).toBe('𠀀\0/"')
    expect(parse('"\u007f\u2028"')).toBe('\u007f\u2028')
    expect(parse('{"constructor":1,"toString":{}}')).toEqual({ constructor: 1, toString: {} })
    expect(parse('{"1":0,"0":1}')).toEqual({ 0: 1, 1: 0 })
  })

  test.each([
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['a surrogate as UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['beyond U+10FFFF', [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    ['half a character', [0x22, 0xe4, 0xbd, 0x22]],
    ['UTF-16', [0x22, 0x00, 0x61, 0x00, 0x22, 0x00]],
  ])('refuses %s', (_, bytes) => {
    expect(parseStrict(Uint8Array.from(bytes))).toBeUndefined()
  })

  test('nests as deep as the limit and no deeper', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`
    expect(parse(nested(maxDepth))).toBeDefined()
    expect(parse(nested(maxDepth + 1))).toBeUndefined()
    expect(parse(nested(1_000_000))).toBeUndefined()
    expect(parse('{"a":'.repeat(1_000_000))).toBeUndefined()
  })

  test('reads strings as long as the longest envelope, plain or full of escapes', () => {
    const plain = 'x'.repeat(23_000_000)
    expect(parse(`"${plain}"`)).toBe(plain)
    expect(parse(`"${'\\\\'.repeat(5_000_000)}"`)).toBe('\\'.repeat(5_000_000))
    expect(parse(`"${'\\"'.repeat(5_000_000)}`)).toBeUndefined()
  })

  test('pollutes nothing', () => {
    const value = parse('{"constructor":{"prototype":{"polluted":1}}}')
    Object.assign({}, value)
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })
})

describe('hasKeys', () => {
  test('wants exactly the keys in exactly the order', () => {
    expect(hasKeys({ a: 1, b: 2 }, ['a', 'b'])).toBe(true)
    expect(hasKeys({ b: 2, a: 1 }, ['a', 'b'])).toBe(false)
    expect(hasKeys({ a: 1 }, ['a', 'b'])).toBe(false)
    expect(hasKeys({ a: 1, b: 2, c: 3 }, ['a', 'b'])).toBe(false)
    expect(hasKeys({ 'a,b': 1 }, ['a', 'b'])).toBe(false)
    expect(hasKeys(['a'], ['0'])).toBe(false)
    expect(hasKeys(null, [])).toBe(false)
  })
})
