import { afterAll, beforeAll, expect, it } from 'vitest'
import { anApplication } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import type { Device } from '../support/bundles.ts'
import { folders } from '../support/bundles.ts'
import { type Office, openOffice, value } from '../support/office.ts'
import { peerDevice, peerOffice, pinPeer, say, sendParts, subjectOf } from '../support/peers.ts'

const at = folders()
const js = peerOffice('JS')
let sh: Office
let device: Device

beforeAll(async () => {
  sh = await openOffice('SH')
  await pinPeer(sh, js)
  device = await peerDevice(js)
})
afterAll(async () => {
  await sh.close()
})

/** What an application said before days of receipt and founding were data. */
function firstContent() {
  const { received: _, organisations, ...content } = anApplication()
  return {
    ...content,
    organisations: organisations.map(({ registered: __, ...organisation }) => organisation),
  }
}

it('applications and batches that an earlier program recorded are read, what it did not know is 未录入', async () => {
  const batch = subjectOf(device, 'batch')
  const { rulePackVersion: _, signOff: __, ...first } = jointBatch({ host: 'JS' })
  say(device, { type: 'BatchCreated', version: 1, subject: batch, data: first as never })
  const source = { digest: `sha256:${'d'.repeat(64)}`, format: 'xlsx', encoding: null, sheet: '一' }
  const whole = subjectOf(device, 'import')
  const taken = { batch, source, rows: 1, taken: 1, leftOut: [] }
  say(device, { type: 'ImportRecorded', version: 1, subject: whole, data: taken as never })
  const application = subjectOf(device, 'application')
  const data = { import: whole, batch, kind: 'joint', row: 2, content: firstContent() }
  say(device, { type: 'ApplicationImported', version: 1, subject: application, data: data as never })
  const completed = { fields: ['title'], content: { ...firstContent(), title: '补录后的名称' } }
  say(device, { type: 'ApplicationCompleted', version: 1, subject: application, data: completed as never })
  const settings = { F15: { parameters: { percent: 25 } } }
  const plan = { pack: 'joint-draft', version: 1, settings }
  say(device, { type: 'BatchRulesSet', version: 1, subject: batch, data: plan as never })

  const parts = [{ device, from: 1, to: device.events.length }]
  const file = await sh.token(await sendParts(at, device, 'SH', parts))
  const { staged } = await value(sh.desk.bundles.openBundle({ file }))
  await value(sh.desk.bundles.acceptBundle({ staged }))

  const page = (await value(sh.desk.formalReview.open(application)))!
  expect(page.application.content).toMatchObject({ title: '补录后的名称', received: null })
  expect(page.application.content.organisations.map(({ registered }) => registered)).toEqual([null, null])
  expect(page.batch).toMatchObject({ rulePack: 'joint-draft', rulePackVersion: 1 })
  expect(page.rules).toMatchObject({ pack: { version: 1 }, settings })
  expect(page.findings.find(({ code }) => code === 'F23')).toMatchObject({ verdict: 'cannot-check' })
})
