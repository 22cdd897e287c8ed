import { afterAll, beforeAll, expect, it } from 'vitest'
import { joinOffice, withTitle } from '../support/devices.ts'
import { send, takeIn } from '../support/exchange.ts'
import { type Office, openOffice, pinEachOther, value } from '../support/office.ts'
import { seedConsortium } from '../support/seed.ts'

const codes = ['JS', 'SH', 'AH'] as const
let offices: Record<(typeof codes)[number], Office>
let second: Office
let late: Office
let application: string

beforeAll(async () => {
  const [js, sh, ah] = (await Promise.all(codes.map((code) => openOffice(code)))) as [Office, Office, Office]
  offices = { JS: js, SH: sh, AH: ah }
  for (const [one, other] of [
    [js, sh],
    [js, ah],
    [sh, ah],
  ] as const)
    await pinEachOther(one, other)
  second = await joinOffice(js)
}, 270_000)
afterAll(async () => {
  for (const office of [...Object.values(offices ?? {}), second, late]) await office?.close()
})

/** What an office sees of the others: everything that members may read. */
async function seen(office: Office) {
  const found = await value(office.desk.applications.open(application))
  const filter = { batch: found!.batch, states: [], regions: [], institutions: [], field: null, search: '' }
  const sort = { column: 'number', descending: false } as const
  const { rows } = await value(office.desk.formalReview.list({ filter, sort, offset: 0, limit: 50 }))
  return {
    batches: (await value(office.desk.batches.list(null))).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    application: found,
    rows,
    institutions: await value(office.desk.offices.list(null)),
  }
}

it('an office that begins a year later ends where those are that were there from the start', async () => {
  const { JS: js, SH: sh, AH: ah } = offices
  application = await seedConsortium(
    { office: js, batch: '', applications: new Map() },
    '长三角语言计算创新联合体',
  )
  await value(js.desk.offices.add({ code: 'TJZ', name: '推进组办公室', short: '推进组', region: null }))
  await takeIn(ah, await send(js, 'AH'))
  await takeIn(second, await send(js, 'JS'))
  const device = (await value(second.desk.trust.identity(null))).device
  await value(js.desk.handOver.handOver({ applications: [application], to: device }))
  await takeIn(second, await send(js, 'JS'))
  await value(second.desk.applications.complete(await withTitle(second, application, '二楼改过的联合体')))
  await takeIn(js, await send(second, 'JS'))
  const { last } = (await value(js.desk.trust.desks(null))).find((desk) => desk.device === device)!
  await value(js.desk.trust.retireDesk({ device, lastSeq: last!.seq, reason: '合并办公' }))
  await takeIn(sh, await send(js, 'SH'))
  await takeIn(ah, await send(sh, 'AH'))
  await takeIn(ah, await send(js, 'AH'))
  await takeIn(sh, await send(ah, 'SH'))

  late = await openOffice('ZJ')
  for (const other of [js, sh, ah]) await pinEachOther(late, other)
  const { letter, taken } = await takeIn(late, await send(sh, 'ZJ'))
  expect(letter.sender).toBe('SH')
  expect([taken.waits, taken.skipped]).toEqual([false, []])
  const there = await seen(ah)
  expect(there.application?.content.title).toBe('二楼改过的联合体')
  expect(await seen(late)).toEqual(there)
}, 180_000)
