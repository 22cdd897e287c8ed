import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { foundDesk, goTo } from './support/first-run.ts'

const pages = [
  '/work-bench',
  '/batches',
  '/batches/new',
  '/settings/own-account',
  '/settings/accounts',
  '/settings/trust',
  '/settings/recovery-sheet',
  '/settings/institutions',
  '/settings/about',
]

test('every screen is clean for axe, and at 150 % on a small screen nothing is wider than the window', async ({
  offices,
}) => {
  const { page } = await offices.open()
  await foundDesk(page)
  for (const path of pages) {
    await goTo(page, path)
    await expectAccessible(page, path)
  }
  await page.setViewportSize({ width: 911, height: 512 })
  for (const path of pages) {
    await goTo(page, path)
    const [content, room] = await page
      .locator('main')
      .evaluate((main) => [main.scrollWidth, main.clientWidth] as const)
    expect(content, path).toBeLessThanOrEqual(room)
  }
})

test('Ctrl+K finds pages and batches, and Enter opens the first', async ({ offices }) => {
  const { page } = await offices.open()
  await foundDesk(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '搜索编号、名称' }).fill('机构')
  await expect(page.getByRole('option', { name: /机构名单/ })).toBeVisible()
  await expectAccessible(page, 'search')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '机构名单' })).toBeVisible()
})
