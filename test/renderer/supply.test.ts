import { describe, expect, it } from 'vitest'
import type { SupplyRow } from '../../src-main/domain/supply/list.ts'
import type { FeatureContext } from '../../src-renderer/app/feature.ts'
import { foldLines, lineWords, summaryWords } from '../../src-renderer/features/supply/compared-lines.ts'
import { differingPart } from '../../src-renderer/features/supply/differing-part.ts'
import { pairDocuments } from '../../src-renderer/features/supply/document-pairs.ts'
import { workBenchItems } from '../../src-renderer/features/supply/routes.tsx'
import type { ComparedLine } from '../../src-renderer/features/supply/use-compared-pdfs.ts'
import { dayOf } from '../../src-renderer/ui/dates.ts'

const file = (n: number, name: string) => ({
  document: `sha256:${String(n).padStart(64, '0')}` as const,
  name,
  size: 1,
})

describe('documents of two versions', () => {
  it('go together by name without what people add to it, or by being the same, else alone', () => {
    const pairs = pairDocuments(
      [file(1, '申报书.pdf'), file(2, '协议.pdf'), file(3, '旧附件.pdf')],
      [file(2, '合作协议.pdf'), file(4, '申报书（补交）.pdf'), file(5, '审计报告.pdf')],
    )
    expect(pairs.map(({ before, after }) => [before?.name ?? null, after?.name ?? null])).toEqual([
      ['申报书.pdf', '申报书（补交）.pdf'],
      [null, '审计报告.pdf'],
      ['协议.pdf', '合作协议.pdf'],
      ['旧附件.pdf', null],
    ])
  })

  it.each([
    ['申报书', '申报书_补交.pdf'],
    ['申报书', '申报书 (2).PDF'],
    ['申报书', '申报书-更正版.pdf'],
    ['申报书', '申报书（盖章件）.pdf'],
  ])('%s.pdf goes with %s', (before, after) => {
    expect(pairDocuments([file(1, `${before}.pdf`)], [file(2, after)])).toHaveLength(1)
  })

  it('lay what came beside the one it replaces, also while that one is kept', () => {
    const pairs = pairDocuments([file(1, '甲.pdf')], [file(1, '甲.pdf'), file(2, '甲（补交）.pdf')])
    expect(pairs.map(({ before, after }) => [before?.name, after?.name])).toEqual([
      ['甲.pdf', '甲（补交）.pdf'],
      ['甲.pdf', '甲.pdf'],
    ])
  })

  it('never lay one document beside two', () => {
    const pairs = pairDocuments([file(1, '甲.pdf')], [file(2, '甲.pdf'), file(3, '甲.pdf')])
    expect(pairs.map(({ before }) => before?.name ?? null)).toEqual(['甲.pdf', null])
  })
})

it('the part in which two texts differ is found between what they share', () => {
  expect(differingPart('研究甲的方法', '研究乙的方法')).toEqual(['研究', '甲', '的方法'])
  expect(differingPart('aba', 'aa')).toEqual(['a', 'b', 'a'])
  expect(differingPart('同', '同')).toEqual(['同', '', ''])
  expect(differingPart('全新', '')).toEqual(['', '全新', ''])
  expect(differingPart('𠮷田', '𠮶田')).toEqual(['', '𠮷', '田'])
})

const line = (
  before: number | null,
  after: number | null,
  over: Partial<ComparedLine> = {},
): ComparedLine => ({
  before,
  after,
  state: 'same',
  by: 'text',
  looksOther: false,
  ...over,
})

describe('the pages of two documents as lines', () => {
  const lines = [
    line(1, 1, { state: 'changed' }),
    line(2, 2),
    line(3, 3),
    line(4, 4, { looksOther: true }),
    line(5, 5),
    line(null, 6, { state: 'added' }),
  ]

  it('fold runs of the same pages, never one that looks other, and unfold one run alone', () => {
    const shown = (unfolded: readonly number[]) =>
      foldLines(lines, new Set(unfolded)).map((row) =>
        row.kind === 'folded' ? row.words : lineWords(row.line),
      )
    expect(shown([])).toEqual([
      '第 1 页与第 1 页：文字有改动',
      '第 2–3 页相同',
      '第 4 页与第 4 页：文字相同，版面不同（可能加了印章、签字）',
      '第 5 页相同',
      '第 6 页：新增',
    ])
    expect(shown([1])).toEqual([
      '第 1 页与第 1 页：文字有改动',
      '第 2 页与第 2 页：相同',
      '第 3 页与第 3 页：相同',
      '第 4 页与第 4 页：文字相同，版面不同（可能加了印章、签字）',
      '第 5 页相同',
      '第 6 页：新增',
    ])
  })

  it('say what was compared by nothing but the number', () => {
    expect(lineWords(line(3, 4, { state: 'changed', by: 'by-number' }))).toBe(
      '第 3 页与第 4 页：扫描件，机器未读文字，按页码并排',
    )
    expect(summaryWords(lines, true)).toBe('相同 3 页，文字有改动 1 页，文字相同、版面不同 1 页，新增 1 页')
    expect(summaryWords(lines, false)).toContain('正在核对')
  })
})

describe('the work bench', () => {
  const day = (days: number) => dayOf(new Date(Date.now() + days * 86_400_000))
  const row = (number: string, over: Partial<SupplyRow>): SupplyRow => ({
    id: `application/0a1b2c3d-${number}`,
    number,
    title: '项目',
    lead: '单位',
    institution: 'JS',
    deadline: day(9),
    isExtended: false,
    sentOn: day(-9),
    round: 1,
    items: 2,
    settled: 0,
    partly: 0,
    lastReceived: null,
    standing: '等待补交',
    isInEffect: true,
    desk: null,
    ...over,
  })
  const ask = (rows: readonly SupplyRow[], mayEdit = true) =>
    workBenchItems!({
      desk: { supply: { list: async () => ({ ok: true, value: { total: rows.length, rows } }) } },
      may: () => mayEdit,
    } as unknown as FeatureContext)
  const here = { device: `sha256:${'a'.repeat(64)}`, name: '首台', isHere: false, isOnItsWay: false } as const

  it('says what is overdue, due today or tomorrow, complete, and not sent, and nothing of the others', async () => {
    const items = await ask([
      row('A', { deadline: day(-3) }),
      row('B', { deadline: day(0) }),
      row('C', { deadline: day(1), settled: 1 }),
      row('D', { settled: 2, lastReceived: day(-1) }),
      row('E', { sentOn: null }),
      row('F', {}),
      row('G', { deadline: day(-1), desk: here }),
      row('H', { deadline: day(-1), isInEffect: false }),
    ])
    expect(items.map(({ title, urgency }) => [title.replace(/ 补交期限.*，/, ' 过期，'), urgency])).toEqual([
      ['A 过期，还缺 2 项', 'now'],
      ['B 补交今天截止，还缺 2 项', 'now'],
      ['C 补交明天截止，还缺 1 项', 'now'],
      ['D 补交材料已收齐，等待继续审查', 'soon'],
      ['E 的补交材料通知还没有登记发出', 'soon'],
    ])
    expect(items[0]!.to).toBe('/supply/0a1b2c3d-A')
  })

  it('tells many of a kind together and nothing to who may not review', async () => {
    const rows = Array.from({ length: 8 }, (_, i) => row(`N${i}`, { deadline: day(-2) }))
    const items = await ask(rows)
    expect(items).toHaveLength(6)
    expect(items.at(-1)).toMatchObject({ title: '另有 3 项「逾期待处理」' })
    expect(await ask(rows, false)).toEqual([])
  })
})
