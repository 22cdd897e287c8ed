import { beforeEach, describe, expect, it } from 'vitest'
import { queryContext } from '../../src-main/core/execute.ts'
import type { Person } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import { recordAppeal } from '../../src-main/domain/appeals/commands.ts'
import { decisionLetterOf } from '../../src-main/domain/appeals/letter.ts'
import { readAppeal } from '../../src-main/domain/appeals/queries.ts'
import { readReviewPage } from '../../src-main/domain/formal-review/page.ts'
import { modules } from '../../src-main/domain/index.ts'
import { askAs, colleague, runAs } from '../support/colleagues.ts'
import { certify, type LogDesk, openLogDesk } from '../support/office-desks.ts'
import { closeReview, pageOf, takeIn } from '../support/reviews.ts'

const { list, ofApplication, setDeadline, decide, withdraw } = modules.appeals.calls
const review = modules.formalReview.calls

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)

let desk: LogDesk
let one: string
let two: string
/** Two who had no part in anything. */
let qian: Person
let zhou: Person

/** An application that the clerk refused, confirmed by the desk's 复核人. */
beforeEach(async () => {
  desk = await openLogDesk('JS')
  ;[one, two] = takeIn(desk, 2) as [string, string]
  closeReview(desk, one, { outcome: '不予受理', failing: ['F07'], note: '牵头单位不是独立法人' })
  qian = colleague(desk, '钱复核', ['复核人'])
  zhou = colleague(desk, '周复核', ['复核人'])
})

const said = {
  received: '2026-11-22',
  deadline: '2026-12-06',
  grounds: '营业执照显示为独立法人',
  broughtBy: '某某',
  scan: null,
}
const receive = (
  change: Partial<Omit<typeof said, 'deadline'>> & { readonly deadline?: string | null } = {},
  application = one,
  at = desk,
) => at.run(recordAppeal, { application, ...said, ...change })
const stateOf = (at = desk) => at.ask(ofApplication, one).map(({ state }) => state)

function decided(decision: '维持' | '撤销并重新审查', by = qian, second: Person | null = zhou, at = desk) {
  const [appeal] = at.ask(ofApplication, one).slice(-1)
  return runAs(at, by, decide, { appeal: appeal!.id, decision, reason: '执照有效，判断有误' }, second)
}

describe('receiving an appeal', () => {
  it('records what came, when, until when, and why; who brought it stays in the office', async () => {
    granted(receive())
    expect(desk.ask(ofApplication, one)).toMatchObject([
      {
        received: '2026-11-22',
        deadline: '2026-12-06',
        grounds: '营业执照显示为独立法人',
        state: '申诉待处理',
        broughtBy: '某某',
      },
    ])
    const other = await openLogDesk('SH')
    other.receive(desk)
    expect(other.ask(ofApplication, one)).toMatchObject([
      { grounds: '营业执照显示为独立法人', broughtBy: null, scan: null },
    ])
  })

  it('is refused where nothing was refused', () => {
    expect(codeOf(receive({}, two))).toBe('appeals/not-refused')
    closeReview(desk, two, { outcome: '通过', failing: [] })
    expect(codeOf(receive({}, two))).toBe('appeals/not-refused')
  })

  it.each([
    ['a day that does not exist', { received: '2026-02-30' }, 'appeals/no-such-day'],
    ['a day that is still to come', { received: '2026-11-23' }, 'appeals/received-later'],
    ['a day before the outcome', { received: '2026-11-20' }, 'appeals/before-outcome'],
    ['a last day before it came', { deadline: '2026-11-21' }, 'appeals/deadline-before-receipt'],
  ] as const)('is refused with %s', (_, change, code) => {
    expect(codeOf(receive(change))).toBe(code)
    expect(stateOf()).toEqual([])
  })

  it('is one at a time for an outcome, and one decision', () => {
    granted(receive())
    expect(codeOf(receive())).toBe('appeals/pending')
    granted(decided('维持'))
    expect(codeOf(receive())).toBe('appeals/decided-before')
  })

  it('can be brought again after it was taken back', () => {
    granted(receive())
    const [appeal] = desk.ask(ofApplication, one)
    granted(desk.run(withdraw, { appeal: appeal!.id, reason: '对方来函撤回' }))
    expect(codeOf(decided('维持'))).toBe('appeals/ended')
    granted(receive())
    expect(stateOf()).toEqual(['申诉已撤回', '申诉待处理'])
  })

  it('gets its last day typed, and typed anew', () => {
    granted(receive({ deadline: null }))
    const [appeal] = desk.ask(ofApplication, one)
    granted(desk.run(setDeadline, { appeal: appeal!.id, deadline: '2026-12-10' }))
    expect(desk.ask(ofApplication, one)[0]?.deadline).toBe('2026-12-10')
    expect(codeOf(desk.run(setDeadline, { appeal: appeal!.id, deadline: '2026-11-01' }))).toBe(
      'appeals/deadline-before-receipt',
    )
  })
})

