import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { _electron, type Page } from '@playwright/test'
import { root } from '../../tools/build.ts'
import { expect, type Offices, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import {
  exportTo,
  fillStick,
  firstDay,
  introduce,
  numbers,
  openBundle,
  pinOffice,
  reviewFirst,
  type Seat,
  setUpBatch,
  takeBundleIn,
  takeListIn,
} from './support/main-job.ts'

// Two offices from their first run on, by the screens alone.
test.describe.configure({ timeout: 240_000 })

/** A stick that both offices' pickers show. */
async function makeStick(offices: Offices): Promise<string> {
  const stick = join(await offices.folder(), '优盘')
  mkdirSync(stick)
  process.env.DESK_FILES = stick
  await fillStick(stick)
  return stick
}

/** In a browser the desk's own picker is walked from the stick down. */
function browserSeat(page: Page, stick: string): Seat {
  return {
    page,
    async pick(path, click) {
      await click()
      const below = relative(stick, path)
      const names = [basename(stick), ...(below === '' ? [] : below.split('/'))]
      const dialog = page.getByRole('dialog')
      for (const name of names) await dialog.getByRole('button', { name, exact: true }).click()
      const folder = dialog.getByRole('button', { name: '选用这个文件夹' })
      if (!/\.\w+$/.test(path)) await folder.click()
    },
  }
}

async function doTheJob(jiangsu: Seat, shanghai: Seat, stick: string): Promise<void> {
  await firstDay(jiangsu, '江苏省科学技术厅', '李明')
  await setUpBatch(jiangsu)
  await takeListIn(jiangsu, stick)
  await reviewFirst(jiangsu)

  await firstDay(shanghai, '上海市科学技术委员会', '沈洁')
  const fromShanghai = await introduce(shanghai, stick)
  const fromJiangsu = await introduce(jiangsu, stick)
  await pinOffice(jiangsu, fromShanghai.file, fromShanghai.digits)
  await pinOffice(shanghai, fromJiangsu.file, fromJiangsu.digits)

  const bundle = await exportTo(jiangsu, 'SH', join(stick, '给上海'))
  const altered = join(stick, '损坏.zip.age')
  const bytes = readFileSync(bundle)
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(altered, bytes)
  await openBundle(shanghai, altered)
  await expect(shanghai.page.getByText('完整性校验没有通过')).toBeVisible()
  await takeBundleIn(shanghai, bundle)
  await goTo(shanghai.page, '/applications')
  await expect(shanghai.page.getByRole('row', { name: /通过/ })).toContainText('江苏')
  await shanghai.page.getByRole('row', { name: new RegExp(numbers[0]!) }).dblclick()
  await expect(shanghai.page.locator('main')).toContainText('只读')

  await takeBundleIn(jiangsu, await exportTo(shanghai, 'JS', join(stick, '给江苏')))
  await goTo(jiangsu.page, '/exchange')
  await expect(jiangsu.page.getByRole('row', { name: /上海/ })).toContainText('对方确认')
  await openBundle(shanghai, bundle)
  await expect(shanghai.page.getByText(/此前已导入|没有新内容/).first()).toBeVisible()
}

test('the main job is done from the first run to the confirmed receipt, by the screens of two offices', async ({
  offices,
}) => {
  const stick = await makeStick(offices)
  const jiangsu = browserSeat((await offices.open()).page, stick)
  const shanghai = browserSeat((await offices.open()).page, stick)
  await doTheJob(jiangsu, shanghai, stick)
})

test('the same job is done in the window of the desktop program', async ({ offices }) => {
  const runtime = process.env.DESK_ELECTRON
  test.skip(!runtime, 'DESK_ELECTRON names no Electron runtime')
  const stick = await makeStick(offices)
  const folder = await offices.folder()
  const env = {
    ...(process.env as Record<string, string>),
    DESK_HOME: join(folder, 'home'),
    XDG_DATA_HOME: join(folder, 'data'),
    APP_DIR: root,
    NODE24: process.execPath,
  }
  const launch = () =>
    _electron.launch({
      executablePath: runtime!,
      args: ['--no-sandbox', '--disable-gpu', root],
      env,
      timeout: 15_000,
    })
  const app = await launch().catch(launch)
  const page = await app.firstWindow()
  const jiangsu: Seat = {
    page,
    // The system's own dialog cannot be clicked from here: it answers as if the person had chosen.
    async pick(path, click) {
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
      }, path)
      await click()
    },
  }
  await doTheJob(jiangsu, browserSeat((await offices.open()).page, stick), stick)
  if (process.env.DESK_PICTURE) await page.screenshot({ path: process.env.DESK_PICTURE })
  await app.close()
})
