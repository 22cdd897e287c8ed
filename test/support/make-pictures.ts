import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { backendProcess } from '../../tools/backend-process.ts'
import { buildAll, isBuilt } from '../../tools/build.ts'
import { testChromium } from '../../tools/chromium.ts'
import { testFolder } from './log.ts'
import { openOffice, password, pinEachOther, value } from './office.ts'
import { seedOffice } from './seed.ts'

// By hand: `npm run pictures` makes the README's pictures from the program as it is.
const target = path.join(import.meta.dirname, 'pictures')
const root = path.join(import.meta.dirname, '..', '..')

/** Jiangsu with a batch under review, some of it sent to Shanghai, whose receipt came back. */
async function makeHome(): Promise<string> {
  const home = testFolder()
  const { office: js, applications } = await seedOffice({ home, count: 60, documents: 12 })
  const sh = await openOffice('SH')
  await pinEachOther(js, sh)
  for (const [i, application] of [...applications.values()].slice(0, 14).entries()) {
    const page = (await value(js.desk.formalReview.open(application)))!
    for (const { code } of page.states.slice(0, i < 9 ? 40 : 6)) {
      const verdict = i % 4 === 3 && code === 'F03' ? '不符合' : '符合'
      await value(js.desk.formalReview.recordVerdict({ application, code, verdict, note: '', evidence: [] }))
    }
    if (i >= 9) continue
    const { seen } = (await value(js.desk.formalReview.open(application)))!
    if (i % 4 === 3) {
      const closing = { application, reason: '请补交加盖公章的申报书', seen, deadline: '2026-12-11' }
      await value(js.desk.formalReview.closeForMaterial(closing))
    } else await value(js.desk.formalReview.closeAsPassed({ application, reason: '', seen }))
  }
  for (const [from, to, code] of [
    [js, sh, 'SH'],
    [sh, js, 'JS'],
  ] as const) {
    const stick = await from.folder('stick')
    const { file } = await value(
      from.desk.bundles.exportBundle({ to: code, folder: stick.token, withDocuments: true }),
    )
    const opened = await value(
      to.desk.bundles.openBundle({ file: await to.token(path.join(stick.path, file)) }),
    )
    await value(to.desk.bundles.acceptBundle({ staged: opened.staged }))
  }
  const next = [...applications.values()][14]!
  await value(
    js.desk.formalReview.recordVerdict({
      application: next,
      code: 'F03',
      verdict: '符合',
      note: '',
      evidence: [],
    }),
  )
  await js.close()
  await sh.close()
  return home
}

async function logIn(page: Page): Promise<void> {
  await page.getByText('张经办').first().click()
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
}

if (!(await isBuilt())) await buildAll()
const backend = backendProcess(await makeHome())
const url = await backend.start()
const { executablePath, env } = await testChromium(root)
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox'],
  env: { ...process.env, ...env } as Record<string, string>,
})
const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
await page.goto(url)
await logIn(page)
const home = new URL('/', url).href
for (const [name, place] of [
  ['work-bench', '#/work-bench'],
  ['list', '#/applications'],
  ['reviews', '#/review'],
  ['exchange', '#/exchange'],
] as const) {
  await page.goto(`${home}${place}`)
  await page.waitForTimeout(2500)
  await page.screenshot({ path: path.join(target, `${name}.png`) })
}
await page.goto(`${home}#/applications`)
await page.getByRole('row').filter({ hasText: '审查中' }).first().dblclick()
await page.waitForTimeout(3000)
await page.screenshot({ path: path.join(target, 'application.png') })
await page.getByRole('button', { name: /审查/ }).last().click()
await page.waitForTimeout(3500)
await page.screenshot({ path: path.join(target, 'review.png') })
await browser.close()
await backend.end()
