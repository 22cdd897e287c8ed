import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { grantingRole, type Role } from '../../src-main/domain/accounts/rules.ts'
import { signOffStates } from '../../src-main/domain/sign-offs/rules.ts'
import { supplyFilters } from '../../src-main/domain/supply/rules.ts'
import { organisationPath } from '../../src-renderer/features/organisations/paths.ts'
import { checksPathOf, registerViews } from '../../src-renderer/features/registers/paths.ts'
import { type HostileDesk, hostileDesk, supervisor } from '../support/hostile-desk.ts'
import { hostileHeadings, hostileRows, payload } from '../support/hostile-lists.ts'
import { payloads } from '../support/payloads.ts'
import { makeXlsx } from '../support/tables.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { allPages, pageOf } from './support/pages.ts'
import { logIn, pick, plugIn } from './support/seat.ts'

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

/** What runs on a page from now on, or is stopped by its policy. */
async function watch(page: Page): Promise<readonly string[]> {
  const ran: string[] = []
  page.on('dialog', (dialog) => ran.push(dialog.message()))
  await page.exposeFunction('ran', () => ran.push(page.url()))
  await page.exposeFunction('stopped', (what: string) => ran.push(`${what} on ${page.url()}`))
  await page.evaluate(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      const { stopped } = window as unknown as { stopped(what: string): void }
      stopped(`${violatedDirective}: ${blockedURI} by ${sourceFile}`)
    })
  })
  return ran
}

