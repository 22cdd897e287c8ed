import { beforeEach, describe, expect, it } from 'vitest'
import { hexOf } from '../../src-main/core/suite.ts'
import { modules } from '../../src-main/domain/index.ts'
import { recordScan, recordSigned } from '../../src-main/domain/sign-offs/commands.ts'
import type { SignOffState } from '../../src-main/domain/sign-offs/rules.ts'
import { jointBatch } from '../support/batches.ts'
import { blocksOf, madePaper } from '../support/made-paper.ts'
import { type LogDesk, openLogDesk } from '../support/office-desks.ts'
import { closeReview, pageOf, takeIn } from '../support/reviews.ts'

const { formalReview, signOffs, batches, history } = modules
const review = formalReview.calls
const scan = `sha256:${'5'.repeat(64)}`

let desk: LogDesk
let batch: string
let [passed, material, refused]: string[] = []

beforeEach(async () => {
  desk = await openLogDesk('JS')
  ;[passed, material, refused] = takeIn(desk, 3) as [string, string, string]
  batch = pageOf(desk, passed).batch.id
  require(desk, true)
  closeReview(desk, passed, { outcome: '通过', failing: [] })
  closeReview(desk, material, { outcome: '通知补交材料', failing: ['F03'] })
  closeReview(desk, refused, { outcome: '不予受理', failing: ['F04'] })
})

function require(at: LogDesk, signOff: boolean): void {
  const content = jointBatch({ fields: ['人工智能'], signOff })
  const changed = at.run(batches.calls.change, { batch, content })
  if (!changed.ok) throw new Error(changed.error.code)
}

const paper = {
  opinion: '同意' as const,
  date: '2026-11-20',
  person: '王处',
  office: '资源配置处处长',
  number: '苏科签〔2026〕12号',
  remark: '',
  returned: [] as string[],
  scan: null as string | null,
}

/** Lays these before whoever decides; answers the 呈批件, or why not. */
function request(...applications: readonly string[]): string {
  const asked = desk.run(review.requestSignOff, { batch, applications: [...applications] })
  return asked.ok ? asked.value.signOff : asked.error.code
}

function register(signOff: string, over: Partial<typeof paper> | { opinion: '退回' | '另行意见' } = {}) {
  const done = desk.run(recordSigned, { signOff, ...paper, ...over } as never)
  return done.ok ? 'ok' : done.error.code
}

const stateOf = (application: string, at = desk) => pageOf(at, application).review?.signOff?.state ?? null
const standing = () => [passed, material, refused].map((one) => stateOf(one!))

function listed(...states: readonly SignOffState[]): readonly string[] {
  const filter = { batch, states: [], regions: [], institutions: [], field: null, search: '' }
  const sort = { column: 'number' as const, descending: false }
  const page = desk.ask(review.list, {
    filter: { ...filter, signOffs: [...states] },
    sort,
    offset: 0,
    limit: 100,
  } as never)
  return page.rows.map(({ id }) => id)
}

