import { beforeEach, describe, expect, it } from 'vitest'
import type { Command, Query } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import { firstDeskName } from '../../src-main/domain/accounts/rules.ts'
import { recordDocuments, recordImport } from '../../src-main/domain/applications/commands.ts'
import type { DeskChoice } from '../../src-main/domain/applications/desks.ts'
import type { ListFilter } from '../../src-main/domain/formal-review/list-filter.ts'
import type { ListRow } from '../../src-main/domain/formal-review/list-row.ts'
import { recordImportWithdrawn } from '../../src-main/domain/formal-review/withdraw-import.ts'
import { modules } from '../../src-main/domain/index.ts'
import { anApplication } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { expectNothingRecorded } from '../support/invariants.ts'
import { certify, type LogDesk, openLogDesk } from '../support/office-desks.ts'

const { handOver } = modules.handOver.calls
const review = modules.formalReview.calls
const { markPages } = modules.applications.calls
const complete = modules.applications.calls.complete as Command

const all: ListFilter = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }
const byNumber = { column: 'number' as const, descending: false }
const document = `sha256:${'d'.repeat(64)}` as const

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}

function refusal(result: Result<unknown>) {
  return result.ok ? { code: 'ok' } : result.error
}

function rowsOf(desk: LogDesk, filter: Partial<ListFilter> = {}): readonly ListRow[] {
  const input = { filter: { ...all, ...filter }, sort: byNumber, offset: 0, limit: 500 }
  return desk.ask(review.list as Query<typeof input, { rows: readonly ListRow[] }>, input).rows
}

function choose(desk: LogDesk, choice: DeskChoice): readonly string[] {
  return rowsOf(desk, { desk: choice }).map(({ id }) => id)
}

function pageOf(desk: LogDesk, application: string) {
  const page = desk.ask(review.open, application)
  if (!page) throw new Error('no such application')
  return page
}

/** Takes in this many applications; answers their ids in the order of their numbers. */
function takeIn(desk: LogDesk, count: number, batch: string): readonly string[] {
  const applications = Array.from({ length: count }, (_, i) => ({
    row: i + 2,
    content: anApplication({ number: `N-${String(i + 1).padStart(4, '0')}`, title: `项目 ${i + 1}` }),
    people: [{ name: '王某', role: '负责人', organisation: null, title: null, idNumber: null, phone: null }],
  }))
  const source = { digest: document, format: 'xlsx' as const, encoding: null, sheet: '一' }
  const input = { batch, source, rows: count, leftOut: [], applications, letter: null }
  value(desk.run(recordImport, input as never))
  return rowsOf(desk).map(({ id }) => id)
}

function createBatch(desk: LogDesk): string {
  return value(desk.run(modules.batches.calls.create, jointBatch({ fields: ['人工智能'] }))).batch
}

/** Judges what is open, one item as given; then closes with this outcome. */
function closeReview(
  desk: LogDesk,
  application: string,
  outcome: '通知补交材料' | '不予受理' | '通过',
): Result<unknown> {
  for (const { code, verdict } of pageOf(desk, application).states) {
    const wanted = outcome !== '通过' && code === 'F03' ? '不符合' : '符合'
    if (verdict === wanted || (verdict !== '待人工' && code !== 'F03' && outcome !== '通过')) continue
    const input = { application, code, verdict: wanted, note: '看过', evidence: [] } as const
    const recorded = desk.run(review.recordVerdict, { ...input, evidence: [] })
    if (!recorded.ok) return recorded
  }
  const { seen } = pageOf(desk, application)
  const closing = { application, reason: '见各项', seen }
  if (outcome === '通过') return desk.run(review.closeAsPassed, closing)
  if (outcome === '不予受理') return desk.run(review.closeAsNotAccepted, closing)
  return desk.run(review.closeForMaterial, { ...closing, deadline: '2026-12-01' })
}

let a: LogDesk
let b: LogDesk
let applications: readonly string[]

/** Desk 甲 of an office with five applications, and its second desk, which has everything. */
beforeEach(async () => {
  a = await openLogDesk('JS')
  b = await openLogDesk('JS')
  certify(a, b, '二楼工作台')
  const batch = createBatch(a)
  applications = takeIn(a, 5, batch)
  b.receive(a)
})

