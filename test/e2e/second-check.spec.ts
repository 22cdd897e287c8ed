import { join } from 'node:path'
import { value } from '../support/office.ts'
import { seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn } from './support/seat.ts'

test.describe.configure({ timeout: 180_000 })

const number = 'CSJ2026-AH-00006'

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
