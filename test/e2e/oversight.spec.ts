import { mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { judge } from '../support/judged.ts'
import { password, value } from '../support/office.ts'
import { printed } from '../support/printed.ts'
import { seedBatch, seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, type Offices, type RunningDesk, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, pick, plugIn } from './support/seat.ts'

/** Jiangsu with a batch of last year and one of this year, some of their applications judged. */
async function openJudged(offices: Offices): Promise<RunningDesk> {
  const home = join(await offices.folder(), 'home')
  const before = await seedOffice({ home, count: 6, documents: 0 })
  const earlier = [...before.applications.values()]
  await judge(before.office, earlier[0]!, { outcome: '通过' })
  await judge(before.office, earlier[1]!, { outcome: '不予受理', failing: ['F04'] })
  const now = await seedBatch(before.office, '2027年度长三角联合攻关', {
    count: 12,
    documents: 1,
    year: 2027,
  })
  const own = [...now.applications.values()]
  for (const i of [0, 1, 2, 3]) await judge(now.office, own[i]!, { outcome: '通过' })
  await judge(now.office, own[4]!, { outcome: '通知补交材料', failing: ['F03', 'F01'], deadline: soon })
  await judge(now.office, own[5]!, { outcome: '通知补交材料', failing: ['F03'], deadline: soon })
  await judge(now.office, own[6]!, { outcome: '不予受理', failing: ['F04', 'F03'] })
  await now.office.close()
  const desk = await offices.open(home)
  await logIn(desk.page)
  return desk
}

/** Keeps a picture for whoever wants to look: in the folder that DESK_PICTURES names. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.DESK_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) })
  }
}

/** Ten days from now: what is due stands near. */
const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)

const listed = (page: Page) => page.getByRole('grid', { name: '申报', exact: true })

test('board, one page and reasons say where a batch stands, and every number opens its list', async ({
  offices,
}) => {
  // Two batches are taken in and judged before the window opens.
  test.setTimeout(1200_000)
  const { page } = await openJudged(offices)
  await goTo(page, '/board')
  const offices_ = page.getByRole('region', { name: '审查单位' })
  await expect(offices_.getByRole('row', { name: /^江苏/ })).toContainText('12')
  await picture(page, 'board')
  await expectAccessible(page, 'board')
  await offices_.getByRole('link', { name: '江苏省科学技术厅 补交材料中 2 项，打开清单' }).click()
  await expect(page.getByText('共 2 项')).toBeVisible()
  await expect(listed(page).getByRole('row')).toHaveCount(3)
  await picture(page, 'opened-list')
  await expectAccessible(page, 'list of a number')
  await page.getByRole('link', { name: '返回批次看板' }).click()
  await page.getByRole('link', { name: /^接收5 个工作日以内、未办结 5 项/ }).click()
  await expect(page.getByText('共 5 项')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1, name: '批次看板' })).toBeVisible()

  // The same figures as the head of a department gets them, with the batch before.
  await goTo(page, '/one-page')
  const headline = page.getByRole('list', { name: '总体情况' })
  await expect(headline.getByRole('listitem').filter({ hasText: '未办结' })).toContainText('5未办结上一批 4')
  await picture(page, 'one-page')
  await expectAccessible(page, 'one page')
  await headline.getByRole('link', { name: '上一批 不予受理 1 项，打开清单' }).click()
  await expect(page.getByText('共 1 项')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '打印一页纸…' }).click()
  await expect(page.getByRole('dialog').getByLabel('页码，共 1 页')).toBeVisible({ timeout: 60_000 })
  await picture(page, 'one-page-paper')
  await page.keyboard.press('Escape')

  // Why not, by rule.
  await goTo(page, '/reasons')
  const ranked = page.getByRole('region', { name: '未通过原因', exact: true })
  await expect(ranked.getByRole('row').nth(1)).toContainText('F03')
  await expect(ranked.getByRole('row').nth(1)).toContainText('100.0%')
  await picture(page, 'reasons')
  await expectAccessible(page, 'reasons')
  await ranked.getByRole('link', { name: 'F04 不予受理 1 项，打开清单' }).click()
  await expect(page.getByText('共 1 项')).toBeVisible()
  await expect(page.getByLabel('未通过原因')).toBeVisible()
})

test('a supervisor finds an organisation, freezes a list, draws by dice once, records a finding and binds a dossier', async ({
  offices,
}) => {
  test.setTimeout(900_000)
  const root = await offices.folder()
  const home = join(root, 'home')
  const stick = plugIn(root)
  const { office } = await seedOffice({ home, count: 6, documents: 1 })
  await value(office.desk.accounts.open({ name: '赵监督', roles: ['监督'], password }))
  await office.close()
  const { page } = await offices.open(home)
  await logIn(page, '赵监督')
  await goTo(page, '/supervision')
  await page.getByText('单位', { exact: true }).click()
  await page.getByLabel('查找单位').fill('思必驰')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: '查找结果' })).toContainText('CSJ2026')
  await picture(page, 'supervision')
  await expectAccessible(page, 'supervision')

  await page.getByRole('button', { name: '封存抽查名单' }).click()
  await page.getByLabel('抽取', { exact: true }).fill('40')
  await picture(page, 'freeze')
  await expectAccessible(page, 'freezing a list')
  await page.getByRole('button', { name: '封存名单', exact: true }).click()
  const dice = page.getByLabel('点数', { exact: true })
  for (const [i, digits] of ['12345612', '66665555', '31415261'].entries()) await dice.nth(i).fill(digits)
  await picture(page, 'dice')
  await expectAccessible(page, 'dice')
  await page.getByRole('button', { name: '抽取', exact: true }).click()
  await expect(page.getByRole('heading', { name: '抽中的 3 项' })).toBeVisible()
  await expect(page.getByText('都与记录一致')).toBeVisible()
  await page
    .getByRole('button', { name: /^记录结果：/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: '有瑕疵' }).check()
  await dialog.getByLabel('情况').fill('盖章页模糊')
  await dialog.getByRole('button', { name: '保存结果' }).click()
  await expect(page.getByRole('region', { name: '抽中的申报' })).toContainText('盖章页模糊')
  await picture(page, 'drawn')
  await expectAccessible(page, 'drawn')
  await page.getByRole('button', { name: '打印抽查记录…' }).click()
  await expect(page.getByRole('dialog').getByLabel(/^页码，共 \d 页/)).toBeVisible({ timeout: 60_000 })
  await picture(page, 'protocol')
  await page.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).last().click()

  // The story of a drawn application, and everything about it as one PDF.
  await page.getByRole('region', { name: '抽中的申报' }).getByRole('link').first().click()
  await page.getByRole('button', { name: '编全过程卷宗…' }).click()
  await pick(page, basename(stick), '选用这个文件夹')
  await expect(page.getByText(/已保存到「.*全过程卷宗-.*\.pdf/)).toBeVisible({ timeout: 60_000 })
  const [file] = readdirSync(stick)
  expect((await printed(join(stick, file!)))[1]).toContain('目录')
})
