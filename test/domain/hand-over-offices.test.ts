import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ListFilter } from '../../src-main/domain/formal-review/list-filter.ts'
import { joinOffice, projected } from '../support/devices.ts'
import { send, takeIn } from '../support/exchange.ts'
import { testFolder } from '../support/log.ts'
import { code, type Office, openOffice, pinEachOther, value } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { seedOffice } from '../support/seed.ts'

const all: ListFilter = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }
const byNumber = { column: 'number' as const, descending: false }

let first: Office
let second: Office
let applications: readonly string[]

beforeAll(async () => {
  const seeded = await seedOffice({ home: testFolder(), count: 5, documents: 1 })
  first = seeded.office
  applications = [...seeded.applications.values()]
  second = await joinOffice(first)
  await takeIn(second, await send(first, 'JS'))
}, 360_000)
afterAll(async () => {
  await first.close()
  await second.close()
})

async function deviceOf(office: Office): Promise<string> {
  return (await value(office.desk.trust.identity(null))).device
}

async function pageOf(office: Office, application: string) {
  return (await value(office.desk.formalReview.open(application)))!
}

async function rows(office: Office, filter: Partial<ListFilter> = {}) {
  const asked = { filter: { ...all, ...filter }, sort: byNumber, offset: 0, limit: 100 }
  return (await value(office.desk.formalReview.list(asked))).rows
}

async function reject(office: Office, application: string) {
  const verdict = {
    application,
    code: 'F04' as const,
    verdict: '不符合' as const,
    note: '不符',
    evidence: [],
  }
  await value(office.desk.formalReview.recordVerdict(verdict))
  const { seen } = await pageOf(office, application)
  const closing = { application, reason: '与指南方向不符', seen }
  await value(office.desk.formalReview.closeAsNotAccepted(closing, { second: office.second }))
}

describe('two desks of an office', () => {
  it('hand applications over and back by bundles, and everybody who hears of it sees the same', async () => {
    const [one, two, three] = applications as [string, string, string]
    const to = await deviceOf(second)
    expect(await value(first.desk.handOver.handOver({ applications: [one, two, three], to }))).toEqual({
      applications: 3,
      reviews: 0,
    })
    expect(
      await code(second.desk.handOver.handOver({ applications: [two], to: await deviceOf(first) })),
    ).toBe('hand-over/not-these')
    await takeIn(second, await send(first, 'JS'))
    expect((await rows(second, { desk: 'handed-to-me' })).map(({ id }) => id).sort()).toEqual(
      [one, two, three].sort(),
    )

    const page = await pageOf(second, one)
    expect(page).toMatchObject({ readOnly: null, desk: { isHere: true, isOnItsWay: true } })
    await reject(second, one)
    const folder = await second.folder('papers')
    writeFileSync(path.join(folder.path, '补充材料.pdf'), await makePdf({ text: '补充材料' }))
    const file = await second.token(path.join(folder.path, '补充材料.pdf'))
    await value(second.desk.applications.attachDocuments([{ application: two, file }]))
    await value(second.desk.handOver.handOver({ applications: [three], to: await deviceOf(first) }))
    expect(
      await code(
        first.desk.formalReview.recordVerdict({
          application: three,
          code: 'F04',
          verdict: '符合',
          note: '',
          evidence: [],
        }),
      ),
    ).toBe('formal-review/other-desk')

    const zj = await openOffice('ZJ')
    const sh = await openOffice('SH')
    await pinEachOther(first, zj)
    await pinEachOther(zj, sh)
    await pinEachOther(first, sh)
    const ah = await openOffice('AH')
    await pinEachOther(first, ah)
    // Before the first desk has heard of what the second did, and afterwards.
    await takeIn(zj, await send(first, 'ZJ'))
    await takeIn(first, await send(second, 'JS'))
    await reject(first, three)
    await takeIn(second, await send(first, 'JS'))
    await takeIn(zj, await send(first, 'ZJ'))
    await takeIn(sh, await send(zj, 'SH'))
    // What the second desk wrote comes first, and what it answers with the first desk's bundle.
    await takeIn(ah, await send(second, 'AH'))
    await takeIn(ah, await send(first, 'AH'))

    const seen = async (office: Office) => ({
      rows: (await rows(office)).map(({ desk: _, ...row }) => row),
      told: await Promise.all(
        applications.map(async (id) =>
          (await value(office.desk.history.timeline(id))).map(({ type, device, seq }) => [type, device, seq]),
        ),
      ),
      setAside: await value(office.desk.bundles.setAside(null)),
    })
    const here = await seen(first)
    expect(here.setAside).toEqual([])
    expect(await seen(second)).toEqual(here)
    expect(projected(second).application_desks).toEqual(projected(first).application_desks)
    const states = (await rows(first)).map(({ id, state }) => [id, state])
    expect(Object.fromEntries(states)).toMatchObject({
      [one]: '不予受理',
      [two]: '未开始',
      [three]: '不予受理',
    })
    for (const office of [zj, sh, ah]) {
      const there = await seen(office)
      expect(there.rows).toEqual(here.rows)
      expect(there.setAside).toEqual([])
    }
    expect((await rows(second, { desk: 'here' })).map(({ id }) => id).sort()).toEqual([one, two].sort())
    expect((await pageOf(first, two)).documents).toHaveLength((await pageOf(second, two)).documents.length)
    await zj.close()
    await sh.close()
    await ah.close()
  }, 360_000)
})
