import { test } from './support/desk.ts'
import { answerPicker, startDesktop } from './support/electron.ts'
import { doTheJob, makeStick } from './support/main-job.ts'
import { browserSeat, type Seat } from './support/seat.ts'

test.describe.configure({ timeout: 600_000 })

test('the same job is done in the window of the desktop program', async ({ offices }) => {
  const stick = await makeStick(offices)
  const { app, page } = await startDesktop(await offices.folder())
  const jiangsu: Seat = {
    page,
    async pick(path, click) {
      await answerPicker(app, [path])
      await click()
    },
  }
  await doTheJob(jiangsu, browserSeat((await offices.open()).page, stick), stick)
  if (process.env.DESK_PICTURE) await page.screenshot({ path: process.env.DESK_PICTURE })
  await app.close()
})
