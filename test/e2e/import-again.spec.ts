import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { openOffice, value } from '../support/office.ts'
import { makeXlsx } from '../support/tables.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, type Offices, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, pick, plugIn } from './support/seat.ts'

const column = { number: 1, title: 2, total: 10 } as const
const rows = makeApplicationRows(6, 7)
const numberOf = (row: number) => rows[row]![column.number]!

type Cell = readonly [row: number, column: number, text: string]

function listWith(changes: readonly Cell[], which: readonly number[], more: readonly string[][] = []) {
  const cells = which.map((r) =>
    rows[r]!.map((cell, c) => changes.find(([at, col]) => at === r && col === c)?.[2] ?? cell),
  )
  return makeXlsx([listHeadings, ...cells, ...more])
}

/** A desk of Jiangsu that took six applications in; the first is under review. */
async function openDesk(offices: Offices) {
  const root = await offices.folder()
  const stick = plugIn(root)
  const home = join(root, 'home')
  const office = await openOffice('JS', '演练', home)
  const { batch } = await value(office.desk.batches.create(jointBatch()))
  const folder = await office.folder('lists')
  writeFileSync(join(folder.path, 'first.xlsx'), listWith([], [0, 1, 2, 3, 4, 5]))
  const file = await office.token(join(folder.path, 'first.xlsx'))
  const read = await value(office.desk.applications.readList({ file, sheet: null, batch, mapping: null }))
  await value(office.desk.applications.importList({ staged: read.staged!, leaveOut: [] }))
  const filter = { batch, states: [], regions: [], institutions: [], field: null, search: '' }
  const sort = { column: 'number' as const, descending: false }
  const listed = await value(office.desk.formalReview.list({ filter, sort, offset: 0, limit: 10 }))
  const idOf = (row: number) => listed.rows.find(({ number }) => number === numberOf(row))!.id
  for (const code of ['F03', 'F04'] as const) {
    await value(
      office.desk.formalReview.recordVerdict({
        ...{ application: idOf(0), code, verdict: '符合', note: '', evidence: [] },
      }),
    )
  }
  await office.close()
  const desk = await offices.open(home)
  await logIn(desk.page)
  return { ...desk, stick, first: idOf(0) }
}

/** With `left`, the list before was left without being taken in: the page comes back to it, and is started afresh. */
async function readList(page: Page, file: string, left: boolean): Promise<void> {
  await goTo(page, '/work-bench')
  await goTo(page, '/import')
  if (left) await page.getByRole('button', { name: '不要了，从头开始' }).click()
  await page.getByRole('button', { name: '选择文件' }).click()
  await pick(page, '优盘', file)
}

async function compare(page: Page, file: string, left = false): Promise<void> {
  await readList(page, file, left)
  await page.getByRole('button', { name: '下一步：检查' }).click()
  await page.getByRole('button', { name: '下一步：对比' }).click()
}

const shot = (page: Page, name: string) =>
  process.env.DESK_SHOTS ? page.screenshot({ path: `${process.env.DESK_SHOTS}/${name}.png` }) : null

test('an older file is refused with the reason, the same file says that nothing is to be written', async ({
  offices,
}) => {
  test.slow()
  const { page, stick } = await openDesk(offices)
  writeFileSync(join(stick, '原来.xlsx'), listWith([], [0, 1, 2, 3, 4, 5]))
  await compare(page, '原来.xlsx')
  await expect(page.getByText('与已有内容完全相同，没有需要写入的。').first()).toBeVisible()
  await expect(page.getByRole('button', { name: '下一步：确认' })).toBeDisabled()
  await shot(page, 'same')

  writeFileSync(join(stick, '第二版.xlsx'), listWith([[2, column.title, '第二版名称']], [0, 1, 2, 3, 4, 5]))
  await compare(page, '第二版.xlsx', true)
  await page.getByRole('button', { name: '下一步：确认' }).click()
  await page.getByRole('button', { name: '新增 0 项、更新 1 项' }).click()
  await expect(page.getByRole('heading', { name: '已新增 0 项，更新 1 项' })).toBeVisible()

  await compare(page, '原来.xlsx')
  await expect(page.getByText('这份清单比现有内容旧')).toBeVisible()
  await expect(page.getByRole('grid', { name: '有变化的申报' })).toContainText('回到旧值')
  await expect(page.getByRole('button', { name: '下一步：确认' })).toBeDisabled()
  await expectAccessible(page, 'older')
  await shot(page, 'older')

  await goTo(page, '/imports')
  await page.getByRole('grid', { name: '历次导入' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('撤回原因').fill('导错了')
  await page.getByRole('button', { name: /^撤回新增的 0 项、更新的 1 项/ }).click()
  await expect(page.getByRole('row', { name: /已撤回.*导错了/ })).toBeVisible()
})
