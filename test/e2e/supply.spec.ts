import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RuleCode } from '../../src-main/domain/rule-packs/rules.ts'
import { password, value } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { type Seeded, seedOffice } from '../support/seed.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, pick, plugIn } from './support/seat.ts'

const day = 86_400_000

/** Runs with the clock of this process set back, so that what it records lies in the past. */
async function daysAgo<T>(days: number, act: () => Promise<T>): Promise<T> {
  const Now = Date
  const back = () => Now.now() - days * day
  globalThis.Date = class extends Now {
    constructor(...given: [] | [number | string | Date]) {
      super(...((given.length === 0 ? [back()] : given) as [number]))
    }
    static override now = back
  } as DateConstructor
  try {
    return await act()
  } finally {
    globalThis.Date = Now
  }
}

const dayFrom = (days: number) => {
  const date = new Date(Date.now() + days * day)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Closes an application as 通知补交材料 for these items, by calls. */
async function notice(
  { office: { desk } }: Seeded,
  application: string,
  codes: readonly RuleCode[],
  deadline: string,
) {
  for (const code of codes)
    await value(
      desk.formalReview.recordVerdict({ application, code, verdict: '不符合', note: '缺少。', evidence: [] }),
    )
  const { seen } = (await value(desk.formalReview.open(application)))!
  await value(desk.formalReview.closeForMaterial({ application, reason: '', seen, deadline }))
}

const supplyOf = (id: string) => `/supply/${id.slice('application/'.length)}`
const shoot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) })
}
const fill = async (page: Page, label: string, text: string) => {
  const field = page
    .getByRole('dialog')
    .last()
    .getByLabel(new RegExp(`^${label}`))
    .first()
  await field.fill(text)
  await field.press('Tab')
}

