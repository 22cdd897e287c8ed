import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { foundDesk, goTo, openAccount, password, secondPassword } from './support/first-run.ts'

test('the first run asks for what is missing and says nothing about keys', async ({ offices }) => {
  const { page } = await offices.open()
  await expectAccessible(page, 'first run')
  await page.getByRole('button', { name: '建立工作台' }).click()
  await expect(page.getByText('请选择单位和用途')).toBeVisible()
  await expect(page.getByText('请填写姓名')).toBeVisible()
  // What is folded away is for those who were told to look for it.
  await expect(page.locator('body')).not.toContainText(/密钥|加密|签名|证书/, { useInnerText: true })
})

test('a training desk wears its badge and watermark, a real one does not', async ({ offices }) => {
  const { page } = await offices.open()
  await foundDesk(page, { environment: '演练' })
  await expect(page.getByRole('banner')).toContainText('演练')
  await expect(page.locator('[aria-hidden=true][style*="svg"]')).toHaveCount(1)
  const real = await offices.open()
  await foundDesk(real.page, { environment: '正式' })
  await expect(real.page.getByRole('banner')).toContainText('正式')
  await expect(real.page.locator('[aria-hidden=true][style*="svg"]')).toHaveCount(0)
})

test('the recovery sheet is saved, and the reminder stays until its last group was typed', async ({
  offices,
}) => {
  const stick = await offices.folder()
  process.env.DESK_FILES = stick
  const { page } = await offices.open()
  await foundDesk(page)
  const reminder = page.getByText('打印并封存恢复单')
  await expect(reminder).toBeVisible()
  await page.getByRole('link', { name: /去办理/ }).click()
  await page.getByRole('button', { name: '保存恢复单' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: basename(stick), exact: true })
    .click()
  await page.getByRole('button', { name: '选用这个文件夹' }).click()
  await expect(page.getByText(/已保存到/)).toBeVisible()
  const lastGroup = await lastGroupOf(join(stick, '恢复单-JS-演练.pdf'))
  await page.getByLabel('最后一组').fill('00000')
  await page.getByRole('button', { name: '已打印，核对' }).click()
  await expect(page.getByRole('alert')).toContainText('trust/recovery-group-differs')
  await goTo(page, '/work-bench')
  await expect(reminder).toBeVisible()
  await goTo(page, '/settings/recovery-sheet')
  await page.getByLabel('最后一组').fill(lastGroup)
  await page.getByRole('button', { name: '已打印，核对' }).click()
  await expect(page.getByText('恢复单已经打印并核对')).toBeVisible()
  await goTo(page, '/work-bench')
  await expect(reminder).toHaveCount(0)
})

test('a locked desk opens again on the same page, for the same password only', async ({ offices }) => {
  const { page } = await offices.open()
  await foundDesk(page)
  await goTo(page, '/batches')
  await page.getByRole('button', { name: '锁定' }).click()
  await expect(page.getByText('工作台已锁定')).toBeVisible()
  await expect(page.getByText('批次')).toHaveCount(0)
  await expectAccessible(page, 'lock')
  await page.getByLabel('密码').fill('不是这个密码')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('还可以再试 4 次')
  await page.getByLabel('密码').fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '批次' })).toBeVisible()
})

test('a desk that nobody touches locks itself after a quarter of an hour', async ({ offices }) => {
  const { page } = await offices.open()
  await foundDesk(page)
  await page.clock.install()
  await goTo(page, '/batches')
  await page.reload()
  await page.getByRole('radio', { name: '李明' }).check()
  await page.getByLabel('密码').fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '批次' })).toBeVisible()
  await page.clock.fastForward('14:00')
  await page.mouse.move(300, 300)
  await page.clock.fastForward('14:00')
  await expect(page.getByRole('heading', { name: '批次' })).toBeVisible()
  await page.clock.fastForward('02:00')
  await expect(page.getByText('15 分钟没有操作，工作台已自动锁定')).toBeVisible()
})

test('after five wrong passwords the desk says how long to wait', async ({ offices }) => {
  const { page } = await offices.open()
  await foundDesk(page)
  await page.getByRole('button', { name: '锁定' }).click()
  for (let n = 0; n < 6; n++) {
    await page.getByLabel('密码').fill('不是这个密码')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText(n < 4 ? `还可以再试 ${4 - n} 次` : '等待')
  }
  await expect(page.getByRole('button', { name: /请等待 \d+ 秒/ })).toBeDisabled()
})

test('a colleague logs in from the list and sees only what the role allows', async ({ offices }) => {
  const { page } = await offices.open()
  await foundDesk(page, { environment: '正式' })
  await openAccount(page, '周监督', ['监督'])
  await page.getByRole('banner').getByRole('button', { name: '李明' }).click()
  await page.getByText('退出登录').click()
  await expect(page.getByText('已为周监督开设账号')).toHaveCount(0)
  await expectAccessible(page, 'login')
  await page.getByRole('radio', { name: '周监督' }).click()
  await page.getByLabel('密码').fill(secondPassword)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '周监督' })).toBeVisible()
  await goTo(page, '/settings/accounts')
  await expect(page.getByRole('button', { name: '开设账号' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: '恢复单' })).toHaveCount(0)
})

test('typing survives a power cut that takes the window too, and is offered again', async ({ offices }) => {
  const { page, kill, revive } = await offices.open()
  await foundDesk(page)
  await goTo(page, '/batches/new')
  await page.getByLabel('批次名称').fill('停电前填写的批次')
  await page.waitForTimeout(2000)
  await kill()
  await revive()
  await page.reload()
  await page.getByRole('radio', { name: '李明' }).check()
  await page.getByLabel('密码').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '恢复未提交的内容' }).click()
  await expect(page.getByLabel('批次名称')).toHaveValue('停电前填写的批次')
})

test('what is typed while the backend is away is not lost', async ({ offices }) => {
  const { page, kill, revive } = await offices.open()
  await foundDesk(page)
  await goTo(page, '/batches/new')
  await kill()
  await page.getByLabel('批次名称').fill('断开时填写的批次')
  await revive()
  await expect(page.getByText('后台重新启动过')).toBeVisible()
  await page.getByLabel('密码').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '恢复未提交的内容' }).click()
  await expect(page.getByLabel('批次名称')).toHaveValue('断开时填写的批次')
})

/** The thirteenth group of the code, as somebody reads it off the print. */
async function lastGroupOf(file: string): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(await readFile(file)) }).promise
  const { items } = await (await document.getPage(1)).getTextContent()
  // The groups are set with wide spaces between their characters.
  const words = items.map((item) => ('str' in item ? item.str.replaceAll(' ', '') : ''))
  const groups = words.filter((word) => /^[0-9A-HJKMNP-TV-Z]{4}[0-9A-Z*~$=]$/.test(word))
  expect(groups).toHaveLength(13)
  return groups[12]!
}
