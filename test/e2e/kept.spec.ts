import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { openOffice, value } from '../support/office.ts'
import { seedOffice } from '../support/seed.ts'
import { makeXlsx } from '../support/tables.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, pick, plugIn } from './support/seat.ts'

const columns = { number: 1, total: 10 } as const
const rows = makeApplicationRows(12, 7).map((row, r) =>
  row.map((cell, c) =>
    r === 3 && c === columns.number ? '' : r === 5 && c === columns.total ? '很多' : cell,
  ),
)

test('an import goes on where it was left, also after a power cut, and its list goes back with what is wrong', async ({
  offices,
}) => {
  const root = await offices.folder()
  const stick = plugIn(root)
  const home = join(root, 'home')
  const office = await openOffice('JS', '演练', home)
  await value(office.desk.batches.create(jointBatch()))
  await office.close()
  const { page, kill, revive } = await offices.open(home)
  await logIn(page)
  writeFileSync(join(stick, '汇总表.xlsx'), makeXlsx([listHeadings, ...rows]))
  await goTo(page, '/import')
  await page.getByRole('button', { name: '选择文件' }).click()
  await pick(page, '优盘', '汇总表.xlsx')
  await page.getByRole('button', { name: '下一步：检查' }).click()
  await page.getByRole('checkbox', { name: '第 5 行不导入' }).check()
  await expect(page.getByText('还有 1 行必须改正')).toBeVisible()
  if (process.env.SHOTS) await page.screenshot({ path: 'shots/check.png' })

  await page.getByRole('button', { name: '退回清单（标注问题）' }).click()
  await pick(page, '优盘', '选用这个文件夹')
  await expect(page.getByText('已写出「汇总表（问题）.xlsx」')).toBeVisible()
  expect(readdirSync(stick).sort()).toEqual(['汇总表.xlsx', '汇总表（问题）.xlsx'].sort())

  await goTo(page, '/work-bench')
  if (process.env.SHOTS) await page.screenshot({ path: 'shots/bench.png' })
  await goTo(page, '/import')
  await expect(page.getByText('已回到上次离开的地方')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: '第 5 行不导入' })).toBeChecked()
  if (process.env.SHOTS) await page.screenshot({ path: 'shots/resumed.png' })

  await goTo(page, '/batches/new')
  await page.getByLabel('批次名称').fill('二〇二七年第一批')
  await page.waitForTimeout(2_000)
  await kill()
  await revive()
  await logIn(page)
  const told = page.getByRole('region', { name: '异常退出前保存的内容' })
  await expect(told.getByRole('link')).toHaveText(['新建批次', '导入申报清单：选择、对应和取舍'])
  if (process.env.SHOTS) await page.screenshot({ path: 'shots/kept.png' })
  await expectAccessible(page, 'kept')
  await told.getByRole('link', { name: '导入申报清单' }).click()
  await expect(page.getByText('上次导入「汇总表.xlsx」做到「检查」')).toBeVisible()
  if (process.env.SHOTS) await page.screenshot({ path: 'shots/lost.png' })
  await told.getByRole('button', { name: '知道了' }).click()
  await expect(told).toHaveCount(0)
  await page.getByRole('button', { name: '选择文件' }).click()
  await pick(page, '优盘', '汇总表.xlsx')
  await expect(page.getByRole('checkbox', { name: '第 5 行不导入' })).toBeChecked()
  await page.getByRole('checkbox', { name: '第 7 行不导入' }).check()
  await page.getByRole('button', { name: '下一步：确认' }).click()
  await page.getByRole('button', { name: '导入 10 项' }).click()
  await expect(page.getByRole('heading', { name: /^已导入 10 项/ })).toBeVisible()
  await goTo(page, '/work-bench')
  await goTo(page, '/import')
  await expect(page.getByRole('button', { name: '选择文件' })).toBeVisible()
  await expect(page.getByText('上次离开')).toHaveCount(0)
})

test('the calendar of a year is taken in from a table: every problem at once, then from whom and why', async ({
  offices,
}) => {
  const root = await offices.folder()
  const stick = plugIn(root)
  const home = join(root, 'home')
  await (await openOffice('JS', '演练', home)).close()
  const { page } = await offices.open(home)
  await logIn(page)
  const head = ['日期', '安排']
  writeFileSync(join(stick, '错.xlsx'), makeXlsx([head, ['2027-02-30', '放假'], ['2027-01-01', '不上班']]))
  writeFileSync(
    join(stick, '对.xlsx'),
    makeXlsx([head, ['2027-01-01至2027-01-11', '放假'], ['2027-01-16', '上班']]),
  )
  await goTo(page, '/settings/calendar')
  await expect(page.getByText('未录入 2027 年法定节假日安排，按周一至周五计')).toBeVisible()
  if (process.env.SHOTS) await page.screenshot({ path: 'shots/calendar.png', fullPage: true })
  await expectAccessible(page, 'calendar')
  await page.getByRole('button', { name: '录入一年的安排' }).click()
  await pick(page, '优盘', '错.xlsx')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  if (process.env.SHOTS) await page.screenshot({ path: 'shots/calendar-errors.png' })
  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
  await page.getByRole('button', { name: '录入一年的安排' }).click()
  await pick(page, '优盘', '对.xlsx')
  await dialog.getByLabel('依据').fill('国办通知（演练）')
  if (process.env.SHOTS) await page.screenshot({ path: 'shots/calendar-ok.png' })
  await expectAccessible(page, 'calendar-dialog')
  await dialog.getByRole('button', { name: '录入，替换 2027 年的安排' }).click()
  await expect(page.getByText('2027-01-01 至 2027-01-11（11 天）')).toBeVisible()
  await expect(page.getByText('未录入 2027 年')).toHaveCount(0)
})

test('every number of a batch, on the work bench and on its page, opens a list of as many', async ({
  offices,
}) => {
  const home = join(await offices.folder(), 'home')
  const { office, batch, applications } = await seedOffice({ home, count: 12, documents: 0 })
  const { desk, second } = office
  const [first, waiting, refused] = [...applications.values()] as [string, string, string]
  const verdict = { code: 'F04', verdict: '不符合', note: '与指南方向不符', evidence: [] } as const
  for (const application of [first, waiting, refused]) {
    await value(desk.formalReview.recordVerdict({ ...verdict, application, evidence: [] }))
  }
  const { seen } = (await value(desk.formalReview.open(refused)))!
  const closing = {
    application: refused,
    reason: '与指南方向不符',
    seen,
    notice: [{ code: 'F04', sentence: '与指南方向不符。' } as const],
  }
  await value(desk.formalReview.closeAsNotAccepted(closing, { second }))
  await office.close()
  const { page } = await offices.open(home)
  await logIn(page)
  let walked = 0
  for (const start of ['/work-bench', `/batches/${batch.slice('batch/'.length)}`]) {
    await goTo(page, start)
    const numbers = page.getByTestId('batch-counts').getByRole('link')
    await expect(numbers.first()).toBeVisible()
    for (const name of await numbers.allTextContents()) {
      await goTo(page, start)
      await numbers.filter({ hasText: name }).click()
      const wanted = Number(/\d+/.exec(name)![0])
      await expect(page.getByRole('grid'), name).toHaveAttribute('aria-rowcount', String(wanted + 1))
      walked++
    }
  }
  expect(walked).toBeGreaterThanOrEqual(8)
})