test('missing material is noticed, called for, received as a version, compared, and reviewed on', async ({
  offices,
}) => {
  test.setTimeout(540_000)
  const root = await offices.folder()
  const home = join(root, 'home')
  const stick = plugIn(root)
  const seeded = await daysAgo(9, () => seedOffice({ home }))
  const [first, second, third] = [...seeded.applications].slice(0, 3) as [string, string][]
  await daysAgo(8, async () => {
    await notice(seeded, first![1], ['F03', 'F21'], dayFrom(12))
    await notice(seeded, second![1], ['F03', 'F21'], dayFrom(-3 + 8))
    await notice(seeded, third![1], ['F03'], dayFrom(12))
    await value(
      seeded.office.desk.supply.confirmSent({
        application: second![1],
        day: dayFrom(0),
        way: '邮件',
        note: '',
      }),
    )
  })
  await seeded.office.close()
  // The third page, a scan, and the first are other ones now; a page was added.
  mkdirSync(join(stick, '补交'))
  writeFileSync(
    join(stick, '补交', `${first![0]}（补交）.pdf`),
    await makePdf({
      pages: 7,
      text: (page) => {
        if (page === 3) return null
        if (page === 7) return `补充说明\n\n申报编号：${first![0]}`
        const titles = ['项目申报书（更正）', '单位基本情况', '', '科研诚信承诺书', '合作协议', '经费预算表']
        return `${titles[page - 1]}\n\n申报编号：${first![0]}\n第 ${page} 页`
      },
    }),
  )
  const { page } = await offices.open(home)
  await logIn(page)

  // What is overdue and what was not sent stands on the work bench.
  await goTo(page, '/work-bench')
  await expect(page.getByText(new RegExp(`${second![0]} 补交期限已过`))).toBeVisible()
  await expect(page.getByText(`${first![0]} 的补交材料通知还没有登记发出`)).toBeVisible()
  await shoot(page, 'bench')

  await goTo(page, '/supply')
  const list = page.getByRole('grid', { name: '补交材料' })
  await expect(list.getByRole('row')).toHaveCount(4)
  await expect(list.getByRole('row', { name: new RegExp(second![0]) })).toContainText('逾期待处理')
  await expectAccessible(page, 'list of what is waited for')
  await shoot(page, 'list')
  await page
    .getByRole('group', { name: '筛选' })
    .getByRole('button', { name: /^逾期待处理/ })
    .click()
  await expect(list.getByRole('row')).toHaveCount(2)
  await page.getByRole('group', { name: '筛选' }).getByRole('button', { name: /^全部/ }).click()

  // By keyboard: the notice went out, a call, an extension.
  await goTo(page, supplyOf(first![1]))
  await expect(page.getByText('通知还没有登记发出')).toBeVisible()
  await expectAccessible(page, 'supply of an application')
  await shoot(page, 'page-unsent')
  await page.keyboard.press('f')
  await fill(page, '发出日期', dayFrom(-7))
  await page.getByRole('radio', { name: '邮件' }).check()
  await expectAccessible(page, 'confirming that a notice went out')
  await shoot(page, 'sent')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText(`${dayFrom(-7)}　邮件`)).toBeVisible()

  await page.keyboard.press('t')
  await fill(page, '说定了什么', '周三前寄出盖章件')
  await fill(page, '对方姓名', '赵联系')
  await fill(page, '对方电话', '13900001111')
  await expectAccessible(page, 'logging a call')
  await shoot(page, 'call')
  await page.getByRole('button', { name: '登记通话', exact: true }).click()
  await expect(page.getByText('周三前寄出盖章件')).toBeVisible()
  await expect(page.getByText('赵联系')).toHaveCount(0)
  await page.getByRole('button', { name: '显示对方' }).click()
  await expect(page.getByText('对方：赵联系　13900001111')).toBeVisible()

  await page.keyboard.press('e')
  await fill(page, '新的期限', dayFrom(6))
  await fill(page, '原因', '盖章流程较长')
  await fill(page, '批准人', '王处长')
  await fill(page, '批准日期', dayFrom(-1))
  await fill(page, '文号', '苏科审〔2026〕12号')
  await expectAccessible(page, 'extending a deadline')
  await shoot(page, 'extend')
  await page.getByRole('button', { name: '延长期限', exact: true }).click()
  await expect(page.getByRole('list', { name: '延期' })).toContainText(`延至 ${dayFrom(6)}`)

  // A day before the notice is refused with the reason; then what came is joined to a version.
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog', { name: '登记收到的材料' })
  await dialog.locator('[aria-label="第 1 项的情况"]').getByText('收到', { exact: true }).click()
  await fill(page, '收到日期', dayFrom(-8))
  await dialog.getByRole('button', { name: '登记收到情况' }).click()
  await expect(dialog.getByText(/早于通知发出的日期/)).toBeVisible()
  await fill(page, '收到日期', dayFrom(-1))
  await dialog.locator('[aria-label="第 2 项的情况"]').getByText('部分收到', { exact: true }).click()
  await dialog.getByRole('button', { name: '选择收到的文件…' }).click()
  await pick(page, '优盘', '补交', `${first![0]}（补交）.pdf`)
  await expect(dialog.getByRole('list', { name: '收到的文件' })).toContainText('补交')
  await expectAccessible(page, 'taking in what came')
  await shoot(page, 'receive')
  await dialog.getByRole('button', { name: '登记并归入补交 1' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('region', { name: '版本' })).toContainText('补交 1')
  await shoot(page, 'page-received')
  await page.setViewportSize({ width: 1920, height: 1080 })
  await shoot(page, 'page-received-1920')
  await page.setViewportSize({ width: 1366, height: 768 })

  // The versions beside each other: no field changed; one page other, one scan told as such, one added.
  await page.getByRole('link', { name: '与上一版对照' }).click()
  await expect(page.getByText('申报信息没有改动。')).toBeVisible()
  await expectAccessible(page, 'versions field by field')
  await page.getByText(/^附件（1 份与 2 份）$/).click()
  await expect(page.getByRole('status').filter({ hasText: '页' }).first()).toHaveText(
    /^相同 5 页，文字有改动 1 页，新增 1 页$/,
  )
  await expect(page.getByText('第 1 页与第 1 页：文字有改动')).toBeVisible()
  await expect(page.getByText('第 2–6 页相同')).toBeVisible()
  await expect(page.locator('canvas').first()).toBeVisible()
  await expectAccessible(page, 'versions page by page')
  await shoot(page, 'compare-documents')
  await page.keyboard.press('Escape')

  // The paper of what came.
  await page.getByRole('button', { name: '接收单…' }).click()
  await expect(page.getByRole('dialog', { name: '补交材料接收单' }).locator('canvas').first()).toBeVisible()
  await page.waitForTimeout(500)
  await shoot(page, 'receipt-sheet')
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).first().click()

  // Everything came: the review goes on where it is concerned.
  await page.keyboard.press('r')
  await dialog.locator('[aria-label="第 2 项的情况"]').getByText('收到', { exact: true }).click()
  await dialog.getByRole('button', { name: '登记收到情况' }).click()
  await expect(page.getByText('各项都已收到或不再需要')).toBeVisible()
  await shoot(page, 'page-complete')
  await page.keyboard.press('g')
  await expectAccessible(page, 'the review going on')
  await shoot(page, 'continue')
  await page.getByRole('dialog').getByRole('button', { name: '继续审查' }).click()
  await expect(page.locator('[data-review-items]')).toBeVisible()
  await expect(page.locator('[data-review-items]').getByText('F03').first()).toBeVisible()
  await shoot(page, 'review-again')

  // The overdue one: proposed, and closed by two.
  await goTo(page, supplyOf(second![1]))
  const proposal = page.getByRole('region', { name: '逾期处理建议' })
  await expect(proposal).toContainText('如未按期补交的，形式审查不予受理。')
  await expectAccessible(page, 'what is proposed of an overdue one')
  await shoot(page, 'overdue')
  await proposal.getByRole('button', { name: '不予受理…' }).click()
  await expect(page.getByRole('dialog').getByLabel(/^F03/)).toHaveValue(/^逾期未补交：/)
  await expectAccessible(page, 'closing an overdue one')
  await shoot(page, 'overdue-dialog')
  await page.getByRole('button', { name: '请复核人共同确认…' }).click()
  const confirm = page.getByRole('dialog').filter({ has: page.getByLabel('第二人的密码') })
  await confirm.getByLabel('第二人的密码').fill(password)
  await shoot(page, 'overdue-second')
  await confirm.getByRole('button', { name: '共同确认不予受理' }).click()
  await expect(page.getByText('已记录结论：不予受理')).toBeVisible()
  await expect(page.getByText('这项申报的结论是「不予受理」')).toBeVisible()
  await shoot(page, 'overdue-closed')
  await goTo(page, `/review/${second![1].slice('application/'.length)}`)
  await expect(page.getByRole('region', { name: '结论', exact: true })).toContainText('逾期未补交')
})
