import { beforeEach, describe, expect, it } from 'vitest'
import { modules } from '../../../src-main/domain/index.ts'
import type { SupplyFilter } from '../../../src-main/domain/supply/rules.ts'
import { closeReview, pageOf } from '../../support/reviews.ts'
import { acts, aNoticed, codeOf, type Noticed } from '../../support/supply.ts'

const { calls } = modules.supply
const review = modules.formalReview.calls

let noticed: Noticed
let at: ReturnType<typeof acts>
beforeEach(async () => {
  noticed = await aNoticed()
  at = acts(noticed)
  at.sent('2026-11-20')
})

const closing = () => pageOf(noticed.desk, noticed.application).review!

describe('an overdue notice [A13]', () => {
  it('is proposed as 不予受理 with the article, the working days, what is missing and what came late', () => {
    noticed.clock.today = '2026-12-03'
    at.receive('2026-12-02', { F03: '部分收到' })
    expect(at.page().proposal).toMatchObject({
      deadline: '2026-11-30',
      workingDays: 3,
      remark: null,
      missing: [{ code: 'F03' }, { code: 'F21' }],
      late: [{ code: 'F03', day: '2026-12-02' }],
      article: '如未按期补交的，形式审查不予受理。',
      closing: { ok: true },
    })
  })

  it('says which year has no holidays entered', () => {
    noticed.clock.today = '2027-01-04'
    expect(at.page().proposal!.remark).toBe('未录入 2027 年法定节假日安排，按周一至周五计')
  })

  it('is not proposed on the last day, nor when everything came, nor without a notice that waits', () => {
    noticed.clock.today = '2026-11-30'
    expect(at.page().proposal).toBeNull()
    expect(at.page().notices[0]!.standing).toBe('等待补交')
    noticed.clock.today = '2026-12-01'
    expect(at.page().proposal).not.toBeNull()
    at.receive('2026-12-01', { F03: '收到', F21: '收到' })
    expect(at.page().proposal).toBeNull()
    at.goOn()
    expect(at.page().proposal).toBeNull()
  })

  it('has no article for consortia: their text says nothing of it', async () => {
    noticed = await aNoticed(['C03'], { kind: 'consortium' })
    at = acts(noticed)
    at.sent('2026-11-20')
    noticed.clock.today = '2026-12-01'
    expect(at.page().proposal).toMatchObject({ article: null, closing: { ok: true } })
  })

  it('is never closed by itself, and by a person only with a second one', () => {
    noticed.clock.today = '2027-06-01'
    at.page()
    expect(closing().outcome).toBe('通知补交材料')
    expect(calls.closeAsNotAccepted.secondPermission).toBe('second-check:edit')
  })

  it('closes in one act, names what is missing, keeps what was said, and holds nothing against what came', () => {
    noticed.clock.today = '2026-12-03'
    at.receive('2026-12-02', { F03: '收到' })
    const before = at.page()
    expect(before.proposal!.closing).toMatchObject({
      ok: true,
      value: { items: [{ code: 'F21', sentence: '逾期未补交：请补交 F21 的材料。' }] },
    })
    expect(codeOf(at.refuse())).toBe('ok')
    expect(closing()).toMatchObject({
      outcome: '不予受理',
      closing: {
        notice: [{ code: 'F21', sentence: '逾期未补交：请补交 F21 的材料。' }],
        second: expect.stringContaining('second-check/'),
      },
    })
    const { verdicts } = pageOf(noticed.desk, noticed.application)
    expect(verdicts.find(({ code }) => code === 'F03')).toMatchObject({
      verdict: '待人工',
      note: '缺少公章。',
    })
    const told = noticed.desk.log.readSubject(before.review!.id).map(({ type }) => type)
    expect(told.slice(-3)).toEqual(['ReviewReopened', 'VerdictRecorded', 'ReviewClosed'])
    expect(at.page().notices[0]!.endedAt).not.toBeNull()
    expect(codeOf(at.receive('2026-12-03', { F21: '收到' }))).toBe('supply/closed')
  })

  it('is refused before its time, without a sending, when nothing is missing, and when something changed', async () => {
    noticed.clock.today = '2026-12-03'
    const seen = at.page().proposal!.closing
    if (!seen.ok) throw new Error('cannot be closed')
    const given = {
      application: noticed.application,
      reason: '',
      notice: seen.value.items,
      seen: seen.value.seen,
    }
    const close = (over = {}) =>
      codeOf(noticed.desk.run(calls.closeAsNotAccepted, { ...given, ...over } as never))
    expect(close({ notice: seen.value.items.slice(1) })).toBe('formal-review/notice-differs')
    at.call()
    expect(close()).toBe('formal-review/changed-meanwhile')
    at.extend('2026-12-09', { approvedOn: '2026-12-03' })
    expect(close()).toBe('supply/not-due')
    noticed.clock.today = '2026-12-10'
    at.receive('2026-12-10', { F03: '收到', F21: '收到' })
    expect(close()).toBe('supply/nothing-missing')
    noticed.clock.today = '2026-12-09'
    expect(close()).toBe('calendar/clock-behind')
    noticed = await aNoticed()
    at = acts(noticed)
    noticed.clock.today = '2026-12-03'
    expect(at.page().proposal).toBeNull()
    expect(at.page().notices[0]!.standing).toBe('通知待发出')
    expect(close({ application: noticed.application })).toBe('supply/notice-not-sent')
    expect(closing().outcome).toBe('通知补交材料')
  })

  it('cannot be closed when the machine finds that nothing is wrong any more', async () => {
    noticed = await aNoticed(['F03'])
    at = acts(noticed)
    at.sent('2026-11-20')
    noticed.clock.today = '2026-12-03'
    at.receive('2026-12-02', { F03: '部分收到' })
    expect(at.page().proposal!.closing).toMatchObject({
      error: { code: 'formal-review/nothing-does-not-conform' },
    })
  })
})

