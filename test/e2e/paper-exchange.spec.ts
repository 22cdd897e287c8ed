import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { openOffice, pinEachOther } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { printed } from '../support/printed.ts'
import { seedOffice } from '../support/seed.ts'
import { makeXlsx } from '../support/tables.ts'
import { unzip } from '../support/zip.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, type Offices, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, pick, plugIn } from './support/seat.ts'

test.describe.configure({ timeout: 360_000 })

/** Jiangsu with a batch, pinned with Shanghai; Zhejiang and the others have no desk. The stick has what came by post. */
async function prepare(offices: Offices): Promise<{ readonly page: Page; readonly stick: string }> {
  const root = await offices.folder()
  const stick = plugIn(root)
  const { office: js } = await seedOffice({ home: join(root, 'JS'), count: 5, documents: 1 })
  const sh = await openOffice('SH', '演练', join(root, 'SH'))
  await pinEachOther(js, sh)
  await sh.close()
  await js.close()
  const rows = makeApplicationRows(3, 41).map((row, i) =>
    row.map((cell, column) => (column === 1 ? `ZJ2026-0${i + 1}` : cell)),
  )
  writeFileSync(join(stick, '浙江清单.xlsx'), makeXlsx([listHeadings, ...rows]))
  writeFileSync(join(stick, '来函.pdf'), await makePdf({ pages: 2, text: '关于报送申报清单的函' }))
  writeFileSync(join(stick, '坏扫描.pdf'), '%PDF-1.7 nothing else')
  const page = await logIn((await offices.open(join(root, 'JS'))).page)
  return { page, stick }
}

function newest(stick: string, before: ReadonlySet<string>, ending: string): string {
  return join(stick, readdirSync(stick).find((name) => !before.has(name) && name.endsWith(ending))!)
}

test('the register sheet is looked at, printed alone and saved; its code finds the record everywhere', async ({
  offices,
}) => {
  const { page, stick } = await prepare(offices)
  await goTo(page, '/exchange/export/SH')
  await page.getByRole('button', { name: '选择文件夹并导出' }).click()
  await pick(page, '优盘', '选用这个文件夹')
  await expect(page.getByText('可安全拔出')).toBeVisible()

  const before = new Set(readdirSync(stick))
  await page.getByRole('button', { name: '打印登记单' }).click()
  const form = page.getByRole('dialog', { name: '数据交换登记单' })
  await form.getByLabel('介质编号').fill('优盘 JS-07')
  await expectAccessible(page, 'register sheet')
  await form.getByRole('button', { name: '预览、打印' }).click()
  const paper = page.getByRole('dialog', { name: '数据交换登记单' }).last()
  await expect(paper.getByText('优盘 JS-07')).toBeAttached()
  await expectAccessible(page, 'paper')
  await test.step('only the paper is printed', () => expectOnlyPaper(page))

  for (const format of ['PDF', 'DOCX']) {
    await paper.getByRole('button', { name: `存为 ${format}` }).click()
    await pick(page, '优盘', '选用这个文件夹')
    await expect(paper.getByText(new RegExp(`已保存到「优盘」：.*\\.${format.toLowerCase()}$`))).toBeVisible()
  }
  const [text] = await printed(newest(stick, before, '.pdf'))
  const code = /校验码：([0-9a-f]{8})/.exec(text!)![1]!
  expect(text).toContain('优盘JS-07')
  expect(text).toContain('交付人：张经办')
  const parts = await unzip(readFileSync(newest(stick, before, '.docx')))
  expect(parts.get('word/document.xml')).toContain('优盘 JS-07')
  await page.keyboard.press('Escape')
  await form.getByRole('button', { name: '关闭' }).last().click()

  await goTo(page, '/exchange-register')
  await page.getByLabel('按校验码查找').fill(code)
  await expect(page.getByText('共 1 个')).toBeVisible()
  await page.getByRole('row', { name: new RegExp(code) }).dblclick()
  await expect(page.getByRole('dialog', { name: '数据交换登记单' })).toContainText(code)
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await page
    .getByRole('dialog', { name: '搜索' })
    .getByRole('combobox')
    .fill(`${code.slice(0, 4)} ${code.slice(4).toUpperCase()}`)
  await page.getByRole('option', { name: new RegExp(`校验码 ${code}.*上海`) }).click()
  await expect(page.getByText(`纸面校验码 ${code} 对应的记录`)).toBeVisible()
  await expectAccessible(page, 'story of a paper')

  await goTo(page, '/history')
  await page.getByLabel('申报编号或校验码').fill(code)
  await expect(page.getByText(`纸面校验码 ${code} 对应下面这一条记录`)).toBeVisible()
  await expectAccessible(page, 'record of a paper')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '发出的数据交换包的全过程' })).toBeVisible()
  await goTo(page, '/history')
  await page.getByLabel('申报编号或校验码').fill('00ab 00cd')
  await expect(page.getByText('没有校验码为 00ab00cd 的记录')).toBeVisible()
})

/** Presses Ctrl+P in the dialog and looks at what the browser would print. */
async function expectOnlyPaper(page: Page): Promise<void> {
  // The system's print dialog would stand still here; what it is given is printed to PDF instead.
  await page.evaluate(() => {
    window.print = () => undefined
  })
  await page.keyboard.press('Control+p')
  await expect(page.getByAltText('第 1 页')).toBeAttached()
  const pdf = await getDocument({ data: new Uint8Array(await page.pdf({ preferCSSPageSize: true })) }).promise
  expect(pdf.numPages).toBe(1)
  const sheet = await pdf.getPage(1)
  const { width, height } = sheet.getViewport({ scale: 1 })
  expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
  expect((await sheet.getTextContent()).items).toEqual([])
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(page.getByAltText('第 1 页')).toHaveCount(0)
}