describe('deciding an appeal', () => {
  beforeEach(() => void granted(receive()))

  it('needs two people', () => {
    expect(codeOf(decided('维持', qian, null))).toBe('desk/second-person-missing')
    expect(codeOf(decided('维持', qian, qian))).toBe('desk/second-person-is-the-first')
  })

  it('is not for who only reviews', () => {
    expect(codeOf(decided('维持', colleague(desk, '吴经办', ['经办人'])))).toBe('desk/not-permitted')
  })

  it('is refused to whoever reviewed or closed, first or second, with the name', () => {
    const clerk: Person = { ...desk.clerk, roles: ['经办人', '复核人'] }
    expect(decided('维持', clerk)).toMatchObject({ error: { code: 'appeals/had-part', names: ['张经办'] } })
    expect(decided('维持', qian, clerk)).toMatchObject({
      error: { code: 'appeals/had-part', names: ['张经办'] },
    })
    expect(stateOf()).toEqual(['申诉待处理'])
  })

  it('is refused to whoever confirmed the outcome', () => {
    expect(decided('维持', desk.second)).toMatchObject({
      error: { code: 'appeals/had-part', names: ['李复核'] },
    })
  })

  it('维持 stands in the record, and the review stays closed', () => {
    granted(decided('维持'))
    expect(desk.ask(ofApplication, one)).toMatchObject([
      { state: '维持原结论', reason: '执照有效，判断有误', endedBy: '钱复核', second: '周复核' },
    ])
    expect(pageOf(desk, one).review?.outcome).toBe('不予受理')
    expect(codeOf(decided('撤销并重新审查'))).toBe('appeals/ended')
  })

  it('撤销 opens the review again, which names the appeal; every verdict is still there', () => {
    const before = pageOf(desk, one).verdicts
    granted(decided('撤销并重新审查'))
    const { review: now, verdicts } = pageOf(desk, one)
    expect(now?.outcome).toBeNull()
    expect(verdicts).toEqual(before)
    const [appeal] = desk.ask(ofApplication, one)
    expect(desk.log.readSubject(now!.id).at(-1)).toMatchObject({
      type: 'ReviewReopened',
      data: { appeal: appeal!.id, reason: '执照有效，判断有误' },
    })
    expect(stateOf()).toEqual(['撤销原结论'])
  })

  it('is refused when the outcome was taken back meanwhile', () => {
    granted(desk.run(review.reopen, { application: one, reason: '自行更正' }))
    expect(codeOf(decided('维持'))).toBe('appeals/outcome-changed')
    closeReview(desk, one, { outcome: '不予受理', failing: ['F07'], note: '仍不是' })
    expect(codeOf(decided('维持'))).toBe('appeals/outcome-changed')
    expect(codeOf(receive())).toBe('ok')
  })

  it('is refused to who judged in the round that an appeal brought about', () => {
    granted(decided('撤销并重新审查'))
    const wu = colleague(desk, '吴双职', ['经办人', '复核人'])
    granted(
      runAs(desk, wu, review.recordVerdict, {
        application: one,
        code: 'F07',
        verdict: '不符合',
        note: '分公司',
        evidence: [],
      }),
    )
    const { seen } = pageOf(desk, one)
    granted(
      runAs(desk, desk.clerk, review.closeAsNotAccepted, { application: one, reason: '', seen }, desk.second),
    )
    granted(receive())
    expect(decided('维持', wu)).toMatchObject({ error: { names: ['吴双职'] } })
    expect(codeOf(decided('维持'))).toBe('ok')
  })
})