const to = () => b.desk.device
const give = (...ids: readonly string[]) => a.run(handOver, { applications: [...ids], to: to() })

/** What both desks, and another office that heard of it in either order, say of every application. */
async function agreed() {
  const states = (desk: LogDesk) => ({
    rows: rowsOf(desk).map(({ desk: _, ...row }) => row),
    writers: applications.map((id) => desk.log.writerOf(id).writer),
    reviews: applications.map((id) => pageOf(desk, id).review),
    problems: desk.db.sql('SELECT count(*) AS n FROM bodies WHERE problem IS NOT NULL'),
  })
  a.receive(b)
  b.receive(a)
  const first = states(a)
  expect(states(b)).toEqual(first)
  for (const order of [
    [a, b],
    [b, a],
  ]) {
    const other = await openLogDesk('SH')
    for (const from of order) other.receive(from)
    const relayed = await openLogDesk('ZJ')
    relayed.receive(other)
    expect(states(other)).toEqual(first)
    expect(states(relayed)).toEqual(first)
    other.db.transaction(() => other.log.projections.rebuildAll())
    expect(states(other)).toEqual(first)
  }
  return first
}

describe('handing applications over', () => {
  it('lets the other desk review and close, and this one look on', async () => {
    const [one, two, three] = applications as [string, string, string]
    expect(value(give(one, two, three))).toEqual({ applications: 3, reviews: 0 })
    expect(pageOf(a, one)).toMatchObject({
      readOnly: 'other-desk',
      desk: { name: '二楼工作台', isHere: false, isOnItsWay: true },
    })
    b.receive(a)
    expect(pageOf(b, one)).toMatchObject({ readOnly: null, desk: { isHere: true, isOnItsWay: true } })
    expect(closeReview(b, one, '不予受理').ok).toBe(true)
    expect(closeReview(b, two, '通知补交材料').ok).toBe(true)
    value(b.run(recordDocuments, [{ application: three, document, name: '盖章页.pdf', size: 5 }]))
    value(
      b.run(markPages, {
        application: three,
        document,
        marks: [{ kind: '申报书（盖章）', from: 1, to: 2 }],
      }),
    )
    value(
      b.run(complete, {
        application: three,
        content: { ...pageOf(b, three).application.content, title: '改了名称' },
      }),
    )
    const state = await agreed()
    expect(state.problems).toEqual([{ n: 0 }])
    expect(rowsOf(a).map(({ state: word, title }) => [word, title])).toEqual([
      ['不予受理', '项目 1'],
      ['补交材料中', '项目 2'],
      ['未开始', '改了名称'],
      ['未开始', '项目 4'],
      ['未开始', '项目 5'],
    ])
    expect(pageOf(a, one)).toMatchObject({ readOnly: 'other-desk', desk: { isOnItsWay: false } })
  })

  it('takes a review that was begun along, and back again with what was done meanwhile', async () => {
    const [one] = applications as [string]
    value(
      a.run(review.recordVerdict, { application: one, code: 'F03', verdict: '符合', note: '', evidence: [] }),
    )
    expect(value(give(one))).toEqual({ applications: 1, reviews: 1 })
    b.receive(a)
    expect(closeReview(b, one, '通知补交材料').ok).toBe(true)
    expect(value(b.run(handOver, { applications: [one], to: a.desk.device }))).toEqual({
      applications: 1,
      reviews: 1,
    })
    expect(refusal(b.run(review.reopen, { application: one, reason: '再看' }))).toMatchObject({
      code: 'formal-review/other-desk',
    })
    a.receive(b)
    value(a.run(review.reopen, { application: one, reason: '材料到了' }))
    expect(closeReview(a, one, '通过').ok).toBe(true)
    const state = await agreed()
    expect(state.problems).toEqual([{ n: 0 }])
    expect(state.writers[0]).toBe(a.desk.device)
    expect(a.log.readSubject(pageOf(a, one).review!.id).map(({ type }) => type)).toEqual(
      b.log.readSubject(pageOf(b, one).review!.id).map(({ type }) => type),
    )
  })

  it('gives back what the other desk never touched', async () => {
    const [one] = applications as [string]
    value(give(one))
    b.receive(a)
    value(b.run(handOver, { applications: [one], to: a.desk.device }))
    a.receive(b)
    value(a.run(recordDocuments, [{ application: one, document, name: '补.pdf', size: 5 }]))
    const state = await agreed()
    expect(state.writers[0]).toBe(a.desk.device)
    expect(state.rows[0]).toMatchObject({ documents: 1 })
  })

  it('is refused with everything that stands against it at once, and changes nothing', async () => {
    const [one, two, three] = applications as [string, string, string]
    value(give(one))
    const sh = await openLogDesk('SH')
    const foreign = takeIn(sh, 1, createBatch(sh))[0]!
    a.receive(sh)
    const before = a.log.headOf(a.chain.number)
    const refused = refusal(give(one, two, foreign, 'application/12345678-1'))
    expect(refused).toMatchObject({
      code: 'hand-over/not-these',
      count: 3,
      of: 4,
      obstacles: [
        { application: one, number: 'N-0001', reason: 'handed-over', desk: '二楼工作台' },
        { application: foreign, reason: 'other-office' },
        { number: null, reason: 'unknown' },
      ],
    })
    expect(a.log.headOf(a.chain.number)).toEqual(before)
    b.receive(a)
    expect(refusal(b.run(handOver, { applications: [two, three], to: a.desk.device }))).toMatchObject({
      obstacles: [{ reason: 'other-desk' }, { reason: 'other-desk' }],
    })
  })

  it.each([
    ['this desk itself', () => a.desk.device, 'hand-over/this-desk'],
    ['an unknown desk', () => `sha256:${'e'.repeat(64)}`, 'hand-over/unknown-desk'],
  ])('to %s is refused', (_, target, code) => {
    expect(refusal(a.run(handOver, { applications: [applications[0]!], to: target() }))).toMatchObject({
      code,
    })
  })

  it('to a desk of another office is refused', async () => {
    const sh = await openLogDesk('SH')
    a.receive(sh)
    expect(refusal(a.run(handOver, { applications: [applications[0]!], to: sh.desk.device }))).toMatchObject({
      code: 'hand-over/other-office',
    })
  })

  it('to a retired desk is refused, and what it had not taken over comes back', async () => {
    const [one, two] = applications as [string, string]
    value(give(one))
    const { seq } = b.log.headOf(b.chain.number)!
    a.receive(b)
    value(a.run(modules.trust.calls.retireDesk, { device: to(), lastSeq: seq, reason: '报废' }))
    expect(refusal(give(two))).toMatchObject({ code: 'hand-over/retired-desk', desk: '二楼工作台' })
    expect(pageOf(a, one)).toMatchObject({ readOnly: null, desk: { isHere: true } })
    expect(closeReview(a, one, '不予受理').ok).toBe(true)
    expect(choose(a, 'here')).toEqual(applications)
    expect(choose(a, 'handed-over')).toEqual([])
  })

  it('of an application with a set aside record is refused', () => {
    const [one] = applications as [string]
    a.db.transaction(() => {
      a.db.sql(
        `UPDATE bodies SET problem = 'too-new' WHERE subject = ? AND type = 'ApplicantPeopleRecorded'`,
        one,
      )
    })
    expect(refusal(give(one))).toMatchObject({ obstacles: [{ reason: 'set-aside' }] })
  })
})

