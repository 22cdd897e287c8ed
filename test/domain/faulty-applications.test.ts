import { afterAll, beforeAll, expect, it } from 'vitest'
import { faulty, numberOf, seedFaulty } from '../support/faulty-applications.ts'
import { type Office, openOffice, value } from '../support/office.ts'

let office: Office
let ids: readonly string[]

beforeAll(async () => {
  office = await openOffice('JS')
  ids = await seedFaulty(office)
}, 360_000)
afterAll(async () => {
  await office.close()
})

async function faultsOf(place: number): Promise<readonly string[]> {
  const page = (await value(office.desk.formalReview.open(ids[place]!)))!
  expect(page.application.content.number).toBe(numberOf(place))
  return page.findings.filter(({ verdict }) => verdict === 'fail').map(({ code }) => code)
}

it('all rows of the list were taken in', () => {
  expect(faulty).toHaveLength(12)
  expect(ids).toHaveLength(13)
})

it.each(faulty.map(({ reason, fault }, i) => [numberOf(i), reason, fault, i] as const))(
  '%s (%s) shows exactly its fault, %s',
  async (_number, _reason, fault, place) => {
    expect(await faultsOf(place)).toEqual([fault])
  },
)

it('the sound one among them shows none, and asks a person for little', async () => {
  expect(await faultsOf(12)).toEqual([])
  const { findings } = (await value(office.desk.formalReview.open(ids[12]!)))!
  const passed = findings.filter(({ verdict }) => verdict === 'pass').map(({ code }) => code)
  const expected = 'F01 F02 F04 F05 F06 F07 F08 F09 F10 F11 F15 F16 F17 F20 F22 F23 F24'.split(' ')
  expect(passed).toEqual(expect.arrayContaining(expected))
})
