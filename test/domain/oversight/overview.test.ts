import { beforeAll, describe, expect, it } from 'vitest'
import { queryContext } from '../../../src-main/core/execute.ts'
import type { ListFilter } from '../../../src-main/domain/formal-review/list-filter.ts'
import {
  notPassedIn,
  rankReasons,
  reviewStates,
  sumUp,
  undecidedIn,
} from '../../../src-main/domain/formal-review/rules.ts'
import { modules } from '../../../src-main/domain/index.ts'
import { ageSpans } from '../../../src-main/domain/oversight/ages.ts'
import { type Overview, readOverview } from '../../../src-main/domain/oversight/overview.ts'
import { type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { takeIn } from '../../support/reviews.ts'
import { twoBatches } from '../../support/two-batches.ts'

const { overview } = modules.oversight.calls
const { list } = modules.formalReview.calls

let desk: LogDesk
let both: ReturnType<typeof twoBatches>
let read: Overview

beforeAll(async () => {
  desk = await openLogDesk('JS')
  both = twoBatches(desk)
  read = desk.ask(overview, { batch: both.batch })!
})

/** Numbers of the applications that a list shows. */
function listed(part: Partial<ListFilter>): readonly string[] {
  const nothing = { states: [], regions: [], institutions: [], field: null, search: '' }
  const { rows, total } = desk.ask(list, {
    filter: { batch: both.batch, ...nothing, ...part },
    sort: { column: 'number', descending: false },
    offset: 0,
    limit: 100,
  } as never) as ReturnType<typeof list.read>
  expect(total).toBe(rows.length)
  return rows.map(({ number }) => number)
}

describe('the figures of a batch', () => {
  it('are those counted by hand, the amounts that nobody entered counted apart', () => {
    const figures = sumUp(read.cells)
    expect(figures).toEqual({
      total: 7,
      states: { 未开始: 1, 审查中: 2, 通过: 1, 补交材料中: 2, 不予受理: 1, 已撤回: 0 },
      requested: 182_000_000,
      absent: 1,
    })
    expect([undecidedIn(figures), notPassedIn(figures)]).toEqual([3, 3])
  })

  it('say what each region and field has, also where it was not entered', () => {
    const totals = (of: (cell: Overview['cells'][number]) => string | null) =>
      Object.fromEntries(
        [...Map.groupBy(read.cells, of)].map(([key, cells]) => [key ?? '未录入', sumUp(cells).total]),
      )
    expect(totals(({ region }) => region)).toEqual({ JS: 3, SH: 2, other: 1, 未录入: 1 })
    expect(totals(({ field }) => field)).toEqual({ 人工智能: 5, 生物医药: 1, 未录入: 1 })
    expect(totals(({ institution }) => institution)).toEqual({ JS: 7 })
  })

  it('stand beside those of the batch of the same kind before, of another one, or of none', () => {
    expect(read.before?.batch).toEqual({ id: both.batchBefore, title: '2025年度联合攻关' })
    expect(sumUp(read.before!.cells)).toMatchObject({ total: 2, requested: 80_000_000 })
    expect(read.comparable.map(({ id }) => id)).toEqual([both.batchBefore])
    expect(desk.ask(overview, { batch: both.batch, compare: null })!.before).toBeNull()
    // The first batch has none before it; one after it may be chosen all the same.
    expect(desk.ask(overview, { batch: both.batchBefore })!.before).toBeNull()
    const later = desk.ask(overview, { batch: both.batchBefore, compare: both.batch })!
    expect(sumUp(later.before!.cells).total).toBe(7)
  })

  it('are compared with a batch of the same kind only', () => {
    const [consortium] = takeIn(desk, 1, 'consortium', { title: '联合体', year: 2025 })
    const { batch } = desk.ask(modules.applications.calls.open, consortium!)!
    expect(desk.ask(overview, { batch: both.batch, compare: batch })).toBeNull()
    for (const other of [batch, both.batch, 'batch/00000000-9']) {
      expect(readOverview(queryContext(desk, null, desk.clerk), both.batch, other)).toEqual({
        ok: false,
        error: { code: 'oversight/not-comparable' },
      })
    }
    expect(desk.ask(overview, { batch: both.batch })!.comparable).toHaveLength(1)
  })

  it('open lists that show exactly what was counted', () => {
    for (const state of reviewStates) {
      expect(listed({ states: [state] })).toHaveLength(sumUp(read.cells).states[state])
    }
    expect(listed({ regions: [''] })).toEqual(['B-5'])
    expect(listed({ regions: ['', 'SH'] })).toEqual(['B-3', 'B-4', 'B-5'])
    expect(listed({ field: '' })).toEqual(['B-4'])
    expect(listed({ institutions: ['JS'] })).toHaveLength(7)
    expect(listed({ institutions: ['SH'] })).toEqual([])
  })
})

describe('the reasons', () => {
  it('are ranked by how often they occur, an application once under each rule, one opened again under none', () => {
    expect(rankReasons(read.reasons).map(({ title: _, ...counts }) => counts)).toEqual([
      { code: 'F03', 通知补交材料: 2, 不予受理: 1 },
      { code: 'F01', 通知补交材料: 1, 不予受理: 0 },
      { code: 'F04', 通知补交材料: 0, 不予受理: 1 },
    ])
    expect(rankReasons(read.before!.reasons).map(({ code }) => code)).toEqual(['F04'])
  })

  it('open the applications that were closed with them', () => {
    expect(listed({ reason: 'F03' })).toEqual(['B-2', 'B-3', 'B-4'])
    expect(listed({ reason: 'F03', states: ['不予受理'] })).toEqual(['B-4'])
    expect(listed({ reason: 'F03', regions: ['JS'] })).toEqual(['B-2'])
    expect(listed({ reason: 'F02' })).toEqual([])
    expect(listed({ batch: null, reason: 'F04' })).toEqual(['A-2', 'B-4'])
  })

  it('come back when the projection is made again from the log', () => {
    const before = desk.db.sql('SELECT * FROM closing_reasons ORDER BY subject, code')
    desk.db.transaction(() => desk.log.projections.rebuildAll())
    expect(desk.db.sql('SELECT * FROM closing_reasons ORDER BY subject, code')).toEqual(before)
    expect(before).toHaveLength(6)
  })
})

describe('days', () => {
  it('on which material is due stand there with their number and their list', () => {
    expect(read.due).toEqual([{ day: '2026-12-06', count: 2 }])
    expect(listed({ due: { from: '2026-12-06', to: '2026-12-06' } })).toEqual(['B-2', 'B-3'])
    expect(listed({ due: { from: '2026-12-07', to: null } })).toEqual([])
  })

  it('divide the undecided by their age in working days, every day in one span', () => {
    // 22 November 2026 is a Sunday; the calendar of 2026 has no other days off near it.
    const spans = ageSpans('2026-11-22', { years: [2026], days: {} })
    expect(spans).toEqual([
      { label: '5 个工作日以内', days: { from: '2026-11-13', to: null } },
      { label: '6—10 个工作日', days: { from: '2026-11-06', to: '2026-11-12' } },
      { label: '11—20 个工作日', days: { from: '2026-10-23', to: '2026-11-05' } },
      { label: '超过 20 个工作日', days: { from: null, to: '2026-10-22' } },
    ])
    expect(read.ages.map(({ count }) => count)).toEqual([3, 0, 0, 0])
    expect(listed({ states: ['未开始', '审查中'], taken: read.ages[0]!.days })).toEqual(['B-5', 'B-6', 'B-7'])
    expect(listed({ taken: read.ages[1]!.days })).toEqual([])
  })

  it('off do not age an application, days worked in exchange do', () => {
    const calendar = { years: [2026], days: { '2026-11-20': '放假', '2026-11-21': '上班' } } as const
    expect(ageSpans('2026-11-22', calendar)[0]!.days.from).toBe('2026-11-13')
    const holiday = { years: [2026], days: { '2026-11-20': '放假' } } as const
    expect(ageSpans('2026-11-22', holiday)[0]!.days.from).toBe('2026-11-12')
  })
})
