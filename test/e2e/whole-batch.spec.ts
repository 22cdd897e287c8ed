import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { makePdf } from '../support/pdf.ts'
import { makeXlsx } from '../support/tables.ts'
import { expect, test } from './support/desk.ts'
import { goTo, secondPassword } from './support/first-run.ts'
import { firstDay, setUpBatch } from './support/main-job.ts'
import { browserSeat, plugIn, type Seat } from './support/seat.ts'

// A sweep works 200 of them; each tenth row is faulty in its way, as `faulty` says.
const count = Number(process.env.DESK_BATCH ?? 10)
const rows = makeApplicationRows(count, 7)
const column = { number: 1, title: 2, code: 5, selfRaised: 12 } as const

/** What becomes of an application, known beforehand by its row. */
function outcomeOf(row: number): '通过' | '通知补交材料' | '不予受理' {
  if (row % 10 === 1 || row % 10 === 2) return '通知补交材料'
  return row % 10 === 4 ? '不予受理' : '通过'
}

const rowOf = (number: string) => rows.findIndex((row) => row[column.number] === number)
const expected = (outcome: ReturnType<typeof outcomeOf>) =>
  rows.filter((_, i) => outcomeOf(i) === outcome).length

/** The second has a wrong credit code, the third sums that differ, the fifth the title of the first. */
function faulty(row: readonly string[], i: number): readonly string[] {
  const changed = [...row]
  if (i % 10 === 1) changed[column.code] = '91350100M000100Y4Z'
  if (i % 10 === 2) changed[column.selfRaised] = '1.00'
  if (i % 10 === 4) changed[column.title] = rows[i - 4]![column.title]!
  return changed
}

async function fillStick(stick: string): Promise<void> {
  const list = [['2026年度申报汇总表'], listHeadings, ...rows.map(faulty)]
  writeFileSync(join(stick, '申报汇总表.xlsx'), makeXlsx(list))
  mkdirSync(join(stick, '申报书'))
  for (const row of rows) {
    const number = row[column.number]!
    const file = join(stick, '申报书', `${number}.pdf`)
    writeFileSync(file, await makePdf({ pages: 3, text: (page) => `申报书 ${number}\n第 ${page} 页` }))
  }
}

async function takeIn({ page, pick: pickFile }: Seat, stick: string): Promise<void> {
  await goTo(page, '/import')
  await pickFile(join(stick, '申报汇总表.xlsx'), () => page.getByRole('button', { name: '选择文件' }).click())
  await page.getByRole('button', { name: '下一步：检查' }).click()
  await page.getByRole('button', { name: '下一步：确认' }).click()
  await page.getByRole('button', { name: `导入 ${count} 项` }).click()
  await expect(page.getByRole('heading', { name: /^已导入/ })).toBeVisible()
  await goTo(page, '/attach-documents')
  await pickFile(join(stick, '申报书'), () => page.getByRole('button', { name: /选择文件夹/ }).click())
  await page.getByRole('button', { name: `附上 ${count} 个文件` }).click()
  await expect(page.getByText(`已附上 ${count} 个文件`)).toBeVisible({ timeout: 60_000 })
}

const progress = (page: Page) => page.locator('main header [aria-live=polite]')
const chosen = (page: Page) => page.locator('[data-review-items] button[aria-expanded=true]:not(h2 button)')

/** A verdict a key until nothing is left open; F14 of a repeated title does not conform. */
async function judge(page: Page, row: number): Promise<void> {
  await expect(progress(page)).toHaveText(/^还剩 \d+ 项$|^各项都已判断$/)
  await expect(chosen(page)).toBeVisible()
  // A review begins at what the machine holds against it: the reviewer agrees or not, and goes on to what is open.
  if ((await page.getByRole('heading', { name: /^机器判为不符合/ }).count()) > 0)
    await page.keyboard.press(outcomeOf(row) === '通过' ? '1' : '2')
  const left = Number(/\d+/.exec((await progress(page).textContent())!)?.[0] ?? 0)
  for (let item = left; item > 0; item--) {
    await expect(progress(page)).toHaveText(`还剩 ${item} 项`)
    const isRepeated = row % 10 === 4 && (await chosen(page).textContent())!.includes('F14')
    await page.keyboard.press(isRepeated ? '2' : '1')
  }
  await expect(progress(page)).toHaveText('各项都已判断')
}

async function conclude(page: Page, outcome: ReturnType<typeof outcomeOf>): Promise<void> {
  await page.keyboard.press('c')
  await page.getByRole('radio', { name: outcome, exact: true }).check()
  if (outcome === '通知补交材料') {
    const day = page.getByLabel('补交截止日期')
    await day.fill(dayFrom(20))
    await day.press('Enter')
  }
  if (outcome === '不予受理') {
    await page.getByRole('button', { name: /^请复核人共同确认/ }).click()
    await confirmAsSecond(page, '共同确认不予受理')
  } else await page.getByRole('button', { name: `确认${outcome}` }).click()
  await expect(page.locator('main header').first()).toContainText('已有结论')
}

async function confirmAsSecond(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ has: page.getByLabel('第二人的密码') })
  await dialog.getByLabel('第二人的密码').fill(secondPassword)
  await dialog.getByRole('button', { name: action }).click()
}

function dayFrom(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE')
}

async function fillDay(field: Locator, day: string): Promise<void> {
  await field.fill(day)
  await field.press('Tab')
}

