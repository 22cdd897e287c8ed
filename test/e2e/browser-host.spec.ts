import { attackPage } from './support/attacks.ts'
import { expect, test } from './support/desk.ts'

test('the start page of a fresh desk opens in the browser', async ({ offices }) => {
  const { page } = await offices.open()
  await expect(page.locator('#desk')).not.toBeEmpty()
  expect(new URL(page.url()).pathname).toBe('/')
})

test('the address cannot be opened by a second browser', async ({ offices, browser }) => {
  const { page } = await offices.open()
  const stranger = await (await browser.newContext()).newPage()
  const answer = await stranger.goto(page.url())
  expect(answer?.status()).toBe(403)
  await expect(stranger.locator('body')).toContainText('desk/no-ticket')
  await stranger.context().close()
})

test('a reload keeps the page', async ({ offices }) => {
  const { page } = await offices.open()
  await page.reload()
  await expect(page.locator('#desk')).not.toBeEmpty()
})

test('code that was injected into a page can do nothing', async ({ browser, offices }) => {
  const { page } = await offices.open()
  // A page of its own: the one of the desk watches for exactly these violations.
  const attacked = await browser.newContext({ storageState: await page.context().storageState() })
  const target = await attacked.newPage()
  await target.goto(page.url())
  const outcome = await attackPage(target)
  await attacked.close()
  expect(new Set(Object.values(outcome)), JSON.stringify(outcome)).toEqual(new Set(['blocked']))
})

test('a page whose backend died says so, and that nothing is lost, until it is back', async ({ offices }) => {
  const { page, kill, revive } = await offices.open()
  const banner = page.getByText('与后台的连接断开了')
  await expect(banner).toHaveCount(0)
  await kill()
  await expect(banner).toBeVisible()
  await revive()
  await expect(banner).toHaveCount(0)
})
