import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openOffice, password, pinEachOther, value } from '../support/office.ts'
import { printed } from '../support/printed.ts'
import { type Seeded, seedConsortium, seedOffice } from '../support/seed.ts'
import { unzip } from '../support/zip.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, type Offices, type RunningDesk, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, pick, plugIn } from './support/seat.ts'

const first = 'CSJ2026-AH-00006'
const wrongCode = 'CSJ2026-AH-00012'
/** How the office words its notice about a credit code. */
const ownWords = '请更正统一社会信用代码，并附营业执照复印件。'

type Prepared = RunningDesk & { readonly idOf: (number: string) => string; readonly batch: string }

/** Jiangsu with twelve applications and six PDFs, logged in; `more` prepares by calls what the screens are to find. */
async function openSeeded(
  offices: Offices,
  more: (seeded: Seeded) => Promise<unknown> = async () => undefined,
): Promise<Prepared> {
  const home = join(await offices.folder(), 'home')
  const seeded = await seedOffice({ home })
  await more(seeded)
  await seeded.office.close()
  const desk = await offices.open(home)
  await logIn(desk.page)
  return { ...desk, batch: seeded.batch, idOf: (number) => seeded.applications.get(number)! }
}

async function openReview(page: Page, id: string): Promise<void> {
  await goTo(page, `/review/${id.slice('application/'.length)}`)
  await expect(items(page)).toBeVisible()
}

const items = (page: Page) => page.locator('[data-review-items]')
const chosen = (page: Page) => page.locator('[data-review-items] button[aria-expanded=true]:not(h2 button)')
const conclusion = (page: Page) => page.getByRole('region', { name: '结论', exact: true })
const progress = (page: Page) => page.locator('main header [aria-live=polite]')

async function confirmAsSecond(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ has: page.getByLabel('第二人的密码') })
  await dialog.getByLabel('第二人的密码').fill(password)
  await dialog.getByRole('button', { name: action }).click()
}

test('an application is reviewed and passed with the keyboard alone', async ({ offices }) => {
  const { page } = await openSeeded(offices)
  await goTo(page, '/review')
  const list = page.getByRole('grid', { name: '审查清单' })
  await expect(list.getByRole('row', { name: new RegExp(first) })).toContainText('未开始')
  await expectAccessible(page, 'review list')

  // From the heading to the list by Tab, and into its first application by Enter.
  await page.locator('main h1').focus()
  for (let i = 0; i < 30 && !(await list.evaluate((grid) => grid === document.activeElement)); i++) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(first) })).toBeVisible()
  await expect(progress(page)).toHaveText('还剩 13 项')
  await expect(chosen(page)).toContainText('F02')
  await expectAccessible(page, 'review beside the document')

  // What the machine could not know is entered in its place; the finding follows.
  for (const code of ['F03', 'F04', 'F05', 'F06', 'F07']) {
    await page.keyboard.press('ArrowDown')
    await expect(chosen(page)).toContainText(code)
  }
  await expect(items(page)).toContainText('牵头单位是否独立法人未录入，待人工')
  await expectAccessible(page, 'review beside the organisations')
  await page.keyboard.press('i')
  await page.keyboard.press('Enter')
  await expect(items(page)).toContainText('牵头单位在安徽，登记为独立法人。')
  await page.keyboard.press('Escape')
  await expect(chosen(page)).toBeFocused()

  // A verdict with a note and the page it was seen on, then the next open item by itself; undone and given again.
  await page.keyboard.press('n')
  await page.keyboard.type('营业执照与名称一致。')
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await page.keyboard.press('1')
  await expect(progress(page)).toHaveText('还剩 12 项')
  await expect(chosen(page)).toContainText('F09')
  await page.keyboard.press('Control+z')
  await expect(progress(page)).toHaveText('还剩 13 项')
  await expect(chosen(page)).toContainText('F07')
  await expect(page.getByLabel('F07 的说明')).toHaveValue('营业执照与名称一致。')
  // A key that stays down gives one verdict.
  for (let i = 0; i < 4; i++) await page.keyboard.down('1')
  await page.keyboard.up('1')

  for (let left = 12; left > 0; left--) {
    await expect(progress(page)).toHaveText(`还剩 ${left} 项`)
    await page.keyboard.press(left === 5 ? '3' : '1')
  }
  await expect(progress(page)).toHaveText('各项都已判断')

  await page.keyboard.press('c')
  await expect(page.getByRole('radio', { name: '通过', exact: true })).toBeFocused()
  await page.keyboard.press(' ')
  const summary = page.getByRole('region', { name: '确认后会怎样' })
  await expect(summary).toContainText('人工意见 13 条、机器发现 21 条')
  await expect(summary).toContainText('征求意见')
  await expectAccessible(page, 'conclusion')
  for (let i = 0; i < 10; i++) {
    await page.keyboard.press('Tab')
    if (
      await page.getByRole('button', { name: '确认通过' }).evaluate((one) => one === document.activeElement)
    )
      break
  }
  await page.keyboard.press('Enter')
  await expect(conclusion(page)).toContainText('张经办')
  await expect(conclusion(page)).toContainText('联合攻关（草案） 第 2 版，征求意见')
  await expectAccessible(page, 'closed review')

  // The next application is one key away.
  await expect(page.getByRole('button', { name: '下一份申报（]）' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(wrongCode) })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list.getByRole('row', { name: new RegExp(first) })).toContainText('通过')
  await expect(page.getByRole('button', { name: '通过 1' })).toBeVisible()

  // What was noted as evidence stands with the verdict, and the place where one stopped is found again.
  await page.getByRole('button', { name: `继续上次：${wrongCode} F09` }).click()
  await expect(chosen(page)).toContainText('F09')
  await page.keyboard.press('Escape')
  await list.getByRole('button', { name: first }).click()
  await items(page).getByRole('button', { name: /^F07/ }).click()
  await expect(items(page)).toContainText('说明：营业执照与名称一致。')
  await expect(items(page).getByRole('button', { name: '申报信息：牵头单位所在地' })).toBeVisible()
})

