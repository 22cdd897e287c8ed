import { describe, expect, test } from 'vitest'
import type { ApplicationOrganisation } from '../../../src-main/domain/applications/record.ts'
import {
  emergingIndustries,
  futureIndustries,
  machineFindings,
} from '../../../src-main/domain/formal-review/rules.ts'
import type { Region } from '../../../src-main/domain/organisations/rules.ts'
import { rulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import {
  anApplication,
  anOrganisation,
  aReviewInput,
  published,
  publishedConsortium,
} from '../../support/applications.ts'
import { findingOn } from '../../support/findings.ts'

const pack = rulePack('consortium-2025')!
const lead = anOrganisation()
function member(region: Region | null, over: Partial<ApplicationOrganisation> = {}) {
  return anOrganisation({ name: '科沃斯机器人股份有限公司', code: null, region, roles: ['参与'], ...over })
}
const of = (...organisations: readonly ApplicationOrganisation[]) => ({
  pack,
  application: anApplication({ organisations }),
})

describe('the published consortium', () => {
  test.each(published.consortia.map(({ name }) => name).slice(0, 1))('%s shows no 不符合', (name) => {
    const findings = machineFindings(
      aReviewInput({ pack, application: publishedConsortium(name), documents: [] }),
    )
    expect(findings.filter(({ verdict }) => verdict === 'fail')).toEqual([])
    const verdicts = Object.fromEntries(findings.map(({ code, verdict }) => [code, verdict]))
    expect(verdicts).toMatchObject({
      C03: 'pass',
      C04: 'pass',
      C08: 'pass',
      C02: 'cannot-check',
      F09: 'cannot-check',
    })
  })

  test('its members alone cover three regions, with one university', () => {
    const application = publishedConsortium('长三角语言计算创新联合体')
    expect(findingOn('C04', { pack, application })).toMatchObject({
      reason: { facts: { regions: ['SH', 'JS', 'ZJ'] } },
    })
    expect(findingOn('C03', { pack, application })).toMatchObject({
      reason: { facts: { organisations: ['上海交通大学'] } },
    })
  })
})

describe('C02 legal persons', () => {
  test('passes, fails, and stays open as it is entered', () => {
    expect(findingOn('C02', of(lead, member('SH')))).toMatchObject({
      verdict: 'pass',
      reason: { facts: { count: 1 } },
    })
    const not = of(lead, member('SH', { legalPerson: false }), member('ZJ', { legalPerson: null }))
    expect(findingOn('C02', not)).toMatchObject({
      verdict: 'fail',
      reason: { code: 'members-no-legal-persons' },
      also: [{ code: 'members-legal-person-not-entered' }],
    })
    expect(findingOn('C02', of(lead, member('SH', { legalPerson: null })))).toMatchObject({
      verdict: 'cannot-check',
    })
    expect(findingOn('C02', of(lead))).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'only-lead-entered' },
    })
  })

  test('partners abroad are not asked', () => {
    expect(findingOn('C02', of(lead, member('abroad', { legalPerson: null })))).toMatchObject({
      verdict: 'not-applicable',
    })
  })
})

describe('C03 a university or institute among the members', () => {
  test('passes by the kind that the list gives', () => {
    expect(findingOn('C03', of(lead, member('SH', { kind: '科研院所' })))).toMatchObject({ verdict: 'pass' })
  })

  test('fails when every kind is known and none is one', () => {
    const companies = of(lead, member('SH', { kind: '企业' }), member('ZJ', { kind: '检验检测' }))
    expect(findingOn('C03', companies)).toMatchObject({ verdict: 'fail', reason: { facts: { count: 2 } } })
  })

  test('what a name suggests is only a proposal', () => {
    const byName = of(lead, member('SH', { kind: null, name: '上海交通大学' }))
    expect(findingOn('C03', byName)).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'research-member-by-name-only' },
    })
    const company = of(lead, member('ZJ', { kind: null, name: '吉利汽车研究院(宁波)有限公司' }))
    expect(findingOn('C03', company)).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'kinds-not-entered' },
    })
    const known = of(lead, member('ZJ', { kind: '企业', name: '某某研究院' }))
    expect(findingOn('C03', known)).toMatchObject({ verdict: 'fail' })
  })

  test('an institute that leads is a hint when no member is one', () => {
    const institute = of(anOrganisation({ kind: '科研院所' }), member('SH', { kind: '企业' }))
    expect(findingOn('C03', institute)).toMatchObject({
      verdict: 'hint',
      reason: { code: 'research-only-as-lead' },
    })
    expect(findingOn('C03', of(lead))).toMatchObject({ verdict: 'cannot-check' })
  })
})

describe('C04 two regions, with and without the lead', () => {
  test('passes when the members alone cover two', () => {
    expect(findingOn('C04', of(lead, member('SH'), member('ZJ')))).toMatchObject({ verdict: 'pass' })
  })

  test('is a warning when only the lead makes it two', () => {
    expect(findingOn('C04', of(lead, member('SH'), member('SH')))).toMatchObject({
      verdict: 'hint',
      reason: { code: 'regions-only-with-lead', facts: { without: ['SH'], with: ['SH', 'JS'] } },
    })
  })

  test('fails when all together cover one', () => {
    expect(findingOn('C04', of(lead, member('JS'), member('other')))).toMatchObject({
      verdict: 'fail',
      reason: { facts: { regions: ['JS'] } },
    })
  })

  test('stays open while a region that could change it is unknown', () => {
    expect(findingOn('C04', of(lead, member('SH'), member(null)))).toMatchObject({ verdict: 'cannot-check' })
    expect(findingOn('C04', of(anOrganisation({ region: null }), member('SH')))).toMatchObject({
      verdict: 'cannot-check',
    })
    expect(findingOn('C04', of(lead, member('SH'), member('ZJ'), member(null)))).toMatchObject({
      verdict: 'pass',
    })
    expect(findingOn('C04', of(lead))).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'only-lead-entered' },
    })
  })
})

describe('C08 industries', () => {
  const inField = (field: string | null) => findingOn('C08', { pack, application: anApplication({ field }) })

  test('the sixteen emerging and thirteen future industries are in the lists', () => {
    expect([emergingIndustries.length, futureIndustries.length]).toEqual([16, 13])
    for (const field of emergingIndustries)
      expect(inField(field)).toMatchObject({ reason: { facts: { list: '新兴产业' } } })
    for (const field of futureIndustries)
      expect(inField(field)).toMatchObject({ reason: { facts: { list: '未来产业' } } })
  })

  test('small differences in writing do not matter', () => {
    for (const field of ['新材料产业', '软件和信息服务', '氢能与新型储能领域', ' 人工 智能 '])
      expect(inField(field).verdict).toBe('pass')
  })

  test('the upgrade of a traditional industry counts', () => {
    expect(inField('传统产业高端化、智能化、绿色化')).toMatchObject({
      verdict: 'pass',
      reason: { code: 'field-traditional' },
    })
  })

  test('words that only come near are for a person; others fail; none is open', () => {
    expect(inField('人工智能（语音）')).toMatchObject({
      verdict: 'cannot-check',
      reason: { facts: { near: ['人工智能'] } },
    })
    expect(inField('文化旅游')).toMatchObject({ verdict: 'fail', reason: { facts: { field: '文化旅游' } } })
    expect(inField(null)).toMatchObject({ verdict: 'cannot-check' })
  })
})