test('an office without a desk is handed a list and a page to stamp', async ({ offices }) => {
  const { page, stick } = await prepare(offices)
  await goTo(page, '/exchange')
  const zhejiang = page.getByRole('row', { name: /浙江省科学技术厅/ })
  await zhejiang.getByRole('button', { name: '提供表格' }).click()
  await expect(page.getByText('本单位登记的 5 项')).toBeVisible()
  await expectAccessible(page, 'hand-out')
  const before = new Set(readdirSync(stick))
  await page.getByRole('button', { name: '选择文件夹并生成' }).click()
  await pick(page, '优盘', '选用这个文件夹')
  await expect(page.getByText('可安全拔出')).toBeVisible()
  await expectAccessible(page, 'handed out')
  const digest = createHash('sha256')
    .update(readFileSync(newest(stick, before, '.xlsx')))
    .digest('hex')
  const [text] = await printed(newest(stick, before, '.pdf'))
  expect(text).toContain(digest)

  await page.getByRole('button', { name: '返回往来情况' }).click()
  await expect(zhejiang).toContainText('纸质/表格：清单 5 项')
  await expect(zhejiang).toContainText('纸质往来，凭盖章退回件')
  await expect(zhejiang).not.toContainText('对方确认')
  await expectAccessible(page, 'exchange with paper')
  await goTo(page, '/exchange-register')
  await page.getByRole('row', { name: /纸质\/表格/ }).dblclick()
  const handedOut = page.getByRole('dialog', { name: '以表格提供的清单' })
  await expect(handedOut).toContainText('5 项')
  await handedOut.getByRole('button', { name: '附函' }).click()
  await expect(
    page.getByRole('dialog', { name: '申报清单附函' }).getByText('单位盖章').first(),
  ).toBeAttached()
})

test('a list with a covering letter is taken in and stays 未校验来源, the letter one click away', async ({
  offices,
}) => {
  const { page } = await prepare(offices)
  await goTo(page, '/import')
  await page.getByRole('radio', { name: /来自未装工作台的单位/ }).check()
  const form = page.getByRole('group', { name: '来自未装工作台的单位' })
  await form.getByLabel(/^单位/).click()
  // By keyboard: the first of the offices without a desk.
  await page.getByTitle('浙江省科学技术厅', { exact: true }).last().waitFor()
  await page.keyboard.press('Enter')
  await expect(form.getByLabel(/^来函单位/)).toHaveValue('浙江省科学技术厅')
  await page.getByRole('button', { name: '选择文件…' }).click()
  await pick(page, '优盘', '浙江清单.xlsx')
  const next = page.getByRole('button', { name: '下一步：对应各列' })
  await expect(next).toBeEnabled()
  await next.click()
  await expect(form.getByText('请选择盖章来函的扫描件或照片')).toBeVisible()
  await form.getByRole('button', { name: '选择扫描件' }).click()
  await pick(page, '优盘', '坏扫描.pdf')
  await next.click()
  await expect(form.getByText('没有填写来函的文号。')).toBeVisible()
  await form.getByLabel(/^文号/).fill('浙科函〔2026〕12号')
  await form.getByLabel(/^来函日期/).fill('20990101')
  await page.keyboard.press('Tab')
  await next.click()
  await expect(form.getByText(/来函的日期晚于今天/)).toBeVisible()
  await form.getByLabel(/^来函日期/).fill('20261102')
  await page.keyboard.press('Tab')
  await next.click()
  await expect(form.getByText(/来函的扫描件打不开/)).toBeVisible()
  await expectAccessible(page, 'letter')
  await form.getByRole('button', { name: '换一份扫描件' }).click()
  await pick(page, '优盘', '来函.pdf')
  await next.click()

  await page.getByRole('button', { name: '下一步：检查' }).click()
  await page.getByRole('button', { name: '下一步：确认' }).click()
  const letter = page.getByRole('region', { name: '来函' })
  await expect(letter).toContainText('浙科函〔2026〕12号')
  await expect(letter.locator('canvas').first()).toBeVisible()
  await expectAccessible(page, 'confirm with letter')
  await page.getByRole('button', { name: '导入 3 项' }).click()
  await expect(page.getByRole('heading', { name: /^已导入 3 项/ })).toBeVisible()

  await page.getByRole('button', { name: '查看申报清单' }).click()
  await expect(page.getByRole('row', { name: /ZJ2026-01/ })).toContainText('未校验来源')
  await expect(page.getByRole('row', { name: /ZJ2026-01/ })).toContainText('浙江')
  await expectAccessible(page, 'list with 未校验来源')
  await page.getByRole('row', { name: /ZJ2026-01/ }).dblclick()
  await page
    .locator('main header')
    .getByRole('button', { name: /未校验来源/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /来函/ })
  await expect(dialog).toContainText('浙科函〔2026〕12号')
  await expect(dialog.locator('canvas').first()).toBeVisible()
  await expectAccessible(page, 'letter dialog')
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await expect(page.locator('main')).toContainText('导入申报清单（未校验来源：浙江省科学技术厅')

  await goTo(page, '/imports')
  await expect(page.getByRole('row', { name: /浙江/ })).toContainText('未校验来源')
  await goTo(page, '/exchange')
  await expect(page.getByRole('row', { name: /浙江省科学技术厅/ })).toContainText('清单 3 项，未校验来源')
  await goTo(page, '/review')
  await expect(page.getByRole('row', { name: /ZJ2026-01/ })).toContainText('未校验来源')
})
