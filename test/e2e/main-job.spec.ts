import { test } from './support/desk.ts'
import { doTheJob, makeStick } from './support/main-job.ts'
import { browserSeat } from './support/seat.ts'

// Two offices from their first run on, by the screens alone.
test.describe.configure({ timeout: 600_000 })

test('the main job is done from the first run to the confirmed receipt, by the screens of two offices', async ({
  offices,
}) => {
  const stick = await makeStick(offices)
  const jiangsu = browserSeat((await offices.open()).page, stick)
  const shanghai = browserSeat((await offices.open()).page, stick)
  await doTheJob(jiangsu, shanghai, stick)
})
