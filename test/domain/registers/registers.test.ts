import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rememberFacts } from '../../../src-main/domain/documents/index.ts'
import { modules } from '../../../src-main/domain/index.ts'
import { openEntries } from '../../../src-main/domain/registers/matching.ts'
import { anOrganisation } from '../../support/applications.ts'
import { makeCreditCode } from '../../support/credit-codes.ts'
import { expectNothingRecorded } from '../../support/invariants.ts'
import { type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { pageOf, takeIn } from '../../support/reviews.ts'

const { registers, organisations, formalReview, history } = modules
const [codeA, codeB] = [11, 12].map((n) => makeCreditCode('320500', n)) as [string, string]
const lead = anOrganisation({ name: '甲科技有限公司', code: codeA, roles: ['牵头', '需求方'] })
const member = anOrganisation({
  name: '乙大学苏州研究院',
  code: codeB,
  roles: ['参与', '解决方'],
  region: 'SH',
})

const check = (over: object = {}) => ({
  register: '科研诚信',
  channel: '国家科研诚信严重失信行为数据库',
  checkedOn: '2026-11-20',
  months: null,
  result: '无记录',
  penaltyFrom: null,
  penaltyTo: null,
  note: '',
  evidence: null,
  ...over,
})

/** What the lead is called in another application, under the same code. */
const renamed = { name: '甲科技股份有限公司', code: null }

const evidence = `sha256:${'e'.repeat(64)}` as const
const evidenceFacts = {
  digest: evidence,
  size: 10,
  kind: 'pdf',
  pages: 2,
  state: 'ok',
  pagesRead: 2,
  textPages: [],
  secrecyMarks: [],
} as const

let desk: LogDesk
let application: string

beforeEach(async () => {
  desk = await openLogDesk('JS')
  ;[application] = takeIn(desk, [
    { number: 'N-1', organisations: [lead, member] },
    { number: 'N-2', organisations: [{ ...lead, name: renamed.name }] },
  ]) as [string]
})
afterEach(() => desk.db.close())

function granted<Value>(result: { ok: true; value: Value } | { ok: false; error: { code: string } }): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function record(
  named: readonly { name: string; code: string | null }[],
  over: object = {},
): readonly string[] {
  const organisations = named.map(({ name, code }) => ({ name, code }))
  const input = { organisations, check: check(over) }
  return granted(desk.run(registers.calls.recordChecks, input as never)).entries
}
const codeOf = (result: { ok: boolean; error?: unknown }) =>
  result.ok ? 'ok' : (result as { error: { code: string } }).error.code

function integrity() {
  return pageOf(desk, application).findings.find(({ code }) => code === 'F19')!
}

function lift(entry: string, row: number | null = null) {
  const page = desk.ask(registers.calls.open, { entry, row })
  const input = { entry, row, reason: '惩戒已经撤销，见来函', seen: page!.seen }
  return desk.run(registers.calls.liftRecord, input as never)
}

describe('a check of organisations', () => {
  test('says in the review who is still to be looked up, and no more once all were', () => {
    expect(integrity().reason).toMatchObject({ facts: { organisations: [lead.name, member.name] } })
    record([lead])
    expect(integrity().reason).toMatchObject({ facts: { organisations: [member.name] } })
    record([member])
    expect(integrity().reason.code).toBe('pledge-not-marked')
  })

  test.each([
    ['a name of which nothing can be compared', [lead, { name: '\u200b\u200b', code: null }], {}, 'no-name'],
    ['evidence beyond the last page', [lead], { evidence: { document: evidence, page: 3 } }, 'no-such-page'],
  ])('with %s is refused', (_, named, over, reason) => {
    rememberFacts(desk.db, evidenceFacts)
    const organisations = named.map(({ name, code }) => ({ name, code }))
    const input = { organisations, check: check(over) }
    const act = () => desk.run(registers.calls.recordChecks, input as never)
    expectNothingRecorded(desk.db, act, `registers/${reason}`)
  })

  test('names the last page of its evidence', () => {
    rememberFacts(desk.db, evidenceFacts)
    expect(record([lead], { evidence: { document: evidence, page: 2 } })).toHaveLength(1)
  })

  test('that was taken back is not taken back again', () => {
    const [target] = record([lead]) as [string]
    const withdraw = () => desk.run(registers.calls.withdraw, { target, reason: '录错了' })
    granted(withdraw())
    expectNothingRecorded(desk.db, withdraw, 'registers/withdrawn-already')
  })

  test('of several at once is an event each, withheld from other offices', async () => {
    record([lead, member])
    const other = await openLogDesk('SH')
    other.receive(desk)
    const bodies = (at: LogDesk) =>
      at.db.sql<{ n: number }>(`SELECT count(*) AS n FROM bodies WHERE type = 'OrganisationChecked'`)[0]!.n
    expect([bodies(desk), bodies(other)]).toEqual([2, 0])
    other.db.close()
  })

  test.each([
    [{ checkedOn: '2026-11-23' }, 'registers/day-in-future'],
    [{ penaltyTo: '2027-01-01' }, 'registers/penalty-without-record'],
    [{ result: '有记录', penaltyFrom: '2026-02-01', penaltyTo: '2026-01-01' }, 'registers/penalty-reversed'],
    [{ evidence: { document: `sha256:${'e'.repeat(64)}`, page: 1 } }, 'registers/evidence-not-here'],
  ])('%o is refused', (over, code) => {
    const input = { organisations: [lead].map(({ name, code }) => ({ name, code })), check: check(over) }
    expect(codeOf(desk.run(registers.calls.recordChecks, input as never))).toBe(code)
  })

  test('a record is recorded for one organisation at a time', () => {
    const named = [lead, member].map(({ name, code }) => ({ name, code }))
    const input = { organisations: named, check: check({ result: '有记录' }) }
    expect(codeOf(desk.run(registers.calls.recordChecks, input as never))).toBe(
      'registers/one-record-at-a-time',
    )
  })
})

describe('a record', () => {
  const named = { name: lead.name, code: lead.code }

  test('binds the review until two people lift it, with the reason in the timeline of both', () => {
    record([lead, member].map(({ name, code }) => ({ name, code })))
    const [entry] = record([named], { result: '有记录' }) as [string]
    expect(integrity()).toMatchObject({ verdict: 'fail', reason: { facts: { organisations: [lead.name] } } })
    const verdict = { application, code: 'F19', verdict: '符合', note: '', evidence: [] } as const
    const judge = () => codeOf(desk.run(formalReview.calls.recordVerdict, verdict as never))
    expect(judge()).toBe('formal-review/record-not-lifted')
    expect(codeOf(lift(entry))).toBe('ok')
    expect(integrity().also.map(({ code }) => code)).toContain('register-lifted')
    expect(judge()).toBe('ok')
    const told = desk.ask(history.calls.timeline, entry)
    expect(told.map(({ type, actor }) => [type, actor.id])).toEqual([
      ['OrganisationChecked', desk.clerk.id],
      ['LiftingConfirmed', desk.second.id],
      ['RecordLifted', desk.clerk.id],
    ])
  })

  test('is not taken back by one person, and lifted once', () => {
    const [entry] = record([named], { result: '有记录' }) as [string]
    const withdraw = { target: entry, reason: '录错了' }
    expect(codeOf(desk.run(registers.calls.withdraw, withdraw))).toBe('registers/has-records')
    expect([codeOf(lift(entry)), codeOf(lift(entry))]).toEqual(['ok', 'registers/lifted-already'])
  })

  test('stands again when its lifting is taken back', () => {
    const [entry] = record([named], { result: '有记录' }) as [string]
    lift(entry)
    const [lifting] = desk.ask(registers.calls.open, { entry, row: null })!.liftings
    desk.run(registers.calls.withdraw, { target: lifting!.id, reason: '来函有误' })
    expect(integrity().verdict).toBe('fail')
    expect(codeOf(lift(entry))).toBe('ok')
  })

  test('what has no record is not lifted, and what was not seen neither', () => {
    const [clean] = record([named]) as [string]
    expect(codeOf(lift(clean))).toBe('registers/not-a-record')
    const [entry] = record([named], { result: '有记录' }) as [string]
    const input = { entry, row: null, reason: '撤销', seen: `sha256:${'0'.repeat(64)}` }
    expect(codeOf(desk.run(registers.calls.liftRecord, input as never))).toBe('registers/changed-meanwhile')
  })

  test.each([
    ['under the same code and another name', { name: '改名以后的公司', code: codeA }, 'fail'],
    ['under the name alone', { name: '甲科技有限公司 ', code: null }, 'fail'],
    ['under a name that contains it', { name: '甲科技有限公司苏州分公司', code: null }, 'cannot-check'],
    ['under a part of its name', { name: '甲科技', code: null }, 'cannot-check'],
    ['under the name and another code', { name: lead.name, code: codeB }, 'cannot-check'],
  ])('%s: %s', (_, organisation, verdict) => {
    record([organisation], { result: '有记录' })
    const finding = integrity()
    const meant = [finding.reason, ...finding.also].some(
      ({ code, facts }) =>
        code === 'register-hit' &&
        (facts as { organisations: readonly string[] }).organisations.includes(lead.name),
    )
    expect(meant).toBe(verdict === 'fail')
  })

  test('of a person is counted in the review, its name kept out of findings and timelines', () => {
    const person = { application, name: '王某', check: check({ result: '有记录', note: '王某数据造假' }) }
    const { entry } = granted(desk.run(registers.calls.recordPersonCheck, person as never))
    expect(integrity()).toMatchObject({ verdict: 'fail', reason: { facts: { count: 1 } } })
    expect(JSON.stringify(pageOf(desk, application).findings)).not.toContain('王某')
    const timeline = desk.ask(history.calls.timeline, application)
    expect(timeline.some(({ type }) => type === 'PersonChecked')).toBe(true)
    expect(JSON.stringify(timeline)).not.toContain('王某')
    const stranger = { ...person, name: '赵某' }
    const refused = desk.run(registers.calls.recordPersonCheck, stranger as never)
    expect(JSON.stringify(refused)).toBe('{"ok":false,"error":{"code":"registers/not-in-application"}}')
    const standing = desk.ask(registers.calls.ofApplication, { application, register: '科研诚信' } as never)
    const { seen } = standing!.people.find(({ id }) => id === entry)!
    granted(desk.run(registers.calls.liftRecord, { entry, row: null, reason: '已撤销', seen } as never))
    expect(integrity().verdict).not.toBe('fail')
  })
})

describe('names and families', () => {
  const former = { name: '甲仪器厂', code: null }
  const link = (over: object = {}) =>
    desk.run(organisations.calls.linkNames, {
      kind: '曾用名',
      organisation: { name: lead.name, code: codeA },
      other: former,
      note: '',
      ...over,
    } as never)

  test('a record under a former name counts once people said so, until they take it back', () => {
    record([former], { result: '有记录' })
    expect(integrity().verdict).toBe('cannot-check')
    const { statement } = granted(link())
    expect(integrity()).toMatchObject({ verdict: 'fail', reason: { facts: { organisations: [lead.name] } } })
    granted(desk.run(organisations.calls.withdrawStatement, { statement, reason: '不是同一家' }))
    expect(integrity().verdict).toBe('cannot-check')
  })

  test('a record of a relative is a hint, and what another name under the same code says, too', () => {
    const university = { name: '乙大学', code: null }
    const members = [
      { ...university, part: '本部' },
      { name: member.name, code: codeB, part: '成员' },
    ]
    const family = { name: '乙大学', kind: '高校及其院所', members, replaces: null }
    granted(desk.run(organisations.calls.recordFamily, family as never))
    record([university], { result: '有记录' })
    record([renamed], { result: '有记录' })
    const finding = integrity()
    const hint = finding.also.find(({ code }) => code === 'register-related-hit')
    expect(finding.verdict).toBe('cannot-check')
    expect(hint!.facts).toMatchObject({
      hits: [
        { organisation: lead.name, under: renamed.name },
        { organisation: member.name, under: '乙大学' },
      ],
    })
  })

  test('owner and solver of one family are a hint under F18', () => {
    const relations = () => pageOf(desk, application).findings.find(({ code }) => code === 'F18')!
    expect(relations().verdict).toBe('pass')
    const members = [lead, member].map(({ name, code }) => ({ name, code, part: '成员' }))
    const first = { name: '某某集团', kind: '企业集团', members, replaces: null }
    const { family } = granted(desk.run(organisations.calls.recordFamily, first as never))
    expect(relations()).toMatchObject({
      verdict: 'hint',
      reason: { facts: { pairs: [{ family: '某某集团' }] } },
    })
    const change = { ...first, members: [], replaces: family }
    const { family: dissolved } = granted(desk.run(organisations.calls.recordFamily, change as never))
    expect(relations().verdict).toBe('pass')
    expect(codeOf(desk.run(organisations.calls.recordFamily, { ...first, replaces: family } as never))).toBe(
      'organisations/family-changed',
    )
    granted(desk.run(organisations.calls.withdrawStatement, { statement: dissolved, reason: '没有解散' }))
    expect(relations().verdict).toBe('hint')
  })

  test.each([
    [{ other: { name: '甲科技有限公司', code: null } }, 'organisations/same-already'],
    [{ other: { name: '甲仪器厂', code: '123' } }, 'organisations/bad-code'],
    [{ other: { name: '\u200b\u200b', code: null } }, 'organisations/no-name'],
  ])('%o is refused', (over, code) => {
    expect(codeOf(link(over))).toBe(code)
  })

  test('said twice is refused, in whatever order', () => {
    granted(link())
    expect(codeOf(link({ organisation: former, other: { name: lead.name, code: codeA } }))).toBe(
      'organisations/linked-already',
    )
  })

  test('what another office records is kept and decides nothing here', async () => {
    const other = await openLogDesk('SH')
    const said = { kind: '曾用名', organisation: { name: lead.name, code: codeA }, other: former, note: '' }
    granted(other.run(organisations.calls.linkNames, said as never))
    desk.receive(other)
    record([former], { result: '有记录' })
    expect(integrity().verdict).toBe('cannot-check')
    other.db.close()
  })
})

describe('the organisations of a batch', () => {
  test('stand once each, those abroad left out, with the day on which their check runs out', async () => {
    const abroad = anOrganisation({ name: 'Example GmbH', code: null, region: 'abroad', roles: ['参与'] })
    const own = desk
    desk = await openLogDesk('JS')
    own.db.close()
    const [second] = takeIn(desk, [
      { number: 'N-7', organisations: [{ ...lead, roles: ['牵头'] }, abroad] },
      { number: 'N-8', organisations: [{ ...member, name: '乙大学苏州研究院（更名）' }] },
      { number: 'N-9', organisations: [{ ...lead, code: null, roles: ['参与'] }] },
    ])
    const { batch } = pageOf(desk, second!).application
    record([lead], { checkedOn: '2026-04-01' })
    record([member])
    const { rows, months } = desk.ask(registers.calls.toCheck, { batch, register: '科研诚信' } as never)!
    expect(months).toBe(6)
    expect(
      rows.map(({ organisation, state, until, numbers }) => [organisation.name, state, until, numbers]),
    ).toEqual([
      [lead.name, '已过有效期', '2026-10-01', ['N-7', 'N-9']],
      ['乙大学苏州研究院（更名）', '有效', '2027-05-20', ['N-8']],
    ])
    expect(desk.ask(registers.calls.toCheck, { batch, register: '社会信用' } as never)!.rows[0]!.state).toBe(
      '未核查',
    )
  })
})

describe('请托', () => {
  test('is noted with who asked in an event of its own, and stays when it is taken back', () => {
    const request = {
      day: '2026-11-20',
      way: '电话',
      application,
      asker: '某处某人',
      wanted: '打听审查进度',
      handled: '说明按程序办理，未透露',
    } as const
    const { request: id } = granted(desk.run(registers.calls.noteRequest, request as never))
    const types = desk.db
      .sql<{ type: string; audience: string; text: string }>(
        `SELECT type, audience, CAST(bytes AS TEXT) AS text FROM bodies WHERE subject = ?`,
        id,
      )
      .map(({ type, audience, text }) => [type, audience, text.includes('某处某人')])
    expect(types).toEqual([
      ['RequestNoted', 'office', false],
      ['RequestAskerRecorded', 'office', true],
    ])
    expect(JSON.stringify(desk.ask(history.calls.timeline, application))).not.toContain('某处某人')
    granted(desk.run(registers.calls.withdraw, { target: id, reason: '登记在别的申报上' }))
    expect(desk.ask(registers.calls.requests, null)).toMatchObject([
      { asker: '某处某人', application: { number: 'N-1' }, withdrawn: '登记在别的申报上' },
    ])
  })

  test('of the future is refused', () => {
    const request = {
      day: '2026-11-23',
      way: '电话',
      application: null,
      asker: '',
      wanted: '一',
      handled: '二',
    }
    expect(codeOf(desk.run(registers.calls.noteRequest, request as never))).toBe('registers/day-in-future')
  })
})

test('the tables made anew from the log say the same', () => {
  record([lead])
  const [entry] = record([member], { result: '有记录' }) as [string]
  lift(entry)
  const before = JSON.stringify(integrity())
  desk.log.projections.rebuildAll()
  expect(JSON.stringify(integrity())).toBe(before)
})

test('whether a few are looked up or a whole batch, an organisation stands the same', () => {
  record([lead], { checkedOn: '2026-10-01' })
  record([renamed], { result: '有记录' })
  record([{ name: '乙大学', code: null }], { result: '有记录', penaltyTo: '2026-11-30' })
  const members = [
    { name: '乙大学', code: null, part: '本部' },
    { name: member.name, code: codeB, part: '成员' },
  ]
  granted(
    desk.run(organisations.calls.recordFamily, {
      name: '乙大学',
      kind: '高校及其院所',
      members,
      replaces: null,
    } as never),
  )
  const asked = [lead, member, renamed, { name: '某某', code: null }].map(({ name, code }) => ({
    name,
    code,
  }))
  const few = asked.map((one) => openEntries(desk.db, 'JS').of(one))
  const many = openEntries(desk.db, 'JS')
  for (let i = 0; i < 100; i++) many.of({ name: `第${i}公司`, code: null })
  expect(few.map((own) => own.length)).toEqual([2, 1, 2, 0])
  expect(asked.map((one) => many.of(one))).toEqual(few)
})
