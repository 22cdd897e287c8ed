import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jointBatch } from '../support/batches.ts'
import { closeIn } from '../support/closed.ts'
import { value } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, pick, plugIn } from './support/seat.ts'
import { shoot } from './support/shots.ts'

test('closed reviews are laid before the head of department, printed, and registered by the code on the paper', async ({
  offices,
}) => {
  test.slow()
  const home = join(await offices.folder(), 'home')
  const { office, batch, applications } = await seedOffice({ home, count: 6, documents: 0 })
  const content = jointBatch({ opens: '2026-09-01', host: 'JS', signOff: true })
  await value(office.desk.batches.change({ batch, content }))
  const ids = [...applications.values()]
  await closeIn(office, ids[0]!, { outcome: '通过' })
  await closeIn(office, ids[1]!, { outcome: '通知补交材料', failing: ['F03'] })
  await closeIn(office, ids[2]!, { outcome: '不予受理', failing: ['F04'] })
  await office.close()
  const stick = plugIn(await offices.folder())
  writeFileSync(join(stick, '签批件.pdf'), await makePdf({ pages: 1, text: () => '呈批件' }))
  const { page } = await offices.open(home)
  await page.setViewportSize({ width: 1366, height: 768 })
  await logIn(page)

  await expect(page.getByText('3 项结论待呈批')).toBeVisible()
  await page.getByRole('link', { name: '呈批：3 项结论待呈批' }).click()
  const list = page.getByRole('grid', { name: '结论' })
  await expect(list.getByRole('row')).toHaveCount(4)
  await expectAccessible(page, 'sign-offs')
  await shoot(page, 'sign-offs')
  await page.getByRole('button', { name: '全部呈批…' }).click()
  const asking = page.getByRole('dialog')
  await expect(asking).toContainText('通过 1 项，补交材料中 1 项，不予受理 1 项')
  await asking.getByRole('button', { name: '呈批 3 项' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^呈批件 [0-9a-f]{8}$/)
  const code = (await page.getByRole('heading', { level: 1 }).textContent())!.slice(-8)
  await expectAccessible(page, 'sign-off')
  await shoot(page, 'sign-off')
  await page.getByRole('button', { name: '呈批件和附表…' }).click()
  const paper = page.getByRole('dialog')
  await expect(paper.getByRole('button', { name: '打印…' })).toBeEnabled({ timeout: 30_000 })
  await shoot(page, 'paper')
  await paper.getByRole('button', { name: '关闭' }).first().click()

  // Until it is registered the notice says so.
  await goTo(page, `/review/${ids[1]!.slice('application/'.length)}`)
  const closed = page.getByRole('region', { name: '结论', exact: true })
  await expect(closed).toContainText('待签批')
  await expect(closed).toContainText('签批登记以前期限不起算')
  await expectAccessible(page, 'closed review that waits for its sign-off')
  await shoot(page, 'closed review that waits for its sign-off')

  // The paper comes back: its code is typed into the search of everything.
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(code)
  await page.getByRole('option', { name: new RegExp(`呈批件 ${code}`) }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`呈批件 ${code}`)
  await page.getByRole('button', { name: '登记签批…' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: '登记签批' }).click()
  await expect(form.getByText('请选择签批意见。')).toBeVisible()
  await form.getByRole('radio', { name: '同意', exact: true }).click()
  await form.getByLabel('签批日期').fill('2026-11-20')
  await form.getByLabel('签批日期').press('Tab')
  await form.getByLabel('签批人').fill('王处')
  await form.getByLabel('职务').fill('资源配置处处长')
  await form.getByLabel('文号或签报号').fill('苏科签〔2026〕12号')
  await form.getByRole('button', { name: '选择扫描件…' }).click()
  await pick(page, '优盘', '签批件.pdf')
  await expect(form.getByText('签批件.pdf')).toBeVisible()
  await expectAccessible(page, 'registering a sign-off')
  await shoot(page, 'registering a sign-off')
  await form.getByRole('button', { name: '登记签批' }).click()
  await expect(page.locator('main')).toContainText('资源配置处处长王处')
  await expect(page.locator('main')).toContainText('已签批')
  await expect(page.getByRole('button', { name: '查看扫描件…' })).toBeVisible()
  await shoot(page, 'registered')

  await goTo(page, '/sign-offs')
  await page.getByRole('button', { name: /^已签批/ }).click()
  await expect(page.getByRole('grid', { name: '结论' }).getByRole('row')).toHaveCount(4)
  await page.getByRole('button', { name: /^呈批件/ }).click()
  await expect(
    page.getByRole('grid', { name: '呈批件' }).getByRole('row', { name: new RegExp(code) }),
  ).toContainText('苏科签〔2026〕12号')
  await expectAccessible(page, 'papers for the head of department')
  await shoot(page, 'papers for the head of department')

  // Registered by mistake: taken back with a reason, nothing is lost.
  await goTo(page, '/sign-offs')
  await page.getByLabel('呈批件校验码').fill(code)
  await page.getByRole('button', { name: '找到并登记' }).click()
  await page.getByRole('button', { name: '撤销登记…' }).click()
  await page.getByRole('dialog').getByLabel('原因').fill('误登记')
  await page.getByRole('dialog').getByRole('button', { name: '撤销登记' }).click()
  await expect(page.locator('main')).toContainText('待签批')
  await goTo(page, `/history/${batch}`)
  await expect(page.locator('main')).toContainText(
    '登记签批：同意，资源配置处处长王处，2026-11-20，苏科签〔2026〕12号',
  )
  await expect(page.locator('main')).toContainText('撤销签批登记，恢复为待签批，原因：误登记')
})
