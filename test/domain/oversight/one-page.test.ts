import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { queryContext } from '../../../src-main/core/execute.ts'
import type { Paper } from '../../../src-main/core/ports/papers.ts'
import { onePageOf } from '../../../src-main/domain/oversight/one-page.ts'
import { type Overview, readOverview } from '../../../src-main/domain/oversight/overview.ts'
import { ruleCodes } from '../../../src-main/domain/rule-packs/rules.ts'
import { createPapers } from '../../../src-main/platform/papers/create-papers.ts'
import { testFolder } from '../../support/log.ts'
import { type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { paperFonts } from '../../support/paper-fonts.ts'
import { printed } from '../../support/printed.ts'
import { twoBatches } from '../../support/two-batches.ts'

let desk: LogDesk
let overview: Overview

beforeAll(async () => {
  desk = await openLogDesk('JS')
  const { batch } = twoBatches(desk)
  const read = readOverview(queryContext(desk, null, desk.clerk), batch, undefined)
  if (!read.ok) throw new Error(read.error.code)
  overview = read.value
})

const context = () => ({
  ...queryContext(desk, null, desk.clerk),
  person: desk.clerk,
  now: () => '2026-11-22T08:00:00.000Z',
})

async function pagesOf(paper: Paper): Promise<readonly string[]> {
  const file = path.join(testFolder(), 'page.pdf')
  writeFileSync(file, await createPapers({ fonts: paperFonts }).pdf(paper))
  return printed(file)
}

const tables = ({ blocks }: Paper) =>
  blocks.flatMap((block) =>
    block.kind === 'table' ? [{ rows: block.rows, beside: block.beside ?? [] }] : [],
  )

it('one page tells the figures counted by hand, those of the batch before beside them', () => {
  const paper = onePageOf(overview, context())
  const [figures, reasons] = tables(paper)
  expect(figures!.rows).toEqual([
    ['江苏省', '3', '1', '1', '0', '1', '127.00'],
    ['上海市', '2', '0', '1', '1', '0', '40.00'],
    ['其他', '2', '0', '0', '0', '2', '15.00'],
    ['合计', '7', '1', '2', '1', '3', '182.00'],
  ])
  expect(figures!.beside.at(-1)).toEqual(['', '2', '1', '0', '1', '0', '80.00'])
  expect(reasons!.rows.map(([place, what, ...counts]) => [place, what!.slice(0, 3), ...counts])).toEqual([
    ['1', 'F03', '2', '1', '3', '100.0%'],
    ['2', 'F01', '1', '0', '1', '33.3%'],
    ['3', 'F04', '0', '1', '1', '33.3%'],
  ])
  expect(reasons!.beside[2]).toEqual(['', '', '0', '1', '1', '100.0%'])
  expect(JSON.stringify(paper.blocks)).toContain('补交材料截止：2026-12-06（还剩 10 个工作日） 2 项')
})

it('is one page at its fullest, and names nothing to compare with where there is no batch before', async () => {
  const regions = ['SH', 'JS', 'ZJ', 'AH', 'other', 'abroad', null]
  const cells = regions.map((region) => ({
    institution: 'JS',
    region,
    field: null,
    state: '补交材料中' as const,
    count: 1234,
    requested: 123_456_789_012,
    absent: 3,
  }))
  const title =
    '2026年度长三角科技创新共同体联合攻关计划（集成电路、人工智能、生物医药、未来产业）第二批集中申报'
  const reasons = ruleCodes.map((code) => ({
    code,
    outcome: '通知补交材料' as const,
    region: 'JS',
    field: null,
    count: 1000,
  }))
  const full: Overview = {
    ...overview,
    batch: { ...overview.batch, title },
    cells,
    reasons,
    due: Array.from({ length: 9 }, (_, i) => ({ day: `2026-12-0${i + 1}`, count: 100 })),
    before: { batch: { id: 'batch/0', title }, cells, reasons },
  }
  expect(await pagesOf(onePageOf(full, context()))).toHaveLength(1)
  const [alone] = await pagesOf(onePageOf({ ...full, before: null }, context()))
  expect(alone).toContain('没有可以对照的上一批')
})
