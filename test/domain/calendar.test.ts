import { writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Table } from '../../src-main/core/ports/tables.ts'
import { checkDays } from '../../src-main/domain/calendar/check-days.ts'
import { nationalArrangements } from '../../src-main/domain/calendar/national.ts'
import {
  afterWorkingDays,
  type Calendar,
  deadlineInWords,
  isWorkingDay,
  workingDaysAfter,
} from '../../src-main/domain/calendar/rules.ts'
import { code, type Office, openOffice, value } from '../support/office.ts'
import { makeCsv, makeXlsx } from '../support/tables.ts'

/** The notice for 2026, in the spans it names. */
const calendar: Calendar = {
  years: [2026],
  days: Object.fromEntries(nationalArrangements[0]!.days.map(({ day, kind }) => [day, kind])),
}

describe('working days (domain §4)', () => {
  it('the arrangement of 2026 has 33 days off and 6 days worked in exchange, as the notice says', () => {
    const { days } = nationalArrangements[0]!
    expect(days.filter(({ kind }) => kind === '放假')).toHaveLength(3 + 9 + 3 + 5 + 3 + 3 + 7)
    expect(days.filter(({ kind }) => kind === '上班').map(({ day }) => day)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length)
  })

  it.each([
    // Thursday 17 September to Monday 21st: Friday, the worked Sunday, Monday.
    ['2026-09-21', '2026-09-17', '还剩 3 个工作日（含周日调休上班）'],
    ['2026-10-10', '2026-09-30', '还剩 3 个工作日（含周六调休上班）'],
    ['2026-11-24', '2026-11-22', '还剩 2 个工作日'],
    ['2026-11-22', '2026-11-22', '今天截止'],
    ['2026-11-22', '2026-11-20', '截止前没有工作日了'],
    ['2026-11-19', '2026-11-24', '已过 3 个工作日'],
    ['2026-11-20', '2026-11-22', '已过期（其后还没有工作日）'],
  ])('until %s, on %s: %s', (day, today, words) => {
    expect(deadlineInWords(day, today, calendar)).toEqual({ words, remark: null })
  })

  it('a span that touches a year without arrangement is counted by Monday to Friday, and says so', () => {
    expect(deadlineInWords('2027-01-05', '2026-12-30', calendar)).toEqual({
      words: '还剩 4 个工作日',
      remark: '未录入 2027 年法定节假日安排，按周一至周五计',
    })
  })

  it('names a row of years that were not entered by its ends', () => {
    expect(deadlineInWords('2031-01-06', '2026-12-30', calendar).remark).toBe(
      '未录入 2027—2031 年法定节假日安排，按周一至周五计',
    )
  })

  it('no day is lost or counted twice, wherever a span is cut', () => {
    const day = fc.integer({ min: 0, max: 700 }).map((n) => dayAt('2025-12-01', n))
    fc.assert(
      fc.property(day, day, day, (...days) => {
        const [from, middle, to] = days.sort() as [string, string, string]
        const count = (a: string, b: string) => workingDaysAfter(a, b, calendar).count
        expect(count(from, middle) + count(middle, to)).toBe(count(from, to))
      }),
      { seed: 11 },
    )
  })

  it('the n-th working day after a day has n working days behind it and is one itself', () => {
    const start = fc.integer({ min: 0, max: 400 }).map((n) => dayAt('2025-12-01', n))
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 30 }), (from, count) => {
        const day = afterWorkingDays(from, count, calendar)
        expect([isWorkingDay(day, calendar), workingDaysAfter(from, day, calendar).count]).toEqual([
          true,
          count,
        ])
      }),
      { seed: 11 },
    )
  })
})

