import { expect, type Page } from '@playwright/test'

export const password = '长江大桥一九六八'
export const secondPassword = '扬子江畔的春天啊'

/** The first run as people do it, up to the open work bench; the recovery sheet is left for later. */
export async function foundDesk(
  page: Page,
  {
    office = '江苏省科学技术厅',
    environment = '演练',
    name = '李明',
  }: { readonly office?: string; readonly environment?: '正式' | '演练'; readonly name?: string } = {},
): Promise<void> {
  await page.getByText(office).click()
  await page.getByRole('radio', { name: new RegExp(`^${environment}`) }).click()
  await page.getByLabel('您的姓名').fill(name)
  await page.getByLabel('设置密码').fill(password)
  await page.getByLabel('再输入一次').fill(password)
  await page.getByRole('button', { name: '建立工作台' }).click()
  await page.getByRole('button', { name: '稍后再办' }).click()
  await expect(page.getByRole('heading', { name: '需要我办的' })).toBeVisible()
}

/** Gives a colleague an account; the person at the desk must be 管理员. */
export async function openAccount(page: Page, name: string, roles: readonly string[]): Promise<void> {
  await goTo(page, '/settings/accounts')
  await page.getByRole('button', { name: '开设账号' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill(name)
  for (const role of roles) await dialog.getByRole('checkbox', { name: new RegExp(`^${role}`) }).check()
  await dialog.getByLabel('初始密码').fill(secondPassword)
  await dialog.getByLabel('再输入一次').fill(secondPassword)
  await dialog.getByRole('button', { name: '开设账号' }).click()
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible()
}

/** Opens a page by its address, as a link would. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, path)
  await expect(page.locator('main h1')).toBeVisible()
}
