import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { value } from '../support/office.ts'
import { prose } from '../support/prose.ts'
import { type Seeded, seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, type Offices, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn } from './support/seat.ts'

const [first, second] = ['CSJ2026-AH-00006', 'CSJ2026-AH-00012']
const pictures = process.env.DESK_PICTURES ?? null

/** Two applications with the same summary, and the sealed pages of the first marked. */
async function prepare({ office, applications }: Seeded) {
  const { desk } = office
  const summary = prose(700, 5)
  const texts = new Map([
    [first, summary],
    [second, `${summary.slice(0, 480)}${prose(300, 6)}`],
  ])
  for (const [number, text] of texts) {
    const application = applications.get(number)!
    const { content } = (await value(desk.applications.open(application)))!
    await value(desk.applications.complete({ application, content: { ...content, summary: text } as never }))
  }
  const application = applications.get(first)!
  const [document] = (await value(desk.applications.open(application)))!.documents
  const marks = [
    { kind: '申报书（盖章）', from: 1, to: 3 },
    { kind: '科研诚信承诺书', from: 4, to: 4 },
    { kind: '合作协议', from: 5, to: 6 },
  ] as const
  await value(desk.applications.markPages({ application, document: document!.document, marks: [...marks] }))
}

async function openSeeded(offices: Offices) {
  const home = join(await offices.folder(), 'home')
  const seeded = await seedOffice({ home })
  await prepare(seeded)
  await seeded.office.close()
  const desk = await offices.open(home)
  await logIn(desk.page)
  return { ...desk, idOf: (number: string) => seeded.applications.get(number)! }
}

async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  for (const [width, height] of [
    [1920, 1080],
    [1366, 768],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(400)
    await page.screenshot({ path: join(pictures, `${name}-${width}.png`) })
  }
}

const items = (page: Page) => page.locator('[data-review-items]')
const chosen = (page: Page) => page.locator('[data-review-items] button[aria-expanded=true]:not(h2 button)')
const open = async (page: Page, id: string) => {
  await goTo(page, `/review/${id.slice('application/'.length)}`)
  await expect(items(page)).toBeVisible()
}
/** By the keyboard from wherever one is. */
async function chooseItem(page: Page, code: string): Promise<void> {
  await page.locator('[data-review-items] li button', { hasText: code }).first().click()
  await expect(chosen(page)).toContainText(code)
}

test('a text that another application has is looked at side by side, judged once, and not asked again', async ({
  offices,
}) => {
  const { page, idOf } = await openSeeded(offices)
  await open(page, idOf(first))
  await chooseItem(page, 'F14')
  // Compared while one looks, without being asked.
  await expect(items(page)).toContainText(/与 CSJ2026-AH-00012（江苏）文字重合约 \d\d%/)
  await expect(items(page)).toContainText('上海、浙江、安徽本批名单未到，未比对')
  await picture(page, 'alike')
  await expectAccessible(page, 'what it may repeat')

  await page.keyboard.press('b')
  await expect(page.getByRole('heading', { level: 1, name: '并列比对' })).toBeVisible()
  await expect(page.getByRole('heading', { name: /文字重合约 \d\d%/ })).toBeVisible()
  await expect(page.locator('mark')).not.toHaveCount(0)
  await picture(page, 'beside')
  await expectAccessible(page, 'side by side')
  await page.getByRole('button', { name: /^打开 CSJ2026-AH-00006/ }).click()
  await expect(page.getByRole('region', { name: '附件内容' })).toBeVisible()
  await picture(page, 'beside-document')
  await page.getByRole('button', { name: /^收起/ }).click()

  await page.getByLabel('判断的理由').fill('研究对象不同，只有背景段落相同')
  await page.keyboard.press('Alt+1')
  await expect(items(page)).toBeVisible()
  await chooseItem(page, 'F14')
  await expect(page.getByLabel('F14 的说明')).toHaveValue(
    '不是重复：与 CSJ2026-AH-00012，研究对象不同，只有背景段落相同',
  )
  await expect(items(page)).toContainText('已判不重复')
  // From the other end too.
  await open(page, idOf(second))
  await chooseItem(page, 'F14')
  await expect(items(page).getByRole('listitem').filter({ hasText: first }).last()).toContainText(
    '已判不重复',
  )
})

