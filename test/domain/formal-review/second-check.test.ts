import { beforeEach, describe, expect, it } from 'vitest'
import { happened, type Person } from '../../../src-main/core/module.ts'
import type { Result } from '../../../src-main/core/result.ts'
import type { Outcome } from '../../../src-main/domain/formal-review/rules.ts'
import { needsCheck } from '../../../src-main/domain/formal-review/rules.ts'
import { secondCheckGiven } from '../../../src-main/domain/formal-review/second-check/events.ts'
import { modules } from '../../../src-main/domain/index.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { askAs, colleague, runAs } from '../../support/colleagues.ts'
import { certify, type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { pageOf, takeIn } from '../../support/reviews.ts'

const review = modules.formalReview.calls

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)

let desk: LogDesk
/** Reviews first, checks, and holds both roles, in this order. */
let wang: Person
let sun: Person
let zhao: Person
let one: string
let two: string

beforeEach(async () => {
  desk = await openLogDesk('JS')
  ;[one, two] = takeIn(desk, 2) as [string, string]
  wang = colleague(desk, '王经办', ['经办人'])
  sun = colleague(desk, '孙复核', ['复核人'])
  zhao = colleague(desk, '赵双职', ['经办人', '复核人'])
  plan('全部')
})

function plan(level: '不要求' | '只对不予受理和补交' | '全部', application = one) {
  const { batch } = pageOf(desk, application)
  granted(runAs(desk, wang, review.planSecondCheck, { batch: batch.id, level }))
}

function judge(person: Person, code: RuleCode, verdict: '符合' | '不符合', application = one, at = desk) {
  const said = { application, code, verdict, note: verdict === '不符合' ? '缺件' : '', evidence: [] }
  granted(runAs(at, person, review.recordVerdict, said))
}

/** Everything 符合 by one person, except what is named. */
function judgeAll(person: Person, failing: readonly RuleCode[] = [], application = one, at = desk) {
  for (const { code } of pageOf(at, application).states) {
    judge(person, code, failing.includes(code) ? '不符合' : '符合', application, at)
  }
}

function request(person: Person, outcome: Outcome = '通过', application = one, at = desk) {
  const { seen } = pageOf(at, application)
  return runAs(at, person, review.requestSecondCheck, { application, outcome, seen })
}

type Differing = Partial<Record<RuleCode, { verdict: '符合' | '不符合' | '不适用'; note?: string }>>

function check(
  person: Person,
  differing: Differing = {},
  options: { blind?: boolean; at?: LogDesk; application?: string } = {},
) {
  const { blind = false, at = desk, application = one } = options
  const page = pageOf(at, application)
  const verdicts = page.states
    .filter(({ blocks }) => blocks)
    .map(({ code, verdict }) => ({
      code,
      verdict: differing[code]?.verdict ?? verdict,
      note: differing[code]?.note ?? '',
    }))
  const seen = { application: page.seen.application, review: page.seen.review! }
  return runAs(at, person, review.giveSecondCheck, { application, seen, blind, verdicts })
}

function settle(person: Person, code: RuleCode, keptBecause: string | null, at = desk) {
  const { given } = pageOf(at, one).secondCheck
  return runAs(at, person, review.settleDifference, { application: one, check: given!.id, code, keptBecause })
}

function pass(person: Person, application = one, at = desk) {
  const { seen } = pageOf(at, application)
  return runAs(at, person, review.closeAsPassed, { application, reason: '', seen })
}

describe('what the plan of a batch requires', () => {
  it.each([
    ['不要求', '通过', false],
    ['不要求', '不予受理', false],
    ['只对不予受理和补交', '通过', false],
    ['只对不予受理和补交', '通知补交材料', true],
    ['只对不予受理和补交', '不予受理', true],
    ['全部', '通过', true],
    ['全部', '通知补交材料', true],
  ] as const)('%s: %s needs a check: %s', (level, outcome, needed) => {
    expect(needsCheck(level, outcome)).toBe(needed)
  })

  it('is nothing where the plan says nothing', async () => {
    const other = await openLogDesk('SH')
    const [application] = takeIn(other, 1) as [string]
    expect(pageOf(other, application).secondCheck.level).toBe('不要求')
    const person = colleague(other, '王经办', ['经办人'])
    judgeAll(person, [], application, other)
    expect(codeOf(pass(person, application, other))).toBe('ok')
  })

  it('holds for the closing that is tried, not for the one that was meant', () => {
    plan('只对不予受理和补交')
    judgeAll(wang)
    expect(codeOf(pass(wang))).toBe('ok')
    judgeAll(wang, ['F03'], two)
    const { seen } = pageOf(desk, two)
    const closing = { application: two, reason: '', seen, deadline: '2026-12-06' }
    expect(codeOf(runAs(desk, wang, review.closeForMaterial, closing))).toBe(
      'formal-review/second-check-missing',
    )
    expect(
      codeOf(runAs(desk, wang, review.closeAsNotAccepted, { application: two, reason: '', seen }, sun)),
    ).toBe('formal-review/second-check-missing')
  })
})

