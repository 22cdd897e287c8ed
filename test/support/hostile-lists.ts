import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { preselected } from '../../src-main/domain/revisions/rules.ts'
import { listHeadings, makeApplicationRows } from './applications.ts'
import { jointBatch } from './batches.ts'
import { stickOf } from './exchange.ts'
import { type Office, value } from './office.ts'
import { payloads } from './payloads.ts'
import { makePdf } from './pdf.ts'
import { makeXlsx } from './tables.ts'

/** The nth payload, round and round, no longer than a field takes; `made` elements stay whole. */
export function payload(n: number, longest = 300): string {
  return nth(payloads, n, longest)
}

const elements = payloads.filter((one) => one.includes('class=made'))

/** The nth of those that would be an element of their own, which a page with a fault is caught by. */
export function element(n: number, longest = 300): string {
  return nth(elements, n, longest)
}

function nth(all: readonly string[], n: number, longest: number): string {
  const fitting = all.filter((one) => [...one].length <= longest)
  return fitting[n % fitting.length]!
}

const extra = ['攻关任务', '考核指标', '项目简介', payload(20, 60)]
export const hostileHeadings = [...listHeadings, ...extra]

export type Cells = readonly (readonly string[])[]

/** A list in which every text is a payload: each of the hundred is a title, an organisation, a person, a task once. */
export function hostileRows(count: number): Cells {
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

export async function hostileBatch({ desk }: Office, n: number, host: string): Promise<string> {
  const content = jointBatch({
    title: payload(n, 60),
    fields: [payload(n + 1, 40), payload(n + 2, 40)],
    host,
  })
  return (await value(desk.batches.create(content))).batch
}

async function readRows(office: Office, batch: string, rows: Cells) {
  const stick = await stickOf(office)
  const file = path.join(stick.path, '名单.xlsx')
  writeFileSync(file, makeXlsx([hostileHeadings, ...rows]))
  const list = { file: await office.token(file), sheet: null, batch, mapping: null }
  const read = await value(office.desk.applications.readList(list))
  if (read.staged === null) throw new Error(`nothing may be taken in: ${JSON.stringify(read.findings)}`)
  return { ...read, staged: read.staged, leaveOut: [...read.blockedRows] }
}

type Letter = { readonly institution: string; readonly office: string; readonly number: string }

/** Takes a list in; answers the rows that the rules refused, with their codes. */
export async function importList(office: Office, batch: string, rows: Cells, letter?: Letter) {
  const { desk } = office
  const { staged, leaveOut, findings } = await readRows(office, batch, rows)
  if (letter) {
    const scan = { file: await pdfOf(office, '函', '关于报送申报清单的函') }
    const checked = await value(
      desk.applications.checkLetter({ fields: { ...letter, date: '2026-11-01' }, scan }),
    )
    await value(desk.applications.importList({ staged, leaveOut, letter: checked.letter }))
  } else await value(desk.applications.importList({ staged, leaveOut }))
  return leaveOut.map((row) => ({
    row,
    codes: findings.filter((one) => one.row === row && one.severity !== 'warning').map(({ code }) => code),
  }))
}

/** Takes a list in that comes again, with everything of it that differs as it is proposed. */
export async function importAgain(office: Office, batch: string, rows: Cells, reason: string) {
  const { staged, leaveOut } = await readRows(office, batch, rows)
  const { revisions } = office.desk
  const found = await value(revisions.compare({ staged, leaveOut, origin: null }))
  const chosen = found.rows
    .map((row) => ({ row: row.row, fields: row.group === 'changed' ? [...preselected(row)] : [] }))
    .filter(({ fields }) => fields.length > 0)
  await value(revisions.takeIn({ staged, leaveOut, chosen, reason, seen: found.seen }))
}

/** A file on a stick of its own; a file name has no slash on any system. */
export async function pdfOf(office: Office, name: string, text: string) {
  const file = path.join((await stickOf(office)).path, `${name.replaceAll('/', '／')}.pdf`)
  writeFileSync(file, await makePdf({ text }))
  return office.token(file)
}
