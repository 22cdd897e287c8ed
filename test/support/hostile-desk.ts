import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ListRow } from '../../src-main/domain/formal-review/list-row.ts'
import { noticeItems } from '../../src-main/domain/formal-review/outcome.ts'
import { listHeadings, makeApplicationRows } from './applications.ts'
import { jointBatch } from './batches.ts'
import { send, stickOf, takeIn } from './exchange.ts'
import { testFolder } from './log.ts'
import { type Office, openOffice, password, pinEachOther, value } from './office.ts'
import { payloads } from './payloads.ts'
import { makePdf } from './pdf.ts'
import { makeXlsx } from './tables.ts'

export type HostileDesk = {
  readonly batch: string
  readonly rows: readonly ListRow[]
  /** Has attachments, a closed review and a page of history. */
  readonly application: string
  /** Rows of the list that the rules refused, with their codes. */
  readonly refused: readonly { readonly row: number; readonly codes: readonly string[] }[]
}

/** The nth payload, round and round, no longer than a field takes; `made` elements stay whole. */
function payload(n: number, longest = 300): string {
  const fitting = payloads.filter((one) => [...one].length <= longest)
  return fitting[n % fitting.length]!
}

const extra = ['攻关任务', '考核指标', '项目简介', payload(20, 60)]

/** A list in which every text is a payload: each of the hundred is a title, an organisation, a person, a task once. */
function hostileRows(count: number): readonly (readonly string[])[] {
  return makeApplicationRows(count, 5).map((row, i) => [
    ...row.map((cell, column) => {
      switch (listHeadings[column]) {
        case '项目名称':
          return payload(i)
        case '所属领域':
          return payload(i + 1, 80)
        case '牵头单位':
          return payload(i + 2, 100)
        case '参与单位':
          return payload(i + 3, 100)
        case '参与单位所在地':
          return '上海市'
        case '项目负责人':
          return payload(i + 4, 40)
        default:
          return cell
      }
    }),
    payload(i + 5, 200),
    payload(i + 6),
    payload(i + 7),
    payload(i + 8),
  ])
}

async function importList(
  office: Office,
  batch: string,
  rows: readonly (readonly string[])[],
  letter?: { readonly institution: string; readonly office: string; readonly number: string },
) {
  const { desk } = office
  const stick = await stickOf(office)
  writeFileSync(path.join(stick.path, '名单.xlsx'), makeXlsx([[...listHeadings, ...extra], ...rows]))
  const file = await office.token(path.join(stick.path, '名单.xlsx'))
  const read = await value(desk.applications.readList({ file, sheet: null, batch, mapping: null }))
  if (!read.staged) throw new Error(`nothing of the list may be taken in: ${JSON.stringify(read.findings)}`)
  const leaveOut = [...read.blockedRows]
  const refused = leaveOut.map((row) => ({
    row,
    codes: read.findings
      .filter((one) => one.row === row && one.severity !== 'warning')
      .map(({ code }) => code),
  }))
  if (letter) {
    writeFileSync(path.join(stick.path, '函.pdf'), await makePdf({ text: '关于报送申报清单的函' }))
    const scan = { file: await office.token(path.join(stick.path, '函.pdf')) }
    const checked = await value(
      desk.applications.checkLetter({ fields: { ...letter, date: '2026-11-01' }, scan }),
    )
    await value(desk.applications.importList({ staged: read.staged, leaveOut, letter: checked.letter }))
  } else await value(desk.applications.importList({ staged: read.staged, leaveOut }))
  return refused
}

async function hostileBatch({ desk }: Office, n: number, host: string): Promise<string> {
  const content = jointBatch({
    title: payload(n, 60),
    fields: [payload(n + 1, 40), payload(n + 2, 40)],
    host,
  })
  return (await value(desk.batches.create(content))).batch
}

/** Fills a desk by ordinary calls with payloads wherever people type or files bring text, then closes it. */
export async function hostileDesk(home: string): Promise<HostileDesk> {
  const office = await openOffice('JS', '演练', home)
  const { desk, second } = office
  await value(desk.offices.add({ code: 'EVIL', name: payload(4, 60), short: "';ran()", region: null }))
  for (const n of [0, 20, 40, 60]) {
    await value(desk.accounts.open({ name: payload(n, 40), roles: ['复核人'], password }))
  }
  const batch = await hostileBatch(office, 3, 'JS')
  const refused = await importList(office, batch, hostileRows(payloads.length))
  const letter = { institution: 'EVIL', office: payload(20, 80), number: payload(40, 60) }
  const more = hostileRows(2).map((row) => row.map((cell, i) => (i === 1 ? `LETTER-${cell}` : cell)))
  await importList(office, batch, more, letter)
  const all = { batch, states: [], regions: [], institutions: [], field: null, search: '' }
  const sort = { column: 'number', descending: false } as const
  const { rows } = await value(desk.formalReview.list({ filter: all, sort, offset: 0, limit: 500 }))
  const application = rows[0]!.id
  await attach(office, batch, rows[0]!.number)
  await review(office, application)
  const [pack] = await value(desk.rulePacks.list(null))
  const basis = { pack: pack!.id, version: pack!.version, title: payload(21, 100), number: payload(22, 60) }
  await value(desk.rulePacks.confirmBasis(basis, { second }))
  const stick = await stickOf(office)
  await value(desk.bundles.handOut({ to: 'EVIL', batch, scope: 'all', folder: stick.token }))
  await exchange(office)
  await office.close()
  return { batch, rows, application, refused }
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

async function review({ desk, second }: Office, application: string): Promise<void> {
  const page = (await value(desk.formalReview.open(application)))!
  for (const [i, { code }] of page.states.entries()) {
    const verdict = i === 0 ? '不符合' : '符合'
    await value(
      desk.formalReview.recordVerdict({ application, code, verdict, note: payload(i * 3), evidence: [] }),
    )
  }
  const judged = (await value(desk.formalReview.open(application)))!
  const notice = noticeItems(judged, '不予受理').map((code, i) => ({ code, sentence: payload(30 + i) }))
  const closing = { application, reason: payload(21), seen: judged.seen, notice }
  await value(desk.formalReview.closeAsNotAccepted(closing, { second }))
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
