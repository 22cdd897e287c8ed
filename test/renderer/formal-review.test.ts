import { describe, expect, it } from 'vitest'
import { machineFindings, type ReviewInput } from '../../src-main/domain/formal-review/rules.ts'
import { appliedRules, type RuleCode, rulePack } from '../../src-main/domain/rule-packs/rules.ts'
import { markedText, shortened } from '../../src-renderer/features/duplicates/marked-text.ts'
import { dayInWords } from '../../src-renderer/features/formal-review/closing-words.ts'
import { daysLeft, nearnessOf } from '../../src-renderer/features/formal-review/deadline.tsx'
import { viewFor } from '../../src-renderer/features/formal-review/evidence-view.ts'
import { joined } from '../../src-renderer/features/formal-review/list-rows.ts'
import { nextOpen, openCount, reviewItems } from '../../src-renderer/features/formal-review/review-items.ts'
import { partsOf } from '../../src-renderer/features/formal-review/review-list.ts'
import {
  sealPages,
  sealVerdictOf,
  stepSeal,
  withSealVerdict,
} from '../../src-renderer/features/formal-review/seal-pages.ts'
import {
  changesBetween,
  type Plan,
  withParameter,
  withSwitch,
} from '../../src-renderer/features/rule-packs/plan.ts'
import { rowsHere } from '../../src-renderer/ui/table-columns.ts'
import { anApplication, aReviewInput } from '../support/applications.ts'

const pack = { ...rulePack('joint-draft')!, source: { from: 'program' } as const }
type Verdicts = Parameters<typeof reviewItems>[0]['verdicts']

function pageOf(
  input: ReviewInput,
  verdicts: Verdicts = [],
  isClosed = false,
): Parameters<typeof reviewItems>[0] {
  const findings = machineFindings(input)
  const frozen = { id: pack.id, version: pack.version, confirmed: false }
  const closing = { reason: '', second: null, findings, notice: [], pack: frozen }
  const review = {
    id: 'review/1',
    openedAt: '',
    outcome: isClosed ? ('通过' as const) : null,
    deadline: null,
    closedAt: null,
    signOff: null,
    noticed: null,
    closing: isClosed ? closing : null,
  }
  const rules = appliedRules(pack, input.plan.rules)
  return { findings, verdicts, review, pack, rules: { pack, settings: {}, rules } }
}

function said(code: RuleCode, verdict: '符合' | '不符合' | '待人工'): Verdicts[number] {
  return { code, verdict, note: '', evidence: [], person: 'person/1', at: '' }
}

const groups = (page: Parameters<typeof reviewItems>[0]) =>
  reviewItems(page).map(({ code, group }) => `${group} ${code}`)

describe('the items of a review', () => {
  const money = { ...anApplication().money, selfRaised: 1 }
  const input = aReviewInput({ application: anApplication({ money }) })

  it('begin with what the machine holds against the application', () => {
    expect(groups(pageOf(input))[0]).toBe('不符合 F16')
    expect(groups(pageOf(input))[1]).toMatch(/^待人工/)
    expect(groups(pageOf(input)).at(-1)).toMatch(/^符合/)
  })

  it('stay where they are while verdicts are given', () => {
    const verdicts = [said('F16', '符合'), said('F03', '不符合'), said('F04', '符合')]
    expect(groups(pageOf(input, verdicts))).toEqual(groups(pageOf(input)))
  })

  it('go on to the next open one below, and from the end to the first that was left', () => {
    const items = reviewItems(pageOf(input, [said('F04', '符合')]))
    expect(nextOpen(items, 'F03')).toBe('F05')
    const last = items.findLast(({ isOpen }) => isOpen)!
    expect(nextOpen(items, last.code)).toBe(items.find(({ isOpen }) => isOpen)!.code)
  })

  it('count as open what a person opened again, and never a hint', () => {
    const before = openCount(reviewItems(pageOf(input)))
    expect(openCount(reviewItems(pageOf(input, [said('F16', '待人工')])))).toBe(before + 1)
    const hints = reviewItems(pageOf(input)).filter(({ state }) => !state.blocks)
    expect(hints.map(({ code }) => code)).toEqual(expect.arrayContaining(['F17', 'F18']))
    expect(hints.some(({ isOpen }) => isOpen)).toBe(false)
  })

  it('of a closed review are those that were frozen, also when the plan has switched a rule off since', () => {
    const page = pageOf(input, [], true)
    const rules = page.rules.rules.filter(({ code }) => code !== 'F25')
    const items = reviewItems({ ...page, rules: { ...page.rules, rules } })
    expect(items.map(({ code }) => code)).toContain('F25')
    expect(openCount(items)).toBe(0)
  })
})

