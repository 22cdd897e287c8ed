import { join } from 'node:path'
import { type Office, openOffice, password, value } from '../support/office.ts'
import { backupsOn, sheetOf } from '../support/recovery.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, type Offices, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, paste, pick, plugIn } from './support/seat.ts'

test.describe.configure({ timeout: 360_000 })

async function prepare(offices: Offices) {
  const root = await offices.folder()
  const stick = plugIn(root, '移动硬盘')
  const home = join(root, 'JS')
  const js = await openOffice('JS', '演练', home)
  const people = await value(js.desk.accounts.list(null))
  const groups = await confirmSheet(js, home, people[0]!.id)
  await js.close()
  return { root, stick, home, groups }
}

async function confirmSheet(office: Office, home: string, person: string): Promise<string> {
  const groups = await sheetOf(home, 'JS-training', person)
  await value(office.desk.trust.confirmRecoverySheet({ lastGroup: groups.split(' ').at(-1)! }))
  return groups
}

test('backup, a dead machine, restore by two people, a new desk that goes on, and work again', async ({
  offices,
}) => {
  const { stick, home, groups } = await prepare(offices)

  const old = await offices.open(home)
  await logIn(old.page)
  await expect(old.page.getByText('还没有备份过')).toBeVisible()
  await goTo(old.page, '/settings/backup')
  await expectAccessible(old.page, 'backup')
  await old.page.getByRole('button', { name: '选择每日备份的文件夹…' }).click()
  await pick(old.page, '移动硬盘', '选用这个文件夹')
  await expect(old.page.getByText('每天第一次登录后自动备份到「移动硬盘」')).toBeVisible()
  await expect.poll(() => backupsOn(stick).length).toBe(1)
  await old.page.getByRole('button', { name: '立即备份…' }).click()
  await pick(old.page, '移动硬盘', '选用这个文件夹')
  await expect(old.page.getByText('备份完成并已回读核对')).toBeVisible()
  await old.kill()

  const { page } = await offices.open()
  await page.getByRole('button', { name: '从备份恢复' }).click()
  await page.getByRole('button', { name: '选择备份所在的文件夹…' }).click()
  await pick(page, '移动硬盘', '选用这个文件夹')
  await expect(page.getByRole('radio')).toHaveCount(2)
  await expectAccessible(page, 'restore')
  await page.getByRole('button', { name: '检查这份备份' }).click()
  await expect(page.getByRole('heading', { name: '备份检查无误，请确认恢复' })).toBeVisible()
  await expect(page.getByText('没有，这是一台新的电脑')).toBeVisible()
  await page.getByRole('group', { name: '管理员' }).getByText('张经办').click()
  await page.getByLabel('管理员的密码').fill(password)
  await page.getByRole('group', { name: '第二人' }).getByText('李复核').click()
  await page.getByLabel('第二人的密码').fill('完全不对的密码')
  await page.getByRole('button', { name: '确认恢复' }).click()
  await expect(page.getByRole('alert')).toContainText('第二人的密码不对')
  await page.getByLabel('第二人的密码').fill(password)
  await page.getByRole('button', { name: '确认恢复' }).click()
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()

  await logIn(page)
  const banner = page.getByRole('region', { name: '工作台只能查看' })
  await expect(banner).toContainText('这套数据是从备份恢复的')
  await banner.getByRole('link', { name: '去恢复' }).click()
  await expect(page.getByText('第 1 至 3 条')).toHaveCount(2)
  await expectAccessible(page, 'recovery')
  const begin = page.getByRole('button', { name: '由新的工作台接续…' })
  await expect(begin).toBeDisabled()
  await paste(page, '第 1 组', groups.toLowerCase())
  await expect(page.getByText('已填对 13 组')).toBeVisible()
  const first = groups.slice(0, 5)
  await page
    .getByLabel('第 1 组', { exact: true })
    .fill(first === '00000' ? '11111' : `${first[0] === '0' ? '1' : '0'}${first.slice(1)}`)
  await expect(page.getByText('有误')).toBeVisible()
  await expect(begin).toBeDisabled()
  await page.getByLabel('第 1 组', { exact: true }).fill(first)
  await begin.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('第二人的密码').fill(password)
  await dialog.getByRole('button', { name: '共同确认，重新开始' }).click()

  await expect(page.getByText('请用原来的密码登录')).toBeVisible()
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByText('本工作台一切正常')).toBeVisible()
  await expect(banner).toBeHidden()
  await goTo(page, '/settings/institutions')
  await page.getByRole('button', { name: '新增机构' }).click()
  await dialog.getByLabel('全称').fill('长三角国家技术创新中心')
  await dialog.getByLabel('简称').fill('国创中心')
  await dialog.getByLabel('代码').fill('NICE')
  await dialog.getByRole('button', { name: '新增机构' }).click()
  await expect(page.getByRole('row', { name: /长三角国家技术创新中心/ })).toBeVisible()
})
