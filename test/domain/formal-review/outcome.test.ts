import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Finding,
  type ItemVerdict,
  itemStates,
  machineFindings,
  type PersonVerdict,
  possibleOutcomes,
} from '../../../src-main/domain/formal-review/rules.ts'
import { appliedRules, type RuleCode, rulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { anApplication, aReviewInput } from '../../support/applications.ts'

const joint = appliedRules(rulePack('joint-draft')!, {})
const consortium = appliedRules(rulePack('consortium-2025')!, {})
const findings = machineFindings(aReviewInput())

function say(verdict: ItemVerdict, codes: readonly RuleCode[], note = ''): PersonVerdict[] {
  return codes.map((code) => ({ code, verdict, note }))
}
const all = (rules: typeof joint) =>
  say(
    '符合',
    rules.map(({ code }) => code),
  )

describe('where each item stands', () => {
  const stateOf = (code: RuleCode, over: Partial<Finding>, verdicts: readonly PersonVerdict[] = []) => {
    const finding = { ...findings.find((one) => one.code === code)!, ...over }
    return itemStates({ rules: joint, findings: [finding], verdicts }).find((state) => state.code === code)!
  }

  test('the machine decides automatic rules when the data are there', () => {
    expect(stateOf('F08', { verdict: 'pass' })).toMatchObject({ verdict: '符合', by: 'machine' })
    expect(stateOf('F08', { verdict: 'fail' })).toMatchObject({ verdict: '不符合', by: 'machine' })
    expect(stateOf('F09', { verdict: 'not-applicable' })).toMatchObject({ verdict: '不适用', by: 'machine' })
    expect(stateOf('F09', { verdict: 'hint' })).toMatchObject({ verdict: '符合' })
    expect(stateOf('F08', { verdict: 'cannot-check' })).toMatchObject({ verdict: '待人工', by: null })
  })

  test('what it proposes on other rules stays open until a person speaks', () => {
    for (const verdict of ['pass', 'fail', 'not-applicable'] as const) {
      expect(stateOf('F07', { verdict })).toMatchObject({ verdict: '待人工', by: null })
    }
  })

  test('on secrecy and integrity the machine can say no, and only a person yes', () => {
    expect(stateOf('F24', { verdict: 'fail' })).toMatchObject({ verdict: '不符合', by: 'machine' })
    expect(stateOf('F24', { verdict: 'pass' })).toMatchObject({ verdict: '待人工' })
  })

  test("a person's verdict counts before the machine's, the last one of several", () => {
    const verdicts = [...say('符合', ['F08']), ...say('不符合', ['F08'], '登记住所在北京')]
    expect(stateOf('F08', { verdict: 'pass' }, verdicts)).toMatchObject({
      verdict: '不符合',
      by: 'person',
      note: '登记住所在北京',
    })
    expect(stateOf('F08', { verdict: 'pass' }, say('待人工', ['F08']))).toMatchObject({
      verdict: '待人工',
      by: null,
    })
  })

  test('a rule without a finding is open', () => {
    expect(
      itemStates({ rules: joint, findings: [], verdicts: [] }).every(({ verdict }) => verdict === '待人工'),
    ).toBe(true)
  })
})

describe('通过', () => {
  test('is possible when nothing is open and nothing is 不符合', () => {
    expect(possibleOutcomes({ rules: joint, findings, verdicts: all(joint) }).通过).toEqual({
      ok: true,
      value: { aids: [] },
    })
  })

  test('is refused while items are open, and names them', () => {
    const some = all(joint).filter(({ code }) => code !== 'F03' && code !== 'F07')
    expect(possibleOutcomes({ rules: joint, findings, verdicts: some }).通过).toEqual({
      ok: false,
      error: { code: 'formal-review/items-open', items: ['F03', 'F07'] },
    })
  })

  test('is refused with a 不符合 that is neither hint nor aid', () => {
    const verdicts = [...all(joint), ...say('不符合', ['F16', 'F04'], '理由')]
    expect(possibleOutcomes({ rules: joint, findings, verdicts }).通过).toEqual({
      ok: false,
      error: { code: 'formal-review/items-do-not-conform', items: ['F04', 'F16'] },
    })
  })

  test('hints never block, neither open nor 不符合', () => {
    const hints: RuleCode[] = ['F15', 'F17', 'F18', 'F20']
    const verdicts = all(joint).filter(({ code }) => !hints.includes(code))
    expect(possibleOutcomes({ rules: joint, findings, verdicts }).通过.ok).toBe(true)
    const money = { total: 100, requested: 90, selfRaised: 10, offered: null, contract: null }
    const above = machineFindings(
      aReviewInput({ application: anApplication({ money, start: '2027-01-01', end: '2027-02-01' }) }),
    )
    const spoken = [...verdicts, ...say('不符合', hints)]
    expect(possibleOutcomes({ rules: joint, findings: above, verdicts: spoken }).通过.ok).toBe(true)
  })

  test('a consortium aid that is 不符合 needs a reason, and is told', () => {
    const without = [...all(consortium), ...say('不符合', ['C03'], '  ')]
    expect(possibleOutcomes({ rules: consortium, findings: [], verdicts: without }).通过).toMatchObject({
      error: { code: 'formal-review/aid-needs-reason', items: ['C03'] },
    })
    const reasoned = [...all(consortium), ...say('不符合', ['C03'], '成员以检测机构为主')]
    expect(possibleOutcomes({ rules: consortium, findings: [], verdicts: reasoned }).通过).toEqual({
      ok: true,
      value: { aids: ['C03'] },
    })
  })
})

describe('通知补交材料', () => {
  test('needs a 不符合 that may be supplied later, says which may not, and what is still open', () => {
    const verdicts = [...say('不符合', ['F02', 'F04']), ...say('符合', ['F03'])]
    expect(possibleOutcomes({ rules: joint, findings, verdicts }).通知补交材料).toMatchObject({
      ok: true,
      value: {
        needs: 'date',
        items: ['F02'],
        notSuppliable: ['F04'],
        open: expect.arrayContaining(['F07', 'F25']),
      },
    })
  })

  test('is refused when nothing can be supplied later', () => {
    expect(possibleOutcomes({ rules: joint, findings, verdicts: all(joint) }).通知补交材料.ok).toBe(false)
    const verdicts = [...all(joint), ...say('不符合', ['F04'])]
    expect(possibleOutcomes({ rules: joint, findings, verdicts }).通知补交材料).toEqual({
      ok: false,
      error: { code: 'formal-review/nothing-to-supply', items: ['F04'] },
    })
  })
})

describe('不予受理', () => {
  test('needs a 不符合 and a second person', () => {
    const verdicts = [...all(joint), ...say('不符合', ['F04'])]
    expect(possibleOutcomes({ rules: joint, findings, verdicts }).不予受理).toEqual({
      ok: true,
      value: { needs: 'second-person', items: ['F04'], open: [] },
    })
    expect(possibleOutcomes({ rules: joint, findings, verdicts: all(joint) }).不予受理).toMatchObject({
      error: { code: 'formal-review/nothing-does-not-conform' },
    })
  })

  test('a 不符合 on a hint is no ground for it', () => {
    const verdicts = [...all(joint), ...say('不符合', ['F15'])]
    expect(possibleOutcomes({ rules: joint, findings, verdicts }).不予受理.ok).toBe(false)
  })
})

test('a mark of secrecy allows no outcome at all', () => {
  const verdicts = [...all(joint), ...say('不符合', ['F24', 'F01'])]
  const outcomes = possibleOutcomes({ rules: joint, findings, verdicts })
  for (const outcome of Object.values(outcomes)) {
    expect(outcome).toMatchObject({ ok: false, error: { code: 'formal-review/secrecy-mark' } })
  }
})

test('property: 通过 and 不予受理 are possible together only through consortium aids, and 通过 never while anything is open', () => {
  const verdict = fc.constantFrom<ItemVerdict>('符合', '不符合', '不适用', '待人工')
  const verdicts = fc.tuple(
    ...consortium.map(({ code }) =>
      fc.record({ code: fc.constant(code), verdict, note: fc.constantFrom('', '理由') }),
    ),
  )
  fc.assert(
    fc.property(verdicts, (spoken) => {
      const outcomes = possibleOutcomes({ rules: consortium, findings: [], verdicts: spoken })
      if (!outcomes.通过.ok) return
      const blocking = spoken.filter(
        ({ code }) => consortium.find((rule) => rule.code === code)!.how !== 'hint',
      )
      expect(blocking.some((one) => one.verdict === '待人工')).toBe(false)
      const failed = blocking.filter((one) => one.verdict === '不符合')
      expect(failed.every(({ code, note }) => code.startsWith('C') && note !== '')).toBe(true)
    }),
  )
})
