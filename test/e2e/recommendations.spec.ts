import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { closeIn } from '../support/closed.ts'
import { send, takeIn } from '../support/exchange.ts'
import { openOffice, password, pinEachOther, reopenOffice, value } from '../support/office.ts'
import { seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, pick, plugIn } from './support/seat.ts'
import { shoot } from './support/shots.ts'

test('a list is drafted, changed, agreed to by two offices in their ways, and made final by two people', async ({
  offices,
}) => {
  test.slow()
  const home = join(await offices.folder(), 'home')
  const { office, batch, applications } = await seedOffice({ home, count: 5, documents: 0 })
  const ids = [...applications.values()]

  for (const id of ids) await closeIn(office, id, { outcome: '通过' })
  const sh = await openOffice('SH')
  await pinEachOther(office, sh)
  await takeIn(office, await send(sh, 'JS'))
  await office.close()
  const stick = plugIn(await offices.folder())
  const first = await offices.open(home)
  const { page } = first
  await page.setViewportSize({ width: 1366, height: 768 })
  await logIn(page)

  await goTo(page, '/recommendations')
  await expect(page.getByText('本批次还没有推荐汇总表')).toBeVisible()
  await page.getByRole('button', { name: '起草推荐汇总表…' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('推荐汇总表第 1 稿')
  const rows = page.getByRole('region', { name: '列入推荐的申报' }).getByRole('row')
  await expect(rows).toHaveCount(6)
  await page.getByLabel('会签单位').click()
  await page.getByTitle('安徽省科学技术厅').last().click()
  await page.keyboard.press('Escape')
  // Moved by the keyboard, and by typing a place.
  const shown = async () =>
    (await rows.locator('td:nth-child(2)').allTextContents()).map((text) => text.trim())
  const before = await shown()
  await page.getByLabel(`${before[0]} 的序号`).focus()
  await page.keyboard.press('Alt+ArrowDown')
  expect(await shown()).toEqual([before[1], before[0], before[2], before[3], before[4]])
  await page.getByLabel(`${before[4]} 的序号`).fill('1')
  await page.keyboard.press('Enter')
  expect((await shown())[0]).toBe(before[4])
  await page.getByLabel(`${before[1]} 的推荐说明`).fill('长三角重点方向')
  await expectAccessible(page, 'drafting')
  await shoot(page, 'drafting')
  await page.getByRole('button', { name: '形成第 1 稿' }).click()
  await expect(page.getByRole('heading', { name: '会签情况' })).toBeVisible()
  const picture = page.getByRole('region', { name: '各单位对各稿的意见' })
  await expect(picture.getByRole('row', { name: /上海市科学技术委员会/ })).toContainText('未回复')
  await expect(picture.getByRole('row', { name: /安徽省科学技术厅/ })).toContainText('不需会签')
  await expect(page.getByRole('button', { name: '定稿…' })).toBeDisabled()

  // Zhejiang has no desk: its letter is registered. Then a second draft is made.
  const letter = async (label: RegExp) => {
    await picture.getByRole('row', { name: label }).getByRole('button', { name: '登记回函…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: '同意', exact: true }).click()
    await dialog.getByLabel('文号').fill('浙科函〔2026〕7号')
    await dialog.getByLabel('日期').fill('2026-11-21')
    await dialog.getByLabel('日期').press('Tab')
    return dialog
  }
  const dialog = await letter(/浙江省科学技术厅/)
  await expectAccessible(page, 'registering an answer')
  await shoot(page, 'registering an answer')
  await dialog.getByRole('button', { name: '登记意见' }).click()
  await expect(picture.getByRole('row', { name: /浙江省科学技术厅/ })).toContainText('同意')
  await page.getByRole('button', { name: '起草第 2 稿…' }).click()
  await page.getByRole('button', { name: `移出 ${before[2]}` }).click()
  await page.getByRole('button', { name: '形成第 2 稿' }).click()
  await expect(page.getByText('还有 1 项没有写明不列入的理由')).toBeVisible()
  await page.getByLabel(`${before[2]} 不列入的理由`).fill('申请人书面放弃')
  await page.getByLabel(`${before[0]} 的推荐说明`).fill('调整说明')
  await shoot(page, 'drafting the second')
  await page.getByRole('button', { name: '形成第 2 稿' }).click()
  await expect(page.getByText('较第 1 稿：删除 1 项，改动 1 项')).toBeVisible()
  await expect(picture.getByRole('row', { name: /浙江省科学技术厅/ })).toContainText('须重新同意')
  await expectAccessible(page, 'recommendation')
  await shoot(page, 'recommendation')
  await page.setViewportSize({ width: 1920, height: 1080 })
  await shoot(page, 'recommendation wide')
  await page.setViewportSize({ width: 1366, height: 768 })
  for (const paper of ['推荐汇总表…', '会签单…']) {
    await page.getByRole('button', { name: paper }).click()
    const shownPaper = page.getByRole('dialog')
    await expect(shownPaper.getByRole('button', { name: '打印…' })).toBeEnabled({ timeout: 30_000 })
    await shoot(page, paper)
    await shownPaper.getByRole('button', { name: '关闭' }).first().click()
  }
  await page.getByRole('button', { name: '存为 XLSX…' }).click()
  await pick(page, '优盘', '选用这个文件夹')
  await expect(page.getByText(/已保存到「优盘」：推荐汇总表-第2稿-/)).toBeVisible()
  expect(readdirSync(stick).filter((name) => name.endsWith('.xlsx'))).toHaveLength(1)
  await (await letter(/浙江省科学技术厅/)).getByRole('button', { name: '登记意见' }).click()
  await expect(
    picture.getByRole('row', { name: /浙江省科学技术厅/ }).getByText('同意', { exact: true }),
  ).toHaveCount(2)

  // Shanghai has a desk and says it there.
  await first.kill()

  const js = await reopenOffice(office)
  await takeIn(sh, await send(js, 'SH'))
  const [there] = await value(sh.desk.recommendations.ofBatch({ batch }))
  const said = {
    answer: '同意' as const,
    number: '沪科函〔2026〕3号',
    date: '2026-11-21',
    remark: '',
    scan: null,
  }
  const draft = there!.drafts.at(-1)!.id
  await value(sh.desk.recommendations.answer({ recommendation: there!.id, draft, ...said }))
  await takeIn(js, await send(sh, 'JS'))
  await js.close()
  await sh.close()
  const again = await offices.open(home)
  await again.page.setViewportSize({ width: 1366, height: 768 })
  await logIn(again.page)
  await again.page.getByRole('link', { name: /^定稿：推荐汇总表第 2 稿可以定稿/ }).click()
  await again.page.getByRole('button', { name: '定稿…' }).click()
  const second = again.page.getByRole('dialog').filter({ has: again.page.getByLabel('第二人的密码') })
  await second.getByLabel('第二人的密码').fill(password)
  await shoot(again.page, 'final by two people')
  await second.getByRole('button', { name: '共同确认定稿' }).click()
  await expect(again.page.getByText(/第 2 稿已于 .* 定稿，张经办和李复核共同确认/)).toBeVisible()
  await expectAccessible(again.page, 'final list')
  await shoot(again.page, 'final list')
})
