import { mkdirSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { password } from '../../support/office.ts'

/** Somebody at a desk: the window, and how this host lets a file or a folder be picked by its path. */
export type Seat = {
  readonly page: Page
  pick(path: string, click: () => Promise<void>): Promise<void>
}

/** In a browser the desk's own picker is walked from the stick down. */
export function browserSeat(page: Page, stick: string): Seat {
  return {
    page,
    async pick(path, click) {
      const before = await page.getByRole('dialog').count()
      await click()
      const below = relative(stick, path)
      await pick(page, basename(stick), ...(below === '' ? [] : below.split('/')))
      const folder = page.getByRole('dialog').last().getByRole('button', { name: '选用这个文件夹' })
      if (!/\.[^./]+$/.test(path)) await folder.click()
      await expect(page.getByRole('dialog')).toHaveCount(before)
    },
  }
}

/** Presses these in turn in the desk's own picker, the dialog on top. */
export async function pick(page: Page, ...names: readonly string[]): Promise<void> {
  const dialog = page.getByRole('dialog').last()
  for (const name of names) await dialog.getByRole('button', { name, exact: true }).click()
}

/** A new folder that the pickers of the desks opened after this show. */
export function plugIn(root: string, name = '优盘'): string {
  const stick = join(root, name)
  mkdirSync(stick)
  process.env.DESK_FILES = stick
  return stick
}

/** Logs somebody in at a desk of `test/support/office.ts`, where everybody has the same password. */
export async function logIn(page: Page, name = '张经办'): Promise<Page> {
  await page.getByText(name, { exact: true }).click()
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: '工作阶段' })).toBeVisible()
  return page
}

/** Puts text into a field as a person would paste it. */
export async function paste(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).evaluate((input, pasted) => {
    const data = new DataTransfer()
    data.setData('text', pasted)
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)
}

/** The six groups of the code that a screen shows. */
export async function shownCode(page: Page): Promise<readonly string[]> {
  const code = page.locator('p', { hasText: /^(\d{4}){6}$/ }).last()
  return (await code.textContent())!.match(/\d{4}/g)!
}
