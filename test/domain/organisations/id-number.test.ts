import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkIdNumber } from '../../../src-main/domain/organisations/rules.ts'

describe('ID numbers (GB 11643)', () => {
  test('the published sample is valid, in lower case and full width too', () => {
    expect(checkIdNumber('11010519491231002X')).toEqual({ ok: true })
    expect(checkIdNumber('１1010519491231002x')).toEqual({ ok: true })
  })

  test('what is wrong is said without the number', () => {
    expect(checkIdNumber('1101051949123100')).toEqual({ ok: false, problem: 'length' })
    expect(checkIdNumber('1101051949123100X2')).toEqual({ ok: false, problem: 'character' })
    expect(checkIdNumber('110105194902300029')).toEqual({ ok: false, problem: 'birth-date' })
    expect(checkIdNumber('110105194912310021')).toEqual({ ok: false, problem: 'check' })
  })

  test('digits lost to scientific notation are not taken for a number', () => {
    expect(checkIdNumber('1.10105E+17').ok).toBe(false)
    expect(checkIdNumber('110105194912310000')).toEqual({ ok: false, problem: 'check' })
  })

  test('property: any single wrong digit is detected', () => {
    fc.assert(
      fc.property(fc.nat({ max: 16 }), fc.nat({ max: 9 }), (at, digit) => {
        const valid = '11010519491231002X'
        fc.pre(valid[at] !== String(digit))
        expect(checkIdNumber(valid.slice(0, at) + digit + valid.slice(at + 1)).ok).toBe(false)
      }),
    )
  })
})
