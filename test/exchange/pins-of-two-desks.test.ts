import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { joinOffice } from '../support/devices.ts'
import { send, takeIn } from '../support/exchange.ts'
import { type Office, openOffice, pin, pinEachOther, value } from '../support/office.ts'

let a: Office
let b: Office
let sh: Office
let renewed: Office

beforeAll(async () => {
  a = await openOffice('JS')
  sh = await openOffice('SH')
  renewed = await openOffice('SH')
  await pinEachOther(a, sh)
  b = await joinOffice(a)
}, 180_000)
afterEach(() => {
  vi.useRealTimers()
})
afterAll(async () => {
  for (const office of [a, b, sh, renewed]) await office?.close()
})

const pinned = async (office: Office) =>
  (await value(office.desk.trust.pins(null))).map(({ officeKey }) => officeKey)

it('a pin takes the place of those that were known, whatever the clocks of the two desks say', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 3600_000 })
  await pin(b, sh)
  vi.useRealTimers()
  await takeIn(a, await send(b, 'JS'))
  await pin(a, renewed)
  const { officeKey } = await value(renewed.desk.trust.identity(null))
  expect(await pinned(a)).toEqual([officeKey])
  await takeIn(b, await send(a, 'JS'))
  expect(await pinned(b)).toEqual([officeKey])
})
