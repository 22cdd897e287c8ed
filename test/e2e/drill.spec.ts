import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { printed } from '../support/printed.ts'
import { expect, type Offices, type RunningDesk, test } from './support/desk.ts'
import { foundDesk, goTo, openAccount, password, secondPassword } from './support/first-run.ts'
import {
  exportTo,
  introduce,
  makeStick,
  numbers,
  openBundle,
  pinOffice,
  reviewFirst,
  setUpBatch,
  takeBundleIn,
  takeListIn,
} from './support/main-job.ts'
import { browserSeat, paste, type Seat, shownCode } from './support/seat.ts'

// Five offices and everything that goes wrong between them, by the screens alone.
test.describe.configure({ timeout: 1_200_000 })

const offices = {
  JS: '江苏省科学技术厅',
  SH: '上海市科学技术委员会',
  ZJ: '浙江省科学技术厅',
  AH: '安徽省科学技术厅',
} as const
type Code = keyof typeof offices

type Office = Seat & { readonly desk: RunningDesk; readonly code: Code }

let sticks = 0

/** A new folder of the stick: what is handed over at one time. */
function newFolder(stick: string, what: string): string {
  sticks++
  return join(stick, `${sticks}-${what}`)
}

async function found(all: Offices, stick: string, code: Code, name: string): Promise<Office> {
  const desk = await all.open()
  const seat = browserSeat(desk.page, stick)
  await foundDesk(desk.page, { office: offices[code], name })
  await openAccount(desk.page, '王芳', ['复核人'])
  return { ...seat, desk, code }
}

async function pinEachOther(one: Office, other: Office, stick: string): Promise<void> {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const { file, digits } = await introduce(from, stick)
    await pinOffice(to, file, digits)
    rmSync(file)
  }
}

async function sendTo(from: Seat, to: string, stick: string, what: string): Promise<string> {
  return exportTo(from, to, newFolder(stick, what))
}

/** Everything from the beginning, for who begins late or lost something. */
async function sendAllTo(from: Seat, to: string, stick: string, what: string): Promise<string> {
  const folder = newFolder(stick, what)
  mkdirSync(folder)
  await goTo(from.page, `/exchange/export/${to}`)
  const whole = from.page.getByRole('radio', { name: /从头/ })
  if (await whole.isVisible()) await whole.check()
  await from.pick(folder, () => from.page.getByRole('button', { name: '选择文件夹并导出' }).click())
  await expect(from.page.getByText('可安全拔出')).toBeVisible()
  return join(folder, readdirSync(folder)[0]!)
}

/** Saves the recovery sheet, reads its groups off the paper, and confirms that it is printed. */
async function sealSheet({ page, pick }: Seat, stick: string): Promise<string> {
  const folder = newFolder(stick, '恢复单')
  mkdirSync(folder)
  await goTo(page, '/settings/recovery-sheet')
  await pick(folder, () => page.getByRole('button', { name: /保存恢复单/ }).click())
  await expect(page.getByText(/已保存到/)).toBeVisible()
  const [text] = await printed(join(folder, readdirSync(folder)[0]!))
  const run = /(?:[0-9A-HJKMNP-TV-Z]{4}[0-9A-Z*~$=]){13}/.exec(text!)![0]
  const groups = run.match(/.{5}/g)!
  await page.getByLabel('最后一组').fill(groups.at(-1)!)
  await page.getByRole('button', { name: '已打印，核对' }).click()
  await expect(page.getByLabel('最后一组')).toHaveCount(0)
  rmSync(folder, { recursive: true })
  return groups.join(' ')
}