test('a notice of missing material takes a typed day and its own words, is printed, and the review goes on', async ({
  offices,
}) => {
  test.setTimeout(360_000)
  const stick = plugIn(await offices.folder())
  const { page, idOf } = await openSeeded(offices)
  await openReview(page, idOf(wrongCode))
  await expect(chosen(page)).toContainText('F09')
  await expect(items(page)).toContainText('第 18 位不是允许的字符')
  await page.keyboard.press('2')
  await page.keyboard.press('c')
  await expect(page.getByRole('radio', { name: '通过', exact: true })).toBeDisabled()
  await page.getByRole('radio', { name: '通知补交材料' }).check()
  const sentence = page.getByRole('textbox', { name: /^F09/ })
  await expect(sentence).toHaveValue(/^请核对并更正.+的统一社会信用代码/)
  await expect(page.getByText('程序的通用表述，可以修改。')).toBeVisible()
  const confirm = page.getByRole('button', { name: '确认通知补交材料' })
  await expect(confirm).toBeDisabled()
  const day = page.getByLabel('补交截止日期')
  await day.fill('20200101')
  await page.keyboard.press('Enter')
  await expect(page.getByText('这一天已经过去')).toBeVisible()
  await expect(confirm).toBeDisabled()
  const last = new Date(Date.now() + 14 * 86_400_000).toLocaleDateString('sv-SE')
  await day.fill(last.replaceAll('-', ''))
  // Enter in a field takes the day over; only the button concludes.
  await page.keyboard.press('Enter')
  await expect(
    page.getByText(new RegExp(`^${last} 星期.，(不是工作日，)?还剩 \\d+ 个工作日`)).first(),
  ).toBeVisible()
  await expect(page.getByRole('heading', { name: '作出结论' })).toBeVisible()
  await sentence.fill('')
  await expect(confirm).toBeDisabled()
  await page.getByRole('button', { name: '换用通用表述' }).click()
  await sentence.fill(ownWords)
  await expectAccessible(page, 'notice item by item')
  await page.getByRole('button', { name: '复制正文' }).click()
  await expect(page.getByText('已复制通知正文')).toBeVisible()
  await confirm.click()

  await expect(conclusion(page)).toContainText('补交截止')
  await expect(conclusion(page)).toContainText(ownWords)
  await page.getByRole('button', { name: '补交材料通知…' }).click()
  const letter = page.getByRole('dialog', { name: '补交材料通知' })
  await letter.getByLabel('文号').fill('苏科函〔2026〕17号')
  await letter.getByLabel('联系电话').fill('025-0000000')
  await expectAccessible(page, 'what is added to a letter')
  await letter.getByRole('button', { name: '预览和打印…' }).click()
  const saved = await saveBoth(page, stick, '补交材料通知-')
  expect(saved.pdf).toContain('苏科函〔2026〕17号')
  for (const text of [saved.pdf, saved.docx]) {
    expect(text).toContain(`1．${ownWords}`)
    expect(text).toContain(`（编号：${wrongCode}）`)
    expect(text).toContain('025-0000000')
  }
  await closeDialogs(page)
  await goTo(page, '/review')
  const row = page.getByRole('row', { name: new RegExp(wrongCode) })
  await expect(row).toContainText('补交材料中')
  await expect(row).toContainText(new RegExp(`${last}　还剩 \\d+ 个工作日`))

  await page.clock.setFixedTime(Date.now() + 20 * 86_400_000)
  await goTo(page, '/work-bench')
  await expect(page.getByText(new RegExp(`${wrongCode} 补交期限已过`))).toBeVisible()
  await openReview(page, idOf(wrongCode))
  await expect(items(page)).toContainText('未按期补交的，形式审查不予受理（第十三条）')
  await page.clock.setFixedTime(Date.now())
  await goTo(page, '/review')

  await openReview(page, idOf(wrongCode))
  await expect(page.getByRole('button', { name: /^1/ })).toHaveCount(0)
  await page.getByRole('button', { name: '材料已到，继续审查…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '重新打开' }).click()
  await expect(progress(page)).toHaveText('还剩 12 项')

  // What the office wrote is proposed again; the letter that went out is still there beside the application.
  await page.keyboard.press('c')
  await page.getByRole('radio', { name: '通知补交材料' }).check()
  await expect(sentence).toHaveValue(ownWords)
  await expect(page.getByText('本单位上次通知这一项时的用语，可以修改。')).toBeVisible()
  await goTo(page, `/applications/${idOf(wrongCode).slice('application/'.length)}`)
  await expect(page.getByRole('button', { name: '补交材料通知…' })).toBeVisible()
  await page.getByRole('button', { name: '审查表…' }).click()
  expect((await saveBoth(page, stick, '形式审查表-')).pdf).toContain('形式审查表（未办结）')
  await closeDialogs(page)

  await goTo(page, '/review')
  await page.getByRole('button', { name: '申报汇总表…' }).click()
  expect((await saveBoth(page, stick, '申报汇总表-')).docx).toMatch(/合计12 项/)
  await closeDialogs(page)
  await page.getByRole('button', { name: '呈批件…' }).click()
  await expect(page.getByRole('dialog', { name: '呈批件' }).locator('canvas').first()).toBeVisible()
  await expectAccessible(page, 'paper')
})

/** Saves the paper that is looked at in both ways; answers what other readers find in the files. */
async function saveBoth(page: Page, stick: string, begins: string) {
  const dialog = page.getByRole('dialog').last()
  await expect(dialog.locator('canvas').first()).toBeVisible()
  const texts: string[] = []
  for (const format of ['PDF', 'DOCX']) {
    await dialog.getByRole('button', { name: `存为 ${format}…` }).click()
    await pick(page, '优盘', '选用这个文件夹')
    const said = dialog.getByText(new RegExp(`^已保存到「优盘」：${begins}.*\\.${format.toLowerCase()}$`))
    const name = (await said.textContent())!.split('：').slice(1).join('：').trim()
    const file = join(stick, name)
    texts.push(format === 'PDF' ? (await printed(file)).join('') : await documentText(file))
  }
  return { pdf: texts[0]!, docx: texts[1]! }
}

async function documentText(file: string): Promise<string> {
  const xml = (await unzip(readFileSync(file))).get('word/document.xml')!
  return xml.replaceAll(/<[^>]+>/g, '')
}

async function closeDialogs(page: Page): Promise<void> {
  for (let left = await page.getByRole('dialog').count(); left > 0; left--) {
    await page.getByRole('dialog').last().getByRole('button', { name: '关闭' }).last().click()
    await expect(page.getByRole('dialog')).toHaveCount(left - 1)
  }
}

test('不予受理 needs a second person, whose own password is asked for', async ({ offices }) => {
  const { page, idOf } = await openSeeded(offices)
  await openReview(page, idOf(first))
  await page.keyboard.press('2')
  await page.keyboard.press('c')
  await page.getByRole('radio', { name: '不予受理' }).check()
  const confirm = page.getByRole('button', { name: '请复核人共同确认…' })
  const grounds = page.getByRole('textbox', { name: /^F02/ })
  await grounds.fill('')
  await expect(confirm).toBeDisabled()
  await grounds.fill('必备附件缺失，经联系仍不能提供。')
  await confirm.click()
  await expectAccessible(page, 'second person')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1．F02 必备附件缺失，经联系仍不能提供。')
  await dialog.getByLabel('第二人的密码').fill('不是这个密码')
  await dialog.getByRole('button', { name: '共同确认不予受理' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await confirmAsSecond(page, '共同确认不予受理')
  await expect(conclusion(page)).toContainText('李复核')
  await expect(conclusion(page)).toContainText('张经办')
  await expect(page.locator('main header')).toContainText('不予受理')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { name: new RegExp(first) })).toContainText('不予受理')
  await expect(page.getByRole('button', { name: /继续上次/ })).toHaveCount(0)
})

test('what was typed beside an item survives a power cut', async ({ offices }) => {
  const { page, idOf, kill, revive } = await openSeeded(offices)
  await openReview(page, idOf(first))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('n')
  await page.keyboard.type('第 3 页的章是合同专用章')
  await page.waitForTimeout(2000)
  await kill()
  await revive()
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('F03 的说明')).toHaveValue('第 3 页的章是合同专用章')
})

test('a conclusion drawn from what has changed since is not recorded', async ({ offices }) => {
  const { page, idOf } = await openSeeded(offices)
  await openReview(page, idOf(wrongCode))
  await page.keyboard.press('2')
  await page.keyboard.press('c')
  await page.getByRole('radio', { name: '不予受理' }).check()
  await page.getByRole('textbox', { name: '补充说明' }).fill('信用代码有误。')

  const other = await page.context().newPage()
  await other.goto(page.url())
  await logIn(other)
  await openReview(other, idOf(wrongCode))
  await other.getByText('签字盖章齐全').click()
  await other.keyboard.press('1')
  await expect(progress(other)).toHaveText('还剩 11 项')

  await expect(page.getByText('您打开本页之后，申报内容或审查意见有变动')).toBeVisible()
  await expect(page.getByRole('button', { name: '请复核人共同确认…' })).toBeDisabled()
  await page.getByRole('button', { name: '看过了，按最新内容继续' }).click()
  await page.getByRole('button', { name: '请复核人共同确认…' }).click()
  await confirmAsSecond(page, '共同确认不予受理')
  await expect(conclusion(page)).toContainText('信用代码有误。')
})

test('an aid of a consortium that is not met can pass with a reason, and not without', async ({
  offices,
}) => {
  let consortium = ''
  const { page } = await openSeeded(offices, async (seeded) => {
    consortium = await seedConsortium(seeded, '长三角语言计算创新联合体')
  })
  await openReview(page, consortium)
  // Nothing is held against the published consortium by the machine.
  await expect(items(page).getByRole('button', { name: /机器判为不符合/ })).toHaveCount(0)
  await page.getByText('议事协调机制', { exact: true }).click()
  await page.keyboard.press('2')
  for (let i = 0; i < 20 && (await progress(page).innerText()) !== '各项都已判断'; i++) {
    await page.keyboard.press('1')
    await page.waitForTimeout(50)
  }
  await page.keyboard.press('c')
  await expect(page.getByRole('radio', { name: '通过', exact: true })).toBeDisabled()
  await page.getByRole('button', { name: /^C07/ }).click()
  await page.keyboard.press('n')
  await page.keyboard.type('成员签署的协议中已约定，另行报备。')
  await page.keyboard.press('Escape')
  await page.keyboard.press('c')
  await page.getByRole('radio', { name: '通过', exact: true }).check()
  await page.getByRole('button', { name: '确认通过' }).click()
  await expect(conclusion(page)).toContainText('通过')
})

test('rules are switched and set as one plan of the batch, and open reviews follow', async ({ offices }) => {
  const { page, idOf } = await openSeeded(offices)
  await goTo(page, '/rule-packs')
  await expectAccessible(page, 'rules')
  await page.getByRole('switch', { name: /F25/ }).click()
  await page.getByRole('spinbutton', { name: 'F15 支持上限' }).fill('5')
  const pending = page.getByRole('region', { name: '未记录的改动' })
  await expect(pending).toContainText('启用 → 停用')
  await expect(pending).toContainText('支持上限：30 % → 5 %')
  await expectAccessible(page, 'changed rules')
  await pending.getByRole('button', { name: '记录为本批次评审方案' }).click()
  await expect(pending).toHaveCount(0)

  await openReview(page, idOf(first))
  await expect(progress(page)).toHaveText('还剩 12 项')
  await expect(items(page)).toContainText('申请支持资金与项目投入之比')
  await page.getByRole('button', { name: /F15/ }).click()
  await expect(items(page)).toContainText('立项支持不高于 5%')
})

test('a confirmed basis takes 「征求意见」 away', async ({ offices }) => {
  const { page, idOf } = await openSeeded(offices)
  await goTo(page, '/rule-packs')
  await page.getByRole('button', { name: '核对依据…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('文号').fill('沪科规〔2023〕1号')
  await expectAccessible(page, 'basis')
  await dialog.getByRole('button', { name: '请复核人共同确认…' }).click()
  await confirmAsSecond(page, '共同确认依据')
  await expect(page.getByText('沪科规〔2023〕1号')).toBeVisible()
  await expect(page.locator('main')).not.toContainText('征求意见')
  await openReview(page, idOf(first))
  await expect(items(page)).toContainText('（沪科规〔2023〕1号）')
  await expect(items(page)).not.toContainText('征求意见')
})

test('the reviews and rules of another office are there to read, and say whose they are', async ({
  offices,
}) => {
  const root = await offices.folder()
  const { office: js, applications } = await seedOffice({ home: join(root, 'JS'), count: 4, documents: 1 })
  const sh = await openOffice('SH', '演练', join(root, 'SH'))
  await pinEachOther(js, sh)
  const stick = join(root, 'stick')
  mkdirSync(stick)
  const folder = (await js.backend.fileTokens.grant(stick)).token
  const written = await value(js.desk.bundles.exportBundle({ to: 'SH', folder, withDocuments: true }))
  const opened = await value(sh.desk.bundles.openBundle({ file: await sh.token(join(stick, written.file)) }))
  await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))
  await js.close()
  await sh.close()

  const { page } = await offices.open(join(root, 'SH'))
  await logIn(page)
  await goTo(page, '/review')
  await expect(page.getByText('本单位在这里没有要审查的申报')).toBeVisible()
  await page.getByRole('button', { name: '看各单位的申报' }).click()
  await expect(page.getByRole('row', { name: /CSJ2026/ }).first()).toContainText('江苏')
  await openReview(page, [...applications.values()][0]!)
  await expect(items(page)).toContainText('由江苏省科学技术厅受理和审查')
  await expect(page.getByRole('button', { name: '作出结论（C）' })).toHaveCount(0)
  await page.keyboard.press('1')
  await expect(page.getByLabel(/的说明$/)).toHaveCount(0)
  await expect(page.locator('main header')).toContainText('未开始')
  await expectAccessible(page, 'review of another office')
  await goTo(page, '/rule-packs')
  await expect(page.getByText('这个批次由江苏省科学技术厅建立')).toBeVisible()
  await expect(page.getByRole('switch')).toHaveCount(0)
})

test('at 150 % on a small screen nothing of the review is wider than the window', async ({ offices }) => {
  const { page, idOf } = await openSeeded(offices)
  await page.setViewportSize({ width: 911, height: 512 })
  const paths = ['/review', `/review/${idOf(first).slice('application/'.length)}`, '/rule-packs']
  for (const path of paths) {
    await goTo(page, path)
    const [content, room] = await page
      .locator('main')
      .evaluate((main) => [main.scrollWidth, main.clientWidth] as const)
    expect(content, path).toBeLessThanOrEqual(room)
  }
})