describe('what was handed over', () => {
  it('is refused to this desk with the name of the one that writes it', () => {
    const [one, two] = applications as [string, string]
    value(give(one))
    const elsewhere = { code: 'applications/at-other-desk', desks: ['二楼工作台'], count: 1 }
    const content = { ...pageOf(a, one).application.content, title: '改' }
    expect(refusal(a.run(complete, { application: one, content }))).toMatchObject(elsewhere)
    const documents = [one, two].map((application) => ({ application, document, name: '件.pdf', size: 1 }))
    expect(refusal(a.run(recordDocuments, documents))).toMatchObject(elsewhere)
    expect(
      refusal(
        a.run(review.recordVerdict, {
          application: one,
          code: 'F03',
          verdict: '符合',
          note: '',
          evidence: [],
        }),
      ),
    ).toMatchObject({ code: 'formal-review/other-desk', desk: '二楼工作台' })
  })

  it('keeps its import from being withdrawn until it is back', () => {
    const [one] = applications as [string]
    value(give(one))
    b.receive(a)
    const withdraw = { import: pageOf(a, one).application.import, reason: '导错了' }
    expect(refusal(a.run(recordImportWithdrawn, withdraw))).toMatchObject({
      code: 'applications/handed-over',
      count: 1,
      desks: ['二楼工作台'],
    })
    expect(refusal(b.run(recordImportWithdrawn, withdraw))).toMatchObject({
      code: 'applications/import-at-other-desk',
      desks: [firstDeskName],
    })
    value(b.run(handOver, { applications: [one], to: a.desk.device }))
    a.receive(b)
    expect(a.run(recordImportWithdrawn, withdraw).ok).toBe(true)
  })

  it('is found by the filters of the list on both desks', () => {
    const [one, two, three, four] = applications as [string, string, string, string]
    value(give(one, two, three))
    expect(choose(a, 'here')).toEqual(applications.slice(3))
    expect(choose(a, 'handed-over')).toEqual([one, two, three])
    b.receive(a)
    expect(choose(b, 'here')).toEqual([one, two, three])
    expect(choose(b, 'handed-to-me')).toEqual([one, two, three])
    expect(choose(b, 'handed-over')).toEqual([])
    value(b.run(handOver, { applications: [one], to: a.desk.device }))
    expect(choose(b, 'handed-over')).toEqual([one])
    a.receive(b)
    expect(choose(a, 'here')).toEqual([one, ...applications.slice(3)])
    expect(choose(a, 'handed-to-me')).toEqual([])
    expect(rowsOf(a).map(({ desk }) => [desk?.isHere, desk?.name])).toEqual([
      [true, firstDeskName],
      [false, '二楼工作台'],
      [false, '二楼工作台'],
      [true, firstDeskName],
      [true, firstDeskName],
    ])
    expect(pageOf(a, four)).toMatchObject({ readOnly: null })
  })

  it('is nothing that an office with one desk sees', async () => {
    const alone = await openLogDesk('SH')
    const [one] = takeIn(alone, 1, createBatch(alone)) as [string]
    expect(rowsOf(alone)[0]).toMatchObject({ desk: null })
    expect(pageOf(alone, one)).toMatchObject({ desk: null, readOnly: null })
    expect(choose(alone, 'here')).toEqual([one])
    expect(choose(alone, 'handed-to-me')).toEqual([])
  })

  it('goes nowhere in an office with one desk', async () => {
    const alone = await openLogDesk('SH')
    const [one] = takeIn(alone, 1, createBatch(alone)) as [string]
    alone.receive(a)
    for (const [target, code] of [
      [alone.desk.device, 'hand-over/this-desk'],
      [a.desk.device, 'hand-over/other-office'],
      [`sha256:${'e'.repeat(64)}`, 'hand-over/unknown-desk'],
    ] as const) {
      const act = () => alone.run(handOver, { applications: [one], to: target })
      expectNothingRecorded(alone.db, act, code)
    }
  })
})

