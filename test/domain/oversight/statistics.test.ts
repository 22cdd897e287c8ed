import { beforeAll, expect, it } from 'vitest'
import { queryContext } from '../../../src-main/core/execute.ts'
import type { Sheet } from '../../../src-main/core/ports/tables.ts'
import { readOverview } from '../../../src-main/domain/oversight/overview.ts'
import { statisticsSheets } from '../../../src-main/domain/oversight/statistics.ts'
import { openLogDesk } from '../../support/office-desks.ts'
import { twoBatches } from '../../support/two-batches.ts'

let sheets: ReadonlyMap<string, Sheet['rows']>

beforeAll(async () => {
  const desk = await openLogDesk('JS')
  const { batch } = twoBatches(desk)
  const context = { ...queryContext(desk, null, desk.clerk), now: () => '2026-11-22T08:00:00.000Z' }
  const read = readOverview(context, batch, undefined)
  if (!read.ok) throw new Error(read.error.code)
  sheets = new Map(statisticsSheets(read.value, context).map(({ name, rows }) => [name, rows]))
})

const line = (sheet: string, label: string) => sheets.get(sheet)!.find(([first]) => first === label)

it('statistics say what was counted by hand, beside the batch before, numbers as numbers', () => {
  expect([...sheets.keys()]).toEqual([
    '总览',
    '各地',
    '各领域',
    '各审查单位',
    '未通过原因',
    '补交期限',
    '申报清单',
  ])
  expect(line('总览', '申报（项）')).toEqual(['申报（项）', 7, 2])
  expect(line('总览', '未办结（项）')).toEqual(['未办结（项）', 3, 0])
  expect(line('总览', '申请支持（万元）')).toEqual(['申请支持（万元）', 182, 80])
  expect(line('总览', '未录入申请支持（项）')).toEqual(['未录入申请支持（项）', 1, 0])
  expect(line('各地', '江苏省')).toEqual(['江苏省', 3, 0, 1, 1, 1, 0, 0, 127, 2, 1, 1, 80])
  expect(line('各地', '所在地未录入')!.slice(0, 4)).toEqual(['所在地未录入', 1, 0, 1])
  expect(line('各领域', '合计')!.slice(0, 2)).toEqual(['合计', 7])
  expect(line('未通过原因', 'F03')!.slice(2, 8)).toEqual([2, 1, 3, 100, 0, 0])
  expect(line('未通过原因', 'F04')!.slice(2, 8)).toEqual([0, 1, 1, 33.3, 1, 100])
  expect(line('补交期限', '2026-12-06')).toEqual(['2026-12-06', 2])
})

it('the list of applications has codes as text and amounts as numbers', () => {
  expect(line('申报清单', 'B-2')).toEqual([
    'B-2',
    '项目 B-2',
    '思必驰科技股份有限公司',
    '江苏省',
    '人工智能',
    '江苏',
    1000,
    20,
    '补交材料中',
    '2026-12-06',
    'F01、F03',
  ])
  expect(line('申报清单', 'B-4')!.slice(4, 8)).toEqual(['未录入', '江苏', 1000, null])
  for (const rows of sheets.values()) {
    for (const cell of rows.flat()) expect(typeof cell === 'string' && cell.startsWith('=')).toBe(false)
  }
})
