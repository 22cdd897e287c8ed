import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Named } from '../../src-main/domain/organisations/rules.ts'
import { password, value } from '../support/office.ts'
import { seedOffice } from '../support/seed.ts'
import { makeXlsx } from '../support/tables.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { browserSeat, logIn, pick, plugIn } from './support/seat.ts'

/** Keeps a picture for whoever wants to look: in the folder that DESK_PICTURES names. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.DESK_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  for (const [width, height] of [
    [1920, 1080],
    [1366, 768],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) })
  }
}

const line = (page: Page, name: string, grid = '科研诚信核查的单位') =>
  page.getByRole('grid', { name: grid }).getByRole('row').filter({ hasText: name })

test('organisations are worked off by keyboard and by list, a record binds the review until two people lift it', async ({
  offices,
}) => {
  test.slow()
  const root = await offices.folder()
  const stick = plugIn(root)
  const home = join(root, 'home')
  const { office, applications } = await seedOffice({ home, count: 4, documents: 1 })
  const [application] = [...applications.values()]
  const [first, second] = (await value(office.desk.applications.open(application!)))!.content
    .organisations as readonly Named[] as readonly [Named, Named]
  await office.close()
  const { page } = await offices.open(home)
  await logIn(page)
  const seat = browserSeat(page, stick)

  // Everybody of the batch stands there; Enter opens, Enter records 无记录.
  await goTo(page, '/registers')
  const grid = page.getByRole('grid', { name: '科研诚信核查的单位' })
  await expect(grid.getByRole('row').nth(1)).toContainText('未核查')
  await picture(page, 'to-check')
  await expectAccessible(page, 'to check')
  const before = await grid.getByRole('row').count()
  await grid.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('button', { name: '登记「无记录」' })).toBeFocused()
  await picture(page, 'record')
  await expectAccessible(page, 'record a check')
  await page.keyboard.press('Enter')
  await expect(grid.getByRole('row')).toHaveCount(before - 1)

  // The list for whoever looks them up, and the answer taken in.
  await seat.pick(stick, () => page.getByRole('button', { name: '导出待核查表…' }).click())
  await expect(page.getByText(/^已存为「科研诚信待核查单位-/)).toBeVisible()
  expect(readdirSync(stick).some((name) => name.startsWith('科研诚信待核查单位'))).toBe(true)
  const answer = join(stick, '核查结果.xlsx')
  const rows = [
    ['单位名称', '核查结果', '惩戒期起止', '事由'],
    [first.name, '有记录', '2025年1月1日至2099年12月31日', '数据造假'],
    [second.name, '无记录', '', ''],
  ]
  writeFileSync(answer, makeXlsx(rows))
  const wrong = join(stick, '有错.xlsx')
  writeFileSync(
    wrong,
    makeXlsx([
      ['单位名称', '核查结果'],
      ['某某公司', '不清楚'],
    ]),
  )
  const take = page.getByRole('button', { name: '导入核查结果或名单…' })
  await take.click()
  await pick(page, '优盘', '有错.xlsx')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('看不出有无记录')).toBeVisible()
  await picture(page, 'import-wrong')
  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
  await expect(dialog).toHaveCount(0)
  await take.click()
  await pick(page, '优盘', '核查结果.xlsx')
  await expect(dialog.getByText('有记录 1 家')).toBeVisible()
  await picture(page, 'import')
  await expectAccessible(page, 'import a list')
  await dialog.getByRole('button', { name: '导入 2 家单位' }).click()
  await expect(page.getByText('已导入 2 家单位的登记')).toBeVisible()
  await page
    .getByRole('radiogroup', { name: '范围' })
    .getByText(/^全部单位/)
    .click()
  await expect(line(page, first.name).first()).toContainText('有记录')

  // In the review it binds: 符合 is refused, with the reason.
  await goTo(page, `/review/${application!.slice('application/'.length)}`)
  const head = page.getByRole('button', { name: /^F19/ })
  if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click()
  const panel = page.getByRole('region', { name: '科研诚信核查' })
  await expect(panel).toContainText('有记录')
  await expect(page.getByText(/惩戒执行中且没有解除/)).toBeVisible()
  await picture(page, 'review')
  await expectAccessible(page, 'review with the register')
  await page.keyboard.press('1')
  await expect(page.getByText('F19 有执行中的记录')).toBeVisible()

  // Two people lift it in place; the review went on to the next item and named the one that was refused.
  await head.click()
  await expect(head).toHaveAttribute('aria-expanded', 'true')
  await panel
    .getByRole('button', { name: `查看${first.name}的登记` })
    .first()
    .click()
  await dialog.getByLabel('解除理由').fill('惩戒已经撤销，见来函苏科诚〔2026〕3号')
  await picture(page, 'entry')
  await expectAccessible(page, 'an entry')
  await dialog.getByRole('button', { name: '两人共同解除…' }).click()
  const both = page.getByRole('dialog', { name: '共同解除记录' })
  await both.getByLabel('第二人的密码').fill(password)
  await picture(page, 'second')
  await both.getByRole('button', { name: '共同解除' }).click()
  await expect(page.getByText('已由两人解除', { exact: true })).toBeVisible()
  await expect(page.getByText(/记录已由两人解除，理由见登记/)).toBeVisible()

  // A check without leaving the review.
  const rest = panel.getByRole('button', { name: /^登记 \d+ 家的核查…$/ })
  if (await rest.isVisible()) {
    await rest.click()
    await dialog.getByRole('button', { name: '登记「无记录」' }).click()
    await expect(rest).toHaveCount(0)
  }

  // What the register holds, and the page of the organisation.
  await goTo(page, `/registers/${encodeURIComponent('科研诚信')}/${encodeURIComponent('登记')}`)
  await expect(line(page, first.name, '科研诚信登记').first()).toContainText('已解除')
  await picture(page, 'entries')
  await expectAccessible(page, 'entries')
  await line(page, first.name, '科研诚信登记').first().dblclick()
  await dialog.getByRole('link', { name: first.name }).click()
  await expect(page.getByRole('heading', { level: 1, name: first.name })).toBeVisible()
  await page.getByRole('button', { name: '登记曾用名…' }).click()
  await dialog.getByRole('combobox', { name: /^名称/ }).fill('江南某某仪器厂')
  await dialog.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByText('「江南某某仪器厂」是', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: '新建单位组…' }).click()
  await dialog.getByLabel('组名').fill('某某集团')
  await dialog.getByLabel('第 2 家单位的名称').fill(second.name)
  await picture(page, 'family')
  await expectAccessible(page, 'family')
  await dialog.getByRole('button', { name: '建立', exact: true }).click()
  await expect(page.getByText('某某集团').first()).toBeVisible()
  await picture(page, 'organisation')
  await expectAccessible(page, 'an organisation')
  await goTo(page, '/organisations')
  await page.getByLabel('查找单位').fill('江南某某')
  await expect(page.getByText('共 1 家')).toBeVisible()
  await picture(page, 'directory')
  await expectAccessible(page, 'directory')
})

test('somebody who asked for a favour is noted, and read by the supervisor', async ({ offices }) => {
  const home = join(await offices.folder(), 'home')
  const { office } = await seedOffice({ home, count: 2, documents: 0 })
  await office.desk.accounts.open({ name: '钱监督', roles: ['监督'], password })
  await office.close()
  const { page } = await offices.open(home)
  await logIn(page)
  await goTo(page, '/requests')
  await page.getByRole('button', { name: '登记一次请托…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('请托人').fill('某单位某人')
  await dialog.getByLabel('请托内容').fill('打听某项申报的审查进度')
  await dialog.getByLabel('怎样处理').fill('说明按程序办理，没有透露')
  await picture(page, 'request')
  await expectAccessible(page, 'note a request')
  await dialog.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByText('打听某项申报的审查进度')).toBeVisible()
  await picture(page, 'requests')
  await page.getByRole('button', { name: /张经办/ }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await logIn(page, '钱监督')
  await goTo(page, '/requests')
  await expect(page.getByText('某单位某人')).toBeVisible()
  await expect(page.getByRole('button', { name: '登记一次请托…' })).toHaveCount(0)
  await expectAccessible(page, 'requests')
})