describe('the letter', () => {
  it.each(['维持', '撤销并重新审查'] as const)('says %s with the reason, and names nobody', (decision) => {
    granted(receive())
    granted(decided(decision))
    const [found] = desk.ask(ofApplication, one)
    const context = queryContext(desk, null, qian)
    const appeal = readAppeal(desk.db, found!.id)!
    const page = readReviewPage(context, one)!
    const now = () => '2026-11-30T08:00:00.000Z'
    const paper = decisionLetterOf(appeal, page, { ...context, now }, { number: '', date: '2026-11-30' })
    const text = JSON.stringify(paper)
    expect(text).toContain('申诉处理意见书')
    expect(text).toContain('执照有效，判断有误。')
    expect(text).toContain(
      decision === '维持' ? '维持不予受理的结论' : '撤销不予受理的结论，重新进行形式审查',
    )
    for (const name of ['张经办', '李复核', '钱复核', '周复核', '某某']) expect(text).not.toContain(name)
    expect(paper.footer).toMatch(/校验码：[0-9a-f]{8}/)
  })
})

describe('the list and other desks', () => {
  it('shows what waits first, by batch', () => {
    closeReview(desk, two, { outcome: '不予受理', failing: ['F07'], note: '分公司' })
    granted(receive())
    granted(decided('维持'))
    granted(receive({}, two))
    const batch = pageOf(desk, one).batch.id
    expect(askAs(desk, qian, list, { batch }).map(({ state }) => state)).toEqual(['申诉待处理', '维持原结论'])
    expect(askAs(desk, qian, list, { batch: 'batch/00000000-9' })).toEqual([])
  })

  it('other offices read how it ended, and one made anew from events says the same', async () => {
    granted(receive())
    granted(decided('撤销并重新审查'))
    const other = await openLogDesk('SH')
    other.receive(desk)
    const seen = other.ask(ofApplication, one)
    expect(seen).toMatchObject([{ state: '撤销原结论', endedBy: '钱复核', second: '周复核' }])
    expect(pageOf(other, one).review?.outcome).toBeNull()
    other.db.transaction(() => other.log.projections.rebuildAll())
    expect(other.ask(ofApplication, one)).toEqual(seen)
    expect(codeOf(other.run(withdraw, { appeal: seen[0]!.id, reason: '外单位' }))).toBe(
      'appeals/other-office',
    )
  })

  it('goes with the application to the other desk of the office, is decided there, and comes back', async () => {
    const b = await openLogDesk('JS')
    certify(desk, b, '二楼工作台')
    granted(receive())
    const given = desk.run(modules.handOver.calls.handOver, { applications: [one], to: b.desk.device })
    expect(granted(given)).toEqual({ applications: 1, reviews: 1 })
    expect(codeOf(decided('维持'))).toBe('formal-review/other-desk')
    b.receive(desk)
    expect(codeOf(decided('维持', qian, zhou, b))).toBe('ok')
    granted(b.run(modules.handOver.calls.handOver, { applications: [one], to: desk.desk.device }))
    desk.receive(b)
    expect(desk.ask(ofApplication, one)).toMatchObject([{ state: '维持原结论', broughtBy: '某某' }])
    expect(pageOf(desk, one)).toMatchObject({ readOnly: null, review: { outcome: '不予受理' } })
  })
})