describe('what is laid before whoever decides', () => {
  it('waits, and with the registered paper everything on its list has taken effect', () => {
    expect(standing()).toEqual(['待呈批', '待呈批', '待呈批'])
    const signOff = request(refused!, passed!)
    expect(standing()).toEqual(['待签批', '待呈批', '待签批'])
    expect(register(signOff)).toBe('ok')
    expect(standing()).toEqual(['已签批', '待呈批', '已签批'])
    expect(pageOf(desk, passed!).review?.signOff?.paper).toMatchObject({ person: '王处', date: '2026-11-20' })
    expect(listed('待呈批')).toEqual([material])
    expect(listed('已签批')).toEqual([passed, refused])
    expect(desk.ask(review.signOffCounts, null)).toEqual([
      { batch, state: '已签批', count: 2 },
      { batch, state: '待呈批', count: 1 },
    ])
  })

  it('is exactly the set that was closed then, listed by outcome and number, each by its closing', () => {
    const signOff = request(refused!, material!, passed!)
    const page = desk.ask(review.signOff, signOff)!
    expect(page.items.map(({ place, application, outcome }) => [place, application, outcome])).toEqual([
      [1, passed, '通过'],
      [2, material, '通知补交材料'],
      [3, refused, '不予受理'],
    ])
    expect(page.items[1]).toMatchObject({ deadline: '2026-12-06', codes: ['F03'], isOutdated: false })
  })

  it('does not cover a review that was opened again and closed anew', () => {
    const signOff = request(passed!, material!)
    register(signOff)
    desk.run(review.reopen, { application: passed!, reason: '漏看一页' })
    expect(stateOf(passed!)).toBeNull()
    closeReview(desk, passed!, { outcome: '通过', failing: [] })
    expect(stateOf(passed!)).toBe('待呈批')
    expect(stateOf(material!)).toBe('已签批')
    expect(desk.ask(review.signOff, signOff)!.items.map(({ isOutdated }) => isOutdated)).toEqual([
      true,
      false,
    ])
    const again = request(passed!)
    register(again, { number: '苏科签〔2026〕15号' })
    expect(stateOf(passed!)).toBe('已签批')
  })

  it('is refused for what is open, of another office, of another batch, or laid before somebody already', async () => {
    expect(request('application/00000000-9')).toBe('formal-review/unknown-application')
    const signOff = request(passed!)
    expect(request(passed!, material!)).toBe('sign-offs/covered-already')
    register(signOff)
    expect(request(passed!)).toBe('sign-offs/covered-already')
    desk.run(review.reopen, { application: material!, reason: '材料已到' })
    expect(request(material!)).toBe('sign-offs/not-closed')
    const other = await openLogDesk('SH')
    other.receive(desk)
    const asked = other.run(review.requestSignOff, { batch, applications: [refused!] })
    expect(asked).toMatchObject({ error: { code: 'sign-offs/of-other-offices' } })
    const second = desk.run(
      batches.calls.create,
      jointBatch({ title: '另一批', fields: ['人工智能'], signOff: true }),
    )
    const elsewhere = desk.run(review.requestSignOff, {
      batch: second.ok ? second.value.batch : '',
      applications: [refused!],
    })
    expect(elsewhere).toMatchObject({ error: { code: 'sign-offs/of-another-batch' } })
  })

  it('may be taken back before anybody signed, and laid before somebody again', () => {
    const signOff = request(passed!)
    expect(desk.run(signOffs.calls.withdrawRequest, { signOff, reason: '漏了一项' }).ok).toBe(true)
    expect(stateOf(passed!)).toBe('待呈批')
    expect(register(signOff)).toBe('sign-offs/taken-back')
    register(request(passed!, material!))
    expect(standing()).toEqual(['已签批', '已签批', '待呈批'])
  })

  it('is told where nobody has to sign, and required of nobody there', () => {
    require(desk, false)
    expect(standing()).toEqual([null, null, null])
    register(request(passed!))
    expect(standing()).toEqual(['已签批', null, null])
  })
})