/** What a page says, with what stands in its fields. */
function readOn(page: Page): Promise<string> {
  return page.locator('main').evaluate((main: HTMLElement) => {
    const fields = [...main.querySelectorAll<HTMLInputElement>('input, textarea')]
    return [main.innerText, ...fields.map(({ value }) => value)].join('\n')
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

/** Everything that a page asked for is there, and the browser has nothing left to do. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('main .ant-spin')).toHaveCount(0)
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => done(null), { timeout: 500 })))
}

/** Opens a page in place of the one before: it shows a heading of its own. */
async function open(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    for (const one of document.querySelectorAll('main h1')) one.classList.add('before')
    location.hash = hash
  }, address)
  await expect(page.locator('main h1:not(.before)'), address).toBeVisible()
  await settled(page)
}

async function logOut(page: Page, name: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
}

const part = (subject: string) => subject.slice(subject.indexOf('/') + 1)

/** Those whose lead has a sign in its name that addresses are made of. */
function withSigns(rows: HostileDesk['rows']): HostileDesk['rows'] {
  return rows.filter(({ lead }) => /%|^[#./]/.test(lead))
}

/** Where the pages with something in their address are opened: everything hostile that the desk has. */
function addresses(desk: HostileDesk): readonly string[] {
  const { rows, refused, supplied, checked, unchecked, alike, stories } = desk
  const batch = part(desk.batch)
  return [
    ...['', '/edit', '/applications'].map((rest) => `/batches/${batch}${rest}`),
    ...['review/batch', 'sign-offs/batch', 'checks', 'board', 'one-page', 'reasons', 'rule-packs'].map(
      (page) => `/${page}/${batch}`,
    ),
    ...[...rows.slice(0, 14), rows.at(-1)!].map(({ id }) => `/applications/${part(id)}`),
    ...[refused, supplied, checked, unchecked, ...alike].map((id) => `/review/${part(id)}`),
    `/review/batch/${batch}/${encodeURIComponent('不予受理')}`,
    `/review/${part(alike[0])}/beside/${part(alike[1])}`,
    ...supplyFilters.map((filter) => `/supply/show/${encodeURIComponent(filter)}`),
    `/supply/${part(supplied)}`,
    `/supply/${part(supplied)}/compare/0/1`,
    `/second-check/${part(unchecked)}`,
    ...signOffStates.map((state) => `/sign-offs/batch/${batch}/${encodeURIComponent(state)}`),
    `/sign-offs/${part(desk.signOff)}`,
    ...['', '/next', '/1', '/2'].map((rest) => `/recommendations/${batch}${rest}`),
    `/supervision/inspections/${part(desk.inspection)}`,
    ...registerViews.flatMap((view) =>
      (['科研诚信', '社会信用'] as const).map((register) => checksPathOf(register, view)),
    ),
    ...withSigns(rows)
      .slice(0, 1)
      .map(({ lead }) => organisationPath({ name: lead, code: null })),
    `/rule-packs/${batch}/adopt/joint-draft/9`,
    '/exchange/export/ZJ',
    '/exchange/hand-out/EVIL',
    ...[refused, ...stories].map((subject) => `/history/${subject}`),
    `/history/${refused}/00000000`,
  ]
}

/** The page of a record has texts of it; a list may be empty, and so may what is told of a record. */
const isFull = (address: string) => /\/[0-9a-f]{8}-\d+/.test(address) && !address.startsWith('/history/')

/** Who is at the desk, in turn; a page is opened by the first of them who may. */
const people: readonly { readonly name: string; readonly roles: readonly Role[] }[] = [
  { name: '张经办', roles: ['经办人', '管理员'] },
  { name: '李复核', roles: ['复核人'] },
  { name: supervisor, roles: ['监督'] },
]

test('a hundred texts that would run are text on every page, and nothing else (S37)', async ({ offices }) => {
  test.setTimeout(360_000)
  const pages = await allPages()
  const root = await offices.folder()
  const home = join(root, 'home')
  const hostile = await hostileDesk(home)
  const again = hostileRows(9).map((row, i) => row.map((cell, at) => (at === 2 ? payload(i + 50) : cell)))
  writeFileSync(join(plugIn(root), '再次.xlsx'), makeXlsx([hostileHeadings, ...again]))
  const { rows, batch, refused } = hostile
  expect(hostile.leftOut).toEqual([])
  const all = [...pages.map(({ path }) => path).filter((path) => !path.includes(':')), ...addresses(hostile)]
  const opened = all.map((address) => pageOf(pages, address))
  const forgotten = pages.filter((one) => !opened.includes(one))
  expect(
    forgotten.map(({ path }) => path),
    'pages that this test does not open',
  ).toEqual([])
  const visitor = (address: string) => {
    const { permission } = pageOf(pages, address)!
    return people.find(({ roles }) => grantingRole(permission, roles) !== null)
  }

  const { page } = await offices.open(home)
  const ran = await watch(page)
  expect(all.filter((address) => !visitor(address))).toEqual([])
  for (const person of people.toReversed()) {
    await logIn(page, person.name)
    for (const address of all.filter((one) => visitor(one) === person)) {
      await open(page, address)
      expect(await madeOn(page), address).toEqual([])
      if (isFull(address)) await expect.poll(() => readOn(page), address).toMatch(/ran\(\)|class=made/)
    }
    if (person !== people[0]) await logOut(page, person.name)
  }

  // A page is about what its address names, whatever signs of addresses are in the name.
  for (const { lead } of withSigns(rows)) {
    await open(page, organisationPath({ name: lead, code: null }))
    await expect(page.locator('main h1')).toHaveText(lead)
  }

  // A list that comes again, before anything of it is taken in.
  await open(page, '/import')
  await page.getByRole('button', { name: '选择文件' }).click()
  await pick(page, '优盘', '再次.xlsx')
  for (const next of ['检查', '对比']) {
    await page.getByRole('button', { name: `下一步：${next}` }).click()
    await settled(page)
    expect(await madeOn(page), next).toEqual([])
  }
  await expect(page.getByRole('grid', { name: '有变化的申报' })).toContainText('class=made')

  // Each is there to be read, exactly as it came.
  await goTo(page, `/batches/${part(batch)}/applications`)
  const read = await textsOf(page.getByRole('grid').first())
  expect(rows.map(({ title }) => title).filter((title) => !read.has(title))).toEqual([])
  // A list is read without the spaces around a cell and with one kind of space in it, as everywhere in the program.
  const plain = (text: string) => text.trim().replaceAll(/\s+/g, ' ')
  const titles = new Set(rows.map(({ title }) => plain(title)))
  expect(payloads.filter((text) => !titles.has(plain(text)))).toEqual([])

  await goTo(page, `/history/${refused}`)
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
})
