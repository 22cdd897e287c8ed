import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { foundDesk, goTo, openAccount, secondPassword } from './support/first-run.ts'

/** Picks a place by name in the desk's own picker. */
async function enterPlace(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
}

test('an office is pinned only when all six groups were heard right and two people confirm', async ({
  offices,
}) => {
  const stick = await offices.folder()
  process.env.DESK_FILES = stick
  const place = stick.split('/').at(-1)!
  const shanghai = (await offices.open()).page
  await foundDesk(shanghai, { office: '上海市科学技术委员会', name: '沈洁' })
  await goTo(shanghai, '/settings/trust')
  const code = (await shanghai.locator('main p', { hasText: /^(\d{4}){6}$/ }).textContent())!.match(/\d{4}/g)!
  await shanghai.getByRole('button', { name: '生成核对文件' }).click()
  await enterPlace(shanghai, place)
  await shanghai.getByRole('button', { name: '选用这个文件夹' }).click()
  await expect(shanghai.getByText('上海-演练.核对.json')).toBeVisible()

  const jiangsu = (await offices.open()).page
  await foundDesk(jiangsu)
  await openAccount(jiangsu, '王芳', ['复核人'])
  await goTo(jiangsu, '/settings/trust')
  await jiangsu.getByRole('button', { name: '核对一个单位' }).click()
  await enterPlace(jiangsu, place)
  await enterPlace(jiangsu, '上海-演练.核对.json')
  await expect(jiangsu.getByRole('heading', { name: '核对一个单位' })).toBeVisible()
  await expect(jiangsu.locator('main'), 'the code is not shown before it was heard').not.toContainText(
    code[0]!,
  )
  await expectAccessible(jiangsu, 'compare')
  const confirm = jiangsu.getByRole('button', { name: '两人共同确认' })
  for (const [place, group] of code.entries()) {
    await expect(confirm).toBeDisabled()
    await jiangsu.getByLabel(`第 ${place + 1} 组`).fill(group)
  }
  await jiangsu.getByLabel('第 3 组').fill(code[2] === '0000' ? '0001' : '0000')
  await expect(jiangsu.getByText('标出的组与核对文件不一致')).toBeVisible()
  await expect(confirm).toBeDisabled()
  await jiangsu.getByLabel('第 3 组').fill(code[2]!)
  await confirm.click()
  const dialog = jiangsu.getByRole('dialog')
  await expect(dialog).toContainText(code.join(' '))
  await dialog.getByLabel('第二人的密码').fill('不是这个密码')
  await dialog.getByRole('button', { name: '共同确认' }).click()
  await expect(dialog.getByRole('alert')).toContainText('第二人的密码不对')
  await dialog.getByLabel('第二人的密码').fill(secondPassword)
  await dialog.getByRole('button', { name: '共同确认' }).click()
  const row = jiangsu.getByRole('row', { name: /上海市科学技术委员会/ })
  await expect(row).toContainText('已核对')
  await expect(row).toContainText('李明、王芳')

  // Shanghai sets up a new desk: its key is another one, both codes are shown before it is pinned.
  const renewed = (await offices.open()).page
  await foundDesk(renewed, { office: '上海市科学技术委员会', name: '沈洁' })
  await goTo(renewed, '/settings/trust')
  await renewed.getByRole('button', { name: '生成核对文件' }).click()
  await enterPlace(renewed, place)
  await renewed.getByRole('button', { name: '选用这个文件夹' }).click()
  await expect(renewed.getByText('上海-演练.核对 (2).json')).toBeVisible()
  await jiangsu.getByRole('button', { name: '核对一个单位' }).click()
  await enterPlace(jiangsu, place)
  await enterPlace(jiangsu, '上海-演练.核对 (2).json')
  await expect(jiangsu.getByText('这个单位的核对码与')).toBeVisible()
  await expect(jiangsu.locator('main')).toContainText(code.join(' '))
  await expect(confirm).toBeDisabled()
})
