import { beforeEach, describe, expect, it } from 'vitest'
import { queryContext } from '../../../src-main/core/execute.ts'
import type { Paper, PaperBlock } from '../../../src-main/core/ports/papers.ts'
import type { ListFilter } from '../../../src-main/domain/formal-review/list-filter.ts'
import { longestList } from '../../../src-main/domain/formal-review/papers/listed.ts'
import { modules } from '../../../src-main/domain/index.ts'
import { rulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { anApplication, anOrganisation } from '../../support/applications.ts'
import { type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { closeReview, multiply, pageOf, takeIn } from '../../support/reviews.ts'

const { reviewSheet, noticeLetter, summarySheet, approvalSheet, ...review } = modules.formalReview.calls

let desk: LogDesk

beforeEach(async () => {
  desk = await openLogDesk('JS')
})

/** The page model that a call hands to whoever draws it, and the name of its file; or why there is none. */
async function made(
  call: { readonly run: (context: never) => Promise<unknown> },
  input: object,
  at = desk,
): Promise<{ readonly paper: Paper; readonly file: string; readonly code: string }> {
  let paper: Paper | undefined
  const pdf = async (asked: Paper) => {
    paper = asked
    return new Uint8Array()
  }
  const write = async (_: unknown, name: string) => ({ ok: true, value: { name } })
  const target = { kind: 'file', folder: 'folder', format: 'pdf' }
  const context = {
    ...queryContext(at, { ...input, target }, at.clerk),
    ports: { papers: { pdf }, files: { write } },
    now: () => '2026-11-22T08:00:00.000Z',
  }
  const answer = (await call.run(context as never)) as {
    readonly value?: { readonly name: string }
    readonly error?: { readonly code: string }
  }
  return { paper: paper!, file: answer.value?.name ?? '', code: answer.error?.code ?? 'ok' }
}

type Kind<K extends PaperBlock['kind']> = Extract<PaperBlock, { readonly kind: K }>

function blocks<K extends PaperBlock['kind']>({ blocks: all }: Paper, kind: K): Kind<K>[] {
  return all.filter((block): block is Kind<K> => block.kind === kind)
}

const texts = (paper: Paper, kind: 'title' | 'paragraph' | 'note') =>
  blocks(paper, kind).map(({ text }) => text)
const factsOf = (paper: Paper) => Object.fromEntries(blocks(paper, 'facts').flatMap(({ rows }) => rows))
const typed = { number: '', date: '', contact: '', phone: '' }
const whole = (application: string): ListFilter => ({
  batch: pageOf(desk, application).batch.id,
  states: [],
  regions: [],
  institutions: [],
  field: null,
  search: '',
})
const sort = { column: 'number', descending: false } as const

describe('形式审查表', () => {
  it('has a line for every rule that is on, in the order of the pack, with verdict, who said it and on what', async () => {
    const [application] = takeIn(desk, [{ money: { ...anApplication().money, selfRaised: 1 } }])
    desk.run(review.recordVerdict, {
      application: application!,
      code: 'F03',
      verdict: '不符合',
      note: '合同章',
      evidence: [{ field: 'lead' }],
    })
    const { paper, file } = await made(reviewSheet, { application })
    const [table] = blocks(paper, 'table')
    const on = rulePack('joint-draft')!.rules.filter((rule) => rule.on)
    expect(table!.rows.map(([code]) => code)).toEqual(on.map(({ code }) => code))
    const line = (code: string) => table!.rows.find((row) => row[0] === code)!.slice(2)
    expect(line('F03')).toEqual(['不符合', '经办人', '合同章\n见申报信息：牵头单位。'])
    expect(line('F16')).toEqual(['不符合', '机器', expect.stringMatching(/^申请支持与自筹之和为/)])
    expect(line('F04')).toEqual(['待人工', '—', '评审方案中没有录入指南方向或任务，无法比对，待人工。'])
    expect(line('F25')).toEqual(['待人工', '—', ''])
    expect(line('F17')[0]).toBe('提示')
    expect(file).toBe('形式审查表-CSJ2026-JS-0001.pdf')
  })

  it('is marked 「未办结」 until there is a conclusion, then tells all of it', async () => {
    const [application] = takeIn(desk, 1)
    const before = (await made(reviewSheet, { application })).paper
    expect(texts(before, 'title')).toEqual(['形式审查表（未办结）'])
    expect(factsOf(before).审查结论).toMatch(/^尚有 \d+ 项待人工判断，未作出结论。$/)
    closeReview(desk, application!, { outcome: '不予受理', failing: ['F04', 'F07'], reason: '已联系。' })
    const { paper } = await made(reviewSheet, { application })
    expect(texts(paper, 'title')).toEqual(['形式审查表'])
    expect(factsOf(paper)).toMatchObject({
      审查结论: '不予受理',
      通知事项:
        '1．申报内容与项目指南或者揭榜任务的要求不相符。\n2．牵头单位不符合在三省一市注册、具有独立法人资格的要求。',
      补充说明: '已联系。',
      共同确认: '复核人',
    })
    // The code names the closing itself: it is found again, and says what was concluded.
    const closing = queryContext(desk, null, desk.clerk)
      .history(pageOf(desk, application!).review!.id)
      .at(-1)!
    expect(paper.footer).toContain(`校验码：${closing.id.slice(7, 15)}（江苏第 ${closing.seq} 条`)
  })

  it('wears 「征求意见」 as long as the basis was unconfirmed when the review was closed', async () => {
    const [first, second] = takeIn(desk, 2)
    closeReview(desk, first!, { outcome: '通过', failing: [] })
    const { basis, version } = rulePack('joint-draft')!
    desk.run(modules.rulePacks.calls.confirmBasis, {
      pack: 'joint-draft',
      version,
      title: basis.title,
      number: '沪科规〔2023〕1号',
    })
    closeReview(desk, second!, { outcome: '通过', failing: [] })
    expect((await made(reviewSheet, { application: first })).paper.watermark).toBe('征求意见')
    const { paper } = await made(reviewSheet, { application: second })
    expect(paper.watermark).toBeNull()
    expect(factsOf(paper).审查规则).toContain('沪科规〔2023〕1号')
  })

  it('of another office is printed here too, without names that only that office knows', async () => {
    const [application] = takeIn(desk, 1)
    closeReview(desk, application!, { outcome: '通过', failing: [] })
    const shanghai = await openLogDesk('SH')
    shanghai.receive(desk)
    const { paper } = await made(reviewSheet, { application }, shanghai)
    expect(factsOf(paper).经办人).toMatch(/^经办人（江苏省科学技术厅）/)
    expect((await made(noticeLetter, { application, typed }, shanghai)).code).toBe(
      'formal-review/other-office',
    )
  })
})

describe('the letter of a notice', () => {
  it('is made of what was recorded, between the head of the office and a place for the seal', async () => {
    const [application] = takeIn(desk, 1)
    closeReview(desk, application!, {
      outcome: '通知补交材料',
      failing: ['F03'],
      notice: [{ code: 'F03', sentence: '请补齐公章。' }],
    })
    const answers = { number: '苏科函〔2026〕17号', date: '2026-11-23', contact: '王工', phone: '025-1' }
    const { paper, file } = await made(noticeLetter, { application, typed: answers })
    expect(paper.blocks.map(({ kind }) => kind)).toEqual([
      'letterhead',
      'title',
      'addressee',
      ...Array(3).fill('paragraph'),
      'closing',
      'paragraph',
    ])
    expect(blocks(paper, 'letterhead')[0]).toMatchObject({
      office: '江苏省科学技术厅',
      number: answers.number,
    })
    expect(texts(paper, 'paragraph')[1]).toBe('1．请补齐公章。')
    expect(texts(paper, 'paragraph').at(-1)).toBe('（联系人：王工；联系电话：025-1）')
    expect(blocks(paper, 'closing')[0]!.lines).toEqual(['江苏省科学技术厅', '2026年11月23日'])
    expect(file).toBe('补交材料通知-N-0001.pdf')
  })

  it('leaves places to write for what was not typed, and takes no day that does not exist', async () => {
    const [application] = takeIn(desk, 1)
    closeReview(desk, application!, { outcome: '不予受理', failing: ['F04'] })
    const { paper } = await made(noticeLetter, { application, typed })
    expect(blocks(paper, 'letterhead')[0]!.number).toBeNull()
    expect(blocks(paper, 'closing')[0]!.lines[1]).toMatch(/年　　月　　日/)
    const odd = { ...typed, date: '2026-02-30' }
    expect((await made(noticeLetter, { application, typed: odd })).code).toBe('formal-review/no-such-day')
  })

  it('is there after the review was opened again, and not before there was a notice', async () => {
    const [first, second] = takeIn(desk, 2)
    closeReview(desk, first!, { outcome: '通知补交材料', failing: ['F03'] })
    desk.run(review.reopen, { application: first!, reason: '材料已到' })
    expect((await made(noticeLetter, { application: first, typed })).paper.name).toMatch(/^关于补交/)
    expect((await made(noticeLetter, { application: second, typed })).code).toBe('formal-review/no-notice')
    closeReview(desk, second!, { outcome: '通过', failing: [] })
    expect((await made(noticeLetter, { application: second, typed })).code).toBe('formal-review/no-notice')
  })

  it('names no person of the application', async () => {
    const [application] = takeIn(desk, 1)
    closeReview(desk, application!, { outcome: '不予受理', failing: ['F04'] })
    for (const call of [reviewSheet, noticeLetter]) {
      const input = call === reviewSheet ? { application } : { application, typed }
      expect(JSON.stringify((await made(call, input)).paper)).not.toMatch(/王某|1380000/)
    }
  })
})

const amounts = (total: number | null, requested: number | null) => ({
  ...anApplication().money,
  total,
  requested,
})
const led = (region: 'SH' | 'JS' | 'ZJ' | 'AH' | 'other', name: string) => [
  anOrganisation({ name, region }),
  anOrganisation({ name: '上海交通大学', region: 'SH', roles: ['参与'] }),
]

/** Five applications of four regions, one of them without amounts. */
function takeInFive(): readonly string[] {
  return takeIn(desk, [
    { number: 'A-1', organisations: led('SH', '沪一'), money: amounts(100_000_050, 30_000_000) },
    { number: 'A-2', organisations: led('JS', '苏一'), money: amounts(200_000_050, 60_000_000) },
    { number: 'A-3', organisations: led('JS', '苏二'), money: amounts(null, null) },
    { number: 'A-4', organisations: led('other', '京一'), money: amounts(400_000_000, 90_000_000) },
    { number: 'A-5', organisations: led('AH', '皖一'), money: amounts(1, 1) },
  ])
}

describe('申报汇总表', () => {
  it('begins with the region of the host, sums each and all of them, and says what was not entered', async () => {
    const [application] = takeInFive()
    const { paper } = await made(summarySheet, { filter: whole(application!), sort })
    expect(paper.orientation).toBe('landscape')
    const [table] = blocks(paper, 'table')
    const short = table!.rows.map((row) => [row[0], row[1], row[6], row[7]].join(' '))
    expect(short).toEqual([
      '1 A-2 200.00 60.00',
      '2 A-3 未录入 未录入',
      ' 江苏省小计 200.00 60.00',
      '3 A-1 100.00 30.00',
      ' 上海市小计 100.00 30.00',
      '4 A-5 0.00 0.00',
      ' 安徽省小计 0.00 0.00',
      '5 A-4 400.00 90.00',
      ' 其他省（区、市）小计 400.00 90.00',
      // 200.00005 and 100.00005 万元 are rounded only after they were added.
      ' 合计 700.00 180.00',
    ])
    expect(table!.rows[0]![5]).toBe('上海交通大学')
    expect(texts(paper, 'note').at(-1)).toBe(
      '注：1 项未录入总投入，1 项未录入申请支持资金，小计和合计只计已录入的金额。',
    )
  })

  it('tells of what is listed and says how it was chosen', async () => {
    const [application] = takeInFive()
    const filter: ListFilter = { ...whole(application!), regions: ['JS'], search: '智能', states: ['未开始'] }
    const { paper, code } = await made(summarySheet, { filter: { ...filter, search: '苏' }, sort })
    expect(code).toBe('ok')
    expect(texts(paper, 'note')[0]).toContain('范围：状态为未开始，牵头单位在江苏省，含“苏”')
    expect(blocks(paper, 'table')[0]!.rows).toHaveLength(4)
    expect((await made(summarySheet, { filter: { ...filter, search: '没有的' }, sort })).code).toBe(
      'formal-review/nothing-listed',
    )
    expect((await made(summarySheet, { filter: { ...filter, batch: null }, sort })).code).toBe(
      'formal-review/batch-not-chosen',
    )
  })

  it.each([
    ['summary', summarySheet],
    ['approval', approvalSheet],
  ])('has no more lines than anybody reads: %s', async (_, sheet) => {
    const [first, second] = takeIn(desk, 2)
    multiply(desk, first!, longestList - 1)
    const filter = whole(first!)
    expect((await made(sheet, { filter, sort })).code).toBe('formal-review/list-too-long')
    desk.db.sql('DELETE FROM applications WHERE subject = ?', second!)
    expect((await made(sheet, { filter, sort })).code).toBe('ok')
  })

  it('of consortia has no amounts', async () => {
    const [application] = takeIn(desk, [{ number: 'L-1', route: '1' }], 'consortium')
    const { paper } = await made(summarySheet, { filter: whole(application!), sort })
    const [table] = blocks(paper, 'table')
    expect(table!.head).not.toContain('总投入')
    for (const row of table!.rows) expect(row).toHaveLength(table!.head.length)
    expect(table!.widths).toHaveLength(table!.head.length)
    expect(table!.align).toHaveLength(table!.head.length)
  })
})

describe('呈批件', () => {
  it('counts by region, ranks the reasons, and asks for what was concluded', async () => {
    const ids = takeInFive()
    closeReview(desk, ids[0]!, { outcome: '通过', failing: [] })
    closeReview(desk, ids[1]!, { outcome: '通知补交材料', failing: ['F03', 'F01'] })
    closeReview(desk, ids[2]!, { outcome: '不予受理', failing: ['F03', 'F04'] })
    const { paper } = await made(approvalSheet, { filter: whole(ids[0]!), sort })
    const [counts, reasons, places] = blocks(paper, 'table')
    expect(counts!.rows).toEqual([
      ['江苏省', '2', '0', '1', '1', '0', '60.00'],
      ['上海市', '1', '1', '0', '0', '0', '30.00'],
      ['安徽省', '1', '0', '0', '0', '1', '0.00'],
      ['其他', '1', '0', '0', '0', '1', '90.00'],
      ['合计', '5', '1', '1', '1', '2', '180.00'],
    ])
    expect(reasons!.rows.map(([place, what, ...numbers]) => [place, what!.slice(0, 3), ...numbers])).toEqual([
      ['1', 'F03', '1', '1', '2'],
      ['2', 'F01', '1', '0', '1'],
      ['3', 'F04', '0', '1', '1'],
    ])
    expect(texts(paper, 'paragraph')).toEqual([
      '共有申报 5 项，申请支持资金 180.00 万元，尚未办结 2 项。',
      '拟同意 1 项通过、1 项补交材料、1 项不予受理，名单附后。妥否，请批示。',
    ])
    expect(places!.head).toEqual(['拟办意见', '审核意见', '批示'])
  })

  it('asks for nothing as long as nothing was concluded', async () => {
    const [application] = takeInFive()
    const { paper } = await made(approvalSheet, { filter: whole(application!), sort })
    expect(texts(paper, 'paragraph').at(-1)).toContain('请审阅')
    expect(JSON.stringify(paper)).not.toContain('拟同意')
  })

  it('tells the four most frequent reasons and sums the others, so that it stays one page', async () => {
    const [application] = takeIn(desk, 1)
    closeReview(desk, application!, {
      outcome: '不予受理',
      failing: ['F01', 'F02', 'F03', 'F04', 'F05', 'F06', 'F07'],
    })
    const { paper } = await made(approvalSheet, { filter: whole(application!), sort })
    const { rows } = blocks(paper, 'table')[1]!
    expect(rows).toHaveLength(5)
    expect(rows.at(-1)).toEqual(['', '其他 3 个审查项', '0', '3', '3'])
  })
})
