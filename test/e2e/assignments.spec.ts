import { join } from 'node:path'
import { password, value } from '../support/office.ts'
import { seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn } from './support/seat.ts'

test.describe.configure({ timeout: 180_000 })

test('reviews are dealt out, found as own work, and moved all at once', async ({ offices }) => {
  const home = join(await offices.folder(), 'home')
  const { office, applications } = await seedOffice({ home })
  const last = new RegExp([...applications.keys()].at(-1)!)
  await value(office.desk.accounts.open({ name: '王经办', roles: ['经办人'], password }))
  await office.close()
  const { page } = await offices.open(home)
  await page.setViewportSize({ width: 1366, height: 768 })
  await logIn(page)
  const shot = (name: string) =>
    process.env.DESK_SHOTS ? page.screenshot({ path: `${process.env.DESK_SHOTS}/${name}.png` }) : null

  await goTo(page, '/review')
  const list = page.getByRole('grid', { name: '审查清单' })
  await list.getByRole('row', { name: /00001/ }).click()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('已选 12 项')).toBeVisible()
  await page.getByRole('button', { name: '分配…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /张经办/ }).check()
  await dialog.getByRole('checkbox', { name: /王经办/ }).check()
  await expect(dialog.getByRole('status')).toHaveText('张经办 6 项，王经办 6 项')
  await expectAccessible(page, 'dealing out')
  await shot('deal-out')
  await dialog.getByRole('button', { name: '分配 12 项' }).click()
  await expect(list.getByRole('row', { name: last })).toContainText('王经办')

  // One's own work: a line of the work bench, and the list behind it.
  await goTo(page, '/')
  await expect(page.getByText('分给您的形式审查：未开始 6 项')).toBeVisible()
  await page.getByRole('link', { name: '去审查' }).click()
  await expect(list.getByRole('row')).toHaveCount(7)
  await expectAccessible(page, 'own reviews')
  await shot('own-reviews')

  // A colleague's application says whose it is, and is not locked.
  await page.getByLabel('经办人', { exact: true }).click()
  await page.getByTitle('王经办').click()
  await list.getByRole('row', { name: last }).dblclick()
  await expect(page.getByText('经办人：王经办')).toBeVisible()
  await expect(page.getByRole('button', { name: /^作出结论/ })).toBeEnabled()

  await goTo(page, '/assignments')
  const people = page.getByRole('region', { name: '各人的审查' })
  await expect(people.getByRole('row', { name: /王经办/ })).toContainText('6')
  await expectAccessible(page, 'who has how much')
  await shot('people')
  await people
    .getByRole('row', { name: /王经办/ })
    .getByRole('button', { name: '全部移交给…' })
    .click()
  await dialog.getByRole('button', { name: '6 项全部移交给张经办' }).click()
  await expect(people.getByRole('row', { name: /张经办/ }).getByRole('button', { name: '12' })).toBeVisible()
  await people
    .getByRole('row', { name: /张经办/ })
    .getByRole('button', { name: '12' })
    .click()
  await expect(list.getByRole('row', { name: last })).toContainText('张经办')
})
