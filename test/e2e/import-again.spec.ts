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

test('a list that comes again is compared, chosen from, taken in and withdrawn; verdicts stay and say what changed', async ({
  offices,
}) => {
  test.slow()
  const { page, stick, first } = await openDesk(offices)
  const fresh = makeApplicationRows(1, 99)[0]!.map((cell, c) =>
    c === column.number ? 'CSJ2026-NEW-1' : cell,
  )
  writeFileSync(
    join(stick, '修订.xlsx'),
    listWith(
      [
        [0, column.title, '改过的名称一'],
        [1, column.title, '改过的名称二'],
        [1, column.total, '9999.00'],
      ],
      [0, 1, 2, 3, 4],
      [fresh],
    ),
  )
  await compare(page, '修订.xlsx')
  for (const name of ['有变化 2', '新增 1', '相同 3', '清单中没有 1']) {
    await expect(page.getByText(name, { exact: true })).toBeVisible()
  }
  const changed = page.getByRole('grid', { name: '有变化的申报' })
  await expect(changed).toContainText('改过的名称一')
  await expect(changed).toContainText('已开始审查')
  await expectAccessible(page, 'compare')
  await shot(page, 'compare')

  await page.getByLabel(`${numberOf(1)} 的项目总投入采用清单`).uncheck()
  await expect(page.getByText('将新增 1 项，更新 2 项')).toBeVisible()
  // A choice is kept within a second of being made.
  await page.waitForTimeout(2000)
  await page.reload()
  await logIn(page)
  await goTo(page, '/import')
  await expect(page.getByText('已回到上次离开的地方')).toBeVisible()
  await expect(page.getByLabel(`${numberOf(1)} 的项目总投入采用清单`)).not.toBeChecked()

  await changed.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('改过的名称一')
  await expectAccessible(page, 'compare-dialog')
  await shot(page, 'compare-dialog')
  await dialog.getByRole('button', { name: '完成' }).click()

  await page.getByText('清单中没有 1').click()
  await page.getByRole('button', { name: '登记申报单位撤回…' }).click()
  await page.getByLabel('撤回日期').fill('2026-11-20')
  await page.keyboard.press('Enter')
  await page.getByLabel('原因').fill('申报单位来函撤回')
  await shot(page, 'withdraw')
  await page.getByRole('button', { name: '登记撤回' }).click()
  await expect(page.getByText('清单中没有 0')).toBeVisible()
  await shot(page, 'missing')

  await page.getByRole('button', { name: '下一步：确认' }).click()
  await expect(page.getByText('将新增 1 项，更新 2 项（2 处变化），不导入 0 行。')).toBeVisible()
  await expectAccessible(page, 'confirm')
  await shot(page, 'confirm')
  await page.getByRole('button', { name: '新增 1 项、更新 2 项' }).click()
  await expect(page.getByRole('heading', { name: '已新增 1 项，更新 2 项' })).toBeVisible()
  await shot(page, 'result')

  await compare(page, '修订.xlsx')
  await expect(page.getByText('将新增 0 项，更新 1 项')).toBeVisible()
  await page.getByRole('button', { name: '都不采用' }).click()
  await expect(page.getByText('没有新增的申报，也没有选择要采用的变化。')).toBeVisible()

  await goTo(page, '/work-bench')
  await expect(page.getByText(`${numberOf(0)} 判定之后申报信息有变化`)).toBeVisible()
  await goTo(page, `/review/${first.slice('application/'.length)}`)
  await expect(page.getByText('1 项判定之后，申报信息按清单有变化')).toBeVisible()
  await page.getByRole('button', { name: 'F04', exact: true }).click()
  await expect(page.getByText('判定后，申报信息有变化：')).toBeVisible()
  await expectAccessible(page, 'review-since')
  await shot(page, 'review-since')
  await page.keyboard.press('1')
  await expect(page.getByText('1 项判定之后，申报信息按清单有变化')).toHaveCount(0)

  await goTo(page, '/applications')
  await expect(page.getByRole('grid', { name: '申报' })).toContainText('已撤回')
  await shot(page, 'list')
  await goTo(page, '/imports')
  await page.getByRole('grid', { name: '历次导入' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid', { name: '这次导入更新的申报' })).toContainText('改过的名称二')
  await expectAccessible(page, 'import-changes')
  await shot(page, 'import-changes')
  await page.getByLabel('撤回原因').fill('想撤回')
  await page.getByRole('button', { name: /^撤回新增的 1 项、更新的 2 项/ }).click()
  await expect(page.getByText('又有了审查意见或结论，不能整批撤回')).toBeVisible()
  await shot(page, 'import-refused')
})

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