/** Everything that is closed is laid before the head of department, and the signed paper registered. */
async function signOff(page: Page, items: number): Promise<void> {
  await goTo(page, '/sign-offs')
  await page.getByRole('button', { name: '全部呈批…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `呈批 ${items} 项` })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^呈批件 [0-9a-f]{8}$/)
  await page.getByRole('button', { name: '登记签批…' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('radio', { name: '同意', exact: true }).click()
  await fillDay(form.getByLabel('签批日期'), dayFrom(0))
  await form.getByLabel('签批人').fill('王处')
  await form.getByLabel('职务').fill('处长')
  await form.getByLabel('文号或签报号').fill('苏科签〔2026〕12号')
  await form.getByRole('button', { name: '登记签批' }).click()
  await expect(page.locator('main')).toContainText('已签批')
}

/** The missing material of an application came: it is received, and the review goes on and passes. */
async function supply(page: Page): Promise<void> {
  await goTo(page, '/supply')
  const list = page.getByRole('grid', { name: '补交材料' })
  const filters = page.getByRole('group', { name: '筛选' })
  await expect(filters.getByRole('button', { name: `全部 ${expected('通知补交材料')}` })).toBeVisible()
  await list.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '版本' })).toBeVisible()
  await page.keyboard.press('f')
  const sent = page.getByRole('dialog')
  await fillDay(sent.getByLabel(/^发出日期/).first(), dayFrom(0))
  await sent.getByRole('radio', { name: '邮件' }).check()
  await page.keyboard.press('Control+Enter')
  await expect(sent).toHaveCount(0)
  await page.keyboard.press('r')
  const received = page.getByRole('dialog', { name: '登记收到的材料' })
  await received.locator('[aria-label="第 1 项的情况"]').getByText('收到', { exact: true }).click()
  await fillDay(received.getByLabel(/^收到日期/).first(), dayFrom(0))
  await received.getByRole('button', { name: '登记收到情况' }).click()
  await expect(page.getByText('各项都已收到或不再需要')).toBeVisible()
  await page.keyboard.press('g')
  await page.getByRole('dialog').getByRole('button', { name: '继续审查' }).click()
  await expect(page.locator('[data-review-items]')).toBeVisible()
}

/** The list of what is recommended, agreed to by letter by the other three, made final by two people. */
async function recommend(page: Page, passed: number): Promise<void> {
  await goTo(page, '/recommendations')
  await page.getByRole('button', { name: '起草推荐汇总表…' }).click()
  await expect(page.getByRole('heading', { name: `列入推荐 ${passed} 项` })).toBeVisible()
  await page.getByRole('button', { name: '形成第 1 稿' }).click()
  const picture = page.getByRole('region', { name: '各单位对各稿的意见' })
  for (const office of ['上海市科学技术委员会', '浙江省科学技术厅', '安徽省科学技术厅']) {
    const row = picture.getByRole('row', { name: new RegExp(office) })
    await row.getByRole('button', { name: '登记回函…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: '同意', exact: true }).click()
    await dialog.getByLabel('文号').fill('科函〔2026〕7号')
    await fillDay(dialog.getByLabel('日期'), dayFrom(0))
    await dialog.getByRole('button', { name: '登记意见' }).click()
    await expect(row.getByText('同意', { exact: true })).toBeVisible()
  }
  await page.getByRole('button', { name: '定稿…' }).click()
  await confirmAsSecond(page, '共同确认定稿')
  await expect(page.getByText(/第 1 稿已于 .* 定稿/)).toBeVisible()
}

test(`a batch of ${count} mixed applications is worked by the screens from the list to the recommendation`, async ({
  offices,
}) => {
  test.setTimeout(120_000 + count * 20_000)
  const stick = plugIn(await offices.folder())
  await fillStick(stick)
  const { page } = await offices.open()
  const seat = browserSeat(page, stick)
  await firstDay(seat, '江苏省科学技术厅', '李明')
  await setUpBatch(seat)
  await takeIn(seat, stick)

  await goTo(page, '/checks')
  await page.getByRole('button', { name: /^机器核对全部|^重新核对/ }).click()
  await expect(page.getByRole('grid').getByRole('row')).not.toHaveCount(0, { timeout: 60_000 })

  await goTo(page, '/review')
  const list = page.getByRole('grid', { name: '审查清单' })
  await expect(list.getByRole('row').nth(1)).toBeVisible()
  await list.focus()
  await page.keyboard.press('Enter')
  for (let i = 0; i < count; i++) {
    const number = /CSJ\d{4}-[A-Z]{2}-\d{5}/.exec((await page.locator('main h1').textContent())!)![0]
    await judge(page, rowOf(number))
    await conclude(page, outcomeOf(rowOf(number)))
    if (i + 1 === count) break
    await page.keyboard.press(']')
    await expect(page.locator('main h1')).not.toContainText(number)
  }

  await signOff(page, count)
  await goTo(page, '/one-page')
  for (const [word, outcome] of [
    ['通过', '通过'],
    ['补交材料', '通知补交材料'],
    ['不予受理', '不予受理'],
  ] as const) {
    const figures = page.getByRole('list', { name: '总体情况' })
    await expect(figures.getByRole('link', { name: `${word} ${expected(outcome)} 项` })).toBeVisible()
  }

  await supply(page)
  await judge(page, 0)
  await conclude(page, '通过')
  await signOff(page, 1)
  await recommend(page, expected('通过') + 1)
})
