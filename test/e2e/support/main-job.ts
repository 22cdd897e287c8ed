import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { listHeadings, makeApplicationRows } from '../../support/applications.ts'
import { makePdf } from '../../support/pdf.ts'
import { makeXlsx } from '../../support/tables.ts'
import type { Offices } from './desk.ts'
import { foundDesk, goTo, openAccount, secondPassword } from './first-run.ts'
import { plugIn, type Seat } from './seat.ts'

const rows = makeApplicationRows(8, 7)
export const numbers = rows.map((row) => row[1]!).sort()

/** A list with one bad row, and PDFs named by number for the first three applications. */
export async function fillStick(stick: string): Promise<void> {
  const bad = rows.map((row, r) => row.map((cell, c) => (r === 7 && c === 10 ? '一千万' : cell)))
  writeFileSync(
    join(stick, '申报汇总表.xlsx'),
    makeXlsx([['2026年度联合攻关项目申报汇总表'], listHeadings, ...bad]),
  )
  mkdirSync(join(stick, '申报书'))
  for (const number of rows.slice(0, 3).map((row) => row[1]!)) {
    writeFileSync(
      join(stick, '申报书', `${number}.pdf`),
      await makePdf({ pages: 4, text: `申报书 ${number}` }),
    )
  }
}

/** First run, a colleague, a batch: what an office does on its first day. */
export async function firstDay({ page }: Seat, office: string, name: string): Promise<void> {
  await foundDesk(page, { office, name })
  await openAccount(page, '王芳', ['复核人'])
}

export async function setUpBatch({ page }: Seat): Promise<void> {
  await goTo(page, '/work-bench')
  await page.getByRole('button', { name: '新建批次' }).click()
  await page.getByLabel('批次名称').fill('2026年度联合攻关项目')
  await page.getByLabel('受理开始').fill('20261101')
  await page.keyboard.press('Tab')
  await page.getByLabel('受理截止').fill('20261231')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: '建立批次' }).click()
  await expect(page.getByRole('heading', { name: '2026年度联合攻关项目' })).toBeVisible()
}

/** Takes the list in, all but the bad row, and the PDFs by number. */
export async function takeListIn({ page, pick }: Seat, stick: string): Promise<void> {
  await goTo(page, '/import')
  await pick(join(stick, '申报汇总表.xlsx'), () => page.getByRole('button', { name: '选择文件' }).click())
  await page.getByRole('button', { name: '下一步：检查' }).click()
  await page.getByRole('button', { name: '不导入全部有问题的 1 行' }).click()
  await page.getByRole('button', { name: '下一步：确认' }).click()
  await page.getByRole('button', { name: '导入 7 项' }).click()
  await expect(page.getByRole('heading', { name: /^已导入/ })).toBeVisible()
  await goTo(page, '/attach-documents')
  await pick(join(stick, '申报书'), () => page.getByRole('button', { name: /选择文件夹/ }).click())
  await page.getByRole('button', { name: '附上 3 个文件' }).click()
  await expect(page.getByText('已附上 3 个文件')).toBeVisible()
}

/** Opens the first application of the work list and gives every open item 符合 by keyboard, then closes it as 通过. */
export async function reviewFirst({ page }: Seat): Promise<void> {
  await goTo(page, '/review')
  const list = page.getByRole('grid', { name: '审查清单' })
  await expect(list.getByRole('row').nth(1)).toBeVisible()
  await list.focus()
  await page.keyboard.press('Enter')
  const progress = page.locator('main header [aria-live=polite]')
  await expect(progress).toHaveText(/^还剩 \d+ 项$/)
  const left = Number(/\d+/.exec((await progress.textContent())!)![0])
  for (let item = left; item > 0; item--) {
    await expect(progress).toHaveText(`还剩 ${item} 项`)
    await page.keyboard.press('1')
  }
  await expect(progress).toHaveText('各项都已判断')
  await page.keyboard.press('c')
  await expect(page.getByRole('radio', { name: '通过', exact: true })).toBeFocused()
  await page.keyboard.press(' ')
  await page.getByRole('button', { name: '确认通过' }).click()
  await expect(page.locator('main header')).toContainText('已有结论')
}

