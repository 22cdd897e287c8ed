import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { root } from '../../tools/build.ts'
import { test } from './support/desk.ts'
import { doTheJob, makeStick } from './support/main-job.ts'
import { browserSeat, type Seat } from './support/seat.ts'

test.describe.configure({ timeout: 240_000 })

test('the same job is done in the window of the desktop program', async ({ offices }) => {
  const runtime = process.env.DESK_ELECTRON
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