describe('a second check', () => {
  it('that agrees lets the first person close, and the closing names it', () => {
    judgeAll(wang)
    expect(codeOf(pass(wang))).toBe('formal-review/second-check-missing')
    granted(request(wang))
    expect(codeOf(pass(wang))).toBe('formal-review/second-check-missing')
    expect(granted(check(sun))).toEqual({ differences: 0 })
    const { given } = pageOf(desk, one).secondCheck
    expect(codeOf(pass(wang))).toBe('ok')
    const closing = desk.log.readSubject(pageOf(desk, one).review!.id).at(-1)!
    expect(closing).toMatchObject({ type: 'ReviewClosed', data: { check: given!.id } })
    expect(pageOf(desk, one).secondCheck.given).toMatchObject({ person: sun.id, isStale: false })
  })

  it('is refused to the person whose verdicts they are, also with both roles', () => {
    judgeAll(zhao)
    granted(request(zhao))
    expect(codeOf(check(zhao))).toBe('formal-review/own-verdicts')
    expect(pageOf(desk, one).secondCheck.given).toBeNull()
    expect(codeOf(check(sun))).toBe('ok')
  })

  it('is refused to somebody of whom a single verdict stands', () => {
    judgeAll(wang)
    judge(zhao, 'F03', '符合')
    granted(request(wang))
    expect(codeOf(check(zhao))).toBe('formal-review/own-verdicts')
  })

  it('is refused to whoever asked for it', () => {
    judgeAll(wang)
    granted(request(zhao))
    expect(codeOf(check(zhao))).toBe('formal-review/own-verdicts')
  })

  it('does not count any more when its giver becomes the first reviewer, who cannot give it again', () => {
    judgeAll(wang)
    granted(request(wang))
    granted(check(zhao))
    judge(zhao, 'F03', '符合')
    expect(codeOf(pass(wang))).toBe('formal-review/second-check-stale')
    granted(request(wang))
    expect(codeOf(check(zhao))).toBe('formal-review/own-verdicts')
    granted(check(sun))
    expect(codeOf(pass(wang))).toBe('ok')
  })

  it('is given on request only, once a request', () => {
    judgeAll(wang)
    expect(codeOf(check(sun))).toBe('formal-review/check-not-requested')
    granted(request(wang))
    granted(request(wang))
    granted(check(sun))
    expect(codeOf(check(zhao))).toBe('formal-review/check-not-requested')
  })

  it('is not asked for an outcome that cannot be chosen', () => {
    expect(codeOf(request(wang, '通过'))).toBe('formal-review/items-open')
  })

  it('is for 复核人 alone', () => {
    judgeAll(wang)
    granted(request(wang))
    const other = colleague(desk, '钱经办', ['经办人'])
    expect(codeOf(check(other))).toBe('desk/not-permitted')
  })

  it('is refused when something changed while it was being made', () => {
    judgeAll(wang)
    granted(request(wang))
    const page = pageOf(desk, one)
    const verdicts = page.states
      .filter(({ blocks }) => blocks)
      .map(({ code, verdict }) => ({ code, verdict, note: '' }))
    const seen = { application: page.seen.application, review: page.seen.review! }
    judge(wang, 'F03', '不符合')
    const late = { application: one, seen, blind: false, verdicts }
    expect(codeOf(runAs(desk, sun, review.giveSecondCheck, late))).toBe('formal-review/changed-meanwhile')
  })

  it('says something on every item, no more and no less', () => {
    judgeAll(wang)
    granted(request(wang))
    const page = pageOf(desk, one)
    const seen = { application: page.seen.application, review: page.seen.review! }
    const verdicts = page.states
      .filter(({ blocks }) => blocks)
      .map(({ code, verdict }) => ({ code, verdict, note: '' }))
    const [first, ...others] = verdicts
    const give = (said: typeof verdicts) =>
      runAs(desk, sun, review.giveSecondCheck, { application: one, seen, blind: false, verdicts: said })
    expect(give(others)).toMatchObject({
      error: { code: 'formal-review/check-incomplete', items: [first!.code] },
    })
    expect(codeOf(give([...verdicts, first!]))).toBe('formal-review/check-incomplete')
  })

  it('says why it differs, unless the first word was hidden', () => {
    judgeAll(wang)
    granted(request(wang))
    const differing = { F03: { verdict: '不符合' } } as const
    expect(check(sun, differing)).toMatchObject({
      error: { code: 'formal-review/difference-needs-note', items: ['F03'] },
    })
    expect(granted(check(sun, differing, { blind: true }))).toEqual({ differences: 1 })
    expect(pageOf(desk, one).secondCheck.given).toMatchObject({ isBlind: true })
  })

  it('shows nothing of the first word to whoever wants to see nothing of it, until it is given', () => {
    judgeAll(wang, ['F03'])
    granted(request(wang, '通知补交材料'))
    const blind = askAs(desk, sun, review.openBlind, one)!
    expect(blind.verdicts).toEqual([])
    expect(JSON.stringify(blind)).not.toContain('缺件')
    expect(blind.secondCheck.request).toMatchObject({ outcome: null })
    expect(blind.states.find(({ code }) => code === 'F03')?.verdict).toBe('待人工')
    expect(blind.seen).toEqual(pageOf(desk, one).seen)
    granted(check(sun, {}, { blind: true }))
    expect(askAs(desk, sun, review.openBlind, one)!.verdicts.length).toBeGreaterThan(0)
  })

  it('is stale when the first person says anything new, and when the application is completed', () => {
    judgeAll(wang)
    granted(request(wang))
    granted(check(sun))
    const { content } = pageOf(desk, one).application
    granted(
      runAs(
        desk,
        wang,
        modules.applications.calls.complete as never,
        {
          application: one,
          content: { ...content, title: '智能项目（更正）' },
        } as never,
      ) as Result<unknown>,
    )
    expect(pageOf(desk, one).secondCheck.given?.isStale).toBe(true)
    expect(codeOf(pass(wang))).toBe('formal-review/second-check-stale')
  })

  it('is not stale because somebody else was given the work', () => {
    judgeAll(wang)
    granted(request(wang))
    granted(check(sun))
    const to = [{ person: zhao.id, applications: [one] }]
    granted(runAs(desk, wang, modules.assignments.calls.assign, { to }))
    expect(codeOf(pass(wang))).toBe('ok')
  })

  it('is asked for anew after the review was reopened', () => {
    judgeAll(wang)
    granted(request(wang))
    granted(check(sun))
    granted(pass(wang))
    granted(runAs(desk, wang, review.reopen, { application: one, reason: '再看一遍' }))
    expect(codeOf(pass(wang))).toBe('formal-review/second-check-stale')
    granted(request(wang))
    granted(check(sun))
    expect(codeOf(pass(wang))).toBe('ok')
  })
})

