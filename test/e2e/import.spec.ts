import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { openOffice, value } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { makeCsv, makeXlsx } from '../support/tables.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, type Offices, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, pick, plugIn } from './support/seat.ts'

const columns = { number: 1, title: 2, total: 10, period: 13 } as const
const title = ['2026年度联合攻关项目申报汇总表', ...Array<string>(listHeadings.length - 1).fill('')]
const rows = makeApplicationRows(12, 7)
const numberOf = (row: number) => rows[row]![columns.number]!

/** Rows of a list with some cells written over. */
function withCells(changes: readonly (readonly [row: number, column: number, text: string])[]): string[][] {
  return rows.map((row, r) =>
    row.map((cell, c) => changes.find(([at, column]) => at === r && column === c)?.[2] ?? cell),
  )
}

/** A desk of Jiangsu with an empty batch, and a stick to take lists and documents from. */
async function openDesk(offices: Offices) {
  const root = await offices.folder()
  const stick = plugIn(root)
  const home = join(root, 'home')
  const office = await openOffice('JS', '演练', home)
  await value(office.desk.batches.create(jointBatch()))
  await office.close()
  const desk = await offices.open(home)
  await logIn(desk.page)
  return { ...desk, stick }
}

async function readList(page: Page, file: string): Promise<void> {
  await goTo(page, '/work-bench')
  await goTo(page, '/import')
  await page.getByRole('button', { name: '选择文件' }).click()
  await pick(page, '优盘', file)
}

async function importWhole(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步：检查' }).click()
  await page.getByRole('button', { name: '下一步：确认' }).click()
  await page.getByRole('button', { name: /^导入 \d+ 项/ }).click()
  await expect(page.getByRole('heading', { name: /^已导入/ })).toBeVisible()
}

const list = (page: Page) => page.getByRole('grid', { name: '申报' })

/** The row that the keyboard stands on. */
function current(page: Page): Promise<string | null> {
  return list(page).evaluate(
    (grid) => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent ?? null,
  )
}

