import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { type Office, openOffice, pinEachOther, value } from '../support/office.ts'
import { seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, type Offices, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { openBundle, takeBundleIn } from './support/main-job.ts'
import { browserSeat, logIn, pick, plugIn } from './support/seat.ts'

// Two or three offices, each with a backend, a worker and a browser.
test.describe.configure({ timeout: 150_000 })

const number = 'CSJ2026-'
const applications = 6
const documents = 2

/** Jiangsu with applications, PDFs and a closed review, and other offices; they pinned each other, nothing was sent. */
async function prepare(offices: Offices, others: readonly string[]) {
  const root = await offices.folder()
  const stick = plugIn(root)
  const home = (institution: string) => join(root, institution)
  const { office: js, applications: ids } = await seedOffice({
    home: home('JS'),
    count: applications,
    documents,
  })
  await review(js, [...ids.values()][0]!)
  for (const institution of others) {
    const other = await openOffice(institution, '演练', home(institution))
    await pinEachOther(js, other)
    await other.close()
  }
  await js.close()
  return { root, stick, home, reviewed: [...ids.keys()][0]! }
}

async function review({ desk, second }: Office, application: string): Promise<void> {
  const { content } = (await value(desk.applications.open(application)))!
  const completed = JSON.parse(JSON.stringify({ ...content, task: '车载语音交互' }))
  await value(desk.applications.complete({ application, content: completed }))
  const verdict = {
    application,
    code: 'F04' as const,
    verdict: '不符合' as const,
    note: '与指南方向不符',
    evidence: [],
  }
  await value(desk.formalReview.recordVerdict(verdict))
  const { seen } = (await value(desk.formalReview.open(application)))!
  await value(
    desk.formalReview.closeAsNotAccepted({ application, reason: '与指南方向不符', seen }, { second }),
  )
}

/** Exports by the screens onto the stick; answers the path of the file. */
async function exportTo(page: Page, institution: string, stick: string): Promise<string> {
  const before = new Set(readdirSync(stick))
  await goTo(page, '/exchange')
  await goTo(page, `/exchange/export/${institution}`)
  await page.getByRole('button', { name: '选择文件夹并导出' }).click()
  await pick(page, basename(stick), '选用这个文件夹')
  await expect(page.getByText('可安全拔出')).toBeVisible()
  const [file] = readdirSync(stick).filter((name) => !before.has(name))
  return join(stick, file!)
}

async function open(page: Page, file: string): Promise<void> {
  await openBundle(browserSeat(page, dirname(file)), file)
}

async function takeIn(page: Page, file: string): Promise<void> {
  await takeBundleIn(browserSeat(page, dirname(file)), file)
}

function row(page: Page, office: string) {
  return page.getByRole('row', { name: new RegExp(office) })
}

test('applications, reviews and PDFs travel to another office, and its receipt comes back', async ({
  offices,
}) => {
  const { stick, home, reviewed } = await prepare(offices, ['SH'])
  const js = await logIn((await offices.open(home('JS'))).page)
  const sh = await logIn((await offices.open(home('SH'))).page)

  await goTo(js, '/exchange')
  await expect(js.getByText('第一次交换数据，分三步')).toBeVisible()
  await expect(row(js, '上海市科学技术委员会')).toContainText('都未发出')
  await row(js, '上海市科学技术委员会').getByRole('button', { name: '导出给上海' }).click()
  await expect(js.getByText(`申报 ${applications} 项`)).toBeVisible()
  await expect(js.getByText(`附件 ${documents} 份，约`)).toBeVisible()
  await expect(js.getByText(/不导出：仅本单位可见的 \d+ 条/)).toBeVisible()
  const file = await exportTo(js, 'SH', stick)
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex')
  await expect(js.getByText(digest.match(/.{4}/g)!.slice(0, 4).join(' '))).toBeVisible()
  await goTo(js, '/exchange')
  await expect(row(js, '上海市科学技术委员会')).toContainText('未确认')

  const altered = join(stick, '改动了一个字节.zip.age')
  const bytes = readFileSync(file)
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  writeFileSync(altered, bytes)
  await open(sh, altered)
  await expect(sh.getByRole('alert')).toContainText('完整性校验没有通过')
  await expect(sh.getByRole('alert')).toContainText('没有改动任何内容')
  await expect(sh.getByRole('alert')).toContainText('bundles/encryption-damaged')
  await goTo(sh, '/exchange')
  await expect(row(sh, '江苏省科学技术厅')).toContainText('尚未收到')

  await open(sh, file)
  await expect(sh.getByRole('heading', { name: '江苏省科学技术厅发来的数据交换包' })).toBeVisible()
  await expect(sh.getByRole('article')).toContainText('完整性校验通过')
  await expect(sh.getByRole('article')).toContainText(`1 个批次、申报清单 1 份、申报 ${applications} 项`)
  await expect(sh.getByRole('article')).toContainText('审查结论 1 条')
  await expect(sh.getByRole('article')).toContainText('仅记录单位可见，内容未随包提供')
  await sh.getByRole('button', { name: '导入', exact: true }).click()
  await expect(sh.getByText('已导入。')).toBeVisible()

  await sh.getByRole('button', { name: '现在导出回执给江苏' }).click()
  await sh.getByRole('button', { name: '选择文件夹并导出' }).click()
  await pick(sh, basename(stick), '选用这个文件夹')
  await expect(sh.getByText('可安全拔出')).toBeVisible()
  const receipt = join(stick, readdirSync(stick).find((name) => name.includes('上海至江苏'))!)

  await goTo(sh, '/history')
  await sh.getByLabel('申报编号').fill(reviewed)
  await expect(sh.getByText('找到 1 项')).toBeVisible()
  await sh.getByLabel('申报编号').press('Enter')
  await expect(
    sh.getByText(/作出形式审查结论：不予受理，通知事项：1．.*，补充说明：与指南方向不符/),
  ).toBeVisible()
  await expect(sh.getByText('作为第二人确认形式审查结论「不予受理」')).toBeVisible()
  await sh.getByRole('button', { name: '打开这项申报' }).click()
  await expect(sh.getByText('江苏录入，本单位只读')).toBeVisible()
  await expect(sh.getByText('/ 6 页')).toBeVisible()

  await goTo(sh, '/exchange')
  const before = await row(sh, '江苏省科学技术厅').innerText()
  await open(sh, file)
  await expect(sh.getByText('此前已导入，没有新内容')).toBeVisible()
  await expect(sh.getByRole('button', { name: '导入', exact: true })).toHaveCount(0)
  await goTo(sh, '/exchange')
  expect(await row(sh, '江苏省科学技术厅').innerText()).toBe(before)

  await takeIn(js, receipt)
  await goTo(js, '/exchange')
  await expect(row(js, '上海市科学技术委员会')).toContainText('对方确认')
  await expect(js.getByText('第一次交换数据，分三步')).toHaveCount(0)
  await goTo(js, '/exchange-register')
  await expect(row(js, '发出')).toContainText('对方确认')
  await row(js, '发出').getByRole('button', { name: '复制校验值' }).click()
  await goTo(js, '/history')
  await js.getByLabel('申报编号').press('Control+v')
  await expect(js.getByLabel('申报编号')).toHaveValue(digest)
})

test('a bundle for another office is refused with the reason', async ({ offices }) => {
  const { stick, home } = await prepare(offices, ['SH', 'ZJ'])
  const js = await logIn((await offices.open(home('JS'))).page)
  const zj = await logIn((await offices.open(home('ZJ'))).page)
  await open(zj, await exportTo(js, 'SH', stick))
  await expect(zj.getByRole('alert')).toContainText('加密给别的单位')
  await expect(zj.getByRole('alert')).toContainText('bundles/encrypted-for-another')
  await goTo(zj, '/exchange')
  await expect(row(zj, '江苏省科学技术厅')).toContainText('尚未收到')
})

test('every screen of exchange and history is clean for axe, also at 150 % on a small screen', async ({
  offices,
}) => {
  const { stick, home } = await prepare(offices, ['SH'])
  const js = await logIn((await offices.open(home('JS'))).page)
  const sh = await logIn((await offices.open(home('SH'))).page)
  const pages = ['/exchange', '/exchange/export/SH', '/exchange/import', '/exchange-register', '/history']
  for (const path of pages) {
    await goTo(js, path)
    await expectAccessible(js, path)
  }
  const file = await exportTo(js, 'SH', stick)
  await expectAccessible(js, 'written')
  await open(sh, file)
  await expect(sh.getByRole('article')).toBeVisible()
  await expectAccessible(sh, 'letter')
  await sh.getByRole('button', { name: '导入', exact: true }).click()
  await expect(sh.getByText('已导入。')).toBeVisible()
  await expectAccessible(sh, 'imported')
  await goTo(js, '/history')
  await js.getByLabel('申报编号').fill(number)
  await expect(js.getByText(`找到 ${applications} 项`)).toBeVisible()
  await expectAccessible(js, 'found')
  await js.getByRole('grid').press('Enter')
  await js.getByRole('button', { name: '详情' }).last().click()
  await expectAccessible(js, 'story')
  await js.setViewportSize({ width: 911, height: 512 })
  for (const path of pages) {
    await goTo(js, path)
    const [content, room] = await js
      .locator('main')
      .evaluate((main) => [main.scrollWidth, main.clientWidth] as const)
    expect(content, path).toBeLessThanOrEqual(room)
  }
})

test('what a newer program recorded is kept, counted and explained, never left out in silence', async ({
  offices,
}) => {
  const { stick, home, reviewed } = await prepare(offices, ['SH'])
  const js = await logIn((await offices.open(home('JS'))).page)
  const sh = await logIn((await offices.open(home('SH'))).page)
  await takeIn(sh, await exportTo(js, 'SH', stick))
  // While the desk is open: when it is opened, it looks again at what was set aside, and knows this type.
  const [folder] = readdirSync(home('SH')).filter((name) => name.startsWith('SH-'))
  const db = openSqlite(join(home('SH'), folder!, 'desk.sqlite'))
  db.sql("UPDATE bodies SET problem = 'unknown-type' WHERE type = 'ReviewClosed'")
  db.close()

  await goTo(sh, '/exchange-register')
  await expect(sh.getByRole('heading', { name: '已保存、未显示的记录' })).toBeVisible()
  await expect(sh.getByRole('row', { name: /由更新版本的程序记录/ })).toContainText('请更新本机的程序')
  await expectAccessible(sh, 'set aside')
  await goTo(sh, '/history')
  await sh.getByLabel('申报编号').fill(reviewed)
  await expect(sh.getByText('找到 1 项')).toBeVisible()
  await sh.getByLabel('申报编号').press('Enter')
  await expect(sh.getByText('另有江苏省科学技术厅的 1 条没有显示')).toBeVisible()
})
