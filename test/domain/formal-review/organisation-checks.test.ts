import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type {
  ApplicationOrganisation,
  OrganisationRole,
} from '../../../src-main/domain/applications/record.ts'
import { checkCreditCode, type Region, regions } from '../../../src-main/domain/organisations/rules.ts'
import { anApplication, anOrganisation, aReviewInput } from '../../support/applications.ts'
import { makeCreditCode } from '../../support/credit-codes.ts'
import { findingOn } from '../../support/findings.ts'

let counter = 500
function organisation(
  region: Region | null,
  role: OrganisationRole = '参与',
  over: Partial<ApplicationOrganisation> = {},
) {
  counter++
  return anOrganisation({
    name: `第${counter}号公司`,
    code: makeCreditCode('320500', counter),
    region,
    roles: [role],
    ...over,
  })
}
const of = (...organisations: readonly ApplicationOrganisation[]) => ({
  application: anApplication({ organisations }),
})

describe('F07 the lead', () => {
  test('passes for an independent legal person in the Delta', () => {
    expect(findingOn('F07')).toMatchObject({ verdict: 'pass', reason: { facts: { region: 'JS' } } })
  })

  test.each(['other', 'abroad'] as const)('fails for a lead in %s', (region) => {
    expect(findingOn('F07', of(organisation(region, '牵头')))).toMatchObject({
      verdict: 'fail',
      reason: { code: 'lead-outside-delta', facts: { region } },
    })
  })

  test('fails for a lead that is no legal person', () => {
    expect(findingOn('F07', of(organisation('SH', '牵头', { legalPerson: false })))).toMatchObject({
      verdict: 'fail',
      reason: { code: 'lead-no-legal-person' },
    })
  })

  test('a valid credit code does not prove 独立法人', () => {
    expect(findingOn('F07', of(organisation('SH', '牵头', { legalPerson: null })))).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'lead-legal-person-not-entered' },
    })
  })

  test('cannot be checked without a lead, without its region, or with two leads', () => {
    expect(findingOn('F07', of())).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'lead-not-entered' },
    })
    const nowhere = organisation(null, '牵头', { name: '江苏恒瑞', code: makeCreditCode('320500', 9) })
    expect(findingOn('F07', of(nowhere))).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'not-entered' },
    })
    const two = of(organisation('SH', '牵头'), organisation('JS', '牵头'))
    expect(findingOn('F07', two)).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'several-leads' },
    })
  })
})

describe('F08 two of the four regions', () => {
  test('passes when lead, sub-tasks and participants cover two', () => {
    const two = of(organisation('JS', '牵头'), organisation('JS'), organisation('AH', '子课题承担'))
    expect(findingOn('F08', two)).toMatchObject({
      verdict: 'pass',
      reason: { facts: { regions: ['JS', 'AH'] } },
    })
  })

  test('fails when all are known and cover one', () => {
    const one = of(
      organisation('JS', '牵头'),
      organisation('JS'),
      organisation('other'),
      organisation('abroad'),
    )
    expect(findingOn('F08', one)).toMatchObject({ verdict: 'fail', reason: { facts: { regions: ['JS'] } } })
  })

  test('mere owners and solvers do not count', () => {
    const one = of(
      organisation('JS', '牵头'),
      organisation('JS'),
      organisation('SH', '需求方'),
      organisation('ZJ', '解决方'),
    )
    expect(findingOn('F08', one)).toMatchObject({ verdict: 'fail' })
  })

  test('an unknown region keeps it open, unless two are known anyway', () => {
    const open = of(organisation('JS', '牵头'), organisation(null))
    expect(findingOn('F08', open)).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'regions-not-entered' },
    })
    const known = of(organisation('JS', '牵头'), organisation(null), organisation('SH'))
    expect(findingOn('F08', known)).toMatchObject({ verdict: 'pass' })
  })

  test('a list that names only the lead says nothing about the others', () => {
    expect(findingOn('F08', of(organisation('JS', '牵头')))).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'only-lead-entered' },
    })
    expect(findingOn('F08', of())).toMatchObject({ verdict: 'cannot-check' })
  })

  test('property: it fails only when every region is known, and one more region of the Delta never makes it worse', () => {
    const region = fc.option(fc.constantFrom(...regions), { nil: null })
    fc.assert(
      fc.property(fc.array(region, { minLength: 1, maxLength: 6 }), (all) => {
        const found = findingOn(
          'F08',
          of(...all.map((one, i) => organisation(one, i === 0 ? '牵头' : '参与'))),
        )
        if (found.verdict === 'fail') expect(all).not.toContain(null)
        const more = [...all, 'SH' as const, 'ZJ' as const]
        const better = findingOn(
          'F08',
          of(...more.map((one, i) => organisation(one, i === 0 ? '牵头' : '参与'))),
        )
        expect(better.verdict).toBe('pass')
      }),
    )
  })
})