/** Writes the 核对 file; answers its path and the digits to read aloud. */
export async function introduce(
  { page, pick }: Seat,
  stick: string,
): Promise<{ file: string; digits: readonly string[] }> {
  await goTo(page, '/settings/trust')
  const digits = (await page.locator('main p', { hasText: /^(\d{4}){6}$/ }).textContent())!.match(/\d{4}/g)!
  const before = new Set(readdirSync(stick))
  await pick(stick, () => page.getByRole('button', { name: '生成核对文件' }).click())
  await expect(page.getByText(/\.核对\.json/).first()).toBeVisible()
  return { file: join(stick, readdirSync(stick).find((name) => !before.has(name))!), digits }
}

export async function pinOffice(
  { page, pick }: Seat,
  file: string,
  digits: readonly string[],
): Promise<void> {
  await goTo(page, '/settings/trust')
  await pick(file, () => page.getByRole('button', { name: '核对一个单位' }).click())
  for (const [place, group] of digits.entries()) await page.getByLabel(`第 ${place + 1} 组`).fill(group)
  await page.getByRole('button', { name: '两人共同确认' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('第二人的密码').fill(secondPassword)
  await dialog.getByRole('button', { name: '共同确认' }).click()
  await expect(
    page.getByRole('row', { name: new RegExp(`已核对 ${digits.slice(0, 3).join(' ')}`) }),
  ).toBeVisible()
}

export async function exportTo({ page, pick }: Seat, institution: string, folder: string): Promise<string> {
  mkdirSync(folder)
  await goTo(page, `/exchange/export/${institution}`)
  await pick(folder, () => page.getByRole('button', { name: '选择文件夹并导出' }).click())
  await expect(page.getByText('可安全拔出')).toBeVisible()
  return join(folder, readdirSync(folder)[0]!)
}

export async function openBundle({ page, pick }: Seat, file: string): Promise<void> {
  await goTo(page, '/exchange')
  await goTo(page, '/exchange/import')
  await pick(file, () => page.getByRole('button', { name: '选择文件' }).click())
}

export async function takeBundleIn(seat: Seat, file: string): Promise<void> {
  await openBundle(seat, file)
  await seat.page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(seat.page.getByText('已导入。')).toBeVisible()
}

/** A stick that both offices' pickers show. */
export async function makeStick(offices: Offices): Promise<string> {
  const stick = plugIn(await offices.folder())
  await fillStick(stick)
  return stick
}

export async function doTheJob(jiangsu: Seat, shanghai: Seat, stick: string): Promise<void> {
  await firstDay(jiangsu, '江苏省科学技术厅', '李明')
  await setUpBatch(jiangsu)
  await takeListIn(jiangsu, stick)
  await reviewFirst(jiangsu)

  await firstDay(shanghai, '上海市科学技术委员会', '沈洁')
  const fromShanghai = await introduce(shanghai, stick)
  const fromJiangsu = await introduce(jiangsu, stick)
  await pinOffice(jiangsu, fromShanghai.file, fromShanghai.digits)
  await pinOffice(shanghai, fromJiangsu.file, fromJiangsu.digits)

  const bundle = await exportTo(jiangsu, 'SH', join(stick, '给上海'))
  const altered = join(stick, '损坏.zip.age')
  const bytes = readFileSync(bundle)
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(altered, bytes)
  await openBundle(shanghai, altered)
  await expect(shanghai.page.getByText('完整性校验没有通过')).toBeVisible()
  await takeBundleIn(shanghai, bundle)
  await goTo(shanghai.page, '/applications')
  await expect(shanghai.page.getByRole('row', { name: /通过/ })).toContainText('江苏')
  await shanghai.page.getByRole('row', { name: new RegExp(numbers[0]!) }).dblclick()
  await expect(shanghai.page.locator('main')).toContainText('只读')

  await takeBundleIn(jiangsu, await exportTo(shanghai, 'JS', join(stick, '给江苏')))
  await goTo(jiangsu.page, '/exchange')
  await expect(jiangsu.page.getByRole('row', { name: /上海/ })).toContainText('对方确认')
  await openBundle(shanghai, bundle)
  await expect(shanghai.page.getByText(/此前已导入|没有新内容/).first()).toBeVisible()
}