describe('a registration', () => {
  it('needs everything that the paper says, and a day that has been', () => {
    const signOff = request(passed!)
    for (const [over, code] of [
      [{ date: '' }, 'sign-offs/date-missing'],
      [{ date: '2026-02-30' }, 'sign-offs/no-such-day'],
      [{ date: '2026-11-23' }, 'sign-offs/in-the-future'],
      [{ person: ' ' }, 'sign-offs/person-missing'],
      [{ office: '' }, 'sign-offs/office-missing'],
      [{ number: '' }, 'sign-offs/number-missing'],
      [{ opinion: '退回' as const }, 'sign-offs/remark-missing'],
      [{ returned: [material!] }, 'sign-offs/not-on-the-list'],
      [{ returned: [passed!] }, 'sign-offs/nothing-agreed'],
    ] as const) {
      expect([over, register(signOff, over as never)]).toEqual([over, code])
    }
    expect(stateOf(passed!)).toBe('待签批')
    expect(register('sign-off/00000000-1')).toBe('sign-offs/unknown')
  })

  it('of a paper that came back leaves everything without effect, and it may be laid before somebody again', () => {
    const signOff = request(passed!, material!)
    register(signOff, { opinion: '退回', remark: '请补充说明' } as never)
    expect(standing()).toEqual(['已退回', '已退回', '待呈批'])
    register(request(passed!))
    expect(standing()).toEqual(['已签批', '已退回', '待呈批'])
  })

  it('may except single ones of the list', () => {
    const signOff = request(passed!, material!, refused!)
    expect(register(signOff, { returned: [refused!] })).toBe('ok')
    expect(standing()).toEqual(['已签批', '已签批', '已退回'])
  })

  it('is taken back with a reason and stays in the history; a second one needs that first', () => {
    const signOff = request(passed!)
    register(signOff, { scan })
    expect(register(signOff, { number: '苏科签〔2026〕13号' })).toBe('sign-offs/registered-already')
    expect(desk.run(signOffs.calls.withdrawRequest, { signOff, reason: '误' })).toMatchObject({
      error: { code: 'sign-offs/registered-already' },
    })
    expect(desk.ask(review.signOff, signOff)).toMatchObject({ scan, paper: { number: paper.number } })
    expect(desk.run(signOffs.calls.withdrawRegistration, { signOff, reason: '误登记' }).ok).toBe(true)
    expect(stateOf(passed!)).toBe('待签批')
    expect(desk.ask(review.signOff, signOff)).toMatchObject({ scan: null, paper: null })
    expect(desk.run(recordScan, { signOff, scan })).toMatchObject({
      error: { code: 'sign-offs/not-registered' },
    })
    register(signOff, { number: '苏科签〔2026〕13号' })
    expect(desk.ask(history.calls.timeline, passed!).map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'SignOffRequested',
        'SignOffRegistered',
        'SignOffScanKept',
        'SignOffRegistrationWithdrawn',
      ]),
    )
  })

  it('goes to the other offices without the scan, and is theirs to read only', async () => {
    const signOff = request(passed!)
    register(signOff, { scan })
    const other = await openLogDesk('SH')
    other.receive(desk)
    expect(stateOf(passed!, other)).toBe('已签批')
    expect(other.ask(review.signOff, signOff)).toMatchObject({ scan: null, paper: { number: paper.number } })
    expect(other.run(recordSigned, { signOff, ...paper })).toMatchObject({
      error: { code: 'sign-offs/other-office' },
    })
  })
})

describe('the deadline of a notice', () => {
  const sent = () => {
    const input = { application: material!, day: '2026-11-22', way: '书面', note: '' }
    const done = desk.run(modules.supply.calls.confirmSent, input as never)
    return done.ok ? 'ok' : done.error.code
  }

  it('does not run before the sign-off: until then the notice does not go out', () => {
    expect(sent()).toBe('supply/not-signed-off')
    register(request(material!))
    expect(sent()).toBe('ok')
  })

  it('runs from the start where nobody has to sign', () => {
    require(desk, false)
    expect(sent()).toBe('ok')
  })
})

describe('the check code of a 呈批件', () => {
  it('finds it, whatever else begins as it does', async () => {
    const signOff = request(passed!)
    const { paper: sheet } = await madePaper(desk, review.signOffSheet, { signOff })
    const code = /校验码：([0-9a-f]{8})/.exec(sheet.footer)![1]!
    expect(
      desk.ask(signOffs.calls.byCode, { code: ` ${code.slice(0, 4)} ${code.slice(4).toUpperCase()}` }),
    ).toBe(signOff)
    const closing = desk.ask(history.calls.timeline, passed!).find(({ type }) => type === 'ReviewClosed')!
    expect(desk.ask(signOffs.calls.byCode, { code: hexOf(closing.id).slice(0, 8) })).toBeNull()
    expect(desk.ask(history.calls.find, { code })).toMatchObject([{ story: { subject: batch } }])
  })
})

