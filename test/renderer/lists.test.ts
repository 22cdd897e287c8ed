import { describe, expect, it } from 'vitest'
import { daysBetween, withWeekday } from '../../src-renderer/ui/dates.ts'
import { formatWan } from '../../src-renderer/ui/money.tsx'
import { type Column, nextSorting, sortRows } from '../../src-renderer/ui/table-columns.ts'
import { copyOf } from '../../src-renderer/ui/table-copy.ts'

type Row = { readonly code: string; readonly name: string; readonly money: string }

const columns: readonly Column<Row>[] = [
  { key: 'code', title: '编号', width: 100, text: ({ code }) => code },
  { key: 'name', title: '名称', width: 100, text: ({ name }) => name },
  { key: 'money', title: '万元', width: 100, text: ({ money }) => money, isNumber: true },
]
const row = (code: string, name: string, money = '1.00'): Row => ({ code, name, money })

describe('copying rows', () => {
  it('one row comes without headings, several with them', () => {
    expect(copyOf(columns, [row('1', '甲')]).text).toBe('1\t甲\t1.00')
    expect(copyOf(columns, [row('1', '甲'), row('2', '乙')]).text.split('\r\n')[0]).toBe('编号\t名称\t万元')
  })

  it('codes are text cells and keep every digit, amounts are numbers without grouping', () => {
    const { html } = copyOf(columns, [row('000012345678901234', '甲', '1,234.50')])
    expect(html).toContain(`<td style='mso-number-format:"\\@"'>000012345678901234</td>`)
    expect(html).toContain('<td>1234.50</td>')
  })

  it('nothing runs as a formula, as a table or as text', () => {
    const { html, text } = copyOf(columns, [row('=1+1', '@SUM(A1)', '=2+2')])
    expect(text).toBe("'=1+1\t'@SUM(A1)\t'=2+2")
    expect(html).toContain(`<td style='mso-number-format:"\\@"'>=2+2</td>`)
  })

  it('markup, tabs and line ends in a cell stay inside it', () => {
    const { html, text } = copyOf(columns, [row('1', '<b>甲</b>\t乙\n丙')])
    expect(html).toContain('&lt;b&gt;甲&lt;/b&gt; 乙 丙')
    expect(text.split('\t')).toHaveLength(3)
  })
})

describe('sorting rows', () => {
  it('Chinese goes by pinyin, digits by value', () => {
    const rows = [row('10', '镇江'), row('9', '安庆'), row('1', '常州')]
    const by = (column: string) =>
      sortRows(rows, columns, { column, direction: 'up' }).map(({ code }) => code)
    expect(by('code')).toEqual(['1', '9', '10'])
    expect(by('name')).toEqual(['9', '1', '10'])
  })

  it('a heading sorts up, then down, then not at all', () => {
    const up = nextSorting(null, 'code')
    const down = nextSorting(up, 'code')
    expect([up?.direction, down?.direction, nextSorting(down, 'code')]).toEqual(['up', 'down', null])
  })
})

describe('money and dates', () => {
  it('分 become 万元 with two decimals, rounded only when shown', () => {
    expect(formatWan(123_456_789_000)).toBe('123,456.79')
    expect(formatWan(5_000)).toBe('0.01')
    expect(formatWan(4_999)).toBe('0.00')
    expect(formatWan(-4_999)).toBe('0.00')
    expect(formatWan(-1_000_000)).toBe('-1.00')
  })

  it('days are counted by the calendar', () => {
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1)
    expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2)
    expect(withWeekday('2026-11-22')).toBe('2026-11-22 星期日')
  })
})
