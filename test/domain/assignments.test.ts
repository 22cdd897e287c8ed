import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Person, Query } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import { dealOut, nobody } from '../../src-main/domain/assignments/rules.ts'
import type { ListFilter } from '../../src-main/domain/formal-review/list-filter.ts'
import type { ListRow } from '../../src-main/domain/formal-review/list-row.ts'
import { recordImportWithdrawn } from '../../src-main/domain/formal-review/withdraw-import.ts'
import { modules } from '../../src-main/domain/index.ts'
import { colleague, runAs } from '../support/colleagues.ts'
import { joinOffice } from '../support/devices.ts'
import { send, takeIn as takeInBundle } from '../support/exchange.ts'
import { expectNothingRecorded } from '../support/invariants.ts'
import { testFolder } from '../support/log.ts'
import { code, password, value } from '../support/office.ts'
import { certify, type LogDesk, openLogDesk } from '../support/office-desks.ts'
import { closeReview, pageOf, takeIn } from '../support/reviews.ts'
import { seedOffice } from '../support/seed.ts'

const { assign, takeBack } = modules.assignments.calls
const review = modules.formalReview.calls
const all: ListFilter = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}

function listed(desk: LogDesk, filter: Partial<ListFilter>): readonly ListRow[] {
  const sort = { column: 'number' as const, descending: false }
  const input = { filter: { ...all, ...filter }, sort, offset: 0, limit: 500 }
  return desk.ask(review.list as Query<typeof input, { rows: readonly ListRow[] }>, input).rows
}
const ids = (rows: readonly ListRow[]) => rows.map(({ id }) => id)

describe('dealing applications out', () => {
  const rows = Array.from({ length: 7 }, (_, i) => ({
    id: `a${i}`,
    field: i < 4 ? '人工智能' : '集成电路',
    leadRegion: i % 2 === 0 ? 'JS' : null,
  }))

  it('gives nobody more than one above another, and keeps neighbours together', () => {
    const dealt = dealOut(rows, ['p', 'q', 'r'], 'even')
    expect(dealt.map(({ applications }) => applications)).toEqual([
      ['a0', 'a1'],
      ['a2', 'a3', 'a4'],
      ['a5', 'a6'],
    ])
  })

  it('gives a field to one person, the largest first', () => {
    const dealt = dealOut(rows, ['p', 'q'], 'field')
    expect(dealt).toEqual([
      { person: 'p', applications: ['a0', 'a1', 'a2', 'a3'] },
      { person: 'q', applications: ['a4', 'a5', 'a6'] },
    ])
  })

  it('keeps those whose region is not entered together too', () => {
    const dealt = dealOut(rows, ['p', 'q', 'r'], 'region')
    expect(dealt.map(({ applications }) => applications.length)).toEqual([4, 3, 0])
  })

  it('deals every application exactly once, to whomever', () => {
    for (const way of ['even', 'field', 'region'] as const) {
      const dealt = dealOut(rows, ['p', 'q', 'r'], way).flatMap(({ applications }) => applications)
      expect(dealt.toSorted()).toEqual(rows.map(({ id }) => id))
    }
    expect(dealOut(rows, [], 'even')).toEqual([])
  })
})