describe('a retirement that did not know of a hand-over', () => {
  it('voids it, and the review of the desk that writes the application counts', async () => {
    const [one] = applications as [string]
    const c = await openLogDesk('JS')
    certify(a, c, '三楼工作台')
    c.receive(a)
    const { seq } = c.log.headOf(c.log.chains().find(({ device }) => device === a.desk.device)!.number)!
    value(give(one))
    b.receive(a)
    expect(closeReview(b, one, '不予受理').ok).toBe(true)
    value(c.run(modules.trust.calls.retireDesk, { device: a.desk.device, lastSeq: seq, reason: '硬盘坏了' }))
    c.receive(b)
    expect(pageOf(c, one)).toMatchObject({ readOnly: null, review: null })
    expect(closeReview(c, one, '通知补交材料').ok).toBe(true)
    b.receive(c)
    for (const desk of [b, c]) {
      expect(pageOf(desk, one).review?.outcome).toBe('通知补交材料')
      expect(rowsOf(desk).map(({ state }) => state)).toEqual([
        '补交材料中',
        '未开始',
        '未开始',
        '未开始',
        '未开始',
      ])
    }
    expect(rowsOf(c, { states: ['不予受理'] })).toEqual([])
    expect(pageOf(b, one)).toMatchObject({ readOnly: 'other-desk', desk: { name: '三楼工作台' } })
  })
})
