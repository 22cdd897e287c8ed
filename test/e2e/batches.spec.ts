import { expect, test } from './support/desk.ts'
import { foundDesk, goTo } from './support/first-run.ts'

test('a batch is set up by typing alone, and stands on the work bench', async ({ offices }) => {
  const { page } = await offices.open()
  await foundDesk(page)
  await page.getByRole('button', { name: '新建批次' }).click()
  await page.getByRole('button', { name: '建立批次' }).click()
  await expect(page.getByText('请填写批次名称')).toBeVisible()
  await page.getByLabel('批次名称').fill('2026 年第一批联合攻关项目')
  await page.getByLabel('受理开始').fill('20261101')
  await page.keyboard.press('Tab')
  await page.getByLabel('受理截止').fill('2026年10月1日')
  await page.keyboard.press('Tab')
  await expect(page.getByText('受理截止日期早于受理开始日期')).toBeVisible()
  await page.getByLabel('受理截止').fill('2026.12.31')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: '建立批次' }).click()
  await expect(page.getByRole('heading', { name: '2026 年第一批联合攻关项目' })).toBeVisible()
  await expect(page.getByText('2026-11-01 星期日 至 2026-12-31 星期四')).toBeVisible()
  await expect(page.getByTestId('saved-state')).toHaveText(/已保存 \d\d:\d\d:\d\d/)
  await goTo(page, '/work-bench')
  await expect(page.getByRole('link', { name: '2026 年第一批联合攻关项目', exact: true })).toBeVisible()
})

test('a list is worked by keys: Enter opens, Esc comes back to the same row, Ctrl+C copies codes as text', async ({
  offices,
}) => {
  const { page } = await offices.open()
  await foundDesk(page)
  for (const title of ['甲批次', '乙批次', '丙批次']) {
    await goTo(page, '/batches/new')
    await page.getByLabel('批次名称').fill(title)
    await page.getByLabel('受理开始').fill('2026-11-01')
    await page.keyboard.press('Tab')
    await page.getByLabel('受理截止').fill('2026-12-31')
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: '建立批次' }).click()
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
  }
  await goTo(page, '/batches')
  const grid = page.getByRole('grid', { name: '批次' })
  const current = () =>
    grid.evaluate(
      (element) => document.getElementById(element.getAttribute('aria-activedescendant')!)!.textContent,
    )
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  const row = await current()
  expect(row).toContain('乙批次')
  const copied = await grid.evaluate((element) => {
    const data = new DataTransfer()
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true }))
    return { text: data.getData('text/plain'), html: data.getData('text/html') }
  })
  expect(copied.text.split('\t')[0]).toBe('乙批次')
  expect(copied.html).toContain(`<td style='mso-number-format:"\\@"'>乙批次</td>`)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '乙批次' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(grid).toBeFocused()
  expect(await current()).toBe(row)
})