describe('assigning', () => {
  let desk: LogDesk
  let applications: readonly string[]
  let wang: Person
  let zhao: Person
  beforeEach(async () => {
    desk = await openLogDesk('JS')
    applications = takeIn(desk, 4)
    wang = colleague(desk, '王经办', ['经办人'])
    zhao = colleague(desk, '赵经办', ['经办人', '复核人'])
  })
  const give = (person: Person, ...own: readonly string[]) =>
    desk.run(assign, { to: [{ person: person.id, applications: [...own] }] })

  it('makes applications the work of people, and lists show them by person', () => {
    const [one, two, three, four] = applications as [string, string, string, string]
    const to = [
      { person: wang.id, applications: [one, two] },
      { person: zhao.id, applications: [three] },
    ]
    expect(granted(desk.run(assign, { to }))).toEqual({ assigned: 3, unchanged: 0 })
    expect(ids(listed(desk, { assignee: wang.id }))).toEqual([one, two])
    expect(ids(listed(desk, { assignee: zhao.id }))).toEqual([three])
    expect(ids(listed(desk, { assignee: nobody }))).toEqual([four])
    expect(listed(desk, {}).map(({ assignee }) => assignee?.name ?? null)).toEqual([
      '王经办',
      '王经办',
      '赵经办',
      null,
    ])
    expect(pageOf(desk, one).assignee).toEqual({ id: wang.id, name: '王经办' })
  })

  it('records nothing for those who have it already, and moves the others', () => {
    granted(give(wang, ...applications))
    expect(granted(give(wang, ...applications))).toEqual({ assigned: 0, unchanged: 4 })
    expect(granted(give(zhao, applications[0]!))).toEqual({ assigned: 1, unchanged: 0 })
    expect(ids(listed(desk, { assignee: zhao.id }))).toEqual([applications[0]])
  })

  it('is taken back, and then is nobody’s work', () => {
    granted(give(wang, ...applications))
    const taken = desk.run(takeBack, { applications: [applications[1]!, applications[1]!] })
    expect(granted(taken)).toEqual({ takenBack: 1, unchanged: 0 })
    expect(ids(listed(desk, { assignee: nobody }))).toEqual([applications[1]])
    expect(granted(desk.run(takeBack, { applications: [applications[1]!] }))).toEqual({
      takenBack: 0,
      unchanged: 1,
    })
  })

  it('locks nothing: a colleague judges and closes what is another’s work', () => {
    granted(give(wang, applications[0]!))
    closeReview(desk, applications[0]!, { outcome: '通过', failing: [] })
    expect(pageOf(desk, applications[0]!)).toMatchObject({
      review: { outcome: '通过' },
      assignee: { id: wang.id },
      verdicts: expect.arrayContaining([expect.objectContaining({ person: desk.clerk.id })]),
    })
  })

  it('does not get in the way of whoever is about to close', () => {
    const { seen } = pageOf(desk, applications[0]!)
    granted(give(wang, applications[0]!))
    expect(pageOf(desk, applications[0]!).seen).toEqual(seen)
  })

  it('is refused for who does not review here, with the name', () => {
    const checker = colleague(desk, '孙复核', ['复核人'])
    expect(give(checker, applications[0]!)).toEqual({
      ok: false,
      error: { code: 'assignments/does-not-review', name: '孙复核' },
    })
    expect(give({ ...wang, id: 'person/00000000-9' }, applications[0]!)).toMatchObject({
      error: { code: 'assignments/unknown-person' },
    })
    expect(listed(desk, { assignee: nobody })).toHaveLength(4)
  })

  it('is refused for somebody whose account was closed, for all who were named', () => {
    colleague(desk, '钱管理', ['管理员'])
    granted(desk.run(modules.accounts.calls.close, { person: zhao.id, reason: '调离' }))
    const to = [wang, zhao].map(({ id }, i) => ({ person: id, applications: [applications[i]!] }))
    expectNothingRecorded(desk.db, () => desk.run(assign, { to }), 'assignments/account-closed')
    expect(listed(desk, { assignee: nobody })).toHaveLength(4)
  })

  it('refuses an application that is named for two people', () => {
    const to = [wang, zhao].map(({ id }) => ({ person: id, applications: [applications[0]!] }))
    expect(desk.run(assign, { to })).toMatchObject({ error: { code: 'assignments/named-twice' } })
  })

  it('says everything that stands against it and assigns none', () => {
    granted(
      desk.run(recordImportWithdrawn, {
        import: pageOf(desk, applications[0]!).application.import,
        reason: '重',
      }),
    )
    expect(give(wang, applications[0]!, 'application/00000000-9')).toMatchObject({
      error: {
        code: 'assignments/not-these',
        count: 2,
        of: 2,
        obstacles: [{ reason: 'withdrawn' }, { reason: 'unknown', number: null }],
      },
    })
  })

  it('is not for who only checks', () => {
    const checker = colleague(desk, '孙复核', ['复核人'])
    const to = [{ person: wang.id, applications: [applications[0]!] }]
    expect(runAs(desk, checker, assign, { to })).toMatchObject({ error: { code: 'desk/not-permitted' } })
  })

  it('counts for each person what is where', () => {
    const [one, two, three] = applications as [string, string, string]
    granted(give(wang, one, two))
    granted(give(zhao, three))
    closeReview(desk, one, { outcome: '通过', failing: [] })
    const loads = desk.ask(review.loads, { batch: null })
    expect(loads.find(({ person }) => person === wang.id)?.counts).toEqual({
      未开始: 1,
      审查中: 0,
      通过: 1,
      补交材料中: 0,
      不予受理: 0,
      已撤回: 0,
    })
    expect(loads.map(({ name }) => name)).toEqual(['王经办', '赵经办'])
  })

  it('stays in the office: another one sees nothing of it', async () => {
    granted(give(wang, ...applications))
    const other = await openLogDesk('SH')
    other.receive(desk)
    expect(ids(listed(other, {}))).toEqual(applications)
    expect(listed(other, {}).map(({ assignee }) => assignee)).toEqual([null, null, null, null])
  })
})

