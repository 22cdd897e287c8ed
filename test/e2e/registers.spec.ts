import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { password } from '../support/office.ts'
import { seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn } from './support/seat.ts'

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
