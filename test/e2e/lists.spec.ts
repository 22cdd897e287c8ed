import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, type Offices, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn } from './support/seat.ts'

test.describe.configure({ timeout: 360_000 })

/** A desk of Jiangsu with sixty applications, and its person at the list of them. */
async function openList(offices: Offices, count = 60): Promise<Page> {
  const home = join(await offices.folder(), 'home')
  const { office } = await seedOffice({ home, count, documents: 0 })
  await office.close()
  const page = await logIn((await offices.open(home)).page)
  await goTo(page, '/applications')
  await expect(page.getByText(`共 ${count} 项`)).toBeVisible()
  return page
}

const grid = (page: Page) => page.getByRole('grid', { name: '申报' })

const currentRow = (page: Page, list = grid(page)) =>
  list.evaluate(
    (element) => document.getElementById(element.getAttribute('aria-activedescendant')!)?.textContent,
  )

/** What lies on the clipboard, as a program sees it that pastes. */
async function pasted(page: Page): Promise<{ readonly text: string; readonly html: string }> {
  await page.evaluate(() => {
    const field = document.createElement('textarea')
    field.id = 'pasted'
    field.addEventListener('paste', ({ clipboardData }) => {
      field.dataset.text = clipboardData?.getData('text/plain') ?? ''
      field.dataset.html = clipboardData?.getData('text/html') ?? ''
    })
    document.body.append(field)
    field.focus()
  })
  await page.keyboard.press('Control+v')
  return page.locator('#pasted').evaluate((field) => {
    const { text = '', html = '' } = field.dataset
    field.remove()
    return { text, html }
  })
}

test('rows selected anywhere in a list are copied as a table, with headings if wanted, and coming back finds the row', async ({
  offices,
}) => {
  const page = await openList(offices, 260)
  await grid(page).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+c')
  await expect(page.getByText('已复制 1 行，可粘贴到 WPS、Excel')).toBeVisible()
  const one = await pasted(page)
  const number = one.text.split('\t')[1]
  expect(await currentRow(page)).toContain(number)
  expect(one.html).toContain(`<td style='mso-number-format:"\\@"'>${number}</td>`)
  expect(one.html).toMatch(/<td style='mso-number-format:"0\\\.00"'>\d+\.\d\d<\/td>/)

  await grid(page).focus()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('已选 260 项')).toBeVisible()
  await page.keyboard.press('Control+Shift+C')
  const lines = (await pasted(page)).text.split('\r\n')
  expect(lines).toHaveLength(261)
  expect(lines[0]!.split('\t').slice(0, 3)).toEqual(['序号', '编号', '名称'])
  expect(lines.slice(1).map((line) => line.split('\t')[0])).toEqual(
    Array.from({ length: 260 }, (_, i) => String(i + 1)),
  )
  await grid(page).focus()
  await page.keyboard.press('Escape')
  await expect(page.getByText('已选')).toHaveCount(0)

  await page.getByRole('columnheader', { name: '名称' }).getByRole('button').click()
  await grid(page).focus()
  for (let i = 0; i < 6; i++) await page.keyboard.press('PageDown')
  const [row, offset] = [await currentRow(page), await grid(page).evaluate((element) => element.scrollTop)]
  expect(offset).toBeGreaterThan(1000)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '下一项' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(grid(page)).toBeFocused()
  expect(await currentRow(page)).toBe(row)
  expect(await grid(page).evaluate((element) => element.scrollTop)).toBe(offset)
  await page.keyboard.press('Enter')
  const walked = page.getByText(/^第 \d+ \/ 260 项$/)
  const before = await walked.textContent()
  await page.keyboard.press('j')
  await expect(walked).not.toHaveText(before!)
  await page.keyboard.press('Escape')
  await expect(grid(page)).toBeFocused()
  expect(await currentRow(page)).not.toBe(row)
  await page.keyboard.press('ArrowUp')
  expect(await currentRow(page)).toBe(row)

  await goTo(page, '/review')
  const reviews = page.getByRole('grid', { name: '审查清单' })
  await reviews.focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown')
  const place = await currentRow(page, reviews)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^作出结论/ })).toBeVisible()
  await page.keyboard.press('?')
  await expect(
    page.getByRole('dialog', { name: '键盘操作' }).getByText('判为符合，转到下一个未定项'),
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(reviews).toBeFocused()
  expect(await currentRow(page, reviews)).toBe(place)
})