describe('differences', () => {
  const differing = {
    F03: { verdict: '不符合', note: '印章与名称不一致' },
    F04: { verdict: '不适用', note: '无指南' },
  } as const
  beforeEach(() => {
    judgeAll(wang)
    granted(request(wang))
    expect(granted(check(sun, differing))).toEqual({ differences: 2 })
  })

  it('stand side by side, and no outcome is recorded until each is settled', () => {
    expect(pageOf(desk, one).secondCheck.given?.differences).toEqual([
      { code: 'F03', first: '符合', second: '不符合', note: '印章与名称不一致', settled: null },
      { code: 'F04', first: '符合', second: '不适用', note: '无指南', settled: null },
    ])
    expect(pass(wang)).toMatchObject({
      error: { code: 'formal-review/differences-unsettled', items: ['F03', 'F04'] },
    })
    granted(settle(wang, 'F03', '已与营业执照核对，一致'))
    expect(pass(wang)).toMatchObject({ error: { items: ['F04'] } })
    granted(settle(wang, 'F04', null))
    expect(codeOf(pass(wang))).toBe('ok')
  })

  it('taken over become the verdict, with the second person’s note, by whoever took it over', () => {
    granted(settle(wang, 'F03', null))
    const page = pageOf(desk, one)
    expect(page.verdicts.find(({ code }) => code === 'F03')).toMatchObject({
      verdict: '不符合',
      note: '印章与名称不一致',
      person: wang.id,
    })
    expect(page.secondCheck.given).toMatchObject({ isStale: false })
    expect(codeOf(settle(wang, 'F03', '还是维持'))).toBe('formal-review/already-adopted')
  })

  it('are not settled by the second person, also with both roles', () => {
    judgeAll(wang, [], two)
    granted(request(wang, '通过', two))
    granted(check(zhao, differing, { application: two }))
    const { given } = pageOf(desk, two).secondCheck
    const own = { application: two, check: given!.id, code: 'F03' as const, keptBecause: null }
    expect(codeOf(runAs(desk, zhao, review.settleDifference, own))).toBe('formal-review/own-check')
  })

  it('of a check that no longer fits are not settled', () => {
    judge(wang, 'F05', '不符合')
    expect(codeOf(settle(wang, 'F03', null))).toBe('formal-review/second-check-stale')
  })

  it('that do not exist are not settled', () => {
    expect(codeOf(settle(wang, 'F05', null))).toBe('formal-review/no-such-difference')
  })
})

