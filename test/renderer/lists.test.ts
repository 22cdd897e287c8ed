import { describe, expect, it } from 'vitest'
import { readView, stateOf, usualView, viewOf } from '../../src-renderer/features/applications/list-view.ts'
import {
  inOrder,
  movedColumn,
  shownColumns,
  usualLayout,
  withShown,
} from '../../src-renderer/ui/column-layout.ts'
import { daysBetween, withWeekday } from '../../src-renderer/ui/dates.ts'
import { formatWan } from '../../src-renderer/ui/money.tsx'
import { readViews, withView } from '../../src-renderer/ui/saved-views.ts'
import { type Column, nextSorting, sortRows } from '../../src-renderer/ui/table-columns.ts'
import { copyOf } from '../../src-renderer/ui/table-copy.ts'
import { placeAt } from '../../src-renderer/ui/table-memory.ts'
import { readWidths, withWidth } from '../../src-renderer/ui/table-widths.ts'

type Row = { readonly code: string; readonly name: string; readonly money: string }

const columns: readonly Column<Row>[] = [
  { key: 'code', title: '编号', width: 100, text: ({ code }) => code },
  { key: 'name', title: '名称', width: 100, text: ({ name }) => name },
  { key: 'money', title: '万元', width: 100, text: ({ money }) => money, isNumber: true },
]
const row = (code: string, name: string, money = '1.00'): Row => ({ code, name, money })
const plain = { withHeadings: false }

describe('copying rows', () => {
  it('headings come when they are wanted, as text and in the table', () => {
    const rows = [row('1', '甲'), row('2', '乙')]
    expect(copyOf(columns, rows, plain).text).toBe('1\t甲\t1.00\r\n2\t乙\t1.00')
    const { text, html } = copyOf(columns, rows, { withHeadings: true })
    expect(text.split('\r\n')[0]).toBe('编号\t名称\t万元')
    expect(html).toContain('<tr><th>编号</th><th>名称</th><th>万元</th></tr>')
  })

  it('codes are text cells and keep every digit, amounts are numbers without grouping and with their decimals', () => {
    const { html, text } = copyOf(columns, [row('000012345678901234', '甲', '1,234.50')], plain)
    expect(html).toContain(`<td style='mso-number-format:"\\@"'>000012345678901234</td>`)
    expect(html).toContain(`<td style='mso-number-format:"0\\.00"'>1234.50</td>`)
    expect(text.split('\t')[2]).toBe('1234.50')
  })

  it('nothing runs as a formula, as a table or as text', () => {
    const { html, text } = copyOf(columns, [row('=1+1', '@SUM(A1)', '=2+2')], plain)
    expect(text).toBe("'=1+1\t'@SUM(A1)\t'=2+2")
    expect(html).toContain(`<td style='mso-number-format:"\\@"'>=2+2</td>`)
  })

  it('markup, tabs and line ends in a cell stay inside it', () => {
    const { html, text } = copyOf(columns, [row('1', '<b>甲</b>\t乙\n丙')], plain)
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

describe('columns as somebody wants them', () => {
  const titles = (list: readonly Column<Row>[]) => list.map(({ title }) => title).join(' ')

  it('move one place, but never before the first one, and hide', () => {
    const moved = movedColumn(columns, usualLayout, { key: 'money', by: -1 })
    expect(titles(inOrder(columns, moved.order))).toBe('编号 万元 名称')
    expect(movedColumn(columns, moved, { key: 'money', by: -1 })).toEqual(moved)
    expect(titles(shownColumns(columns, withShown(moved, 'name', false)))).toBe('编号 万元')
    expect(titles(shownColumns(columns, withShown(moved, 'code', false)))).toBe('编号 万元 名称')
  })

  it('a column that a newer program brings stands behind its neighbour, one that is gone is forgotten', () => {
    expect(titles(inOrder(columns, ['money', 'gone', 'money']))).toBe('编号 名称 万元')
    expect(titles(inOrder(columns, ['name']))).toBe('编号 名称 万元')
  })

  it('widths stay within bounds and go back to the usual one', () => {
    const wide = withWidth({}, { list: 'a', column: 'name', width: 5000 })
    expect(wide).toEqual({ a: { name: 800 } })
    expect(withWidth(wide, { list: 'a', column: 'name', width: null })).toEqual({ a: {} })
    expect(readWidths({ a: { name: 80, code: 'x' }, b: 7 })).toEqual({ a: { name: 80 }, b: {} })
    expect(readWidths('x')).toEqual({})
  })
})

describe('coming back to a list', () => {
  it('scrolls no further than it takes to see the row', () => {
    const place = { index: 10, offset: 320, room: 352 }
    expect(placeAt(place, 12)).toEqual({ index: 12, offset: 320, room: 352 })
    expect(placeAt(place, 19).offset).toBe(320)
    expect(placeAt(place, 20).offset).toBe(352)
    expect(placeAt(place, 3).offset).toBe(96)
  })
})

describe('saved views', () => {
  const read = (view: unknown) => (typeof view === 'string' ? view : null)

  it('a view of the same name is replaced where it stands', () => {
    const views = withView(withView([{ name: '甲', view: 1 }], { name: '乙', view: 2 }), {
      name: '甲',
      view: 3,
    })
    expect(views).toEqual([
      { name: '甲', view: 3 },
      { name: '乙', view: 2 },
    ])
  })

  it('what makes no sense any more is left out', () => {
    const stored = {
      views: [{ name: '甲', view: 'x' }, { name: '乙', view: 7 }, null, { view: 'x' }],
      last: 'y',
    }
    expect(readViews(stored, read)).toEqual({ views: [{ name: '甲', view: 'x' }], last: 'y' })
    expect(readViews(null, read)).toEqual({ views: [], last: null })
  })

  it('a view of the list of applications is read as the backend takes it today', () => {
    expect(readView(viewOf(stateOf(usualView), usualLayout))).toEqual(usualView)
    const odd = {
      states: ['通过', '旧状态', 3],
      sort: { column: 'gone' },
      regions: 'JS',
      search: 'x',
      desk: 'moon',
    }
    const view = readView(odd)!
    expect(view.states).toEqual(['通过'])
    expect([view.sort.column, view.regions, view.search, view.desk]).toEqual(['number', [], 'x', null])
    expect(readView(null)).toBeNull()
  })
})