describe('papers', () => {
  const typed = { number: '', date: '', contact: '', phone: '' }
  const filter = () => ({
    filter: { batch, states: [], regions: [], institutions: [], field: null, search: '' },
    sort: { column: 'number', descending: false },
  })
  const letter = (application: string) => madePaper(desk, review.noticeLetter, { application, typed })
  const marksOf = ({ watermark, footer }: { watermark: string | null; footer: string }) => [
    watermark,
    /^(.*?)　?操作人：/.exec(footer)![1]!,
  ]

  it('say that they have not taken effect until the sign-off is registered, and then by which paper', async () => {
    const waiting = ['征求意见　待签批，未生效', '待签批，未生效']
    expect(marksOf((await letter(material!)).paper)).toEqual(waiting)
    expect(marksOf((await madePaper(desk, review.summarySheet, filter())).paper)).toEqual(waiting)
    const signOff = request(passed!, material!, refused!)
    expect(marksOf((await letter(refused!)).paper)).toEqual(waiting)
    register(signOff, { returned: [refused!] })
    const signed = ['征求意见', '签批：2026-11-20，苏科签〔2026〕12号']
    expect(marksOf((await letter(material!)).paper)).toEqual(signed)
    expect(marksOf((await letter(refused!)).paper)).toEqual(['征求意见　已退回，未生效', '已退回，未生效'])
    expect(marksOf((await madePaper(desk, review.summarySheet, filter())).paper)).toEqual([
      '征求意见　已退回，未生效',
      '已退回，未生效',
    ])
    register(request(refused!), { number: '苏科签〔2026〕15号', date: '2026-11-21' })
    expect(marksOf((await madePaper(desk, review.summarySheet, filter())).paper)).toEqual([
      '征求意见',
      '签批：2026-11-20，苏科签〔2026〕12号；2026-11-21，苏科签〔2026〕15号',
    ])
  })

  it('are as they were where nobody has to sign', async () => {
    require(desk, false)
    expect(marksOf((await letter(material!)).paper)).toEqual(['征求意见', ''])
  })

  it('a letter that went out with a sign-off stays signed when the review is opened again', async () => {
    register(request(material!))
    desk.run(review.reopen, { application: material!, reason: '材料已到' })
    expect(marksOf((await letter(material!)).paper)).toEqual([
      '征求意见',
      '签批：2026-11-20，苏科签〔2026〕12号',
    ])
  })

  it('呈批件: one page that asks, then the numbered list with its whole check code', async () => {
    const signOff = request(passed!, material!, refused!)
    const { paper: sheet, file } = await madePaper(desk, review.signOffSheet, { signOff })
    expect(sheet.watermark).toBe('征求意见')
    expect(file).toMatch(/^呈批件-2026年度联合攻关-[0-9a-f]{8}\.pdf$/)
    expect(blocksOf(sheet, 'paragraph').map(({ text }) => text)).toEqual([
      '经形式审查，以下 3 项申报已有结论（名单见附表），拟同意 1 项通过、1 项通知补交材料、1 项不予受理。妥否，请批示。',
    ])
    const [counts, reasons, , list] = blocksOf(sheet, 'table')
    expect(counts!.rows.at(-1)).toEqual(['合计', '3', '1', '1', '1', '900.00'])
    expect(reasons!.rows.map((row) => row.slice(1))).toEqual([
      [expect.stringMatching(/^F03/), '1 项'],
      [expect.stringMatching(/^F04/), '1 项'],
    ])
    expect(list!.rows.map((row) => [row[0], row[4], row[5]])).toEqual([
      ['1', '通过', ''],
      ['2', '通知补交材料', 'F03\n补交截止 2026-12-06'],
      ['3', '不予受理', 'F04'],
    ])
    const place = sheet.blocks.findIndex(({ kind }) => kind === 'page-break')
    expect(sheet.blocks.slice(place + 1).some((block) => block === list)).toBe(true)
    const requested = desk.ask(history.calls.timeline, batch).find(({ type }) => type === 'SignOffRequested')!
    const digits = blocksOf(sheet, 'note')
      .at(-1)!
      .text.replaceAll(/[^0-9a-f]/g, '')
    expect(digits).toBe(hexOf(requested.id))
  })

  it('the review sheet says where its outcome stands', async () => {
    const conclusion = async () => {
      const { paper: sheet } = await madePaper(desk, review.reviewSheet, { application: passed! })
      return Object.fromEntries(blocksOf(sheet, 'facts').flatMap(({ rows }) => rows)).签批
    }
    expect(await conclusion()).toBe('待呈批，未生效')
    register(request(passed!))
    expect(await conclusion()).toBe('已签批（2026-11-20，资源配置处处长王处，苏科签〔2026〕12号）')
  })
})
