import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { pick } from './support/seat.ts'

test.describe.configure({ timeout: 600_000 })

const materials = '第一天的材料'

test('from the first start to the last of ten steps, with what the screens say and nothing else', async ({
  offices,
}) => {
  const { page } = await offices.open()
  await page.getByRole('button', { name: '先用演练数据看看' }).click()
  await expectAccessible(page, 'before the demonstration is made')
  await page.getByRole('button', { name: '准备演练数据' }).click()
  await expect(page.getByText('准备演练数据：正在')).toBeVisible()
  await page.getByRole('button', { name: '取消' }).click()
  await expect(page.getByRole('button', { name: '准备演练数据' })).toBeEnabled()
  await page.getByRole('button', { name: '准备演练数据' }).click()
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible({ timeout: 90_000 })

  const told = page.getByText('这是演练工作台，每个人的密码都是')
  await expect(told).toBeVisible()
  const password = (await told.locator('strong').textContent())!
  await expect(page.getByRole('button', { name: '在本机另建一个工作台' })).toBeInViewport()
  await expectAccessible(page, 'login to the demonstration')
  await expect(page.getByRole('radio', { name: '李明' })).toBeChecked()
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')

  const guide = page.getByRole('complementary', { name: '第一天引导' })
  const step = (title: string) => expect(guide).toContainText(title)
  const go = (action: string) => guide.getByRole('button', { name: action }).click()
  const byHand = () => go('办好了')
  await step('1. 看工作台')
  await expectAccessible(page, 'work bench with the guide')
  await byHand()

  await go('去导入申报清单')
  await page.getByRole('button', { name: '选择文件' }).click()
  await pick(page, materials, '1 苏州市第二批申报汇总表.xlsx')
  await page.getByRole('button', { name: '下一步：检查' }).click()
  await step('2. 打开一份申报汇总表')
  await byHand()
  await step('3. 看问题')
  await page.getByRole('button', { name: '不导入全部有问题的 2 行' }).click()
  await page.getByRole('button', { name: '下一步：确认' }).click()
  await page.getByRole('button', { name: '导入 10 项' }).click()

  await step('4. 按编号附上申报书')
  await go('去按编号附文件')
  await page.getByRole('button', { name: /选择文件夹/ }).click()
  await pick(page, materials, '2 申报书', '选用这个文件夹')
  await page.getByRole('button', { name: '附上 6 个文件' }).click()

  await step('5. 用键盘审查一项申报')
  await go('去审查这一项')
  const left = page.locator('main header [aria-live=polite]')
  await expect(left).toHaveText(/^还剩 \d+ 项$/)
  for (let said = await left.textContent(); said?.startsWith('还剩'); said = await left.textContent()) {
    const chosen = await page.locator('li[data-chosen]').textContent()
    if (chosen?.startsWith('F03')) {
      await page.keyboard.press('n')
      await page.keyboard.type('第 4 页没有牵头单位公章')
      await page.keyboard.press('Alt+2')
    } else await page.keyboard.press('1')
    await expect(left).not.toHaveText(said)
  }
  // The panel takes room of its own: what is worked on ends where it begins.
  const [work, panel] = [await page.locator('main').boundingBox(), await guide.boundingBox()]
  expect(work!.y + work!.height).toBeLessThanOrEqual(panel!.y)
  expect(work!.height).toBeGreaterThan(600)

  await step('6. 通知补交材料')
  await page.keyboard.press('c')
  await page.getByRole('radio', { name: '通知补交材料', exact: true }).click()
  const day = new Date(Date.now() + 20 * 24 * 3600_000).toLocaleDateString('sv')
  await page.getByLabel('补交截止日期').fill(day.replaceAll('-', ''))
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: '确认通知补交材料' }).click()

  await step('7. 打印审查表')
  await page.getByRole('button', { name: '审查表…' }).click()
  await expect(page.getByRole('dialog').getByText('/ 3 页', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await byHand()

  await step('8. 导出给上海')
  await go('去导出给上海')
  await page.getByRole('button', { name: '选择文件夹并导出' }).click()
  await pick(page, materials, '3 给上海的优盘（空）', '选用这个文件夹')
  await expect(page.getByText('可安全拔出')).toBeVisible()

  await step('9. 导入浙江送来的数据交换包')
  await go('去导入数据交换包')
  await page.getByRole('button', { name: '选择文件' }).click()
  await pick(page, materials, '4 浙江送来的优盘')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^数据交换包-浙江至江苏/ })
    .click()
  await page.getByRole('button', { name: '导入', exact: true }).click()

  await step('10. 看回执')
  await go('去往来情况')
  await go('折叠')
  await expect(guide).toHaveText(/第 10 步，看回执/)
  await go('展开')
  await byHand()
  await step('十步都办完了')
  await go('结束引导')
  await expect(guide).toHaveCount(0)

  await page.reload()
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: '工作阶段' })).toBeVisible()
  await goTo(page, '/settings/first-day')
  await expectAccessible(page, 'the guide on its page')
  await expect(guide, 'it stays ended').toHaveCount(0)
  await page.getByRole('button', { name: '从头再来' }).click()
  await step('1. 看工作台')
  await expect(guide, 'what is done stays done').toContainText('第一天 7/10')
})
