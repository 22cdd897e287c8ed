import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { hostileDesk } from '../support/hostile-desk.ts'
import { payloads } from '../support/payloads.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn } from './support/seat.ts'

/** The patterns of all pages, read out of the features' tables of routes. */
function patterns(): readonly string[] {
  return globSync('src-renderer/features/*/routes.tsx').flatMap((file) => {
    const beside = globSync(join(dirname(file), '*.ts*'))
      .map((one) => readFileSync(one, 'utf8'))
      .join('\n')
    const table = readFileSync(file, 'utf8')
    const literal = [...table.matchAll(/[[ ]'(\/[\w:/?-]+)'/g)].map(([, path]) => path!)
    const named = [...table.matchAll(/^\s+path: (\w+),/gm)].map(
      ([, name]) => new RegExp(`const ${name} = '([^']+)'`).exec(beside)![1]!,
    )
    return [...literal, ...named]
  })
}

function isOf(pattern: string, path: string): boolean {
  const regex = pattern.replace(/\/:\w+\?/g, '(?:/[^/]+)?').replace(/:\w+/g, '[^/]+')
  return new RegExp(`^${regex}$`).test(path)
}

/** Whatever a text could have made of itself: elements of its own, attributes that run, links that do. */
async function madeOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const suspicious = [...document.querySelectorAll('*')].filter(
      (element) =>
        element.classList.contains('made') ||
        element.matches(
          'iframe:not([title]), object, embed, base, marquee, math, body script, a[href^="javascript" i]',
        ) ||
        element.getAttributeNames().some((name) => name.startsWith('on')),
    )
    return suspicious.map((element) => element.outerHTML.slice(0, 200))
  })
}

/** The text of every cell that a list shows while it is scrolled from its first to its last row. */
async function textsOf(grid: Locator): Promise<ReadonlySet<string>> {
  const shown = new Set<string>()
  const cells = async () => {
    const before = shown.size
    for (const text of await grid.getByRole('gridcell').allTextContents()) shown.add(text)
    return shown.size > before
  }
  await grid.focus()
  await grid.press('Home')
  // A page of rows arrives a moment after it was scrolled to.
  for (let still = 0; still < 8; still++) {
    if (await cells()) still = 0
    await grid.press('PageDown')
    await grid.page().waitForTimeout(60)
  }
  return shown
}

const settled = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve(null), { timeout: 500 })))

test('a hundred texts that would run are text on every page, and nothing else (S37)', async ({ offices }) => {
  test.setTimeout(360_000)
  const home = join(await offices.folder(), 'home')
  const { rows, batch, application, refused } = await hostileDesk(home)
  expect(refused).toEqual([])
  const { page } = await offices.open(home)
  const ran: string[] = []
  page.on('dialog', (dialog) => ran.push(dialog.message()))
  await page.exposeFunction('ran', () => ran.push(page.url()))
  await page.evaluate(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => {
      document.documentElement.dataset.violated = violatedDirective
    })
  })
  await logIn(page)

  const part = (subject: string) => subject.slice(subject.indexOf('/') + 1)
  const all = patterns()
  const visited = [
    ...all.filter((pattern) => !pattern.includes(':')),
    `/batches/${part(batch)}`,
    `/batches/${part(batch)}/edit`,
    `/batches/${part(batch)}/applications`,
    ...rows.slice(0, 8).map(({ id }) => `/applications/${part(id)}`),
    `/applications/${part(rows.at(-1)!.id)}`,
    `/review/batch/${part(batch)}`,
    `/review/${part(application)}`,
    `/review/${part(rows[1]!.id)}`,
    '/exchange/export/ZJ',
    '/exchange/hand-out/EVIL',
    `/history/${application}`,
    `/history/${application}/00000000`,
  ]
  for (const path of visited) {
    await goTo(page, path)
    await settled(page)
    expect(await madeOn(page), path).toEqual([])
  }
  expect(all.filter((pattern) => !visited.some((path) => isOf(pattern, path)))).toEqual([])

  // Each is there to be read, exactly as it came.
  await goTo(page, `/batches/${part(batch)}/applications`)
  const read = await textsOf(page.getByRole('grid').first())
  expect(rows.map(({ title }) => title).filter((title) => !read.has(title))).toEqual([])
  // A list is read without the spaces around a cell and with one kind of space in it, as everywhere in the program.
  const plain = (text: string) => text.trim().replaceAll(/\s+/g, ' ')
  const titles = new Set(rows.map(({ title }) => plain(title)))
  expect(payloads.filter((text) => !titles.has(plain(text)))).toEqual([])

  await goTo(page, `/history/${application}`)
  await expect(page.getByRole('button', { name: '详情' }).first()).toBeVisible()
  await page.getByRole('button', { name: '详情' }).evaluateAll((all) => {
    for (const one of all) (one as HTMLElement).click()
  })
  await settled(page)
  expect(await madeOn(page), 'details of the history').toEqual([])
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '搜索编号、名称' }).fill('<')
  await settled(page)
  expect(await madeOn(page), 'what is found').toEqual([])

  expect(ran).toEqual([])
  expect(await page.evaluate(() => document.documentElement.dataset.violated)).toBeUndefined()
})
