import type { Digest } from '../../src-main/core/suite.ts'
import { joinOffice } from './devices.ts'
import { send, takeIn } from './exchange.ts'
import { testFolder } from './log.ts'
import { type Office, pinEachOther, value } from './office.ts'
import { type Seeded, seedBatch, seedOffice } from './seed.ts'

/** Records that one desk wrote, one of each kind that calls name. */
export type RecordsOf = {
  readonly application: string
  readonly batch: string
  readonly import: string
  readonly person: string
  readonly document: Digest
  readonly device: Digest
  /** A bundle that it sent. */
  readonly bundle: string
}

/** An office with two desks, and another office; what the others wrote has come to the first desk. */
export type AllOffices = {
  readonly js: Office
  readonly own: RecordsOf
  readonly foreign: RecordsOf
  /** Of the second desk of our office. */
  readonly elsewhere: RecordsOf
  /** The file of a bundle that was taken in. */
  readonly received: string
  close(): Promise<void>
}

/** What stands in a note of every review: who may not read reviews must not find it. */
export const innermost = '只给本单位看的审查意见'

export async function openAllOffices(): Promise<AllOffices> {
  const first = await seedOffice({ home: testFolder(), count: 5, documents: 1 })
  const js = first.office
  const other = await seedOffice({ home: testFolder(), institution: 'ZJ', count: 5, documents: 1 })
  const zj = other.office
  await pinEachOther(js, zj)
  const office = await joinOffice(js)
  const second = await seedBatch(office, '二楼工作台的批次', { count: 5, documents: 1 })
  for (const one of [first, other, second]) await review(one)
  const received = await send(zj, 'JS')
  await takeIn(js, received)
  await takeIn(js, await send(office, 'JS'))
  // The record of the first bundle travels with the second.
  await takeIn(js, await send(office, 'JS'))
  await send(js, 'ZJ')
  const [own, foreign, elsewhere] = await Promise.all([first, other, second].map(recordsOf))
  return {
    js,
    own: own!,
    foreign: foreign!,
    elsewhere: elsewhere!,
    received,
    async close() {
      for (const one of [js, zj, office]) await one.close()
    },
  }
}

function firstOf({ applications }: Seeded): string {
  return [...applications.values()][0]!
}

async function review(seeded: Seeded): Promise<void> {
  const application = firstOf(seeded)
  const verdict = { application, code: 'F05', verdict: '符合', note: innermost, evidence: [] } as const
  await value(seeded.office.desk.formalReview.recordVerdict({ ...verdict, evidence: [] }))
}

async function recordsOf(seeded: Seeded): Promise<RecordsOf> {
  const { desk, second } = seeded.office
  const application = firstOf(seeded)
  const opened = (await value(desk.applications.open(application)))!
  const { device } = await value(desk.trust.identity(null))
  const sent = (await value(desk.bundles.register(null))).findLast(({ direction }) => direction === 'sent')!
  return {
    application,
    batch: seeded.batch,
    import: opened.import,
    person: second.person,
    document: opened.documents[0]!.document,
    device,
    bundle: sent.id,
  }
}
