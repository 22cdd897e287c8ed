import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { password, value } from '../support/office.ts'
import { seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn } from './support/seat.ts'

test.describe.configure({ timeout: 180_000 })

const number = 'CSJ2026-AH-00006'

async function changePerson(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '锁定' }).click()
  await page.getByRole('button', { name: '换人登录' }).click()
  await logIn(page, name)
}

test('a second person checks by keyboard, differs once, and the first settles it before the outcome', async ({
  offices,
}) => {
  const home = join(await offices.folder(), 'home')
  const { office, applications, batch } = await seedOffice({ home })
  const id = applications.get(number)!
  const { desk } = office
  await value(desk.accounts.open({ name: '王经办', roles: ['经办人', '复核人'], password }))
  await value(desk.formalReview.planSecondCheck({ batch, level: '全部' }))
  const opened = await value(desk.formalReview.open(id))
  for (const { code } of opened!.states) {
    const said = { application: id, code, verdict: '符合' as const, note: '', evidence: [] }
    await value(desk.formalReview.recordVerdict(said))
  }
  await office.close()
  const { page } = await offices.open(home)
  await page.setViewportSize({ width: 1366, height: 768 })
  await logIn(page)
  const shot = (name: string) =>
    process.env.DESK_SHOTS ? page.screenshot({ path: `${process.env.DESK_SHOTS}/${name}.png` }) : null

  await goTo(page, `/rule-packs`)
  await expect(page.getByRole('radio', { name: '所有结论都须先复核' })).toBeChecked()
  await expectAccessible(page, 'which outcomes need a second check')

  // The first reviewer: the outcome is chosen, and instead of being recorded it is sent on.
  await goTo(page, `/review/${id.slice('application/'.length)}`)
  await page.keyboard.press('c')
  await page.getByRole('radio', { name: '通过', exact: true }).check()
  await expect(page.getByText('这个结论须先经复核')).toBeVisible()
  await expect(page.getByRole('button', { name: '确认通过' })).toHaveCount(0)
  await expectAccessible(page, 'an outcome that needs a second check')
  await shot('ask-for-check')
  await page.getByRole('button', { name: '送复核', exact: true }).click()
  await expect(page.getByText('待复核', { exact: true })).toBeVisible()
  await goTo(page, '/second-check')
  await expect(page.getByRole('row', { name: new RegExp(number) })).toContainText('待复核')

  // The second one, by keyboard alone: one item differs and says why, all others agree with one key.
  await changePerson(page, '李复核')
  await goTo(page, '/')
  await expect(page.getByText('1 份审查等待复核')).toBeVisible()
  await page.getByRole('link', { name: '去复核' }).click()
  const items = page.locator('[data-review-items]')
  await expect(items).toContainText('复核 未定')
  await expectAccessible(page, 'second check')
  await shot('check')
  for (let i = 0; i < 20 && !(await chosen(page).textContent())?.includes('F03'); i++) {
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('2')
  await page.keyboard.type('印章与单位名称不一致')
  await page.keyboard.press('Escape')
  await page.keyboard.press('a')
  await expect(page.getByText('各项都已复核')).toBeVisible()
  await shot('check-said')
  await page.keyboard.press('c')
  await expect(page.getByRole('dialog')).toContainText('不一致 1 项')
  await page.keyboard.press('Enter')
  await expect(page.getByText('没有等您复核的审查')).toBeVisible()
  await shot('checks')
  await expectAccessible(page, 'nothing to check')

  // Back at the first: the difference stands beside both words, and nothing is recorded before it is settled.
  await changePerson(page, '张经办')
  await goTo(page, `/review/${id.slice('application/'.length)}`)
  const panel = page.getByRole('region', { name: '初审与复核的分歧' })
  await expect(panel).toContainText('印章与单位名称不一致')
  await expectAccessible(page, 'differences')
  await shot('differences')
  await page.keyboard.press('g')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.type('与营业执照核对一致')
  await panel.getByRole('button', { name: '维持初审', exact: true }).click()
  await expect(panel).toContainText('都已处理')
  await page.keyboard.press('Escape')
  await goTo(page, `/review/${id.slice('application/'.length)}`)
  await page.keyboard.press('c')
  await page.getByRole('radio', { name: '通过', exact: true }).check()
  await page.getByRole('button', { name: '确认通过' }).click()
  await expect(page.getByText('已记录结论：通过')).toBeVisible()
})

const chosen = (page: Page) => page.locator('[data-review-items] button[aria-expanded=true]:not(h2 button)')

test('whoever wants to sees nothing of the first word until the own one is given', async ({ offices }) => {
  const home = join(await offices.folder(), 'home')
  const { office, applications, batch } = await seedOffice({ home })
  const id = applications.get(number)!
  const { desk } = office
  await value(desk.formalReview.planSecondCheck({ batch, level: '全部' }))
  const opened = await value(desk.formalReview.open(id))
  for (const { code } of opened!.states) {
    const said = { application: id, code, verdict: '符合' as const, note: '初审的话', evidence: [] }
    await value(desk.formalReview.recordVerdict(said))
  }
  const { seen } = (await value(desk.formalReview.open(id)))!
  await value(desk.formalReview.requestSecondCheck({ application: id, outcome: '通过', seen }))
  await office.close()
  const { page } = await offices.open(home)
  await logIn(page, '李复核')
  await goTo(page, `/second-check/${id.slice('application/'.length)}`)
  await expect(page.getByText('拟作结论：通过')).toBeVisible()
  await page.getByRole('checkbox', { name: '先不看初审意见' }).check()
  await expect(page.getByText('拟作结论：通过')).toHaveCount(0)
  await expect(page.locator('[data-review-items]')).not.toContainText('初审的话')
  await expect(page.getByRole('button', { name: /其余都同意/ })).toHaveCount(0)
  await expectAccessible(page, 'second check without the first word')
})