describe('what stands beside an item', () => {
  const document = `sha256:${'a'.repeat(64)}`
  const withSeal = [
    { document, name: 'a.pdf', size: 1, marks: [{ kind: '申报书（盖章）', from: 3, to: 5 } as const] },
  ]

  it('is the page that the evidence names, before anything else', () => {
    expect(viewFor('F03', [{ document, page: 9 }], withSeal)).toEqual({ kind: 'document', document, page: 9 })
  })

  it('is the column of the organisations, or the field', () => {
    expect(viewFor('F09', [{ field: 'codes' }], withSeal)).toEqual({
      kind: 'organisations',
      columns: ['code'],
    })
    expect(viewFor('F16', [{ field: 'total' }], withSeal)).toEqual({ kind: 'facts', fields: ['total'] })
  })

  it('is the last page of what is sealed where seals are looked at, else the document where one is', () => {
    expect(viewFor('F03', [], withSeal)).toEqual({ kind: 'document', document, page: 5 })
    const unmarked = withSeal.map((one) => ({ ...one, marks: [] }))
    expect(viewFor('F03', [], unmarked)).toEqual({ kind: 'document', document, page: null })
    expect(viewFor('F04', [], [])).toMatchObject({ kind: 'facts' })
  })
})

describe('the review list', () => {
  it('puts what needs work first, then what waits by its day, then what is closed', () => {
    const parts = partsOf({ batch: 'batch/1', institutions: [] }, { state: null, sorting: null })
    expect(parts.map(({ filter }) => filter.states)).toEqual([
      ['未开始', '审查中'],
      ['补交材料中'],
      ['通过', '不予受理'],
    ])
    expect(parts[1]!.sort.column).toBe('deadline')
  })

  it('is one list of its parts, and asks each part only for what is in view of it', () => {
    const asked: string[] = []
    const part = (name: string, rows: readonly string[]) => ({
      ...rowsHere(rows),
      onRangeNeeded: (offset: number, limit: number) => void asked.push(`${name} ${offset}+${limit}`),
    })
    const whole = joined([part('a', ['1', '2', '3']), part('b', []), part('c', ['4', '5'])])
    expect(Array.from({ length: whole.rowCount + 1 }, (_, i) => whole.rowAt(i))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      undefined,
    ])
    whole.onRangeNeeded!(2, 2)
    expect(asked).toEqual(['a 2+1', 'c 0+1'])
  })
})

describe('days', () => {
  it('are counted in words', () => {
    expect(daysLeft('2026-12-06', '2026-11-22')).toBe('还剩 10 个工作日')
    expect(daysLeft('2026-11-22', '2026-11-22')).toBe('今天截止')
    expect(daysLeft('2026-11-19', '2026-11-24')).toBe('已过 3 个工作日')
    expect(dayInWords('2026-12-06', '2026-11-22')).toBe('2026-12-06 星期日，不是工作日，还剩 10 个工作日')
    expect(dayInWords('2026-12-07', '2026-11-22')).toBe('2026-12-07 星期一，还剩 11 个工作日')
    expect(nearnessOf('2026-11-25', '2026-11-22')).toBe('soon')
    expect(nearnessOf('2026-11-21', '2026-11-22')).toBe('passed')
  })
})