test('seals are looked at with the keyboard: page by page, name by name', async ({ offices }) => {
  const { page, idOf } = await openSeeded(offices)
  await open(page, idOf(first))
  await chooseItem(page, 'F03')
  const strip = page.getByRole('region', { name: '应盖章单位' })
  const names = strip.getByRole('listitem')
  const count = await names.count()
  expect(count).toBeGreaterThan(1)
  const size = await names
    .first()
    .getByRole('button')
    .first()
    .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize))
  expect(size).toBeGreaterThanOrEqual(28)
  // The last page of what is marked as sealed, which is a scan.
  const shown = page.getByRole('spinbutton', { name: /页/ }).or(page.getByLabel(/页码|第几页/))
  await expect(shown.first()).toHaveValue('3')
  await page.keyboard.press('s')
  await expect(shown.first()).toHaveValue('4')
  await page.keyboard.press('a')
  await expect(shown.first()).toHaveValue('3')
  await picture(page, 'seals')
  await expectAccessible(page, 'seals')

  await page.keyboard.press('y')
  for (let i = 1; i < count; i++) await page.keyboard.press('u')
  await expect(strip).toContainText('各单位都已看过')
  await expect(page.getByLabel('F03 的说明')).toHaveValue(
    /：盖章一致（第 3 页）[\s\S]*：未盖章或与全称不符（第 3 页）/,
  )
  await expect(items(page)).toContainText('第 3 页')
})

test('words are found in the text of the document, and Enter goes to their page', async ({ offices }) => {
  const { page, idOf } = await openSeeded(offices)
  await open(page, idOf(first))
  await page.keyboard.press('f')
  const box = page.getByLabel('在附件文字中查找')
  await expect(box).toBeFocused()
  await box.fill('经费 预算表')
  await expect(page.getByText('1 处，回车逐处查看')).toBeVisible()
  await picture(page, 'search')
  await expectAccessible(page, 'search in the text')
  await page.keyboard.press('Enter')
  const shown = page.getByRole('spinbutton', { name: /页/ }).or(page.getByLabel(/页码|第几页/))
  await expect(shown.first()).toHaveValue('6')
  await page.keyboard.press('Escape')
  await expect(box).toHaveValue('')
})

test('a whole batch is checked at once; each number lists its applications, and review begins from there', async ({
  offices,
}) => {
  const { page } = await openSeeded(offices)
  await goTo(page, '/checks')
  await page.getByRole('button', { name: '机器核对全部' }).click()
  const list = page.getByRole('grid', { name: '机器核对结果' })
  await expect(page.getByText(/核对了 12 项/)).toBeVisible()
  await expect(list.getByRole('row')).not.toHaveCount(1)
  await picture(page, 'checks')
  await expectAccessible(page, 'machine checks')
  const rules = page.getByRole('region', { name: '按规则' })
  await rules
    .locator('div', { hasText: 'F09' })
    .last()
    .getByRole('button', { name: /^不符合 2/ })
    .click()
  await expect(list.getByRole('row')).toHaveCount(3)
  await list.focus()
  await page.keyboard.press('Enter')
  await expect(items(page)).toBeVisible()
  await expect(page.getByText('第 1 / 2 份')).toBeVisible()
  await page.keyboard.press(']')
  await expect(page.getByText('第 2 / 2 份')).toBeVisible()

  // Marking pages may change what is found.
  await page.keyboard.press('Escape')
  await goTo(page, '/checks')
  await expect(page.getByText(/有变化，重新核对/)).toBeHidden()
})