describe('the list of what is waited for', () => {
  const ask = (show: SupplyFilter, over = {}) =>
    noticed.desk.ask(calls.list, {
      batch: null,
      whose: 'own',
      search: '',
      show,
      offset: 0,
      limit: 50,
      ...over,
    })
  const numbers = (show: SupplyFilter, over = {}) => ask(show, over).rows.map(({ number }) => number)
  const counted = () => noticed.desk.ask(calls.counts, { batch: null, whose: 'own', search: '' })

  it('holds what every filter says, the nearest deadline first, and counts as many', () => {
    const ids = noticed.desk
      .ask(review.list, {
        filter: { batch: null, states: [], regions: [], institutions: [], field: null, search: '' },
        sort: { column: 'number', descending: false },
        offset: 0,
        limit: 10,
      })
      .rows.map(({ id }) => id)
    closeReview(noticed.desk, ids[1]!, {
      outcome: '通知补交材料',
      failing: ['F03', 'F21'],
      note: '缺',
      deadline: '2026-11-27',
    })
    const all = ['N-0002', 'N-0001']
    expect(numbers('全部')).toEqual(all)
    expect(ask('全部').rows).toMatchObject([
      { number: 'N-0002', deadline: '2026-11-27', standing: '通知待发出', items: 2, settled: 0 },
      { number: 'N-0001', deadline: '2026-11-30', standing: '等待补交', sentOn: '2026-11-20' },
    ])
    expect(numbers('通知待发出')).toEqual(['N-0002'])
    expect(numbers('本周到期')).toEqual([])
    noticed.clock.today = '2026-11-23'
    expect(numbers('本周到期')).toEqual(['N-0002'])
    at.receive('2026-11-23', { F03: '部分收到' })
    expect(numbers('部分补交')).toEqual(['N-0001'])
    noticed.clock.today = '2026-12-01'
    expect(numbers('逾期待处理')).toEqual(['N-0001'])
    noticed.desk.run(calls.confirmSent, {
      application: ids[1]!,
      day: '2026-11-23',
      way: '书面' as const,
      note: '',
    })
    expect(numbers('逾期待处理')).toEqual(all)
    at.receive('2026-12-01', { F03: '收到', F21: '收到' })
    expect(numbers('逾期待处理')).toEqual(['N-0002'])
    expect(numbers('收齐待审')).toEqual(['N-0001'])
    expect(ask('收齐待审').rows).toMatchObject([{ lastReceived: '2026-12-01', settled: 2 }])
    for (const [filter, count] of Object.entries(counted()))
      expect([filter, ask(filter as SupplyFilter).total]).toEqual([filter, count])
    expect(numbers('全部', { search: 'N-0001' })).toEqual(['N-0001'])
    expect(numbers('全部', { search: '没有这个' })).toEqual([])
    at.goOn()
    expect(numbers('全部')).toEqual(['N-0002'])
  })
})