describe('the list of what waits', () => {
  it('says for whom, and what became of it', () => {
    judgeAll(zhao)
    granted(request(zhao))
    expect(askAs(desk, sun, review.checks, null)).toMatchObject([
      { application: one, outcome: '通过', requestedBy: '赵双职', mayCheck: true, given: null },
    ])
    expect(askAs(desk, zhao, review.checks, null)).toMatchObject([{ mayCheck: false }])
    granted(check(sun, { F03: { verdict: '不符合', note: '缺章' } }))
    expect(askAs(desk, wang, review.checks, null)).toMatchObject([
      { given: { by: '孙复核', differences: 1, open: 1 } },
    ])
    granted(settle(wang, 'F03', '章在附件第 3 页'))
    expect(askAs(desk, wang, review.checks, null)).toMatchObject([{ given: { differences: 1, open: 0 } }])
    granted(pass(wang))
    expect(askAs(desk, wang, review.checks, null)).toEqual([])
  })
})

describe('a check that was recorded without being admitted', () => {
  /** As another program of this or another office could write it. */
  function record(at: LogDesk, person: Person) {
    const page = pageOf(at, one)
    const verdicts = page.states
      .filter(({ blocks }) => blocks)
      .map(({ code, verdict }) => ({ code, first: verdict, verdict, note: '' }))
    at.db.transaction(() => {
      const seq = (at.log.headOf(at.chain.number)?.seq ?? 0) + 1
      const subject = `second-check/${at.desk.device.slice(7, 15)}-${seq}`
      const data = {
        application: one,
        review: page.review!.id,
        request: page.secondCheck.request!.id,
        seen: { application: page.seen.application, review: page.seen.review! },
        blind: false,
        verdicts,
      }
      at.log.append(at.chain, { id: person.id, role: '复核人' }, [happened(secondCheckGiven, subject, data)])
    })
  }

  it('by the first person does not let anybody close', () => {
    judgeAll(wang)
    granted(request(wang))
    record(desk, wang)
    expect(codeOf(pass(wang))).toBe('formal-review/second-check-stale')
    granted(request(wang))
    granted(check(sun))
    expect(codeOf(pass(wang))).toBe('ok')
  })

  it('by another office says nothing about ours', async () => {
    judgeAll(wang)
    granted(request(wang))
    const other = await openLogDesk('SH')
    other.receive(desk)
    record(other, colleague(other, '外单位', ['复核人']))
    desk.receive(other)
    expect(pageOf(desk, one).secondCheck).toMatchObject({ isWaiting: true, given: null })
    expect(codeOf(pass(wang))).toBe('formal-review/second-check-missing')
  })
})

describe('other desks', () => {
  it('another office sees the check and how differences were settled, and cannot give one', async () => {
    judgeAll(wang)
    granted(request(wang))
    const other = await openLogDesk('SH')
    const stranger = colleague(other, '外单位', ['复核人'])
    other.receive(desk)
    expect(codeOf(check(stranger, {}, { at: other }))).toBe('formal-review/other-office')
    granted(check(sun, { F03: { verdict: '不符合', note: '缺章' } }))
    granted(settle(wang, 'F03', '章在附件第 3 页'))
    granted(pass(wang))
    other.receive(desk)
    expect(pageOf(other, one).secondCheck).toEqual(pageOf(desk, one).secondCheck)
    expect(pageOf(other, one).secondCheck.given?.differences).toMatchObject([
      { first: '符合', second: '不符合', settled: { how: 'kept', reason: '章在附件第 3 页' } },
    ])
    other.db.transaction(() => other.log.projections.rebuildAll())
    expect(pageOf(other, one).secondCheck).toEqual(pageOf(desk, one).secondCheck)
  })

  it('a colleague at the other desk of the office checks, and the review goes there and back with it', async () => {
    const b = await openLogDesk('JS')
    certify(desk, b, '二楼工作台')
    judgeAll(wang)
    granted(request(wang))
    b.receive(desk)
    granted(check(sun, { F03: { verdict: '不符合', note: '缺章' } }, { at: b }))
    desk.receive(b)
    expect(codeOf(pass(wang))).toBe('formal-review/differences-unsettled')
    granted(desk.run(modules.handOver.calls.handOver, { applications: [one], to: b.desk.device }))
    b.receive(desk)
    expect(pageOf(b, one).secondCheck.given?.isStale).toBe(false)
    granted(settle(wang, 'F03', '章在附件第 3 页', b))
    granted(b.run(modules.handOver.calls.handOver, { applications: [one], to: desk.desk.device }))
    desk.receive(b)
    expect(codeOf(pass(wang))).toBe('ok')
    b.receive(desk)
    expect(pageOf(b, one).review?.outcome).toBe('通过')
    expect(pageOf(b, one).secondCheck).toEqual(pageOf(desk, one).secondCheck)
  })
})
