import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ApplicationMoney } from '../../../src-main/domain/applications/record.ts'
import { anApplication, aReviewInput } from '../../support/applications.ts'
import { findingOn } from '../../support/findings.ts'

const nothing: ApplicationMoney = {
  total: null,
  requested: null,
  selfRaised: null,
  offered: null,
  contract: null,
}
const money = (over: Partial<ApplicationMoney>) => ({
  application: anApplication({ money: { ...nothing, ...over } }),
})

describe('F15 share of the support', () => {
  test('passes at exactly 30 %', () => {
    expect(findingOn('F15', money({ total: 1_000_000, requested: 300_000 }))).toMatchObject({
      verdict: 'pass',
      reason: { facts: { shareBasisPoints: 3000, percent: 30 } },
    })
  })

  test('above it is a hint, never a fault', () => {
    expect(findingOn('F15', money({ total: 1_000_000, requested: 300_001 }))).toMatchObject({
      verdict: 'hint',
      reason: { code: 'share-above', facts: { shareBasisPoints: 3001, most: 300_000 } },
    })
    expect(findingOn('F15', money({ total: 0, requested: 1 }))).toMatchObject({
      verdict: 'hint',
      reason: { facts: { shareBasisPoints: null } },
    })
  })

  test('cannot be checked when either is not entered', () => {
    expect(findingOn('F15', money({ requested: 1 }))).toMatchObject({
      verdict: 'cannot-check',
      reason: { facts: { fields: ['total'] } },
    })
    expect(findingOn('F15', money({}))).toMatchObject({
      reason: { facts: { fields: ['total', 'requested'] } },
    })
  })

  test('the plan may set another cap', () => {
    const plan = { ...aReviewInput().plan, rules: { F15: { parameters: { percent: 20 } } } }
    expect(findingOn('F15', { plan })).toMatchObject({ verdict: 'hint' })
  })

  test('property: facts are whole numbers, and a hint comes exactly above the cap', () => {
    const amount = fc.integer({ min: 0, max: 100_000_000_000_000 })
    fc.assert(
      fc.property(amount, amount, (total, requested) => {
        const found = findingOn('F15', money({ total, requested }))
        expect(found.verdict === 'hint').toBe(BigInt(requested) * 100n > BigInt(total) * 30n)
        for (const fact of Object.values(found.reason.facts))
          expect(fact === null || Number.isSafeInteger(fact)).toBe(true)
      }),
    )
  })
})

describe('F16 money tables', () => {
  test('passes when requested and self-raised make the total', () => {
    expect(findingOn('F16')).toMatchObject({ verdict: 'pass', reason: { facts: { total: 1_000_000_000 } } })
  })

  test('fails when they do not, by as little as one 分', () => {
    expect(findingOn('F16', money({ total: 100, requested: 30, selfRaised: 69 }))).toMatchObject({
      verdict: 'fail',
      reason: { code: 'sum-differs', facts: { total: 100, sum: 99 } },
    })
  })

  test('fails when a part is larger than the total, even when the other side is not entered', () => {
    expect(findingOn('F16', money({ total: 100, offered: 101 }))).toMatchObject({
      verdict: 'fail',
      reason: { code: 'parts-exceed-total', facts: { fields: ['offered'] } },
    })
  })

  test('cannot be checked where one side is not entered', () => {
    expect(findingOn('F16', money({ total: 100, requested: 30 }))).toMatchObject({
      verdict: 'cannot-check',
      reason: { facts: { fields: ['self-raised'] } },
    })
    expect(findingOn('F16', money({ requested: 30, selfRaised: 70 }))).toMatchObject({
      verdict: 'cannot-check',
    })
  })
})

describe('F20 dates', () => {
  const dates = (start: string | null, end: string | null, today = '2026-11-22') => ({
    application: anApplication({ start, end }),
    today,
  })

  test('passes for two to three years, first and last day included', () => {
    expect(findingOn('F20', dates('2027-01-01', '2029-12-31'))).toMatchObject({
      verdict: 'pass',
      reason: { facts: { months: 36 } },
    })
    expect(findingOn('F20', dates('2027-02-15', '2029-02-14'))).toMatchObject({
      verdict: 'pass',
      reason: { facts: { months: 24 } },
    })
  })

  test.each([
    ['2027-01-01', '2027-12-31', 'duration-unusual'],
    ['2027-01-01', '2030-01-31', 'duration-unusual'],
    ['2029-01-01', '2027-12-31', 'dates-reversed'],
    ['2023-01-01', '2025-12-31', 'dates-past'],
  ])('%s to %s is a hint: %s', (start, end, code) => {
    expect(findingOn('F20', dates(start, end))).toMatchObject({ verdict: 'hint', reason: { code } })
  })

  test('cannot be checked without both dates', () => {
    expect(findingOn('F20', dates('2027-01-01', null))).toMatchObject({
      verdict: 'cannot-check',
      reason: { facts: { fields: ['end'] } },
    })
  })
})