describe('a list of days', () => {
  const check = (rows: readonly (readonly string[])[]) =>
    checkDays({ rows, digest: 'sha256:0', sheet: '' } as unknown as Table).answer

  it('takes days and spans in several ways of writing', () => {
    const { days, findings } = check([
      ['2027年放假安排'],
      ['日 期', '安排'],
      ['2027-01-01至2027-01-03', '放假'],
      ['2027年2月5日', '休'],
      ['20270110', '上班'],
    ])
    expect(days).toEqual([
      { day: '2027-01-01', kind: '放假' },
      { day: '2027-01-02', kind: '放假' },
      { day: '2027-01-03', kind: '放假' },
      { day: '2027-01-10', kind: '上班' },
      { day: '2027-02-05', kind: '放假' },
    ])
    expect(findings.map((one) => one.code)).toEqual(['few-days-off'])
  })

  it('tells everything that is wrong at once, with its row', () => {
    const { findings } = check([
      ['日期', '安排'],
      ['2027-02-30', '放假'],
      ['2027-03', '放假'],
      ['2027-04-05', '不上班'],
      ['2027-05-05至2027-05-01', '放假'],
      ['2027-06-01', '放假'],
      ['2027-06-01', '上班'],
      ['2027-01-01至2027-12-31', '放假'],
    ])
    expect(findings.map((one) => [one.code, one.row])).toEqual([
      ['no-such-date', 2],
      ['not-a-date', 3],
      ['not-a-kind', 4],
      ['span-unclear', 5],
      ['day-twice', 7],
      ['works-anyway', 7],
      ['span-too-long', 8],
      ['few-days-off', null],
    ])
  })

  it('a table without the two headings is no calendar', () => {
    expect(check([['编号', '名称']]).findings).toEqual([
      { code: 'no-headings', severity: 'error', row: null, text: '' },
    ])
  })
})

describe('the calendar of an office', () => {
  let js: Office
  beforeAll(async () => {
    js = await openOffice('JS')
  })
  afterAll(() => js.close())

  async function read(name: string, bytes: Uint8Array) {
    const folder = await js.folder('calendars')
    writeFileSync(path.join(folder.path, name), bytes)
    const file = await js.token(path.join(folder.path, name))
    return value(js.desk.calendar.readDays({ file, sheet: null }))
  }
  const rows = [
    ['日期', '安排'],
    ['2027-01-01至2027-01-03', '放假'],
    ['2027-01-09', '上班'],
  ]

  it('what is read changes nothing; what is recorded counts from then on, says who and why, and is in the history', async () => {
    const checked = await read('2027.xlsx', makeXlsx(rows))
    expect((await value(js.desk.calendar.days(null))).years).toEqual([2026])
    const { years, days, source } = checked
    const input = { years: [...years], days: [...days], source, basis: '国办发明电〔2026〕1号（演练）' }
    await value(js.desk.calendar.record(input))
    const known = await value(js.desk.calendar.arrangements(null))
    expect(known.map(({ year, basis, recorded }) => [year, basis, recorded !== null])).toEqual([
      [2027, '国办发明电〔2026〕1号（演练）', true],
      [2026, '《国务院办公厅关于2026年部分节假日安排的通知》（2025年11月4日）', false],
    ])
    const calendarNow = await value(js.desk.calendar.days(null))
    expect(deadlineInWords('2027-01-11', '2026-12-31', calendarNow)).toEqual({
      words: '还剩 7 个工作日（含周六调休上班）',
      remark: null,
    })
  })

  it('a second record replaces its year as a whole, also for a year that the program brought along', async () => {
    const { source } = await read('again.csv', makeCsv(rows, 'gb18030'))
    const basis = '省政府办公厅通知'
    await value(
      js.desk.calendar.record({ years: [2027], days: [{ day: '2027-05-01', kind: '放假' }], source, basis }),
    )
    await value(
      js.desk.calendar.record({ years: [2026], days: [{ day: '2026-12-31', kind: '放假' }], source, basis }),
    )
    const { days } = await value(js.desk.calendar.days(null))
    expect(days).toEqual({ '2027-05-01': '放假', '2026-12-31': '放假' })
  })

  it('days of another year, doubles and days that do not exist are refused', async () => {
    const source = `sha256:${'0'.repeat(64)}` as const
    const basis = '通知全文'
    const with_ = (days: { day: string; kind: '放假' | '上班' }[]) =>
      code(js.desk.calendar.record({ years: [2027], days, source, basis }))
    expect(await with_([{ day: '2026-01-01', kind: '放假' }])).toBe('calendar/other-year')
    const one = { day: '2027-01-01', kind: '放假' as const }
    expect(await with_([one, { ...one, kind: '上班' }])).toBe('calendar/day-twice')
    expect(await with_([{ day: '2027-02-30', kind: '放假' }])).toBe('desk/input')
  })
})

function dayAt(from: string, days: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
