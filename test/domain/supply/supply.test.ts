import { beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../../src-main/core/result.ts'
import { modules } from '../../../src-main/domain/index.ts'
import { recordSigned } from '../../../src-main/domain/sign-offs/commands.ts'
import { recordReceipt } from '../../../src-main/domain/supply/receive.ts'
import { jointBatch } from '../../support/batches.ts'
import { expectNothingRecorded } from '../../support/invariants.ts'
import { closeReview, pageOf } from '../../support/reviews.ts'
import { acts, aNoticed, codeOf, document, type Noticed } from '../../support/supply.ts'

const { calls } = modules.supply
const review = modules.formalReview.calls

let noticed: Noticed
let at: ReturnType<typeof acts>
beforeEach(async () => {
  noticed = await aNoticed()
  at = acts(noticed)
})

/** Refused with this code, and nothing has changed. */
function expectRefused(act: () => Result<unknown>, code: string) {
  expectNothingRecorded(noticed.desk.db, act, code)
}

const codes = () => at.page().notices[0]!.items.map(({ code, state }) => `${code} ${state}`)

describe('a notice of missing material', () => {
  it('begins with its items, none of them received, and its sending not confirmed', () => {
    const [notice] = at.page().notices
    expect(notice).toMatchObject({
      round: 1,
      deadline: '2026-11-30',
      namedDeadline: '2026-11-30',
      sent: null,
      standing: '通知待发出',
      endedAt: null,
    })
    expect(notice!.items.map(({ code, sentence, state }) => [code, sentence, state])).toEqual([
      ['F03', '请补交 F03 的材料。', '未收到'],
      ['F21', '请补交 F21 的材料。', '未收到'],
    ])
  })

  it('is confirmed as sent on a day by a person, and corrected by a later word', () => {
    expect(codeOf(at.sent('2026-11-20'))).toBe('ok')
    noticed.clock.today = '2026-11-23'
    expect(codeOf(at.sent('2026-11-23'))).toBe('ok')
    expect(at.page().notices[0]).toMatchObject({
      sent: { day: '2026-11-23', way: '邮件' },
      standing: '等待补交',
    })
    const said = noticed.desk.log
      .readSubject(at.page().review!.id)
      .filter(({ type }) => type === 'SupplyNoticeSent')
    expect(said).toHaveLength(2)
  })

  it('cannot have been sent before it was closed, in the future, after its deadline, or on no day', () => {
    expectRefused(() => at.sent('2026-11-19'), 'supply/before-closing')
    expectRefused(() => at.sent('2026-11-21'), 'supply/day-in-future')
    expectRefused(() => at.sent('2026-02-30'), 'supply/no-such-day')
    noticed.clock.today = '2026-12-02'
    expectRefused(() => at.sent('2026-12-01'), 'supply/sent-after-deadline')
  })

  it('cannot have been sent after something of it came', () => {
    at.sent('2026-11-20')
    noticed.clock.today = '2026-11-24'
    at.receive('2026-11-23', { F03: '收到' })
    expectRefused(() => at.sent('2026-11-24'), 'supply/sent-after-receipt')
  })
})

describe('a notice that needs a sign-off', () => {
  it('is not sent before that is registered, and its deadline binds nobody', () => {
    const { desk, clock, application } = noticed
    const { batch } = pageOf(desk, application)
    const content = jointBatch({ fields: ['人工智能'], signOff: true })
    expect(codeOf(desk.run(modules.batches.calls.change, { batch: batch.id, content }))).toBe('ok')
    const row = () =>
      desk.ask(calls.list, { batch: null, whose: 'own', search: '', show: '全部', offset: 0, limit: 9 })
        .rows[0]
    expect(row()).toMatchObject({ isInEffect: false, standing: '通知待发出' })
    expectRefused(() => at.sent('2026-11-20'), 'supply/not-signed-off')
    clock.today = '2026-12-02'
    expect(at.page()).toMatchObject({ proposal: null, notices: [{ standing: '通知待发出' }] })
    clock.today = '2026-11-20'
    const asked = desk.run(review.requestSignOff, { batch: batch.id, applications: [application] })
    if (!asked.ok) throw new Error(asked.error.code)
    const paper = { opinion: '同意', date: '2026-11-20', person: '王处', office: '处长', number: '12号' }
    const signed = { signOff: asked.value.signOff, ...paper, remark: '', returned: [], scan: null }
    expect(codeOf(desk.run(recordSigned, signed as never))).toBe('ok')
    expect(row()).toMatchObject({ isInEffect: true })
    expect(codeOf(at.sent('2026-11-20'))).toBe('ok')
  })
})

describe('a call', () => {
  it('is logged with what was agreed; whom it was with is told apart, to nobody else', () => {
    expect(at.call()).toMatchObject({ ok: true, value: { call: 1 } })
    expect(at.call({ contact: { name: '', phone: '' } })).toMatchObject({ ok: true, value: { call: 2 } })
    expect(at.page().notices[0]!.calls).toMatchObject([
      { call: 1, direction: '打出', day: '2026-11-20', time: '10:05', agreed: '周三前寄出盖章件' },
      { call: 2 },
    ])
    expect(JSON.stringify(at.page())).not.toMatch(/赵联系|13900001111/)
    const looked = noticed.desk.run(calls.contacts, noticed.application)
    expect(looked).toEqual({ ok: true, value: [{ call: 1, name: '赵联系', phone: '13900001111' }] })
    const told = noticed.desk.ask(modules.history.calls.timeline, noticed.application)
    expect(told.at(-1)).toMatchObject({ type: 'PersonalDataSeen', data: { kind: '补交通话对方' } })
  })

  it('shows nobody the name in histories', () => {
    at.call()
    const told = noticed.desk.ask(modules.history.calls.timeline, noticed.application)
    expect(told.map(({ type }) => type)).toContain('SupplyContactRecorded')
    expect(JSON.stringify(told)).not.toMatch(/赵联系|13900001111/)
  })

  it('is corrected by a later word on the same call, and an unknown one is refused', () => {
    at.call()
    expect(codeOf(at.call({ call: 1, agreed: '周四前寄出' }))).toBe('ok')
    expect(at.page().notices[0]!.calls).toMatchObject([{ call: 1, agreed: '周四前寄出', corrections: 1 }])
    expectRefused(() => at.call({ call: 2 }), 'supply/unknown-call')
    expectRefused(() => at.call({ day: '2026-11-21' }), 'supply/day-in-future')
  })
})

describe('an extension', () => {
  beforeEach(() => at.sent('2026-11-20'))

  it('moves the deadline on every list and keeps the day that the notice named', () => {
    expect(at.extend('2026-12-04')).toEqual({ ok: true, value: { afterExpiry: false } })
    expect(at.page().notices[0]).toMatchObject({
      namedDeadline: '2026-11-30',
      deadline: '2026-12-04',
      extensions: [{ from: '2026-11-30', to: '2026-12-04', approvedBy: '王处长', afterExpiry: false }],
    })
    expect(pageOf(noticed.desk, noticed.application).review).toMatchObject({ deadline: '2026-12-04' })
  })

  it('must be later than the deadline and not in the past, approved on a day that was', () => {
    expectRefused(() => at.extend('2026-11-30'), 'supply/not-later')
    expectRefused(() => at.extend('2026-11-25'), 'supply/not-later')
    expectRefused(() => at.extend('2026-13-01'), 'supply/no-such-day')
    expectRefused(() => at.extend('2026-12-04', { approvedOn: '2026-11-19' }), 'supply/before-closing')
    expectRefused(() => at.extend('2026-12-04', { approvedOn: '2026-11-22' }), 'supply/day-in-future')
    expectRefused(() => at.extend('2026-12-04', { reason: ' ' }), 'desk/input')
    noticed.clock.today = '2026-12-08'
    expectRefused(() => at.extend('2026-12-07'), 'supply/extended-to-the-past')
  })

  it('is possible after the deadline and says so for ever', () => {
    noticed.clock.today = '2026-12-02'
    expect(at.page().notices[0]!.standing).toBe('逾期待处理')
    expect(at.extend('2026-12-09')).toEqual({ ok: true, value: { afterExpiry: true } })
    expect(at.page().notices[0]).toMatchObject({ standing: '等待补交', extensions: [{ afterExpiry: true }] })
    expect(codeOf(at.extend('2026-12-11'))).toBe('ok')
    expect(at.page().notices[0]!.extensions.map(({ to, afterExpiry }) => [to, afterExpiry])).toEqual([
      ['2026-12-09', true],
      ['2026-12-11', false],
    ])
  })

  it('needs a notice that was sent', async () => {
    noticed = await aNoticed()
    at = acts(noticed)
    expectRefused(() => at.extend('2026-12-04'), 'supply/notice-not-sent')
  })
})

describe('what comes', () => {
  beforeEach(() => {
    at.sent('2026-11-20')
    noticed.clock.today = '2026-11-25'
  })

  it('is ticked off item by item, and corrected without overwriting', () => {
    expect(codeOf(at.receive('2026-11-24', { F03: '收到', F21: '部分收到' }))).toBe('ok')
    expect(at.page().notices[0]).toMatchObject({ standing: '部分补交' })
    at.receive('2026-11-25', { F03: '部分收到' }, { note: '缺骑缝章' })
    at.receive('2026-11-25', { F21: '不需要' }, { note: '另有批件' })
    expect(at.page().notices[0]!.items).toMatchObject([
      { code: 'F03', state: '部分收到', day: '2026-11-25', note: '缺骑缝章', corrections: 1 },
      { code: 'F21', state: '不需要', day: null, corrections: 1 },
    ])
    const said = noticed.desk.log
      .readSubject(at.page().review!.id)
      .filter(({ type }) => type === 'SupplyItemReceived')
    expect(said.map(({ data }) => (data as { state: string }).state)).toEqual([
      '收到',
      '部分收到',
      '部分收到',
      '不需要',
    ])
    at.receive('2026-11-25', { F03: '收到' })
    expect(at.page().notices[0]!.standing).toBe('收齐待审')
    at.receive('2026-11-25', { F03: '未收到' })
    expect(codes()).toEqual(['F03 未收到', 'F21 不需要'])
  })

  it('cannot have come before the notice, in the future, for an unknown item, or as nothing', () => {
    expectRefused(() => at.receive('2026-11-19', { F03: '收到' }), 'supply/before-closing')
    at.sent('2026-11-23')
    expectRefused(() => at.receive('2026-11-22', { F03: '收到' }), 'supply/received-before-notice')
    expectRefused(() => at.receive('2026-11-26', { F03: '收到' }), 'supply/day-in-future')
    expectRefused(() => at.receive('2026-11-24', { F08: '收到' }), 'supply/unknown-item')
    expectRefused(() => at.receive('2026-11-24', { F03: '不需要' }), 'supply/note-missing')
    expectRefused(() => at.receive('2026-11-24', {}), 'supply/nothing-given')
  })

  it('is told once an item', () => {
    const { desk, application } = noticed
    const items = (['收到', '未收到'] as const).map((state) => ({ code: 'F03', state, note: '' }))
    const given = { application, day: '2026-11-24', items, note: '', attached: [] }
    expectRefused(() => desk.run(recordReceipt, given), 'supply/item-twice')
  })

  it('after the deadline is taken in and marked as late', () => {
    noticed.clock.today = '2026-12-03'
    at.receive('2026-12-02', { F03: '收到' })
    expect(at.page().notices[0]!.items).toMatchObject([{ isLate: true }, { isLate: false }])
    at.extend('2026-12-04', { approvedOn: '2026-12-03' })
    expect(at.page().notices[0]!.items).toMatchObject([{ isLate: false }, { isLate: false }])
  })

  it('is refused for an application that was never noticed, is under review, passed, or not accepted', () => {
    const { desk } = noticed
    const [, second, third] = desk.ask(review.list, {
      filter: { batch: null, states: [], regions: [], institutions: [], field: null, search: '' },
      sort: { column: 'number', descending: false },
      offset: 0,
      limit: 10,
    }).rows
    const of = (application: string) => acts({ ...noticed, application })
    expectRefused(() => of(second!.id).receive('2026-11-25', { F03: '收到' }), 'supply/never-noticed')
    closeReview(desk, second!.id, { outcome: '通过', failing: [] })
    expectRefused(() => of(second!.id).receive('2026-11-25', { F03: '收到' }), 'supply/closed')
    closeReview(desk, third!.id, { outcome: '不予受理', failing: ['F03'], note: '未盖章' })
    expectRefused(() => of(third!.id).receive('2026-11-25', { F03: '收到' }), 'supply/closed')
    at.receive('2026-11-25', { F03: '收到' })
    at.goOn()
    expectRefused(() => at.receive('2026-11-25', { F21: '收到' }), 'supply/under-review')
    expectRefused(() => at.extend('2026-12-09'), 'supply/under-review')
    expectRefused(() => of('application/none').receive('2026-11-25', {}), 'formal-review/unknown-application')
  })

  it('is refused before the sending was confirmed', async () => {
    noticed = await aNoticed()
    at = acts(noticed)
    expectRefused(() => at.receive('2026-11-20', { F03: '收到' }), 'supply/notice-not-sent')
  })
})

describe('a clock that goes wrong', () => {
  it('refuses every act that counts by it, and none that does not', () => {
    at.sent('2026-11-20')
    noticed.clock.today = '2026-11-25'
    at.receive('2026-11-25', { F03: '收到' })
    noticed.clock.today = '2026-11-21'
    expectRefused(() => at.receive('2026-11-21', { F21: '收到' }), 'calendar/clock-behind')
    expectRefused(() => at.extend('2026-12-04'), 'calendar/clock-behind')
    expectRefused(() => at.sent('2026-11-21'), 'calendar/clock-behind')
    // A word that no deadline hangs on goes through, and shows the clock's day from now on.
    expect(codeOf(at.call())).toBe('ok')
    expect(codeOf(at.receive('2026-11-21', { F21: '收到' }))).toBe('ok')
  })

  it('refuses a new notice too', () => {
    const { desk, clock } = noticed
    const [, second] = desk.ask(review.list, {
      filter: { batch: null, states: [], regions: [], institutions: [], field: null, search: '' },
      sort: { column: 'number', descending: false },
      offset: 0,
      limit: 10,
    }).rows
    desk.run(review.recordVerdict, {
      application: second!.id,
      code: 'F03',
      verdict: '不符合',
      note: '',
      evidence: [],
    })
    clock.today = '2026-11-19'
    const { seen } = pageOf(desk, second!.id)
    expectRefused(
      () =>
        desk.run(review.closeForMaterial, {
          application: second!.id,
          reason: '',
          seen,
          deadline: '2026-11-30',
        }),
      'calendar/clock-behind',
    )
  })
})

describe('the review going on', () => {
  beforeEach(() => {
    at.sent('2026-11-20')
    noticed.clock.today = '2026-11-25'
  })
  const states = () =>
    new Map(pageOf(noticed.desk, noticed.application).states.map((state) => [state.code, state]))

  it('opens again only the items of which something came, with note and evidence kept', () => {
    at.receive('2026-11-25', { F03: '收到' })
    const before = states()
    expect(at.goOn()).toMatchObject({ ok: true, value: { items: ['F03'] } })
    const after = states()
    expect(after.get('F03')).toMatchObject({ verdict: '待人工', by: null, note: '缺少公章。' })
    expect(after.get('F21')).toMatchObject({ verdict: '不符合', by: 'person' })
    for (const [code, state] of before) if (code !== 'F03') expect(after.get(code)).toEqual(state)
    expect(at.page().notices[0]!.endedAt).not.toBeNull()
  })

  it('computes the machine findings anew', async () => {
    noticed = await aNoticed(['F03', 'F16'])
    at = acts(noticed)
    at.sent('2026-11-20')
    const found = () =>
      pageOf(noticed.desk, noticed.application).findings.find(({ code }) => code === 'F16')!.verdict
    expect(found()).toBe('pass')
    const { money } = pageOf(noticed.desk, noticed.application).application.content
    at.complete({ money: { ...money, selfRaised: 1 } })
    expect(found()).toBe('pass')
    at.receive('2026-11-20', { F16: '收到' })
    at.goOn()
    expect(found()).toBe('fail')
  })

  it('waits until something came and everything that was attached stands in a version', () => {
    expectRefused(() => at.goOn(), 'supply/nothing-received')
    at.receive('2026-11-25', { F03: '收到' })
    at.attach(1)
    expectRefused(() => at.goOn(), 'supply/not-joined')
    at.receive('2026-11-25', {})
    expect(codeOf(at.goOn())).toBe('ok')
  })

  it('is closed again as usual, and a second notice is a list of its own', () => {
    at.receive('2026-11-25', { F03: '收到' })
    at.goOn()
    closeReview(noticed.desk, noticed.application, {
      outcome: '通知补交材料',
      failing: ['F21'],
      notice: [{ code: 'F21', sentence: '请补交伦理审查批件。' }],
      deadline: '2026-12-10',
    })
    const { notices } = at.page()
    expect(
      notices.map(({ round, items }) => [round, items.map(({ code, state }) => `${code} ${state}`)]),
    ).toEqual([
      [2, ['F21 未收到']],
      [1, ['F03 收到', 'F21 未收到']],
    ])
    at.sent('2026-11-25')
    at.receive('2026-11-25', { F21: '收到' })
    at.goOn()
    closeReview(noticed.desk, noticed.application, { outcome: '通过', failing: [] })
    expect(pageOf(noticed.desk, noticed.application).review?.outcome).toBe('通过')
  })
})

describe('new material as a version', () => {
  beforeEach(() => {
    at.sent('2026-11-20')
    noticed.clock.today = '2026-11-25'
  })
  const compare = (before: number, after: number | null) =>
    noticed.desk.ask(calls.compare, { application: noticed.application, before, after })!

  it('joins what was attached and typed, numbered on, and compares it with the version before', () => {
    const { title } = pageOf(noticed.desk, noticed.application).application.content
    at.attach(1)
    at.complete({ title: '更正后的名称', end: '2029-06-30' })
    expect(at.page().notJoined).toMatchObject({ fields: ['title', 'end'], added: [{ name: '1.pdf' }] })
    expect(at.receive('2026-11-24', { F03: '收到' }, { attached: [document(2)] })).toMatchObject({
      ok: true,
      value: { version: 1, attached: 1 },
    })
    expect(at.page().notJoined).toBeNull()
    expect(at.page().versions).toMatchObject([{ number: 1, day: '2026-11-24' }])
    const { before, after, fields } = compare(0, 1)
    expect(before.content.title).toBe(title)
    expect(after.content.title).toBe('更正后的名称')
    expect(fields.slice(0, 3)).toEqual([
      { field: 'title', isChanged: true },
      { field: 'end', isChanged: true },
      { field: 'number', isChanged: false },
    ])
    expect(before.documents).toEqual([])
    expect(after.documents.map((one) => one.document)).toEqual([document(1), document(2)])
    at.receive('2026-11-25', { F21: '收到' }, { attached: [document(3)] })
    expect(compare(1, 2).after.documents.map((one) => one.document)).toEqual([1, 2, 3].map(document))
    expect(compare(1, 2).fields.filter(({ isChanged }) => isChanged)).toEqual([])
    // What comes later changes no version.
    at.complete({ title: '又改了' })
    expect(compare(0, 1).after.content.title).toBe('更正后的名称')
    expect(compare(1, null).after.content.title).toBe('又改了')
  })

  it('counts a document that was taken away, and is no version when only words on items came', () => {
    at.receive('2026-11-24', {}, { attached: [document(1)] })
    expect(at.receive('2026-11-24', { F03: '收到' })).toMatchObject({ ok: true, value: { version: null } })
    noticed.desk.run(modules.applications.calls.detachDocument, {
      application: noticed.application,
      document: document(1),
      reason: '附错了',
    })
    expect(at.page().notJoined).toMatchObject({ fields: [], removed: [{ document: document(1) }] })
    at.receive('2026-11-25', {}, { attached: [document(2)] })
    expect(compare(1, 2).after.documents.map((one) => one.document)).toEqual([document(2)])
  })

  it('attaches a file that is there already once, and knows no version that is not here', () => {
    at.attach(1)
    at.receive('2026-11-24', { F03: '收到' }, { attached: [document(1), document(2), document(2)] })
    expect(compare(0, 1).after.documents).toHaveLength(2)
    expect(
      noticed.desk.ask(calls.compare, { application: noticed.application, before: 0, after: 7 }),
    ).toBeNull()
  })
})