describe('F09 credit codes', () => {
  test('passes when all are valid', () => {
    expect(findingOn('F09')).toMatchObject({ verdict: 'pass', reason: { facts: { count: 2 } }, also: [] })
  })

  test('fails with the organisation, the place and what it should be', () => {
    const wrong = of(organisation('JS', '牵头', { name: '甲公司', code: '91350100M000100Y4Z' }))
    expect(findingOn('F09', wrong)).toMatchObject({
      verdict: 'fail',
      reason: {
        facts: { codes: [{ organisation: '甲公司', problem: 'character', position: 18, expected: '3' }] },
      },
    })
  })

  test('fails when one code stands for two names, not when the names differ in width only', () => {
    const code = makeCreditCode('320500', 77)
    const two = of(
      organisation('JS', '牵头', { name: '甲公司', code }),
      organisation('JS', '参与', { name: '乙公司', code }),
    )
    expect(findingOn('F09', two)).toMatchObject({
      verdict: 'fail',
      reason: { code: 'code-of-several-names' },
    })
    const same = of(
      organisation('JS', '牵头', { name: '甲(苏州)', code }),
      organisation('JS', '参与', { name: '甲（苏州）', code }),
    )
    expect(findingOn('F09', same)).toMatchObject({ verdict: 'pass' })
  })

  test('absent codes are open, and do not hide a wrong one', () => {
    const absent = organisation('JS', '牵头', { code: null })
    expect(findingOn('F09', of(absent))).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'codes-not-entered' },
    })
    const both = findingOn('F09', of(absent, organisation('SH', '参与', { code: '123' })))
    expect(both).toMatchObject({ verdict: 'fail', also: [{ code: 'codes-not-entered' }] })
    expect(findingOn('F09', of())).toMatchObject({ verdict: 'cannot-check' })
  })

  test('organisations abroad need none', () => {
    const abroad = organisation('abroad', '解决方', { code: null })
    expect(findingOn('F09', of(abroad))).toMatchObject({
      verdict: 'not-applicable',
      reason: { code: 'all-abroad' },
    })
    expect(findingOn('F09', of(organisation('JS', '牵头'), abroad))).toMatchObject({
      verdict: 'pass',
      reason: { facts: { count: 1 } },
    })
  })

  test('a code that fits as a whole and not in its organisation part is a hint', () => {
    const whole = checkCreditCode('91350100M000100Y50')
    if (whole.ok || whole.problem !== 'check') throw new Error('the sample fits by chance')
    const found = findingOn(
      'F09',
      of(organisation('JS', '牵头', { code: `91350100M000100Y5${whole.expected}` })),
    )
    expect(found).toMatchObject({ verdict: 'hint', reason: { code: 'organisation-codes-doubtful' } })
  })
})

describe('F14 duplicates', () => {
  const title = '面向车载场景的多模态语音交互关键技术研究'
  const offices = aReviewInput().others.offices
  const other = (over: { number?: string; title?: string }) => ({
    number: 'X-9',
    title: '固态电池电解质',
    office: '浙江',
    ...over,
  })
  const against = (...applications: ReturnType<typeof other>[]) => ({ others: { applications, offices } })

  test('passes when no list has the same number or a title that is near, and says whose lists they were', () => {
    expect(findingOn('F14', against(other({})))).toMatchObject({
      verdict: 'pass',
      reason: {
        code: 'no-duplicate',
        facts: { compared: ['上海', '江苏', '浙江', '安徽'], outstanding: [] },
      },
    })
  })

  test('the same number in another list is a fault', () => {
    expect(findingOn('F14', against(other({ number: 'csj2026-js-0001 ' })))).toMatchObject({
      verdict: 'fail',
      reason: { code: 'same-number', facts: { offices: ['浙江'] } },
    })
  })

  test('the same title but for width, spaces and punctuation is a fault', () => {
    const same = other({ title: '面向车载场景的“多模态语音交互”关键技术 研究。' })
    expect(findingOn('F14', against(same))).toMatchObject({
      verdict: 'fail',
      reason: { facts: { numbers: ['X-9'] } },
    })
  })

  test('a title that says nearly the same is shown to a person', () => {
    for (const near of [
      '车载场景多模态语音交互技术研发与应用示范',
      `${title}与应用`,
      '面向车载场景的多模态语音交互核心技术研究',
      '面向车用场景的多模态语音交互关键技术研究',
    ]) {
      expect(findingOn('F14', against(other({ title: near })))).toMatchObject({
        verdict: 'hint',
        reason: { code: 'similar-title' },
      })
    }
    for (const far of ['关键技术研究', '面向医疗场景的多模态影像诊断关键技术研究']) {
      expect(findingOn('F14', against(other({ title: far })))).toMatchObject({ verdict: 'pass' })
    }
  })

  test('a list that has not arrived was not compared, and that is said', () => {
    const late = offices.map((office) => ({ ...office, arrived: office.short !== '浙江' }))
    expect(findingOn('F14', { others: { applications: [], offices: late } })).toMatchObject({
      verdict: 'cannot-check',
      reason: {
        code: 'no-duplicate-so-far',
        facts: { compared: ['上海', '江苏', '安徽'], outstanding: ['浙江'] },
      },
    })
  })

  test('a duplicate is a fault even while lists are outstanding', () => {
    const late = offices.map((office) => ({ ...office, arrived: office.short === '江苏' }))
    const found = findingOn('F14', { others: { applications: [other({ title })], offices: late } })
    expect(found).toMatchObject({
      verdict: 'fail',
      reason: { facts: { outstanding: ['上海', '浙江', '安徽'] } },
    })
  })
})
