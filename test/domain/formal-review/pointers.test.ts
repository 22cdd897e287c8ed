import { describe, expect, test } from 'vitest'
import type { ApplicationPerson } from '../../../src-main/domain/applications/person.ts'
import { monthsLater, yearsBetween } from '../../../src-main/domain/formal-review/checks/months.ts'
import { findingSentences } from '../../../src-main/domain/formal-review/rules.ts'
import type { ParameterValue, RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { aDocument, anApplication, anOrganisation, aReviewInput } from '../../support/applications.ts'
import { findingOn } from '../../support/findings.ts'

function planOf(rules: Partial<Record<RuleCode, Readonly<Record<string, ParameterValue>>>>) {
  const { plan } = aReviewInput()
  const set = Object.entries(rules).map(([code, parameters]) => [code, { on: true, parameters }])
  return { plan: { ...plan, rules: { ...plan.rules, ...Object.fromEntries(set) } } }
}
const person = (over: Partial<ApplicationPerson> = {}): ApplicationPerson => ({
  name: '欧阳某某',
  role: '项目负责人',
  organisation: null,
  title: '副教授',
  idNumber: '11010519491231002X',
  phone: '13800000000',
  ...over,
})

describe('F12 the principal', () => {
  const conditions = planOf({ F12: { maxAge: 55, titles: ['教授'] } })

  test('what is said names nobody, no age and no number', () => {
    const found = findingOn('F12', { ...conditions, people: [person()] })
    expect(found).toMatchObject({
      verdict: 'fail',
      reason: { code: 'principal-does-not-fit', facts: { conditions: ['age', 'title'] } },
    })
    const said = JSON.stringify(found) + findingSentences(found).join('')
    for (const word of ['欧阳', '1949', '76', '138', '副教授']) expect(said).not.toContain(word)
  })

  test('a title counts whole: 副教授 is no 教授, 教授、博导 has it', () => {
    const plan = planOf({ F12: { titles: ['教授', '研究员'] } })
    const of = (title: string | null) => findingOn('F12', { ...plan, people: [person({ title })] }).verdict
    expect([of('副教授'), of('教授、博导'), of('研究员'), of(null)]).toEqual([
      'fail',
      'pass',
      'pass',
      'cannot-check',
    ])
  })

  test('age counts on the day of the guide, the birthday included', () => {
    const of = (day: string) =>
      findingOn('F12', { ...planOf({ F12: { maxAge: 75, day } }), people: [person()] }).verdict
    expect([of('2025-12-30'), of('2025-12-31')]).toEqual(['pass', 'fail'])
  })

  test('an unreadable number, two principals or only a contact are for a person', () => {
    const of = (...people: ApplicationPerson[]) => findingOn('F12', { ...conditions, people })
    expect(of(person({ idNumber: '110105194912310021', title: null })).verdict).toBe('cannot-check')
    expect(of(person(), person())).toMatchObject({ reason: { facts: { missing: ['several'] } } })
    expect(of(person({ role: '联系人' }))).toMatchObject({ reason: { facts: { missing: ['person'] } } })
  })
})

describe('F06 reserve pool or guide', () => {
  const either = planOf({ F06: { mode: 'reserve-pool-or-guide' } })
  const outside = { reserveState: '征集中' }

  test('outside the pool the guide is enough where the text of 2023 counts', () => {
    expect(findingOn('F06', { ...either, application: anApplication(outside) })).toMatchObject({
      verdict: 'pass',
      reason: { code: 'guide-suffices' },
    })
    const neither = anApplication({ ...outside, task: '家用电器', guideDirection: null })
    expect(findingOn('F06', { ...either, application: neither })).toMatchObject({
      verdict: 'fail',
      reason: { code: 'neither-pool-nor-guide' },
    })
  })

  test('unknown to the pool and off the guide is not yet a fault: the state is only not entered', () => {
    const unknown = anApplication({ reserveState: null, task: '家用电器', guideDirection: null })
    expect(findingOn('F06', { ...either, application: unknown }).verdict).toBe('cannot-check')
  })

  test('without a list of the guide a person judges', () => {
    const open = planOf({ F04: { directions: [] }, F06: { mode: 'reserve-pool-or-guide' } })
    expect(findingOn('F06', { ...open, application: anApplication(outside) })).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'guide-to-be-judged' },
    })
  })

  test('部分揭榜成功 is as good, whatever brackets stand around it', () => {
    const partly = anApplication({ reserveState: '【部分揭榜成功】' })
    expect(findingOn('F06', { application: partly }).verdict).toBe('pass')
  })
})