describe('the plan of a batch', () => {
  const plan: Plan = { pack: 'joint-draft', version: pack.version, settings: {} }
  const ruleOf = (code: RuleCode) => pack.rules.find((rule) => rule.code === code)!
  const share = ruleOf('F15').parameters[0]!

  it('says only what differs from the pack', () => {
    const changed = withParameter(withSwitch(plan, ruleOf('F25'), false), 'F15', share, 25)
    expect(changed.settings).toEqual({ F25: { on: false }, F15: { parameters: { percent: 25 } } })
    expect(withParameter(withSwitch(changed, ruleOf('F25'), true), 'F15', share, 30)).toEqual(plan)
  })

  it('tells what recording it would change', () => {
    const changed = withParameter(withSwitch(plan, ruleOf('F10'), true), 'F15', share, 25)
    expect(changesBetween(plan, changed, pack).map(({ code, text }) => `${code} ${text}`)).toEqual([
      'F10 停用 → 启用',
      'F15 支持上限：30 % → 25 %',
    ])
  })
})

describe('seals', () => {
  const document = `sha256:${'b'.repeat(64)}` as const
  const documents = [
    {
      ...{ document, name: '一.pdf', size: 1 },
      marks: [
        { kind: '合作协议', from: 8, to: 9 },
        { kind: '申报书（盖章）', from: 1, to: 5 },
        { kind: '科研诚信承诺书', from: 5, to: 5 },
        { kind: '成果证明', from: 10, to: 12 },
      ],
    },
  ] as const

  it('are looked for on the last page of each part that carries one, the form first, no page twice', () => {
    expect(sealPages(documents).map(({ page }) => page)).toEqual([5, 9])
  })

  it('are stepped through from where one is, and from the last to the first', () => {
    const pages = sealPages(documents)
    expect(stepSeal(pages, { document, page: 5 }, 1)?.page).toBe(9)
    expect(stepSeal(pages, { document, page: 9 }, 1)?.page).toBe(5)
    expect(stepSeal(pages, { document, page: 7 }, -1)?.page).toBe(9)
    expect(stepSeal([], null, 1)).toBeNull()
  })

  it('are noted by organisation; a later word replaces the earlier one, everything else that was written stays', () => {
    const first = withSealVerdict('负责人已签字', '甲公司', 'wrong', 3)
    const second = withSealVerdict(first, '甲公司（上海）', 'sealed', null)
    const third = withSealVerdict(second, '甲公司', 'sealed', 4)
    expect(third).toBe('负责人已签字\n甲公司（上海）：盖章一致\n甲公司：盖章一致（第 4 页）')
    expect(sealVerdictOf(second, '甲公司')).toBe('wrong')
    expect(sealVerdictOf(third, '甲公司')).toBe('sealed')
    expect(sealVerdictOf(third, '甲公')).toBeNull()
  })
})

describe('a text with its passages', () => {
  const passage = (from: number, to: number, text = 0) => ({
    ...{ a: { text, from, to }, b: { text: 0, from: 0, to: 1 }, length: to - from },
  })

  it('is cut where they begin and end, in the order of the text, the longer one first where two overlap', () => {
    const parts = markedText('一二三四五六七八', 0, [passage(4, 7), passage(0, 2), passage(6, 8)], 'a')
    expect(parts).toEqual([
      { text: '一二', passage: 2 },
      { text: '三四', passage: null },
      { text: '五六七', passage: 1 },
      { text: '八', passage: null },
    ])
    expect(markedText('一二', 0, [passage(0, 2, 1)], 'a')).toEqual([{ text: '一二', passage: null }])
  })

  it('keeps every word that agrees, and shortens what is long and agrees nowhere', () => {
    const long = '甲'.repeat(500)
    const parts = shortened(markedText(`${long}乙乙${long}`, 0, [passage(500, 502)], 'a'))
    expect(parts.map(({ text }) => text.length)).toEqual([62, 2, 62])
    expect(parts[1]).toEqual({ text: '乙乙', passage: 1 })
  })
})