describe('between two desks of an office', () => {
  it('goes with the application to the other desk, is given on there, and comes back', async () => {
    const [a, b] = [await openLogDesk('JS'), await openLogDesk('JS')]
    certify(a, b, '二楼工作台')
    const [one, two] = takeIn(a, 2) as [string, string]
    const wang = colleague(a, '王经办', ['经办人'])
    const zhao = colleague(a, '赵经办', ['经办人'])
    granted(a.run(assign, { to: [{ person: wang.id, applications: [one, two] }] }))
    const said = {
      application: one,
      code: 'F03' as const,
      verdict: '不符合' as const,
      note: '未盖章',
      evidence: [],
    }
    granted(runAs(a, wang, review.recordVerdict, said))
    granted(a.run(modules.handOver.calls.handOver, { applications: [one], to: b.desk.device }))
    b.receive(a)
    expect(a.run(assign, { to: [{ person: zhao.id, applications: [one] }] })).toMatchObject({
      error: { obstacles: [{ reason: 'handed-over', desk: '二楼工作台' }] },
    })
    expect(ids(listed(b, { assignee: wang.id, desk: 'here' }))).toEqual([one])
    granted(b.run(assign, { to: [{ person: zhao.id, applications: [one] }] }))
    granted(b.run(modules.handOver.calls.handOver, { applications: [one], to: a.desk.device }))
    a.receive(b)
    b.receive(a)
    for (const desk of [a, b]) {
      expect(ids(listed(desk, { assignee: zhao.id }))).toEqual([one])
      expect(ids(listed(desk, { assignee: wang.id }))).toEqual([two])
      expect(pageOf(desk, one).verdicts).toMatchObject([{ code: 'F03', note: '未盖章', person: wang.id }])
    }
  })
})

describe('handing over everything of one person', () => {
  it('moves the unfinished of that person alone, and the other desk gives it back', {
    timeout: 240_000,
  }, async () => {
    const home = testFolder()
    const { office: one, applications } = await seedOffice({
      home: join(home, 'one'),
      count: 6,
      documents: 0,
    })
    const two = await joinOffice(one, { home: join(home, 'two'), name: '二楼工作台' })
    const { desk } = one
    const { person } = await value(desk.accounts.open({ name: '王经办', roles: ['经办人'], password }))
    const own = [...applications.values()].slice(0, 4)
    await value(desk.assignments.assign({ to: [{ person, applications: own }] }))
    const [first] = own as [string]
    const said = { application: first, code: 'F03', verdict: '不符合', note: '未盖章', evidence: [] } as const
    await value(desk.formalReview.recordVerdict({ ...said, evidence: [] }))
    const there = (await value(desk.trust.desks(null))).find(({ state }) => state !== 'this')!.device
    expect(await value(desk.handOver.handOverAssigned({ person, to: there }))).toEqual({
      applications: 4,
      reviews: 1,
    })
    await takeInBundle(two, await send(one, 'JS'))
    const page = await value(two.desk.formalReview.open(first))
    expect(page).toMatchObject({
      readOnly: null,
      assignee: { name: '王经办' },
      verdicts: [{ note: '未盖章' }],
    })
    const here = (await value(two.desk.trust.desks(null))).find(({ state }) => state !== 'this')!.device
    expect(await value(two.desk.handOver.handOverAssigned({ person, to: here }))).toEqual({
      applications: 4,
      reviews: 1,
    })
    expect(await code(two.desk.handOver.handOverAssigned({ person, to: here }))).toBe(
      'hand-over/nothing-assigned',
    )
    await takeInBundle(one, await send(two, 'JS'))
    const back = await value(desk.formalReview.open(first))
    expect(back).toMatchObject({
      readOnly: null,
      assignee: { name: '王经办' },
      verdicts: [{ note: '未盖章' }],
    })
    await one.close()
    await two.close()
  })
})
