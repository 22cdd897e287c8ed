import { beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../src-main/core/result.ts'
import { modules } from '../../src-main/domain/index.ts'
import type { ComparedRow, Comparison, RevisedField } from '../../src-main/domain/revisions/rules.ts'
import { anApplication, anOrganisation } from '../support/applications.ts'
import { makeCreditCode } from '../support/credit-codes.ts'
import { expectNothingRecorded } from '../support/invariants.ts'
import { certify, type LogDesk, openLogDesk } from '../support/office-desks.ts'
import { closeReview, pageOf } from '../support/reviews.ts'
import {
  asProposed,
  compared,
  contentOf,
  everything,
  type Listed,
  listIn,
  newBatch,
  takeInAgain,
  takeInNew,
  withdrawImport,
} from '../support/revisions.ts'

const review = modules.formalReview.calls
const applications = modules.applications.calls
const { sinceVerdicts, toLookAgain, ofImport } = modules.revisions.calls

let js: LogDesk
let batch: string
let first: string
let ids: Readonly<Record<string, string>>

const three: readonly Listed[] = [
  { number: 'A-1', title: '甲项目' },
  { number: 'A-2', title: '乙项目' },
  { number: 'A-3', title: '丙项目' },
]

beforeEach(async () => {
  js = await openLogDesk('JS')
  batch = newBatch(js)
  first = takeInNew(js, listIn(batch, { rows: three, file: '1' }))
  ids = idsIn(js)
})

function idsIn(desk: LogDesk): Readonly<Record<string, string>> {
  const rows = desk.db.sql<{ number: string; subject: string }>('SELECT number, subject FROM applications')
  return Object.fromEntries(rows.map(({ number, subject }) => [number, subject]))
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}

function refusal(result: Result<unknown>) {
  return result.ok ? { code: 'ok' } : result.error
}

function rowOf({ rows }: Comparison, number: string): ComparedRow {
  return rows.find((row) => row.number === number)!
}

const money = (total: number) => ({ ...anApplication().money, total })

function judge(desk: LogDesk, application: string, code: 'F04' | 'F05' | 'F16' | 'F03') {
  value(desk.run(review.recordVerdict, { application, code, verdict: '符合', note: '', evidence: [] }))
}

describe('a list that comes again', () => {
  it('is sorted into new, changed field by field, same, and what it does not have', () => {
    const list = listIn(batch, {
      rows: [
        { number: 'A-1', title: '甲项目' },
        { number: 'A-2', title: '乙项目（修订）', money: money(2_000_000_000) },
        { number: 'A-9', title: '新项目' },
      ],
    })
    const comparison = compared(js, list)
    expect(comparison.rows.map(({ number, group }) => [number, group])).toEqual([
      ['A-1', 'same'],
      ['A-2', 'changed'],
      ['A-9', 'new'],
    ])
    expect(rowOf(comparison, 'A-2').changes).toEqual([
      { field: 'title', before: '乙项目', after: '乙项目（修订）', isTyped: false, isOld: false },
      { field: 'total', before: '1,000.00 万元', after: '2,000.00 万元', isTyped: false, isOld: false },
    ])
    expect(comparison.missing).toMatchObject([{ number: 'A-3', application: ids['A-3'], review: null }])
    expect(value(takeInAgain(js, list))).toMatchObject({ taken: 1, revised: 1 })
    expect(contentOf(js, ids['A-2']!)).toMatchObject({
      title: '乙项目（修订）',
      money: { total: 2_000_000_000 },
    })
    const [newest] = js.ask(applications.imports, batch)
    expect(newest).toMatchObject({ taken: 1, compared: { revised: 1, same: 1, missing: 1 } })
    expect(contentOf(js, ids['A-3']!).title).toBe('丙项目')
  })

  it('says nothing new the second time, and nothing is written', () => {
    const rows = [{ ...three[0], title: '甲项目二' }, ...three.slice(1)]
    value(takeInAgain(js, listIn(batch, { rows, file: '2' })))
    const head = js.log.headOf(js.chain.number)!.seq
    const again = listIn(batch, { rows, file: '2' })
    expect(compared(js, again).rows.every(({ group }) => group === 'same')).toBe(true)
    expect(refusal(takeInAgain(js, again)).code).toBe('revisions/nothing-to-write')
    expect(js.log.headOf(js.chain.number)!.seq).toBe(head)
  })

  it('takes only the rows and fields that a person chose', () => {
    const rows = three.map((one, i) => ({ ...one, title: `${one.title}改`, money: money(100 + i) }))
    const choose = () => [
      { row: 2, fields: ['title'] as RevisedField[] },
      { row: 4, fields: ['total'] as RevisedField[] },
    ]
    value(takeInAgain(js, listIn(batch, { rows }), { choose }))
    expect(contentOf(js, ids['A-1']!)).toMatchObject({ title: '甲项目改', money: { total: 1_000_000_000 } })
    expect(contentOf(js, ids['A-2']!)).toMatchObject({ title: '乙项目', money: { total: 1_000_000_000 } })
    expect(contentOf(js, ids['A-3']!)).toMatchObject({ title: '丙项目', money: { total: 102 } })
    const none = takeInAgain(js, listIn(batch, { rows }), { choose: () => [] })
    expect(refusal(none).code).toBe('revisions/nothing-chosen')
    const odd = takeInAgain(js, listIn(batch, { rows }), { choose: () => [{ row: 2, fields: ['task'] }] })
    expect(refusal(odd)).toMatchObject({ code: 'revisions/not-a-change', rows: [2] })
  })

  it('never erases what it leaves empty: fields, roles, parts of organisations, headings', () => {
    const whole = anApplication({ number: 'A-1', title: '甲项目' })
    const [lead] = whole.organisations
    const bare: Listed = {
      ...whole,
      ...{ field: null, task: null, start: null, end: null, indicators: null, reserveEntry: null },
      money: { total: null, requested: null, selfRaised: null, offered: null, contract: null },
      organisations: [{ ...lead!, roles: ['牵头'], code: null, kind: null, region: null, city: null }],
    }
    const list = listIn(batch, { rows: [bare, ...three.slice(1)] })
    expect(rowOf(compared(js, list), 'A-1').group).toBe('same')
  })

  it('is found by number whatever its width, case or dash, and says that it is written differently', () => {
    const list = listIn(batch, { rows: [{ number: 'ａ—1', title: '甲项目' }, ...three.slice(1)] })
    const row = compared(js, list).rows[0]!
    expect(row).toMatchObject({
      group: 'same',
      application: ids['A-1'],
      remarks: [{ code: 'number-written-differently', number: 'A-1' }],
    })
  })

  it('tells another lead, a new name of the lead, a changed title, and what may be another application', () => {
    const [lead, member] = anApplication().organisations
    const other = anOrganisation({
      name: '科大讯飞股份有限公司',
      region: 'AH',
      code: makeCreditCode('340100', 9),
    })
    const rows: readonly Listed[] = [
      { ...three[0], organisations: [{ ...other, roles: ['牵头', '需求方'] }, member!] },
      { ...three[1], organisations: [{ ...lead!, name: '思必驰科技集团股份有限公司' }, member!] },
      { ...three[2], title: '毫不相干', organisations: [{ ...other, roles: ['牵头', '需求方'] }, member!] },
    ]
    const comparison = compared(js, listIn(batch, { rows }))
    expect(comparison.rows.map(({ remarks }) => remarks.map(({ code }) => code))).toEqual([
      ['lead-moved'],
      ['lead-renamed'],
      ['maybe-another'],
    ])
    expect(asProposed(comparison).map(({ row }) => row)).toEqual([2, 3])
    value(takeInAgain(js, listIn(batch, { rows })))
    const moved = contentOf(js, ids['A-1']!).organisations
    expect(moved.map(({ name, roles }) => [name, roles])).toEqual([
      ['科大讯飞股份有限公司', ['牵头', '需求方']],
      ['上海交通大学', ['参与', '解决方']],
    ])
    expect(contentOf(js, ids['A-2']!).organisations[0]).toMatchObject({
      name: '思必驰科技集团股份有限公司',
      city: '苏州市',
    })
  })

  it('names a number of a withdrawn import, which is new again', () => {
    const alone = takeInNew(js, listIn(batch, { rows: [{ number: 'B-1', title: '丁项目' }] }))
    value(withdrawImport(js, alone))
    const row = rowOf(compared(js, listIn(batch, { rows: [{ number: 'B-1', title: '丁项目' }] })), 'B-1')
    expect(row).toMatchObject({ group: 'new', remarks: [{ code: 'number-of-withdrawn-import' }] })
  })

  it('compares persons without showing them, and takes them when that is chosen', () => {
    const person = (phone: string | null) => ({
      ...{ name: '王某', role: '项目负责人', organisation: null, title: null },
      idNumber: '11010519491231002X',
      phone,
    })
    const rows = (phone: string | null) => [{ ...three[0], people: [person(phone)] }, ...three.slice(1)]
    value(takeInAgain(js, listIn(batch, { rows: rows('13800000001') })))
    const comparison = compared(js, listIn(batch, { rows: rows('13800000002') }))
    expect(JSON.stringify(comparison)).not.toContain('1380000')
    expect(rowOf(comparison, 'A-1').changes).toMatchObject([{ field: 'people', before: null, after: null }])
    const taken = value(takeInAgain(js, listIn(batch, { rows: rows('13800000002') })))
    const people = () => value(js.run(applications.people, ids['A-1']!))
    expect(people()).toMatchObject([{ phone: '13800000002' }])
    expect(rowOf(compared(js, listIn(batch, { rows: rows(null) })), 'A-1').group).toBe('same')
    value(withdrawImport(js, taken.import))
    expect(people()).toMatchObject([{ phone: '13800000001' }])
  })
})

describe('what people typed', () => {
  function type(title: string) {
    const content = { ...contentOf(js, ids['A-1']!), title }
    value(js.run(applications.complete, { application: ids['A-1']!, content: content as never }))
  }

  it('wins over a list unless a person chooses otherwise', () => {
    type('人工更正的名称')
    const rows = [{ ...three[0], title: '清单里的名称', task: '另一任务' }, ...three.slice(1)]
    const comparison = compared(js, listIn(batch, { rows }))
    expect(rowOf(comparison, 'A-1').changes).toMatchObject([
      { field: 'title', isTyped: true, isOld: false },
      { field: 'task', isTyped: false },
    ])
    value(takeInAgain(js, listIn(batch, { rows })))
    expect(contentOf(js, ids['A-1']!)).toMatchObject({ title: '人工更正的名称', task: '另一任务' })
    value(takeInAgain(js, listIn(batch, { rows }), { choose: everything }))
    expect(contentOf(js, ids['A-1']!).title).toBe('清单里的名称')
  })

  it('stays when the list that came before it is withdrawn', () => {
    const rows = [{ ...three[0], task: '清单任务', field: '集成电路' }, ...three.slice(1)]
    const { import: id } = value(takeInAgain(js, listIn(batch, { rows })))
    type('人工更正的名称')
    value(withdrawImport(js, id))
    expect(contentOf(js, ids['A-1']!)).toMatchObject({
      title: '人工更正的名称',
      task: '车载语音交互',
      field: '人工智能',
    })
  })
})

describe('withdrawing a list that changed applications', () => {
  const again = (title: string, file?: string) =>
    listIn(batch, { rows: [{ ...three[0], title }, ...three.slice(1)], ...(file ? { file } : {}) })

  it('restores what was before, also under what a later list said', () => {
    const whole = contentOf(js, ids['A-1']!)
    const second = value(takeInAgain(js, again('第二版')))
    const third = value(takeInAgain(js, again('第三版')))
    value(withdrawImport(js, second.import))
    expect(contentOf(js, ids['A-1']!).title).toBe('第三版')
    value(withdrawImport(js, third.import))
    expect(contentOf(js, ids['A-1']!)).toEqual(whole)
    const [row] = js.db.sql<{ title: string }>(
      'SELECT title FROM applications WHERE subject = ?',
      ids['A-1']!,
    )
    expect(row!.title).toBe('甲项目')
  })

  it('lets the same list be taken in again afterwards: that is no old value', () => {
    const second = value(takeInAgain(js, again('第二版', '2')))
    value(withdrawImport(js, second.import))
    expect(rowOf(compared(js, again('第二版', '2')), 'A-1').changes).toMatchObject([{ isOld: false }])
    expect(value(takeInAgain(js, again('第二版', '2')))).toMatchObject({ revised: 1 })
  })

  it('is refused once a verdict was given on what it changed', () => {
    judge(js, ids['A-1']!, 'F05')
    const second = value(takeInAgain(js, again('第二版')))
    judge(js, ids['A-1']!, 'F04')
    expect(refusal(withdrawImport(js, second.import))).toMatchObject({
      code: 'applications/verdict-since',
      count: 1,
      numbers: ['A-1'],
    })
    expect(contentOf(js, ids['A-1']!).title).toBe('第二版')
  })

  it('goes through when the verdicts are older than the list', () => {
    judge(js, ids['A-1']!, 'F05')
    const second = value(takeInAgain(js, again('第二版')))
    value(withdrawImport(js, second.import))
    expect(contentOf(js, ids['A-1']!).title).toBe('甲项目')
    expect(pageOf(js, ids['A-1']!).verdicts).toMatchObject([{ code: 'F05', verdict: '符合' }])
  })
})

describe('an older list', () => {
  it('is told by values that stood there before, proposes nothing, and is refused when it is all there is', () => {
    const rows = [{ ...three[0], title: '第二版' }, ...three.slice(1)]
    value(takeInAgain(js, listIn(batch, { rows })))
    const older = listIn(batch, { rows: three, file: '1' })
    const comparison = compared(js, older)
    expect(comparison.sameFileAt).not.toBeNull()
    expect(rowOf(comparison, 'A-1').changes).toMatchObject([{ field: 'title', isOld: true }])
    expect(asProposed(comparison)).toEqual([])
    expect(refusal(takeInAgain(js, older, { choose: everything }))).toMatchObject({
      code: 'revisions/only-old-values',
      rows: [2],
    })
    const saved = listIn(batch, { rows: three })
    expect(compared(js, saved).sameFileAt).toBeNull()
    expect(rowOf(compared(js, saved), 'A-1').changes).toMatchObject([{ isOld: true }])
    expect(contentOf(js, ids['A-1']!).title).toBe('第二版')
  })

  it('that is the same file still brings what was left out of it the first time', () => {
    const second = { rows: [{ ...three[0], title: '第二版', task: '新任务' }, ...three.slice(1)], file: '2' }
    const onlyTitle = () => [{ row: 2, fields: ['title'] as RevisedField[] }]
    value(takeInAgain(js, listIn(batch, second), { choose: onlyTitle }))
    expect(compared(js, listIn(batch, second)).sameFileAt).not.toBeNull()
    expect(value(takeInAgain(js, listIn(batch, second)))).toMatchObject({ revised: 1 })
    expect(contentOf(js, ids['A-1']!).task).toBe('新任务')
  })

  it('brings its new values in, and an old one only beside them when a person insists', () => {
    value(takeInAgain(js, listIn(batch, { rows: [{ ...three[0], title: '第二版' }, ...three.slice(1)] })))
    const mixed = listIn(batch, { rows: [{ ...three[0], task: '新任务' }, ...three.slice(1)] })
    expect(asProposed(compared(js, mixed))).toEqual([{ row: 2, fields: ['task'] }])
    value(takeInAgain(js, mixed, { choose: everything }))
    expect(contentOf(js, ids['A-1']!)).toMatchObject({ title: '甲项目', task: '新任务' })
  })
})

describe('reviews', () => {
  const changed = () => listIn(batch, { rows: [{ ...three[0], title: '第二版' }, ...three.slice(1)] })

  it('keep their verdicts, and say which items to look at again until they are judged again', () => {
    for (const code of ['F04', 'F16'] as const) judge(js, ids['A-1']!, code)
    expect(rowOf(compared(js, changed()), 'A-1').review).toBe('open')
    value(takeInAgain(js, changed()))
    expect(pageOf(js, ids['A-1']!).verdicts.map(({ code }) => code)).toEqual(['F04', 'F16'])
    expect(js.ask(sinceVerdicts, ids['A-1']!).items).toMatchObject([
      { code: 'F04', changes: [{ field: 'title', before: '甲项目', after: '第二版' }] },
    ])
    expect(js.ask(toLookAgain, null)).toMatchObject([{ number: 'A-1', codes: ['F04'] }])
    judge(js, ids['A-1']!, 'F04')
    expect(js.ask(sinceVerdicts, ids['A-1']!).items).toEqual([])
    expect(js.ask(toLookAgain, null)).toEqual([])
  })

  it('that are closed keep outcome and frozen findings; a change needs a reason and is not proposed', () => {
    closeReview(js, ids['A-1']!, { outcome: '通过', failing: [] })
    const before = pageOf(js, ids['A-1']!)
    const comparison = compared(js, changed())
    expect(rowOf(comparison, 'A-1')).toMatchObject({ review: '通过', group: 'changed' })
    expect(asProposed(comparison)).toEqual([])
    expect(refusal(takeInAgain(js, changed(), { choose: everything }))).toMatchObject({
      code: 'revisions/reason-missing',
      rows: [2],
    })
    value(takeInAgain(js, changed(), { choose: everything, reason: '申报单位来函更名' }))
    const after = pageOf(js, ids['A-1']!)
    expect(after.application.content.title).toBe('第二版')
    expect(after.review).toEqual(before.review)
    expect(after.findings).toEqual(before.findings)
    expect(after.verdicts).toEqual(before.verdicts)
    expect(js.ask(sinceVerdicts, ids['A-1']!)).toMatchObject({
      items: [],
      sinceOutcome: [{ field: 'title', before: '甲项目', after: '第二版' }],
    })
    const [event] = js.log.readSubject(ids['A-1']!).filter(({ type }) => type === 'ApplicationRevised')
    expect(event!.data).toMatchObject({ reason: '申报单位来函更名', import: expect.any(String) })
  })
})

describe('whose applications they are', () => {
  it('never changes those of other offices', async () => {
    const zj = await openLogDesk('ZJ')
    zj.receive(js)
    const rows: readonly Listed[] = [
      { number: 'A-1', title: '抢先改名' },
      { number: 'Z-1', title: '浙江项目' },
    ]
    const list = listIn(batch, { rows })
    expect(rowOf(compared(zj, list), 'A-1')).toMatchObject({
      group: 'apart',
      apart: 'other-office',
      owner: 'JS',
    })
    expect(compared(zj, list).missing).toEqual([])
    const forced = takeInAgain(zj, list, { choose: () => [{ row: 2, fields: ['title'] }] })
    expect(refusal(forced).code).toBe('revisions/not-a-change')
    expect(value(takeInAgain(zj, list))).toMatchObject({ taken: 1, revised: 0 })
    expect(contentOf(zj, ids['A-1']!).title).toBe('甲项目')
  })

  it('names and leaves out those that another desk of the office writes', async () => {
    const upstairs = await openLogDesk('JS')
    certify(js, upstairs, '二楼工作台')
    upstairs.receive(js)
    const list = listIn(batch, {
      rows: [
        { ...three[0], title: '第二版' },
        { number: 'A-9', title: '新项目' },
      ],
    })
    const comparison = compared(upstairs, list)
    expect(rowOf(comparison, 'A-1')).toMatchObject({ group: 'apart', apart: 'other-desk' })
    expect(rowOf(comparison, 'A-1').owner).not.toBeNull()
    expect(comparison.missing.every(({ desk }) => desk !== null)).toBe(true)
    expect(value(takeInAgain(upstairs, list))).toMatchObject({ taken: 1, revised: 0 })
  })

  it('tells another office what changed, in order, and what it says then', async () => {
    const zj = await openLogDesk('ZJ')
    const second = value(
      takeInAgain(js, listIn(batch, { rows: [{ ...three[0], title: '第二版' }, ...three.slice(1)] })),
    )
    value(takeInAgain(js, listIn(batch, { rows: [{ ...three[0], task: '新任务' }, ...three.slice(1)] })))
    zj.receive(js)
    expect(contentOf(zj, ids['A-1']!)).toMatchObject({ title: '第二版', task: '新任务' })
    expect(zj.ask(ofImport, { import: second.import, offset: 0, limit: 10 })).toMatchObject({
      total: 1,
      rows: [{ number: 'A-1', changes: [{ field: 'title', before: '甲项目', after: '第二版' }] }],
    })
    value(withdrawImport(js, second.import))
    zj.receive(js)
    expect(contentOf(zj, ids['A-1']!)).toMatchObject({ title: '甲项目', task: '新任务' })
  })
})

it('of two people who take lists in at once the second sees what the first wrote', () => {
  const rows = (title: string) => [{ ...three[0], title }, ...three.slice(1)]
  const [mine, theirs] = [listIn(batch, { rows: rows('甲版') }), listIn(batch, { rows: rows('乙版') })]
  const { seen } = compared(js, theirs)
  value(takeInAgain(js, mine))
  expect(refusal(takeInAgain(js, theirs, { seen })).code).toBe('revisions/changed-meanwhile')
  expect(rowOf(compared(js, theirs), 'A-1').changes).toMatchObject([{ before: '甲版', after: '乙版' }])
  value(takeInAgain(js, theirs))
  expect(contentOf(js, ids['A-1']!).title).toBe('乙版')
})

describe('申报单位撤回', () => {
  const said = { reason: '申报单位来函撤回', date: '2026-11-20' }
  const counts = () => js.ask(review.counts, null).map(({ state, count }) => [state, count])

  it('keeps the application in lists and counts, read-only with why, and can be undone', () => {
    const application = ids['A-3']!
    value(js.run(applications.withdraw, { application, ...said }))
    expect(counts()).toEqual([
      ['未开始', 2],
      ['已撤回', 1],
    ])
    const filter = {
      batch,
      states: ['已撤回' as const],
      regions: [],
      institutions: [],
      field: null,
      search: '',
    }
    const sort = { column: 'number' as const, descending: false }
    const listed = js.ask(review.list, { filter, sort, offset: 0, limit: 10 })
    expect(listed).toMatchObject({ total: 1, rows: [{ number: 'A-3', state: '已撤回' }] })
    expect(pageOf(js, application)).toMatchObject({
      readOnly: 'withdrawn',
      application: { withdrawal: said },
    })
    const judged = js.run(review.recordVerdict, {
      ...{ application, code: 'F04', verdict: '符合', note: '', evidence: [] },
    } as never)
    expect(refusal(judged).code).toBe('formal-review/withdrawn')
    expect(refusal(js.run(applications.withdraw, { application, ...said })).code).toBe(
      'applications/withdrawn-before',
    )
    const list = listIn(batch, { rows: [three[0]!, three[1]!, { ...three[2], title: '又来了' }] })
    expect(rowOf(compared(js, list), 'A-3')).toMatchObject({ group: 'apart', apart: 'withdrawn' })
    expect(compared(js, listIn(batch, { rows: three.slice(0, 2) })).missing).toEqual([])
    value(js.run(applications.reinstate, { application, reason: '登记有误' }))
    expect(counts()).toEqual([['未开始', 3]])
    expect(pageOf(js, application).readOnly).toBeNull()
  })

  it('needs a day that exists and has come', () => {
    const withdraw = (date: string) =>
      refusal(js.run(applications.withdraw, { application: ids['A-3']!, reason: '来函', date })).code
    expect(withdraw('2026-02-30')).toBe('applications/no-such-day')
    expect(withdraw('2026-11-23')).toBe('applications/day-in-the-future')
  })

  it('is for an application whose list still counts, and its undoing for one that was withdrawn', () => {
    const application = ids['A-3']!
    const undo = () => js.run(applications.reinstate, { application, reason: '登记有误' })
    expectNothingRecorded(js.db, undo, 'applications/not-withdrawn')
    value(withdrawImport(js, first))
    const withdraw = () => js.run(applications.withdraw, { application, ...said })
    expectNothingRecorded(js.db, withdraw, 'applications/already-withdrawn')
    expectNothingRecorded(js.db, () => withdrawImport(js, first), 'applications/already-withdrawn')
  })

  it('is known to other offices too', async () => {
    const zj = await openLogDesk('ZJ')
    value(js.run(applications.withdraw, { application: ids['A-3']!, ...said }))
    zj.receive(js)
    expect(pageOf(zj, ids['A-3']!)).toMatchObject({ application: { withdrawal: said } })
    expect(zj.ask(review.counts, null)).toContainEqual(expect.objectContaining({ state: '已撤回', count: 1 }))
  })
})

it('what applications are found by follows a list, and goes back with it', () => {
  const [lead, member] = anApplication().organisations
  const renamed = [{ ...lead!, name: '科大讯飞股份有限公司', code: null }, member!]
  const rows = [{ ...three[0], title: '量子计算', organisations: renamed }, ...three.slice(1)]
  const found = () => ({
    title: js.db.sql('SELECT 1 FROM duplicate_keys WHERE title_key = ?', '量子计算').length,
    text: js.db.sql("SELECT 1 FROM application_searches WHERE instr(text, '科大讯飞') > 0").length,
    lead: js.db.sql("SELECT 1 FROM applications WHERE lead = '科大讯飞股份有限公司'").length,
    organisation: js.db.sql("SELECT 1 FROM application_organisations WHERE name LIKE '科大讯飞%'").length,
  })
  const nowhere = { title: 0, text: 0, lead: 0, organisation: 0 }
  expect(found()).toEqual(nowhere)
  const taken = value(takeInAgain(js, listIn(batch, { rows }), { choose: everything }))
  expect(found()).toEqual({ title: 1, text: 1, lead: 1, organisation: 1 })
  value(withdrawImport(js, taken.import))
  expect(found()).toEqual(nowhere)
})

it('the tables say the same when they are made anew from the events', () => {
  const rows = [{ ...three[0], title: '第二版' }, ...three.slice(1)]
  const second = value(takeInAgain(js, listIn(batch, { rows })))
  value(js.run(applications.withdraw, { application: ids['A-3']!, reason: '来函', date: '2026-11-20' }))
  value(withdrawImport(js, second.import))
  const all = () =>
    ['applications', 'application_contents', 'application_changes', 'application_withdrawals'].map((table) =>
      js.db.sql(`SELECT * FROM ${table}`),
    )
  const before = all()
  js.db.transaction(() => js.log.projections.rebuildAll())
  expect(all()).toEqual(before)
  expect(first).not.toBe(second.import)
})