describe('F04 and F05', () => {
  test('a task that only comes near a listed one is for a person', () => {
    const near = anApplication({ task: '车载语音交互（第二批）', guideDirection: null })
    expect(findingOn('F04', { application: near })).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'near-guide', facts: { near: ['车载语音交互'] } },
    })
  })

  test('a field that only comes near is for a person', () => {
    expect(findingOn('F05', { application: anApplication({ field: '人工智能与机器人' }) })).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'field-near-batch', facts: { near: ['人工智能'] } },
    })
  })
})

describe('F10 and F23', () => {
  test('months of registration end on the day, and count to the close of the batch where no day is set', () => {
    const of = (registered: string, day = '') =>
      findingOn('F10', {
        ...planOf({ F10: { months: 12, day } }),
        application: anApplication({ organisations: [anOrganisation({ registered })] }),
      }).verdict
    expect([of('2025-10-31'), of('2025-11-01')]).toEqual(['pass', 'fail'])
    expect([of('2025-06-30', '2026-06-30'), of('2025-07-01', '2026-06-30')]).toEqual(['pass', 'fail'])
  })

  test('received on the first and on the last day is in time', () => {
    const of = (received: string) => findingOn('F23', { application: anApplication({ received }) }).verdict
    expect([of('2026-09-01'), of('2026-10-31'), of('2026-11-01'), of('2026-08-31')]).toEqual([
      'pass',
      'pass',
      'fail',
      'hint',
    ])
  })

  test('months and years by the calendar', () => {
    expect(monthsLater('2024-02-29', 12)).toBe('2025-02-28')
    expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28')
    expect(yearsBetween('1949-12-31', '2025-12-30')).toBe(75)
    expect(yearsBetween('1949-12-31', '2025-12-31')).toBe(76)
    expect(yearsBetween('2000-02-29', '2018-02-28')).toBe(18)
  })
})

describe('pointers for persons', () => {
  test('F03 names who must have sealed and leads to every sealed page; mere owners need not seal', () => {
    const owner = anOrganisation({ name: '某需求企业', roles: ['需求方'] })
    const application = anApplication({ organisations: [...anApplication().organisations, owner] })
    const found = findingOn('F03', { application })
    expect(found.evidence).toEqual(
      [1, 9, 10].map((page) => ({ document: aDocument().document.document, page })),
    )
    expect([found.reason, ...found.also]).toContainEqual({
      code: 'must-have-sealed',
      facts: { organisations: ['思必驰科技股份有限公司', '上海交通大学'] },
    })
  })

  test('F21 says which words it saw where, and that the form itself was not read', () => {
    const found = findingOn('F21', { application: anApplication({ title: '抗病毒药物临床研究' }) })
    expect(found.reason).toEqual({
      code: 'ethics-words',
      facts: { words: ['临床', '病毒'], fields: ['title'] },
    })
    expect(findingSentences(findingOn('F21')).join('')).toContain('机器没有读申报书全文')
  })

  test('F25 goes by the end of a name and never decides', () => {
    const of = (name: string, kind = '企业') =>
      findingOn('F25', { application: anApplication({ organisations: [anOrganisation({ name, kind })] }) })
    for (const name of ['苏州市人民政府', '上海市科学技术委员会', '某市科技局（高新区）']) {
      expect(of(name)).toMatchObject({ verdict: 'cannot-check', reason: { code: 'perhaps-government' } })
    }
    expect(of('某单位', '党政机关').reason.code).toBe('perhaps-government')
    for (const name of ['中国铁路上海局集团有限公司', '厅堂科技有限公司']) {
      expect(of(name)).toMatchObject({ verdict: 'cannot-check', reason: { code: 'no-government-seen' } })
    }
  })

  test('F11 counts an organisation of two spellings once, and owners not at all', () => {
    const plan = planOf({ F11: { organisations: 2, subtasks: 0 } })
    const organisations = [
      anOrganisation({ name: '思必驰（苏州）公司' }),
      anOrganisation({ name: '思必驰(苏州)公司', roles: ['子课题承担'] }),
      anOrganisation({ name: '乙', roles: ['参与'] }),
      anOrganisation({ name: '丙', roles: ['需求方'] }),
    ]
    expect(findingOn('F11', { ...plan, application: anApplication({ organisations }) })).toMatchObject({
      verdict: 'pass',
      reason: { facts: { organisations: 2 } },
    })
  })
})
