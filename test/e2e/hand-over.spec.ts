import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { joinOffice } from '../support/devices.ts'
import { send, takeIn } from '../support/exchange.ts'
import { seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, type Offices, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { takeBundleIn } from './support/main-job.ts'
import { browserSeat, logIn, pick, plugIn } from './support/seat.ts'

test.describe.configure({ timeout: 150_000 })

/** Two desks of Jiangsu with the same five applications, all written at the first. */
async function prepare(offices: Offices) {
  const root = await offices.folder()
  const stick = plugIn(root)
  const { office: first, applications } = await seedOffice({
    home: join(root, 'one'),
    count: 5,
    documents: 1,
  })
  const second = await joinOffice(first, { home: join(root, 'two'), name: '二楼工作台' })
  await takeIn(second, await send(first, 'JS'))
  await first.close()
  await second.close()
  return { root, stick, numbers: [...applications.keys()].sort() }
}

/** Writes what is on the export page onto the stick; answers the name of the file. */
async function exportHere(page: Page, stick: string): Promise<string> {
  const before = new Set(readdirSync(stick))
  await page.getByRole('button', { name: '选择文件夹并导出' }).click()
  await pick(page, basename(stick), '选用这个文件夹')
  await expect(page.getByText('可安全拔出')).toBeVisible()
  return readdirSync(stick).find((name) => !before.has(name))!
}

async function select(page: Page, number: string): Promise<void> {
  await page
    .getByRole('row', { name: new RegExp(number) })
    .getByRole('checkbox')
    .check()
}

async function openReview(page: Page, number: string): Promise<void> {
  await goTo(page, '/review')
  await expect(page.getByRole('button', { name: '本台审查的' })).toBeVisible()
  await page.getByRole('button', { name: '本单位审查的' }).click()
  await page.getByRole('row', { name: new RegExp(number) }).dblclick()
  await expect(page.getByRole('heading', { name: new RegExp(number) })).toBeVisible()
}

test('applications are handed to the desk upstairs, reviewed there, and one comes back', async ({
  offices,
}) => {
  const { root, stick, numbers } = await prepare(offices)
  const [one, two] = numbers as [string, string]
  const first = await logIn((await offices.open(join(root, 'one'))).page)
  const second = await logIn((await offices.open(join(root, 'two'))).page)

  await goTo(first, '/applications')
  await select(first, one)
  await select(first, two)
  await expect(first.getByText('已选 2 项')).toBeVisible()
  await first.getByRole('button', { name: '移交给…' }).click()
  const dialog = first.getByRole('dialog')
  await expect(dialog).toContainText(`${one}、${two}`)
  await expectAccessible(first, '移交')
  await dialog.getByRole('button', { name: '移交 2 项给二楼工作台' }).click()
  await expect(dialog.getByText('已把 2 项申报移交给二楼工作台')).toBeVisible()
  await dialog.getByRole('button', { name: '现在导出给二楼工作台…' }).click()
  const there = await exportHere(first, stick)

  await openReview(first, one)
  await expect(first.getByText(/已移交给二楼工作台，对方还没有接手/)).toBeVisible()
  await expect(first.getByRole('button', { name: /^作出结论/ })).toHaveCount(0)
  await first.getByRole('button', { name: '申报页面' }).click()
  await expect(first.getByText(/已移交给二楼工作台/)).toBeVisible()
  await expect(first.getByRole('button', { name: '移交给…' })).toHaveCount(0)

  await takeBundleIn(browserSeat(second, stick), join(stick, there))
  await goTo(second, '/applications')
  await second.getByLabel('办理工作台').click()
  await second.getByTitle('移交给我').click()
  await expect(second.getByText('共 2 项')).toBeVisible()
  await openReview(second, one)
  await expect(second.getByRole('button', { name: /^作出结论/ })).toBeVisible()
  await second.keyboard.press('2')
  await goTo(second, '/applications')
  await second.getByRole('row', { name: new RegExp(two) }).dblclick()
  await expect(second.getByText('已移交给本台，可以开始办理')).toBeVisible()
  await second.getByRole('button', { name: '移交给…' }).click()
  await second.getByRole('dialog').getByRole('button', { name: '移交 1 项给首台工作台' }).click()
  await second.getByRole('dialog').getByRole('button', { name: '现在导出给首台工作台…' }).click()
  const back = await exportHere(second, stick)

  await takeBundleIn(browserSeat(first, stick), join(stick, back))
  await openReview(first, one)
  await expect(first.getByText(/由二楼工作台办理，本台只读/)).toBeVisible()
  await openReview(first, two)
  await expect(first.getByRole('button', { name: /^作出结论/ })).toBeVisible()
})