test('nothing is written before every problem was seen, bad rows are left out by name, and all can be taken back', async ({
  offices,
}) => {
  const { page, stick } = await openDesk(offices)
  const bad = withCells([
    [3, columns.number, numberOf(2)],
    [5, columns.title, ''],
    [7, columns.total, '一千万'],
  ])
  writeFileSync(join(stick, '汇总表.xlsx'), makeXlsx([title, listHeadings, ...bad]))

  await readList(page, '汇总表.xlsx')
  await expect(page.getByRole('row', { name: /^以第 2 行为标题行/ })).toContainText('申报编号')
  await expectAccessible(page, 'mapping')
  await page.getByRole('button', { name: '下一步：检查' }).click()
  const findings = page.getByRole('grid', { name: '检查结果' })
  await expect(findings).toContainText(`编号 ${numberOf(2)} 与第 5 行重复`)
  await expect(findings).toContainText('第 6 行 B 列')
  await expect(findings).toContainText('第 8 行')
  await expect(findings).toContainText('第 10 行 K 列')
  await expectAccessible(page, 'check')
  const next = page.getByRole('button', { name: '下一步：确认' })
  await expect(next).toBeDisabled()

  await findings.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('第 6 行不导入')).toBeChecked()
  await expect(page.getByText('还有 2 行必须改正')).toBeVisible()
  await page.getByRole('button', { name: '不导入全部有问题的 3 行' }).click()
  await next.click()
  await expect(page.getByText('将导入 9 项，不导入 3 行。')).toBeVisible()
  await expect(page.getByText('第 6、8、10 行')).toBeVisible()
  await page.getByRole('button', { name: '导入 9 项' }).click()
  await page.getByRole('button', { name: '查看申报清单' }).click()
  await expect(page.getByText('共 9 项')).toBeVisible()
  await expectAccessible(page, 'list')

  await goTo(page, '/imports')
  await expect(page.getByRole('row', { name: /已导入/ })).toBeVisible()
  await expectAccessible(page, 'imports')
  await page.getByRole('grid', { name: '历次导入' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('撤回原因').fill('选错了批次')
  await page.getByRole('button', { name: '撤回 9 项' }).click()
  await expect(page.getByRole('row', { name: /已撤回.*选错了批次/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('这个批次还没有申报')).toBeVisible()
})

test('a list that the program does not understand is explained once and remembered', async ({ offices }) => {
  const { page, stick } = await openDesk(offices)
  const odd = (from: number) => [
    ['甲', '乙', '丙'],
    ...rows.slice(from, from + 4).map((row) => [row[1]!, row[2]!, row[4]!]),
  ]
  writeFileSync(join(stick, '一.csv'), makeCsv(odd(0), 'gb18030'))
  writeFileSync(join(stick, '二.csv'), makeCsv(odd(4), 'utf-16le', { bom: true }))

  await readList(page, '一.csv')
  await expect(page.getByText('没有认出标题行')).toBeVisible()
  await page.getByRole('button', { name: '以第 1 行为标题行' }).click()
  for (const [column, field] of [
    ['A', '编号'],
    ['B', '名称'],
    ['C', '牵头单位名称'],
  ] as const) {
    await page.getByRole('combobox', { name: new RegExp(`^${column} 列`) }).click()
    await page.keyboard.type(field)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('combobox', { name: '整份清单的牵头单位所在地区' }).click()
  await page.getByTitle('江苏省', { exact: true }).click()
  await importWhole(page)

  await readList(page, '二.csv')
  await expect(page.getByText('已按上次的对应关系带出')).toBeVisible()
  await importWhole(page)
  await page.getByRole('button', { name: '查看申报清单' }).click()
  await expect(page.getByText('共 8 项')).toBeVisible()
  await expect(list(page)).toContainText(numberOf(6))
})

test('a mark of secrecy stops everything and shows nothing of the file', async ({ offices }) => {
  const { page, stick } = await openDesk(offices)
  const marked = [...withCells([]), ['13', 'CSJ-X', '机密★10年 不应显示的名称', '', '某单位']]
  writeFileSync(join(stick, '涉密.xlsx'), makeXlsx([listHeadings, ...marked]))
  await readList(page, '涉密.xlsx')
  await expect(page.getByRole('alert')).toContainText('勿复制、勿删除、勿带走，报保密办')
  await expect(page.getByRole('alert')).toContainText('第 14 行 C 列')
  await expect(page.locator('main')).not.toContainText('不应显示的名称')
  await expect(page.locator('main')).not.toContainText(numberOf(0))
  await expectAccessible(page, 'stop')
})

test('documents find their applications by number; pages are marked and gaps typed beside them by keyboard', async ({
  offices,
}) => {
  const { page, stick, kill, revive } = await openDesk(offices)
  writeFileSync(join(stick, '汇总表.xlsx'), makeXlsx([title, listHeadings, ...rows]))
  const folder = join(stick, '附件')
  mkdirSync(folder)
  const put = async (name: string, plan: Parameters<typeof makePdf>[0]) =>
    writeFileSync(join(folder, name), await makePdf(plan))
  await put(`${numberOf(0)} 申报书.pdf`, { pages: 5, text: (p) => (p === 4 ? null : `第 ${p} 页申报书`) })
  await put(`${numberOf(1)}.pdf`, { encrypted: 'abc' })
  await put(`${numberOf(2)}与${numberOf(3)}.pdf`, { pages: 1 })
  await put('没写编号.pdf', { pages: 1 })

  await readList(page, '汇总表.xlsx')
  await importWhole(page)
  await page.getByRole('button', { name: '按编号附上文件' }).click()
  await page.getByRole('button', { name: '选择文件夹' }).click()
  await pick(page, '优盘', '附件', '选用这个文件夹')
  const files = page.getByRole('grid', { name: '文件夹中的文件' })
  await expect(files).toContainText('待指定')
  await expect(files).toContainText('对不上')
  await expectAccessible(page, 'attach')
  await page.getByRole('combobox', { name: /与.*是哪一项申报的/ }).click()
  await page.getByTitle(numberOf(3), { exact: true }).click()
  await page.getByRole('button', { name: '附上 3 个文件' }).click()
  await expect(page.getByText(`${numberOf(1)}.pdf：设有密码`)).toBeVisible()

  await goTo(page, '/applications')
  await expect(list(page)).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type(numberOf(0).slice(-5))
  await expect(page.getByText('共 1 项')).toBeVisible()
  await list(page).focus()
  await page.keyboard.press('Enter')
  const pages = page.getByRole('region', { name: '附件内容' })
  await expect(pages).toContainText('第 1 页申报书')
  await expectAccessible(page, 'application')
  await pages.focus()
  // As fast as keys can come: no page is lost, and no mark waits for the one before it to be recorded.
  const keys = ['ArrowRight', 'ArrowRight', 'm', '1', 'ArrowRight', 'm', '2', 'ArrowRight', 'm', '3']
  for (const key of keys) await page.keyboard.press(key)
  const documents = page.getByRole('region', { name: '附件', exact: true })
  await expect(documents).toContainText('申报书（盖章） 第 1–3 页')
  await expect(documents).toContainText('科研诚信承诺书 第 4 页')
  await expect(documents).toContainText('合作协议 第 5 页')
  await page.keyboard.press('ArrowLeft')
  await expect(pages).toContainText('扫描件，机器未读文字')

  const information = page.getByRole('region', { name: '申报信息' })
  await information.getByRole('button', { name: '编辑' }).click()
  const saved = page.getByTestId('saved-state')
  const before = (await saved.textContent())!
  // The time is shown in seconds: one later it reads differently.
  await page.waitForTimeout(1000)
  await information.getByLabel('攻关任务').fill('车规级功率器件')
  await expect(saved).not.toHaveText(before)
  await expect(saved).toHaveText(/已保存/)
  await kill()
  await revive()
  await page.reload()
  await logIn(page)
  await information.getByRole('button', { name: '编辑' }).click()
  await page.getByRole('button', { name: '恢复未提交的内容' }).click()
  await expect(information.getByLabel('攻关任务')).toHaveValue('车规级功率器件')
  await information.getByLabel('攻关任务').press('Control+Enter')
  await expect(information).toContainText('车规级功率器件')
  await expect(page.getByRole('region', { name: '时间线' })).toContainText('补录或更正了攻关任务')
})

test('Enter opens an application, J and K walk along the list, Esc comes back to the same row and filter', async ({
  offices,
}) => {
  const { page, stick } = await openDesk(offices)
  writeFileSync(join(stick, '汇总表.xlsx'), makeXlsx([title, listHeadings, ...rows]))
  await readList(page, '汇总表.xlsx')
  await importWhole(page)
  await page.getByRole('button', { name: '查看申报清单' }).click()
  await page.getByRole('combobox', { name: '牵头单位所在地区' }).click()
  await page.getByTitle('江苏', { exact: true }).last().click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('清除筛选')).toBeVisible()
  await list(page).focus()
  await page.keyboard.press('ArrowDown')
  const row = await current(page)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^第 2 \/ \d+ 项$/)).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByText(/^第 3 \/ \d+ 项$/)).toBeVisible()
  await page.keyboard.press('k')
  await expect(page.getByText(/^第 2 \/ \d+ 项$/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list(page)).toBeFocused()
  expect(await current(page)).toBe(row)
  await expect(page.getByText('清除筛选')).toBeVisible()
})