async function addInstitution({ page }: Seat, name: string, code: string): Promise<void> {
  await goTo(page, '/settings/institutions')
  await page.getByRole('button', { name: '新增机构' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('全称').fill(name)
  await dialog.getByLabel('简称').fill(name.slice(-4))
  await dialog.getByLabel('代码').fill(code)
  await dialog.getByRole('button', { name: '新增机构' }).click()
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible()
}

async function everythingHolds({ page }: Seat): Promise<void> {
  await goTo(page, '/settings/integrity')
  await page.getByRole('button', { name: '立即核查' }).click()
  await expect(page.getByText(/条记录全部与写入时一致/)).toBeVisible({ timeout: 30_000 })
}

const rowOf = (page: Page, code: Code) => page.getByRole('row', { name: new RegExp(offices[code]) })

test('a drill of five offices: everything that gets lost, damaged, copied or replaced is settled on the screens', async ({
  offices: all,
}) => {
  const stick = await makeStick(all)
  const js = await found(all, stick, 'JS', '李明')
  let sh = await found(all, stick, 'SH', '沈洁')
  const zj = await found(all, stick, 'ZJ', '陈晨')
  await pinEachOther(js, sh, stick)
  await pinEachOther(js, zj, stick)
  await pinEachOther(sh, zj, stick)

  await test.step('a normal round', async () => {
    await setUpBatch(js)
    await takeListIn(js, stick)
    await reviewFirst(js)
    await takeBundleIn(sh, await sendTo(js, 'SH', stick, '给上海'))
    await takeBundleIn(js, await sendTo(sh, 'JS', stick, '给江苏'))
    await goTo(js.page, '/exchange')
    await expect(rowOf(js.page, 'SH')).toContainText('对方确认')
  })

  await test.step('a lost stick: the next bundle carries everything that was on it', async () => {
    rmSync(await sendTo(js, 'ZJ', stick, '丢失'))
    await addInstitution(js, '长三角国家技术创新中心', 'NICE')
    await takeBundleIn(zj, await sendTo(js, 'ZJ', stick, '再给浙江'))
    await goTo(zj.page, '/applications')
    await expect(zj.page.getByRole('row', { name: new RegExp(numbers[0]!) })).toContainText('江苏')
    // Shanghai's chain came along: Zhejiang has never had anything from Shanghai itself.
    await goTo(zj.page, '/settings/integrity')
    await zj.page.getByRole('button', { name: '立即核查' }).click()
    await expect(rowOf(zj.page, 'SH')).toContainText('完好')
  })

  await test.step('a damaged stick is refused, and the same bundle is good from another one', async () => {
    const good = await sendTo(js, 'SH', stick, '给上海')
    const bytes = readFileSync(good)
    bytes[bytes.length >> 1]! ^= 1
    const altered = join(stick, '损坏.zip.age')
    writeFileSync(altered, bytes)
    await openBundle(sh, altered)
    await expect(sh.page.getByText('完整性校验没有通过')).toBeVisible()
    await takeBundleIn(sh, good)
  })

  const sheet = await sealSheet(sh, stick)
  await test.step('a dead machine: restored from a backup, what others hold is collected, a new desk goes on', async () => {
    const backups = newFolder(stick, '备份')
    mkdirSync(backups)
    await goTo(sh.page, '/settings/backup')
    await sh.pick(backups, () => sh.page.getByRole('button', { name: '立即备份…' }).click())
    await expect(sh.page.getByText('备份完成并已回读核对')).toBeVisible()
    // After the backup: this is known to Jiangsu alone when the machine dies.
    await addInstitution(sh, '上海市科技创业中心', 'SHCY')
    await takeBundleIn(js, await sendTo(sh, 'JS', stick, '最后一次'))
    await sh.desk.kill()

    const desk = await all.open()
    sh = { ...browserSeat(desk.page, stick), desk, code: 'SH' }
    const { page } = sh
    await page.getByRole('button', { name: '从备份恢复' }).click()
    await sh.pick(backups, () => page.getByRole('button', { name: '选择备份所在的文件夹…' }).click())
    await page.getByRole('button', { name: '检查这份备份' }).click()
    await page.getByRole('group', { name: '管理员' }).getByText('沈洁').click()
    await page.getByLabel('管理员的密码').fill(password)
    await page.getByRole('group', { name: '第二人' }).getByText('王芳').click()
    await page.getByLabel('第二人的密码').fill(secondPassword)
    await page.getByRole('button', { name: '确认恢复' }).click()
    await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
    await page.getByText('沈洁', { exact: true }).click()
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    const banner = page.getByRole('region', { name: '工作台只能查看' })
    await banner.getByRole('link', { name: '去恢复' }).click()
    const held = await sendAllTo(js, 'SH', stick, '江苏所有')
    await sh.pick(held, () => page.getByRole('button', { name: '导入数据交换包…' }).click())
    await expect(page.getByText(/找回记录 [1-9]/)).toBeVisible()
    await paste(page, '第 1 组', sheet)
    await page.getByRole('button', { name: '由新的工作台接续…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('第二人的密码').fill(secondPassword)
    await dialog.getByRole('button', { name: '共同确认，重新开始' }).click()
    await expect(page.getByText('请用原来的密码登录')).toBeVisible()
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await goTo(page, '/settings/institutions')
    await expect(page.getByRole('row', { name: /上海市科技创业中心/ })).toBeVisible()
    await addInstitution(sh, '上海科学技术情报研究所', 'SHQB')
    await takeBundleIn(js, await sendTo(sh, 'JS', stick, '新的上海'))
    await goTo(js.page, '/settings/institutions')
    await expect(js.page.getByRole('row', { name: /上海科学技术情报研究所/ })).toBeVisible()
  })

  await test.step('a copied folder is recognised and may only be read', async () => {
    await zj.desk.kill()
    const copy = join(await all.folder(), 'copy')
    cpSync(zj.desk.home, copy, { recursive: true })
    await zj.desk.revive()
    const { page } = await all.open(copy)
    await page.getByText('陈晨', { exact: true }).click()
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: '工作台只能查看' })).toBeVisible()
    await page.context().close()
    await zj.page.getByLabel('密码').fill(password)
    await zj.page.getByRole('button', { name: /继续|解锁/ }).click()
    await goTo(zj.page, '/exchange')
    await expect(zj.page.getByRole('region', { name: '工作台只能查看' })).toHaveCount(0)
  })

  const upstairs = browserSeat((await all.open()).page, stick)
  await test.step('a second desk joins, gets an application, reviews it', async () => {
    const { page } = upstairs
    const folder = newFolder(stick, '加入')
    mkdirSync(folder)
    await page.getByRole('button', { name: '加入本单位已有的工作台' }).click()
    await page.getByText(offices.JS).click()
    await page.getByRole('radio', { name: /^演练/ }).click()
    await page.getByLabel('这台工作台的名称').fill('二楼工作台')
    await page.getByRole('button', { name: '生成加入申请' }).click()
    await upstairs.pick(folder, () => page.getByRole('button', { name: '保存加入申请' }).click())
    const code = await shownCode(page)
    await goTo(js.page, '/settings/desks')
    await js.pick(join(folder, '二楼工作台.加入申请.json'), () =>
      js.page.getByRole('button', { name: '打开工作台的申请' }).click(),
    )
    await js.page.getByLabel('姓名').click()
    await js.page.getByTitle('李明（管理员、经办人）').click()
    for (const [place, group] of code.entries()) await js.page.getByLabel(`第 ${place + 1} 组`).fill(group)
    await js.pick(folder, () => js.page.getByRole('button', { name: '选择文件夹并写出许可' }).click())
    await js.page.getByRole('button', { name: '完成' }).click()
    await upstairs.pick(join(folder, '二楼工作台.加入许可'), () =>
      page.getByRole('button', { name: '打开加入许可' }).click(),
    )
    await page.getByRole('checkbox', { name: '已经比对，六组都一致' }).check()
    await page.getByLabel('设置密码').fill(password)
    await page.getByLabel('再输入一次').fill(password)
    await page.getByRole('button', { name: '建立工作台' }).click()
    await expect(page.getByRole('heading', { name: '需要我办的' })).toBeVisible()

    await goTo(js.page, '/applications')
    await js.page
      .getByRole('row', { name: new RegExp(numbers[2]!) })
      .getByRole('checkbox')
      .check()
    await js.page.getByRole('button', { name: '移交给…' }).click()
    await js.page.getByRole('dialog').getByRole('button', { name: '移交 1 项给二楼工作台' }).click()
    await js.page.getByRole('dialog').getByRole('button', { name: '以后再导出' }).click()
    await takeBundleIn(upstairs, await sendTo(js, 'JS', stick, '给二楼'))
    await goTo(page, '/review')
    await page.getByRole('row', { name: new RegExp(numbers[2]!) }).dblclick()
    await page.keyboard.press('1')
    await expect(page.locator('main header [aria-live=polite]')).toHaveText(/^还剩 \d+ 项$/)
    await takeBundleIn(js, await sendTo(upstairs, 'JS', stick, '给首台'))
    await goTo(js.page, '/applications')
    await js.page.getByRole('row', { name: new RegExp(numbers[2]!) }).dblclick()
    await expect(js.page.getByText(/二楼工作台/).first()).toBeVisible()
  })

  await test.step('the second desk is retired: what it writes afterwards counts nowhere', async () => {
    await goTo(js.page, '/settings/desks')
    await js.page.getByRole('button', { name: '停用二楼工作台' }).click()
    const dialog = js.page.getByRole('dialog')
    await dialog.getByLabel('原因').fill('更换电脑')
    await dialog.getByRole('button', { name: '停用二楼工作台' }).click()
    await expect(js.page.getByText('原因：更换电脑')).toBeVisible()
    await addInstitution(upstairs, '停用后新增的机构', 'LATE')
    const late = await sendTo(upstairs, 'JS', stick, '停用之后')
    await openBundle(js, late)
    await expect(js.page.getByText(/停用/).first()).toBeVisible()
    await expect(js.page.getByRole('button', { name: '导入', exact: true })).toHaveCount(0)
  })

  await test.step('a new office key is pinned anew before anything more is taken in', async () => {
    await goTo(js.page, '/settings/office-key')
    await js.page.getByRole('button', { name: '更换单位密钥' }).click()
    await js.page.getByRole('dialog').getByLabel('第二人的密码').fill(secondPassword)
    await js.page.getByRole('button', { name: '共同确认更换' }).click()
    await expect(js.page.getByRole('heading', { name: '恢复单' })).toBeVisible()
    const renewed = await sendTo(js, 'SH', stick, '换了密钥')
    await openBundle(sh, renewed)
    await expect(sh.page.getByText(/密钥/).first()).toBeVisible()
    await expect(sh.page.getByRole('button', { name: '导入', exact: true })).toHaveCount(0)
    const { file, digits } = await introduce(js, stick)
    await pinOffice(sh, file, digits)
    rmSync(file)
    await takeBundleIn(sh, renewed)
  })

  await test.step('an office that begins late takes in everything that members may see', async () => {
    const ah = await found(all, stick, 'AH', '方正')
    await pinEachOther(ah, js, stick)
    await pinEachOther(ah, sh, stick)
    await takeBundleIn(ah, await sendAllTo(js, 'AH', stick, '给安徽'))
    await goTo(ah.page, '/applications')
    await expect(ah.page.getByRole('row', { name: new RegExp(numbers[0]!) })).toContainText('通过')
    await goTo(ah.page, '/settings/institutions')
    await expect(ah.page.getByRole('row', { name: /上海科学技术情报研究所/ })).toBeVisible()
    await expect(ah.page.getByText('停用后新增的机构')).toHaveCount(0)
    await everythingHolds(ah)
  })

  await test.step('an office without a desk is handed a list and a page to stamp', async () => {
    await goTo(js.page, '/exchange')
    await js.page
      .getByRole('row', { name: /秘书处/ })
      .getByRole('button', { name: '提供表格' })
      .click()
    const folder = newFolder(stick, '给秘书处')
    mkdirSync(folder)
    await js.pick(folder, () => js.page.getByRole('button', { name: '选择文件夹并生成' }).click())
    await expect(js.page.getByText('可安全拔出')).toBeVisible()
    expect(
      readdirSync(folder)
        .map((name) => name.split('.').at(-1))
        .sort(),
    ).toEqual(['pdf', 'xlsx'])
  })

  await test.step('in the end every desk finds its records as they were written', async () => {
    for (const office of [js, sh, zj]) await everythingHolds(office)
  })
})
