import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { password, value } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, pick, plugIn } from './support/seat.ts'

test.describe.configure({ timeout: 180_000 })

const number = 'CSJ2026-AH-00006'

test('an appeal is taken in, decided by two others, and the letter names nobody', async ({ offices }) => {
  const root = await offices.folder()
  const stick = plugIn(root)
  writeFileSync(join(stick, '申诉书.pdf'), await makePdf({ pages: 1 }))
  const home = join(root, 'home')
  const { office, applications } = await seedOffice({ home })
  const id = applications.get(number)!
  const { desk } = office
  for (const name of ['钱复核', '周复核']) {
    await value(desk.accounts.open({ name, roles: ['复核人'], password }))
  }
  const opened = await value(desk.formalReview.open(id))
  for (const { code } of opened!.states) {
    const verdict = code === 'F07' ? ('不符合' as const) : ('符合' as const)
    const said = { application: id, code, verdict, note: '不是独立法人', evidence: [] }
    await value(desk.formalReview.recordVerdict(said))
  }
  const { seen } = (await value(desk.formalReview.open(id)))!
  const closing = { application: id, reason: '', seen }
  await value(desk.formalReview.closeAsNotAccepted(closing, { second: office.second }))
  await office.close()
  const { page } = await offices.open(home)
  await page.setViewportSize({ width: 1366, height: 768 })
  await logIn(page)
  const shot = (name: string) =>
    process.env.DESK_SHOTS ? page.screenshot({ path: `${process.env.DESK_SHOTS}/${name}.png` }) : null
  const review = `/review/${id.slice('application/'.length)}`

  await goTo(page, review)
  await page.getByRole('button', { name: '登记申诉…' }).click()
  const dialog = page.getByRole('dialog').last()
  await dialog.getByLabel('处理期限').fill('20991206')
  await dialog.getByLabel('申诉事由').fill('营业执照显示为独立法人')
  await dialog.getByLabel('提出人').fill('某某')
  await dialog.getByRole('button', { name: '选择扫描件…' }).click()
  await pick(page, '优盘', '申诉书.pdf')
  await expect(dialog).toContainText('申诉书.pdf')
  await expectAccessible(page, 'receiving an appeal')
  await shot('appeal-receive')
  await dialog.getByRole('button', { name: '登记申诉' }).click()
  const appeals = page.getByRole('region', { name: '申诉', exact: true })
  await expect(appeals).toContainText('申诉待处理')
  await expectAccessible(page, 'a review with an appeal')
  await shot('appeal-waiting')

  // Whoever confirmed the outcome is told that others decide.
  await page.getByRole('button', { name: '锁定' }).click()
  await page.getByRole('button', { name: '换人登录' }).click()
  await logIn(page, '李复核')
  await goTo(page, '/')
  await expect(page.getByText(`${number} 的申诉待处理`)).toBeVisible()
  await goTo(page, review)
  await appeals.getByRole('button', { name: '处理申诉…' }).click()
  await dialog.getByRole('radio', { name: '维持', exact: true }).check()
  await dialog.getByLabel('理由').fill('仍不是')
  await dialog.getByRole('button', { name: '请第二人共同确认…' }).click()
  const second = page.getByRole('dialog').filter({ has: page.getByLabel('第二人的密码') })
  await second.getByLabel('第二人', { exact: true }).click()
  await page.getByTitle(/钱复核/).click()
  await second.getByLabel('第二人的密码').fill(password)
  await second.getByRole('button', { name: '共同确认维持' }).click()
  await expect(second).toContainText('李复核参加过这项审查')
  await second.getByRole('button', { name: '取消' }).click()
  await dialog.getByRole('button', { name: '取消' }).click()

  // Two others take it back: the review goes on and says why.
  await page.getByRole('button', { name: '锁定' }).click()
  await page.getByRole('button', { name: '换人登录' }).click()
  await logIn(page, '钱复核')
  await goTo(page, review)
  await appeals.getByRole('button', { name: '处理申诉…' }).click()
  await dialog.getByRole('radio', { name: '撤销并重新审查' }).check()
  await dialog.getByLabel('理由').fill('营业执照有效，判断有误')
  await expectAccessible(page, 'deciding an appeal')
  await shot('appeal-decide')
  await dialog.getByRole('button', { name: '请第二人共同确认…' }).click()
  await second.getByLabel('第二人', { exact: true }).click()
  await page.getByTitle(/周复核/).click()
  await second.getByLabel('第二人的密码').fill(password)
  await second.getByRole('button', { name: '共同确认撤销并重新审查' }).click()
  await expect(appeals).toContainText('撤销原结论')
  await expect(page.locator('main header')).toContainText('审查中')
  await shot('appeal-granted')
  await appeals.getByRole('button', { name: '申诉处理意见书…' }).click()
  await dialog.getByRole('button', { name: '预览和打印…' }).click()
  await expect(page.getByRole('dialog').last().locator('canvas').first()).toBeVisible({
    timeout: 60_000,
  })
  await shot('appeal-letter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  await goTo(page, '/appeals')
  const counts = page.getByRole('group', { name: '按状态筛选' })
  await expect(counts.getByRole('button', { name: '撤销原结论 1' })).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(number) })).toContainText('营业执照有效，判断有误')
  await expectAccessible(page, 'appeals')
  await shot('appeals')
})
