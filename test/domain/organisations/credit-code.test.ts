import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCreditCode, normalCreditCode } from '../../../src-main/domain/organisations/rules.ts'
import { published } from '../../support/applications.ts'
import { makeCreditCode } from '../../support/credit-codes.ts'

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const code = fc.integer({ min: 0, max: 999_999 }).map((counter) => makeCreditCode('320500', counter))

describe('credit codes (GB 32100)', () => {
  test('every valid sample is valid, with its organisation part', () => {
    for (const sample of published.credit_codes.valid) {
      expect(checkCreditCode(sample)).toEqual({ ok: true, code: sample, warning: null })
    }
  })

  test('the invalid sample names the character, its place and what it should be', () => {
    expect(checkCreditCode('91350100M000100Y4Z')).toEqual({
      ok: false,
      problem: 'character',
      position: 18,
      found: 'Z',
      expected: '3',
    })
  })

  test('a letter that codes do not have is named where it stands', () => {
    expect(checkCreditCode('9135O100M000100Y43')).toMatchObject({
      problem: 'character',
      position: 5,
      found: 'O',
      expected: null,
    })
  })

  test('a wrong check character is told with the right one', () => {
    expect(checkCreditCode('91350100M000100Y44')).toEqual({
      ok: false,
      problem: 'check',
      position: 18,
      found: '4',
      expected: '3',
    })
  })

  test('a code of another length is told by its length', () => {
    expect(checkCreditCode('91350100M000100Y4')).toEqual({ ok: false, problem: 'length', length: 17 })
    expect(checkCreditCode('')).toEqual({ ok: false, problem: 'length', length: 0 })
  })

  test('full width, lower case, spaces and hyphens make no difference', () => {
    expect(checkCreditCode(' ９１350100-m000100y43 ')).toMatchObject({ ok: true, code: '91350100M000100Y43' })
    expect(normalCreditCode('9135 0100 m000100y43')).toBe('91350100M000100Y43')
  })

  test('a code that fits as a whole but not in its organisation part is valid with a warning', () => {
    const characters = [...'91350100M000100Y5']
    const weights = characters.map((_, i) => 3 ** i % 31)
    const sum = characters.reduce((total, one, i) => total + alphabet.indexOf(one) * weights[i]!, 0)
    const whole = `${characters.join('')}${alphabet[(31 - (sum % 31)) % 31]}`
    expect(checkCreditCode(whole)).toEqual({
      ok: true,
      code: whole,
      warning: { problem: 'organisation-code', position: 17, expected: '4' },
    })
  })

  test('property: any single wrong character is detected', () => {
    fc.assert(
      fc.property(
        code,
        fc.nat({ max: 17 }),
        fc.constantFrom(...alphabet, 'I', 'O', 'S', 'V', 'Z', '*'),
        (valid, at, other) => {
          fc.pre(valid[at] !== other)
          expect(checkCreditCode(valid).ok).toBe(true)
          expect(checkCreditCode(valid.slice(0, at) + other + valid.slice(at + 1)).ok).toBe(false)
        },
      ),
    )
  })

  test('property: two neighbours changing places are detected', () => {
    fc.assert(
      fc.property(code, fc.nat({ max: 16 }), (valid, at) => {
        const swapped = valid.slice(0, at) + valid[at + 1] + valid[at] + valid.slice(at + 2)
        fc.pre(swapped !== valid)
        expect(checkCreditCode(swapped).ok).toBe(false)
      }),
    )
  })
})
