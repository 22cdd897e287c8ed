import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { checkForkProof } from '../../src-main/core/fork-proof.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { folders } from '../support/bundles.ts'
import { openOffice } from '../support/office.ts'
import { branchOf, peerDevice, peerOffice, pinPeer, sendParts, startBatch } from '../support/peers.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, type Offices, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { openBundle } from './support/main-job.ts'
import { browserSeat, logIn, pick, plugIn } from './support/seat.ts'

test.describe.configure({ timeout: 150_000 })

/** Shanghai with Jiangsu and Zhejiang pinned, and a stick for bundles of the two. */
async function prepare(offices: Offices) {
  const root = await offices.folder()
  const stick = plugIn(root)
  const at = { ...folders(), stick }
  const [js, zj] = [peerOffice('JS'), peerOffice('ZJ')]
  const home = join(root, 'SH')
  const office = await openOffice('SH', '演练', home)
  for (const keys of [js, zj]) await pinPeer(office, keys)
  await office.close()
  // What this process remembers of the desk is no other machine's word.
  rmSync(`${home}-witness`, { recursive: true, force: true })
  const sender = await peerDevice(js)
  for (let i = 2; i <= 9; i++) startBatch(sender, `江苏第 ${i} 批`)
  const relay = await peerDevice(zj)
  startBatch(relay, '浙江的一批')
  return { root, stick, at, home, sender, relay }
}

async function open(page: Page, file: string): Promise<void> {
  await openBundle(browserSeat(page, dirname(file)), file)
  await expect(page.getByRole('article')).toBeVisible()
}

const rowOf = (page: Page, office: string) => page.getByRole('row', { name: new RegExp(office) })

test('what does not join is kept, named on every screen, and comes in by itself', async ({ offices }) => {
  const { at, home, sender } = await prepare(offices)
  const bundle = (from: number, to: number) => sendParts(at, sender, 'SH', [{ device: sender, from, to }])
  const last = await bundle(7, 9)
  const page = await logIn((await offices.open(home)).page)

  await open(page, last)
  await expect(page.getByText('缺前序')).toBeVisible()
  await expect(page.getByText('还缺江苏第 1 至 6 条，接不上。请向江苏索取这一段。')).toBeVisible()
  await expectAccessible(page, 'letter that waits')
  await page.getByRole('button', { name: '收下，等缺的部分到了自动导入' }).click()
  await expect(page.getByText('已收下，可以拔出优盘了。')).toBeVisible()
  rmSync(last)

  await goTo(page, '/exchange')
  await expect(page.getByText('有 1 个数据交换包在等待前面的记录')).toBeVisible()
  await expect(rowOf(page, '江苏省科学技术厅')).toContainText('缺江苏第 1 至 6 条')
  await expectAccessible(page, 'exchange with a waiting bundle')
  await page.getByRole('link', { name: '查看等待的数据交换包' }).click()
  await expect(page.getByRole('heading', { name: '等待接上的数据交换包' })).toBeVisible()
  await expect(page.getByRole('article')).toContainText(
    '请再发一次：江苏第 1 至 6 条。请江苏照常导出一个数据交换包给上海市科学技术委员会',
  )
  await page.getByRole('button', { name: '复制这句话' }).click()
  await expect(page.getByRole('button', { name: '已复制' })).toBeVisible()
  await expectAccessible(page, 'inbox')
  await goTo(page, '/')
  await expect(page.getByText('1 个数据交换包接不上，在等待前面的记录')).toBeVisible()

  await open(page, await bundle(1, 3))
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByText('已导入。')).toBeVisible()
  await goTo(page, '/exchange')
  await expect(rowOf(page, '江苏省科学技术厅')).toContainText('缺江苏第 4 至 6 条')

  await open(page, await bundle(4, 6))
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByText(`此前等待的「${basename(last)}」`)).toContainText('已全部导入')
  await expectAccessible(page, 'imported with what followed')
  await goTo(page, '/exchange')
  await expect(rowOf(page, '江苏省科学技术厅')).not.toContainText('缺江苏')
  await goTo(page, '/batches')
  await expect(page.getByText('江苏第 9 批')).toBeVisible()
})

test('a waiting bundle can be dropped, after a question that says what it means', async ({ offices }) => {
  const { at, home, sender } = await prepare(offices)
  const page = await logIn((await offices.open(home)).page)
  await open(page, await sendParts(at, sender, 'SH', [{ device: sender, from: 4, to: 9 }]))
  await page.getByRole('button', { name: '收下，等缺的部分到了自动导入' }).click()
  await page.getByRole('link', { name: '查看等待的数据交换包' }).click()
  await page.getByRole('button', { name: '不再等待…' }).click()
  await expect(page.getByRole('dialog')).toContainText('已经导入的内容不受影响')
  await page.getByRole('button', { name: '不再等待，删除这个文件' }).click()
  await expect(page.getByText('没有等待的数据交换包')).toBeVisible()
})

test('two stories of one desk are set apart, explained, and leave as a proof', async ({ offices }) => {
  const { at, stick, home, sender, relay } = await prepare(offices)
  const other = branchOf(sender, 5)
  for (let i = 6; i <= 8; i++) startBatch(other, `另一种说法 ${i}`)
  const page = await logIn((await offices.open(home)).page)
  await open(page, await sendParts(at, sender, 'SH', [{ device: sender, from: 1, to: 9 }]))
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByText('已导入。')).toBeVisible()

  const lie = await sendParts(at, relay, 'SH', [
    { device: relay, from: 1, to: 2 },
    { device: other, from: 4, to: 8 },
  ])
  await open(page, lie)
  await expect(page.getByText('已隔离')).toBeVisible()
  await expect(page.getByText('随包转来：江苏第 4 至 8 条。')).toBeVisible()
  await expect(page.getByText('从第 6 条起，本机已有的')).toBeVisible()
  await page.getByRole('button', { name: '导入接得上的部分' }).click()
  await expect(page.getByText('已导入。')).toBeVisible()

  await goTo(page, '/exchange')
  await page.getByRole('link', { name: '查看记录链冲突' }).click()
  await expect(page.getByRole('article')).toContainText('从第 6 条起有两种说法')
  await expect(page.getByRole('article')).toContainText('浙江省科学技术厅带来的')
  await expectAccessible(page, 'forks')
  await page.getByRole('button', { name: '导出冲突证明' }).click()
  await pick(page, '优盘', '选用这个文件夹')
  await expect(page.getByText('已保存到「优盘」')).toBeVisible()
  const proof = readdirSync(stick).find((name) => name.endsWith('.冲突证明.json'))!
  expect(checkForkProof(readFileSync(join(stick, proof)), suiteOf)).toMatchObject({
    ok: true,
    value: { institution: 'JS', seq: 6 },
  })
  await goTo(page, '/')
  await expect(page.getByText('江苏有一台电脑的记录前后矛盾，已隔离')).toBeVisible()
})
