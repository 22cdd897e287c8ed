import { describe, expect, test } from 'vitest'
import {
  findingSentences,
  itemStates,
  possibleOutcomes,
} from '../../../src-main/domain/formal-review/rules.ts'
import type { MatchedEntry } from '../../../src-main/domain/registers/rules.ts'
import { validUntil } from '../../../src-main/domain/registers/rules.ts'
import { appliedRules, type RuleCode, rulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import {
  aDocument,
  anApplication,
  anOrganisation,
  aRegisterEntry,
  aReviewInput,
  registersFor,
} from '../../support/applications.ts'
import { findingOn } from '../../support/findings.ts'

const application = anApplication()
const consortium = rulePack('consortium-2025')!
const record = (over: Partial<MatchedEntry> = {}) => aRegisterEntry({ result: '有记录', ...over })
/** All organisations have these entries. */
const said = (...entries: readonly MatchedEntry[]) => ({ registers: registersFor(application, entries) })
const withRoles = (...roles: readonly (readonly ('需求方' | '解决方' | '牵头' | '参与')[])[]) =>
  roles.map((own, i) => anOrganisation({ name: `某某第${i}公司`, code: null, roles: own }))

describe('F19 integrity: pledge, check within its validity, no running penalty', () => {
  test('passes with the pages of the pledge and the day on which the first check runs out', () => {
    expect(findingOn('F19')).toMatchObject({
      verdict: 'pass',
      reason: { code: 'pledge-and-checks', facts: { from: 9, to: 9, count: 2, until: '2027-05-01' } },
      evidence: [{ page: 9 }],
    })
  })

  test('names every organisation that was not looked up, and cannot check', () => {
    const finding = findingOn('F19', said())
    expect(finding).toMatchObject({
      verdict: 'cannot-check',
      reason: { facts: { organisations: ['思必驰科技股份有限公司', '上海交通大学'] } },
    })
    expect(findingSentences(finding).join()).toContain('尚未做科研诚信核查')
  })

  test.each([
    ['2026-05-22', 'pass'],
    ['2026-05-21', 'cannot-check'],
  ])('a check of %s, good for six months, on 22 November: %s', (checkedOn, verdict) => {
    expect(findingOn('F19', said(aRegisterEntry({ checkedOn }))).verdict).toBe(verdict)
  })

  test('the months of the batch plan count, unless the check says its own', () => {
    const plan = { ...aReviewInput().plan, rules: { F19: { parameters: { validMonths: 1 } } } }
    const old = { checkedOn: '2026-10-01' }
    expect(findingOn('F19', { ...said(aRegisterEntry(old)), plan })).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'register-expired' },
    })
    expect(findingOn('F19', { ...said(aRegisterEntry({ ...old, months: 12 })), plan }).verdict).toBe('pass')
  })

  test('a month that is shorter ends the validity on its last day', () => {
    expect(validUntil({ checkedOn: '2026-08-31', months: null }, 6)).toBe('2027-02-28')
  })

  test.each<[string, Partial<MatchedEntry>, string]>([
    ['ended yesterday', { penaltyFrom: '2024-01-01', penaltyTo: '2026-11-21' }, 'pass'],
    ['ends today', { penaltyFrom: '2024-01-01', penaltyTo: '2026-11-22' }, 'fail'],
    ['begins tomorrow', { penaltyFrom: '2026-11-23', penaltyTo: null }, 'pass'],
    ['has no end', {}, 'fail'],
    ['was lifted by two', { isLifted: true }, 'hint'],
    ['is one of a relative', { match: 'related', under: '某某集团' }, 'hint'],
    ['is one of social credit', { register: '社会信用' }, 'pass'],
  ])('a penalty that %s: %s', (_, over, verdict) => {
    expect(findingOn('F19', said(aRegisterEntry(), record(over))).verdict).toBe(verdict)
  })

  test('a later check without record does not lift an earlier record', () => {
    const entries = [record({ checkedOn: '2026-01-01' }), aRegisterEntry({ checkedOn: '2026-11-20' })]
    expect(findingOn('F19', said(...entries)).verdict).toBe('fail')
  })

  test('a check of a relative is none of the organisation', () => {
    const entry = aRegisterEntry({ match: 'related', under: '某某集团' })
    expect(findingOn('F19', said(entry)).reason.code).toBe('register-not-checked')
  })

  test('a record of a person is counted and never named', () => {
    const registers = { ...registersFor(application), people: [record({ under: '' })] }
    expect(findingOn('F19', { registers })).toMatchObject({
      verdict: 'fail',
      reason: { code: 'register-person-hit', facts: { count: 1 } },
    })
  })

  test('without pledge it cannot check, and says whether every page was marked', () => {
    const marks = (to: number) => ({
      documents: [aDocument({ marks: [{ kind: '申报书（盖章）', from: 1, to }] })],
    })
    const also = (to: number) => findingOn('F19', marks(to)).reason.code
    expect(findingOn('F19', marks(10)).verdict).toBe('cannot-check')
    expect([also(10), also(8)]).toEqual(['pledge-missing', 'pledge-not-marked'])
  })

  test('organisations abroad are in no such register: a hint beside others, not applicable when there are no others', () => {
    const abroad = anOrganisation({ name: 'Example GmbH', code: null, region: 'abroad' })
    const with_ = (organisations: (typeof abroad)[]) => {
      const content = anApplication({ organisations })
      const registers = registersFor(content, organisations.length > 1 ? undefined : [])
      return findingOn('F19', { application: content, registers })
    }
    expect(with_([abroad]).verdict).toBe('not-applicable')
    expect(with_([anOrganisation(), abroad])).toMatchObject({
      verdict: 'hint',
      reason: { code: 'register-abroad', facts: { organisations: ['Example GmbH'] } },
    })
  })
})

