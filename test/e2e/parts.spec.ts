import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openOffice, pinEachOther } from '../support/office.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { openBundle } from './support/main-job.ts'
import { browserSeat, logIn, pick, plugIn } from './support/seat.ts'

test.describe.configure({ timeout: 150_000 })

test('a bundle is written in parts for a disc, and opened by its list or its first part', async ({
  offices,
}) => {
  const root = await offices.folder()
  const disc = plugIn(root, '光盘')
  const home = (institution: string) => join(root, institution)
  const [js, sh] = [await openOffice('JS', '演练', home('JS')), await openOffice('SH', '演练', home('SH'))]
  await pinEachOther(js, sh)
  await js.close()
  await sh.close()

  const sender = await logIn((await offices.open(home('JS'))).page)
  await goTo(sender, '/exchange/export/SH')
  await sender.getByRole('radio', { name: '每卷 20 MB（光盘小卷）' }).check()
  await expect(sender.getByText('缺卷、坏卷会按卷号指出')).toBeVisible()
  await expectAccessible(sender, 'the choice of parts')
  await sender.getByRole('button', { name: '选择文件夹并导出' }).click()
  await pick(sender, '光盘', '选用这个文件夹')
  await expect(sender.getByText('可安全拔出')).toBeVisible()
  const names = readdirSync(disc)
  const [part, list] = ['.001', '.分卷校验.txt'].map((ending) => names.find((name) => name.endsWith(ending))!)
  expect(names.toSorted()).toEqual([part, list].toSorted())
  await expect(sender.getByText(`${part} 和 ${list}`)).toBeVisible()
  await expect(sender.getByText('把各卷和分卷校验文件全部交给')).toBeVisible()

  const recipient = await logIn((await offices.open(home('SH'))).page)
  for (const file of [list!, part!]) {
    await openBundle(browserSeat(recipient, disc), join(disc, file))
    await expect(recipient.getByRole('heading', { name: '江苏省科学技术厅发来的数据交换包' })).toBeVisible()
    await expect(recipient.getByRole('article')).toContainText('完整性校验通过')
  }
  rmSync(join(disc, part!))
  await openBundle(browserSeat(recipient, disc), join(disc, list!))
  await expect(recipient.getByRole('alert')).toContainText('共 1 卷，缺少第 1 卷')
  await expect(recipient.getByRole('alert')).toContainText('bundles/part-missing')
})
