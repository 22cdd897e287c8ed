import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ListRow } from '../../src-main/domain/formal-review/list-row.ts'
import { listHeadings } from './applications.ts'
import { send, stickOf, takeIn } from './exchange.ts'
import { element, hostileBatch, hostileRows, importAgain, importList, payload } from './hostile-lists.ts'
import { arranged, named, registered, rules } from './hostile-offices.ts'
import {
  appealed,
  checkedTwice,
  checkRequested,
  duplicates,
  inspected,
  judgedBefore,
  recommended,
  signedOff,
  supplied,
} from './hostile-reviews.ts'
import { testFolder } from './log.ts'
import { type Office, openOffice, password, pinEachOther, value } from './office.ts'
import { payloads } from './payloads.ts'
import { makePdf } from './pdf.ts'

export type HostileDesk = {
  readonly batch: string
  readonly rows: readonly ListRow[]
  /** Has attachments, a refused review, a decided appeal and a page of history. */
  readonly refused: string
  /** Waits for material of which a version came. */
  readonly supplied: string
  /** Waits for a second check. */
  readonly unchecked: string
  /** Has a second check with a difference that is not settled. */
  readonly checked: string
  /** Said to be the same work. */
  readonly alike: readonly [string, string]
  readonly signOff: string
  readonly inspection: string
  /** One record of each kind that has a story. */
  readonly stories: readonly string[]
  /** Rows of the list that the rules refused, with their codes. */
  readonly leftOut: readonly { readonly row: number; readonly codes: readonly string[] }[]
}

/** Who may open what the first person may not. */
export const supervisor = '钱监督'

/** Fills a desk by ordinary calls with payloads wherever people type or files bring text, then closes it. */
export async function hostileDesk(home: string): Promise<HostileDesk> {
  const office = await openOffice('JS', '演练', home)
  const { desk } = office
  await value(desk.offices.add({ code: 'EVIL', name: payload(4, 60), short: "';ran()", region: null }))
  const [first, other, closed] = await colleagues(office)
  const batch = await hostileBatch(office, 3, 'JS')
  const list = hostileRows(payloads.length)
  const leftOut = await importList(office, batch, list)
  const letter = { institution: 'EVIL', office: payload(20, 80), number: payload(40, 60) }
  const more = hostileRows(2).map((row) => row.map((cell, i) => (i === 1 ? `LETTER-${cell}` : cell)))
  await importList(office, batch, more, letter)
  const rows = await rowsOf(office, batch)
  const id = (n: number) => rows[n]!.id
  const leads = rows.slice(10, 20).map(({ lead }) => lead)
  await attach(office, batch, rows[0]!.number)
  await appealed(office, id(0), [first!, other!])
  await supplied(office, id(1))
  await checkedTwice(office, id(2))
  await checkRequested(office, id(3))
  const signOff = await signedOff(office, batch, [id(4), id(5), id(6)])
  await recommended(office, batch, 'EVIL')
  await duplicates(office, id(7), id(8))
  await judgedBefore(office, id(9))
  await importAgain(office, batch, changed(list, rows[9]!.number), element(1))
  await registered(office, leads, id(10))
  await named(office, leads)
  await rules(office)
  await arranged(office, [id(11), id(12)], id(13))
  await value(desk.accounts.close({ person: closed!, reason: element(2) }))
  const person = (await value(desk.accounts.open({ name: supervisor, roles: ['监督'], password }))).person
  const inspection = await inspected(office, batch, person)
  await value(desk.machineChecks.checkAll(batch))
  const stick = await stickOf(office)
  await value(desk.bundles.handOut({ to: 'EVIL', batch, scope: 'all', folder: stick.token }))
  await exchange(office)
  const stories = await storiesOf(office)
  await office.close()
  const kept = { refused: id(0), supplied: id(1), checked: id(2), unchecked: id(3) }
  return { batch, rows, ...kept, alike: [id(7), id(8)], signOff, inspection, stories, leftOut }
}

/** 复核人 whose names are payloads. */
async function colleagues({ desk }: Office): Promise<readonly string[]> {
  const all: string[] = []
  for (const n of [0, 20, 40, 60]) {
    const account = { name: payload(n, 40), roles: ['复核人' as const], password }
    all.push((await value(desk.accounts.open(account))).person)
  }
  return all
}

async function rowsOf({ desk }: Office, batch: string): Promise<readonly ListRow[]> {
  const filter = { batch, states: [], regions: [], institutions: [], field: null, search: '' }
  const sort = { column: 'number', descending: false } as const
  return (await value(desk.formalReview.list({ filter, sort, offset: 0, limit: 500 }))).rows
}

/** The list once more, in which the application of this number has another field, lead and person. */
function changed(list: readonly (readonly string[])[], number: string) {
  const other = ['所属领域', '牵头单位', '项目负责人']
  return list.map((row) =>
    row.includes(number)
      ? row.map((cell, column) => (other.includes(listHeadings[column]!) ? element(column, 40) : cell))
      : row,
  )
}

async function storiesOf({ desk }: Office): Promise<readonly string[]> {
  const kinds = new Map<string, string>()
  for (let offset = 0; ; offset += 500) {
    const { rows } = await value(desk.history.recent({ offset, limit: 500 }))
    for (const { story } of rows) if (story) kinds.set(story.subject.split('/')[0]!, story.subject)
    if (rows.length < 500) return [...kinds.values()]
  }
}

async function attach({ desk, ...office }: Office, batch: string, number: string): Promise<void> {
  const folder = await stickOf(office)
  for (const n of [20, 50]) {
    // A file name has no slash on any system.
    const name = `${number} ${payload(n).replaceAll('/', '／')}.pdf`
    writeFileSync(path.join(folder.path, name), await makePdf({ text: payload(n) }))
  }
  const found = await value(desk.applications.findDocuments({ folder: folder.token, batch }))
  await value(
    desk.applications.attachDocuments(
      found.matched.map(({ application, file }) => ({ application, file: file.token })),
    ),
  )
}

/** A bundle of another office whose own texts are payloads. */
async function exchange(office: Office): Promise<void> {
  const zj = await openOffice('ZJ', '演练', testFolder())
  await pinEachOther(office, zj)
  const batch = await hostileBatch(zj, 23, 'ZJ')
  await importList(
    zj,
    batch,
    hostileRows(5).map((row) => row.map((cell, i) => (i === 1 ? `ZJ-${cell}` : cell))),
  )
  await takeIn(office, await send(zj, 'JS'))
  await send(office, 'ZJ')
  await zj.close()
}
