import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { foundDesk, goTo, openAccount, password, secondPassword } from './support/first-run.ts'
import { browserSeat, plugIn, shownCode } from './support/seat.ts'

const office = '江苏省科学技术厅'

async function typeCode(page: Page, code: readonly string[]): Promise<void> {
  for (const [place, group] of code.entries()) await page.getByLabel(`第 ${place + 1} 组`).fill(group)
}

const desks = (page: Page) => page.getByRole('region', { name: '本单位的工作台' })

test('a second desk joins the office by a stick, works with the first, and is put out of use', async ({
  offices,
}) => {
  test.setTimeout(540_000)
  const stick = plugIn(await offices.folder())
  const first = (await offices.open()).page
  const firstSeat = browserSeat(first, stick)
  await foundDesk(first)
  await openAccount(first, '王芳', ['复核人'])

  const second = (await offices.open()).page
  const secondSeat = browserSeat(second, stick)
  await second.getByRole('button', { name: '加入本单位已有的工作台' }).click()
  await second.getByText(office).click()
  await second.getByRole('radio', { name: /^演练/ }).click()
  await second.getByLabel('这台工作台的名称').fill('二楼工作台')
  await expectAccessible(second, 'join')
  await second.getByRole('button', { name: '生成加入申请' }).click()
  await expect(second.getByRole('heading', { name: '「二楼工作台」等待许可' })).toBeVisible()
  await second.reload()
  await expect(second.getByRole('heading', { name: '「二楼工作台」等待许可' })).toBeVisible()
  await secondSeat.pick(stick, () => second.getByRole('button', { name: '保存加入申请' }).click())
  await expect(second.getByText('：二楼工作台.加入申请.json')).toBeVisible()
  await expectAccessible(second, 'join waiting')
  const code = await shownCode(second)

  await goTo(first, '/settings/desks')
  await firstSeat.pick(join(stick, '二楼工作台.加入申请.json'), () =>
    first.getByRole('button', { name: '打开工作台的申请' }).click(),
  )
  await expect(first.getByRole('heading', { name: '许可「二楼工作台」加入' })).toBeVisible()
  await expect(first.locator('main')).not.toContainText(code[0]!)
  const write = first.getByRole('button', { name: '选择文件夹并写出许可' })
  await first.getByLabel('姓名').click()
  await first.getByTitle('李明（管理员、经办人）').click()
  await typeCode(first, ['0000', ...code.slice(1)])
  await expect(write).toBeDisabled()
  await typeCode(first, code)
  await expectAccessible(first, 'admit')
  await firstSeat.pick(stick, () => write.click())
  await expect(first.getByRole('heading', { name: '已许可「二楼工作台」' })).toBeVisible()
  const officeCode = await shownCode(first)
  expect(readdirSync(stick)).toHaveLength(3)
  await first.getByRole('button', { name: '完成' }).click()
  await expect(desks(first).getByRole('row', { name: /二楼工作台/ })).toContainText('待启用')

  await secondSeat.pick(join(stick, '二楼工作台.加入许可'), () =>
    second.getByRole('button', { name: '打开加入许可' }).click(),
  )
  await expect(second.getByText('李明', { exact: true })).toBeVisible()
  expect(await shownCode(second)).toEqual(officeCode)
  await second.getByRole('checkbox', { name: '已经比对，六组都一致' }).check()
  await second.getByLabel('设置密码').fill(password)
  await second.getByLabel('再输入一次').fill(password)
  await expectAccessible(second, 'join offered')
  await second.getByRole('button', { name: '建立工作台' }).click()
  await expect(second.getByRole('heading', { name: '需要我办的' })).toBeVisible()

  await goTo(second, '/settings/accounts')
  await second.getByRole('row', { name: /王芳/ }).dblclick()
  await second.getByLabel('初始密码').fill(secondPassword)
  await second.getByLabel('再输入一次').fill(secondPassword)
  await second.getByRole('button', { name: '在本机开通登录' }).click()
  await expect(second.getByRole('row', { name: /王芳/ })).toContainText('密码刚重置')

  await goTo(second, '/exchange')
  await expect(second.getByRole('region', { name: '与本单位其他工作台的往来' })).toContainText('首台工作台')
  mkdirSync(join(stick, '给首台'))
  await second.getByRole('button', { name: '导出给本单位工作台' }).click()
  await secondSeat.pick(join(stick, '给首台'), () =>
    second.getByRole('button', { name: '选择文件夹并导出' }).click(),
  )
  await expect(second.getByText('可安全拔出')).toBeVisible()
  const [bundle] = readdirSync(join(stick, '给首台'))
  await goTo(first, '/exchange/import')
  await firstSeat.pick(join(stick, '给首台', bundle!), () =>
    first.getByRole('button', { name: '选择文件' }).click(),
  )
  await first.getByRole('button', { name: '导入', exact: true }).click()
  await expect(first.getByText('已导入。')).toBeVisible()

  await goTo(first, '/settings/desks')
  await expect(desks(first).getByRole('row', { name: /二楼工作台/ })).toContainText('使用中')
  await expectAccessible(first, 'desks')
  await first.getByRole('button', { name: '停用二楼工作台' }).click()
  const dialog = first.getByRole('dialog')
  await expect(dialog).toContainText('此后该台写下的记录一律不采用')
  await dialog.getByLabel('原因').fill('更换电脑')
  await dialog.getByRole('button', { name: '停用二楼工作台' }).click()
  await expect(desks(first).getByRole('row', { name: /二楼工作台/ })).toContainText('原因：更换电脑')

  await goTo(first, '/settings/office-key')
  await first.getByRole('button', { name: '更换单位密钥' }).click()
  await first.getByRole('dialog').getByLabel('第二人的密码').fill(secondPassword)
  await first.getByRole('button', { name: '共同确认更换' }).click()
  await expect(first.getByRole('heading', { name: '恢复单' })).toBeVisible()
  await expect(first.getByRole('button', { name: '保存恢复单' })).toBeVisible()
  await goTo(first, '/settings/office-key')
  expect(await shownCode(first)).not.toEqual(officeCode)
  await expectAccessible(first, 'office key')
})
