import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { foundDesk, goTo, openAccount, password } from './support/first-run.ts'

test('records that somebody edited are found and named; the desk can be read, and says so on every page', async ({
  offices,
}) => {
  const stick = await offices.folder()
  process.env.DESK_FILES = stick
  const { page, home, kill, revive } = await offices.open()
  await foundDesk(page)
  await openAccount(page, '王芳', ['复核人'])
  await goTo(page, '/settings/integrity')
  await page.getByRole('button', { name: '立即核查' }).click()
  await expect(page.getByText(/条记录全部与写入时一致/)).toBeVisible()
  await expect(page.getByRole('row', { name: /江苏省科学技术厅/ })).toContainText('完好')
  await expectAccessible(page, 'integrity')

  await kill()
  const database = join(home, 'JS-training', 'desk.sqlite')
  const tool = new Database(database)
  tool.exec(`DROP TRIGGER bodies_are_never_changed;
    UPDATE bodies SET bytes = CAST(replace(CAST(bytes AS TEXT), '王芳', '汪芳') AS BLOB) WHERE type = 'AccountOpened'`)
  tool.close()
  await revive()
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: /继续|解锁/ }).click()
  await goTo(page, '/settings/integrity')
  await page.getByRole('button', { name: '立即核查' }).click()
  const banner = page.getByRole('region', { name: '工作台只能查看' })
  await expect(banner).toContainText('本单位的记录从第 3 条起与写入时不同')
  await expect(banner).toContainText('第 3 条以前的记录经核对可信')
  await expect(banner.getByRole('link', { name: '去恢复' })).toBeVisible()
  await expect(page.getByRole('row', { name: /江苏省科学技术厅/ })).toContainText('第 3 条起不可信')
  await expectAccessible(page, 'integrity, damaged')

  await page.getByRole('button', { name: '导出核查报告' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: stick.split('/').at(-1)!, exact: true })
    .click()
  await page.getByRole('button', { name: '选用这个文件夹' }).click()
  await expect(page.getByText(/已保存到/)).toBeVisible()
  expect(
    readdirSync(stick)
      .map((name) => name.split('.').at(-1))
      .sort(),
  ).toEqual(['json', 'pdf'])

  await goTo(page, '/settings/accounts')
  await expect(banner).toBeVisible()
  await page.getByRole('button', { name: '开设账号' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill('不应写入')
  await dialog.getByRole('checkbox', { name: /^监督/ }).check()
  await dialog.getByLabel('初始密码').fill(password)
  await dialog.getByLabel('再输入一次').fill(password)
  await dialog.getByRole('button', { name: '开设账号' }).click()
  await expect(dialog.getByRole('alert')).toContainText('工作台现在只能查看')
})

test('a desk whose database cannot be opened says so, what is readable, and founds no empty one', async ({
  offices,
}) => {
  const { page, home, kill } = await offices.open()
  await foundDesk(page)
  await kill()
  const database = join(home, 'JS-training', 'desk.sqlite')
  writeFileSync(database, Buffer.alloc(8192, 'x'))
  const again = (await offices.open(home)).page
  await expect(again.getByRole('alert')).toContainText('数据文件损坏，不能打开')
  await expect(again.getByRole('alert')).toContainText('没有改动任何文件')
  await again.getByRole('button', { name: '查看还能读出什么' }).click()
  await expect(again.getByLabel('还能读出的内容')).toHaveValue(/不是数据库文件/)
  await expectAccessible(again, 'a desk that cannot be opened')
})