describe('a running record binds', () => {
  const findings = [findingOn('F19', said(record()))]
  const rules = appliedRules(rulePack('joint-draft')!, {}).filter(({ code }) => code === 'F19')
  const state = (verdict?: '符合' | '不适用' | '不符合') => {
    const verdicts = verdict ? [{ code: 'F19' as RuleCode, verdict, note: '看过' }] : []
    return itemStates({ rules, findings, verdicts })[0]!
  }

  test('no person’s word but 不符合 changes it', () => {
    expect([state(), state('符合'), state('不适用')].map(({ verdict, by }) => [verdict, by])).toEqual(
      Array(3).fill(['不符合', 'machine']),
    )
    expect(state('不符合')).toMatchObject({ verdict: '不符合', by: 'person' })
  })

  test('the application cannot pass, whatever was said before the record came', () => {
    const verdicts = [{ code: 'F19' as RuleCode, verdict: '符合' as const, note: '' }]
    expect(possibleOutcomes({ rules, findings, verdicts }).通过).toMatchObject({
      ok: false,
      error: { code: 'formal-review/items-do-not-conform', items: ['F19'] },
    })
  })

  test('once it was lifted a person decides again', () => {
    const lifted = [findingOn('F19', said(aRegisterEntry(), record({ isLifted: true })))]
    const verdicts = [{ code: 'F19' as RuleCode, verdict: '符合' as const, note: '' }]
    expect(itemStates({ rules, findings: lifted, verdicts })[0]).toMatchObject({
      verdict: '符合',
      by: 'person',
    })
  })
})

describe('C11 social credit, a register of its own', () => {
  const on = (...entries: readonly MatchedEntry[]) =>
    findingOn('C11', { pack: consortium, ...said(...entries) })
  const credit = (over: Partial<MatchedEntry> = {}) => aRegisterEntry({ register: '社会信用', ...over })

  test('proposes, and leaves it to a person', () => {
    expect(on(credit())).toMatchObject({ verdict: 'pass', reason: { code: 'register-checked' } })
    const [rule] = appliedRules(consortium, {}).filter(({ code }) => code === 'C11')
    const states = itemStates({ rules: [rule!], findings: [on(credit())], verdicts: [] })
    expect(states[0]).toMatchObject({ verdict: '待人工', by: null })
  })

  test('fails on a record, and cannot check on a check of integrity alone', () => {
    expect(on(credit(), credit({ result: '有记录' })).verdict).toBe('fail')
    expect(on(aRegisterEntry())).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'register-not-checked', facts: { register: '社会信用' } },
    })
  })

  test('is not applicable where all are abroad', () => {
    const content = anApplication({ organisations: [anOrganisation({ region: 'abroad', code: null })] })
    const finding = findingOn('C11', {
      pack: consortium,
      application: content,
      registers: registersFor(content, []),
    })
    expect(finding.verdict).toBe('not-applicable')
  })
})

describe('F18 owner and solver', () => {
  const on = (over: Parameters<typeof anApplication>[0], relations: readonly object[] = []) => {
    const content = anApplication(over)
    const registers = { ...registersFor(content), relations: relations as never }
    return findingOn('F18', { application: content, registers })
  }

  test('passes as far as is known', () => {
    expect(on({})).toMatchObject({ verdict: 'pass', reason: { facts: { declared: false } } })
    expect(on({ other: { 是否存在关联关系: '否' } }).reason.facts).toEqual({ declared: true })
  })

  test('one organisation in both roles, relatives, and what is declared are hints', () => {
    expect(on({ organisations: withRoles(['牵头', '需求方', '解决方'], ['参与']) })).toMatchObject({
      verdict: 'hint',
      reason: { code: 'owner-also-solver', facts: { organisations: ['某某第0公司'] } },
    })
    const pair = { owner: '甲公司', solver: '乙公司', how: 'family', family: '某某集团' }
    const related = on({}, [pair])
    expect(related).toMatchObject({ verdict: 'hint', reason: { facts: { pairs: [pair] } } })
    expect(findingSentences(related)[0]).toBe('需求方与解决方有关联：甲公司与乙公司同属「某某集团」。')
    const declared = on({ other: { 关联关系说明: '解决方为需求方的控股子公司' } })
    expect(declared).toMatchObject({ verdict: 'hint', reason: { facts: { columns: ['关联关系说明'] } } })
    expect(JSON.stringify(declared)).not.toContain('控股子公司')
  })

  test('cannot check while a role is not entered; not applicable to an application by the guide', () => {
    const nobody = withRoles(['牵头'], ['参与'])
    expect(on({ organisations: withRoles(['牵头', '需求方'], ['参与']) })).toMatchObject({
      verdict: 'cannot-check',
      reason: { facts: { roles: ['解决方'] } },
    })
    expect(on({ organisations: nobody, guideDirection: '方向一', reserveEntry: null }).verdict).toBe(
      'not-applicable',
    )
    expect(on({ organisations: nobody, reserveEntry: 'CB-1' }).verdict).toBe('cannot-check')
  })
})