test('columns are moved, hidden and widened, a view keeps them with filter and order, and the last one comes back', async ({
  offices,
}) => {
  const page = await openList(offices)
  const headings = () => grid(page).getByRole('columnheader').allTextContents()
  await page.getByRole('button', { name: '选择列' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: '牵头单位' }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(dialog.getByRole('checkbox', { name: '牵头单位' })).toBeFocused()
  await page.keyboard.press('Alt+ArrowRight')
  await dialog.getByRole('checkbox', { name: '附件' }).uncheck()
  await expectAccessible(page, '选择列')
  await dialog.getByRole('button', { name: '完成' }).click()
  expect((await headings()).slice(1, 5)).toEqual(['序号', '编号', '牵头单位', '名称'])
  expect(await headings()).not.toContain('附件')
  const lead = grid(page).getByRole('columnheader', { name: '牵头单位' })
  expect((await lead.boundingBox())!.width).toBe(136)

  const edge = (await lead.locator('[data-column-edge]').boundingBox())!
  await page.mouse.move(edge.x + 3, edge.y + 5)
  await page.mouse.down()
  await page.mouse.move(edge.x + 63, edge.y + 5, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => (await lead.boundingBox())!.width).toBe(196)

  await page.getByLabel('搜索编号、名称、单位').fill('KDXF')
  await expect(page.getByText('共 60 项')).toHaveCount(0)
  await expect(
    grid(page)
      .getByRole('row', { name: /科大讯飞/ })
      .first(),
  ).toBeVisible()
  await lead.getByRole('button').click()
  await page.getByRole('button', { name: '存为视图…' }).click()
  await page.getByRole('dialog').getByLabel('视图名称').fill('讯飞的')
  await page.keyboard.press('Enter')
  const view = page.getByRole('button', { name: '讯飞的' })
  await expect(view).toHaveAttribute('aria-pressed', 'true')
  await expectAccessible(page, '视图')
  await page.getByRole('button', { name: '默认视图' }).click()
  await expect(page.getByText('共 60 项')).toBeVisible()
  expect(await headings()).toContain('附件')
  await view.click()
  await expect(page.getByText('共 60 项')).toHaveCount(0)
  const shown = await headings()
  expect(shown).not.toContain('附件')

  // What was shown is kept half a second later; the next morning the window is a new one.
  await page.waitForTimeout(1000)
  await page.reload()
  await logIn(page)
  await goTo(page, '/applications')
  await expect(view).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByLabel('搜索编号、名称、单位')).toHaveValue('KDXF')
  expect(await headings()).toEqual(shown)
  expect((await lead.boundingBox())!.width).toBe(196)

  await page.getByRole('button', { name: '管理视图…' }).click()
  const manage = page.getByRole('dialog')
  await manage.getByLabel('视图「讯飞的」的名称').fill('科大讯飞')
  await manage.getByRole('button', { name: '删除' }).click()
  await expect(page.getByRole('button', { name: '科大讯飞' })).toHaveCount(0)
  await manage.getByRole('button', { name: '撤销' }).click()
  await manage.getByRole('button', { name: '完成' }).click()
  await expect(page.getByRole('button', { name: '科大讯飞' })).toBeVisible()
})

test('one box finds by initials and last digits, ? shows the keys, and 150 % fits the window', async ({
  offices,
}) => {
  const page = await openList(offices)
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: '搜索编号、名称' })
  const options = page.getByRole('option')
  await field.fill('0042')
  await expect(options.first()).toContainText('-00042')
  await field.fill('jgmd')
  await expect(options.first()).toContainText('机构名单')
  await field.fill('zjb')
  await expect(page.getByRole('option', { name: /账号/ })).toContainText(/张经办/)
  await field.fill('JSSKXJST')
  await expect(options.first()).toContainText('江苏省科学技术厅')
  await field.fill('2026ndcsj')
  await expect(page.getByRole('option', { name: /批次/ })).toContainText('2026年度长三角联合攻关')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '2026年度长三角联合攻关' })).toBeVisible()

  await goTo(page, '/applications')
  await grid(page).focus()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: '键盘操作' })
  await expect(keys.getByText('连同表头复制')).toBeVisible()
  await expect(keys.getByText(/^搜索申报、批次、机构、人员、页面/)).toBeVisible()
  await expectAccessible(page, '键盘操作')
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)

  await page.keyboard.press('Control+=')
  await page.keyboard.press('Control+=')
  await expect(page.locator('html')).toHaveCSS('zoom', '1.5')
  for (const path of ['/applications', '/work-bench', '/batches', '/review', '/settings/about']) {
    await goTo(page, path)
    const [content, room] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.querySelector('main')!
      const frame = document.querySelector('main')!.getBoundingClientRect()
      return [Math.max(scrollWidth - clientWidth, frame.right - innerWidth), 0.5] as const
    })
    expect(content, path).toBeLessThanOrEqual(room)
  }
  await page.reload()
  await logIn(page)
  await expect(page.locator('html')).toHaveCSS('zoom', '1.5')
  await page.keyboard.press('Control+0')
  await expect(page.locator('html')).toHaveCSS('zoom', '1')
})
