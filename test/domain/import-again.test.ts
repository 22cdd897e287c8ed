import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { preselected } from '../../src-main/domain/revisions/rules.ts'
import { readTableBytes } from '../../src-main/platform/tables/read.ts'
import { remarksOf } from '../../src-renderer/features/applications/use-return-list.ts'
import { rowSentences } from '../../src-renderer/text/revisions.ts'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { expectSound } from '../support/invariants.ts'
import { job } from '../support/job.ts'
import { code, type Office, openOffice, reopenOffice, value } from '../support/office.ts'
import { makeXlsx } from '../support/tables.ts'

const column = { number: 1, title: 2 } as const
const count = 400
const rows = makeApplicationRows(count, 3)
const revisedRows = rows.map((row, i) =>
  row.map((cell, c) => (c === column.title && i % 2 === 0 ? `${cell}（修订）` : cell)),
)

let js: Office
let batch: string
let files = 0

beforeAll(async () => {
  js = await openOffice('JS')
  batch = (await value(js.desk.batches.create(jointBatch()))).batch
  const read = await readList(await listFile(rows))
  await value(js.desk.applications.importList({ staged: read.staged!, leaveOut: [] }))
})
afterAll(() => js.close())

async function listFile(cells: readonly (readonly string[])[]): Promise<string> {
  const { path: folder } = await js.folder('lists')
  const file = path.join(folder, `${++files}.xlsx`)
  writeFileSync(file, makeXlsx([listHeadings, ...cells]))
  return file
}

async function readList(file: string) {
  return value(
    js.desk.applications.readList({ file: await js.token(file), sheet: null, batch, mapping: null }),
  )
}

const titles = async () => {
  const filter = { batch, states: [], regions: [], institutions: [], field: null, search: '修订' }
  const sort = { column: 'number' as const, descending: false }
  return (await value(js.desk.formalReview.list({ filter, sort, offset: 0, limit: 1 }))).total
}

/** Compares and takes in everything as proposed in another process, which is killed after so many milliseconds. */
function takeInAndKill(file: string, after: number | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = ['test/support/list-again-child.ts', js.home, file, batch]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let failed = ''
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString()
      if (after !== null && said === 'begins\n') setTimeout(() => child.kill('SIGKILL'), after)
    })
    child.stderr.on('data', (data: Buffer) => {
      failed += data.toString()
    })
    child.on('close', () => (said === '' ? reject(new Error(failed)) : resolve(said)))
  })
}

it('the file goes back with what is new, changed and same beside each row', async () => {
  const fresh = rows[0]!.map((cell, c) => (c === column.number ? 'NEW-1' : cell))
  const file = await listFile([revisedRows[0]!, rows[1]!, fresh])
  const read = await readList(file)
  const comparison = await value(
    js.desk.revisions.compare({ staged: read.staged!, leaveOut: [], origin: null }),
  )
  expect(comparison.missing).toHaveLength(count - 2)
  const told = comparison.rows.map((row) => ({ row: row.row, sentences: rowSentences(row, '') }))
  const folder = await js.folder('returned')
  const written = await value(
    js.desk.applications.returnList({
      file: await js.token(file),
      sheet: read.sheet,
      headingRow: read.proposal!.mapping.headingRow,
      ...remarksOf(read.findings, told),
      folder: folder.token,
    }),
  )
  const { readFileSync } = await import('node:fs')
  const table = await value(readTableBytes(readFileSync(path.join(folder.path, written.name)), {}, job()))
  const remarks = table.rows.slice(1).map((row) => row[listHeadings.length] ?? '')
  expect(remarks[0]).toContain('【有变化】')
  expect(remarks[0]).toContain(`名称：原“${rows[0]![column.title]}”，清单“${revisedRows[0]![column.title]}”`)
  expect(remarks[1]).toContain('【相同】')
  expect(remarks[2]).toContain('【新增】')
})

it('killed in the middle it has happened or has not; the same file afterwards says that nothing is left to write', {
  timeout: 120_000,
}, async () => {
  const root = path.join(js.home, js.key)
  const file = await listFile(revisedRows)
  const before = expectSound(root)
  await js.close()
  for (const after of [20, 200]) {
    await takeInAndKill(file, after)
    const events = expectSound(root)
    expect([before, before + 1 + count / 2]).toContain(events)
  }
  await takeInAndKill(file, null)
  expect(expectSound(root)).toBe(before + 1 + count / 2)
  js = await reopenOffice(js)
  expect(await titles()).toBe(count / 2)
  const read = await readList(file)
  const comparison = await value(
    js.desk.revisions.compare({ staged: read.staged!, leaveOut: [], origin: null }),
  )
  expect(comparison.rows.every(({ group }) => group === 'same')).toBe(true)
  const again = { staged: read.staged!, leaveOut: [], chosen: [], reason: '', seen: comparison.seen }
  expect(await code(js.desk.revisions.takeIn(again))).toBe('revisions/nothing-to-write')
})

it('of two windows that take lists in at once the second is told, and sees what the first wrote', async () => {
  const change = (text: string) =>
    rows.map((row, i) => row.map((cell, c) => (c === column.title && i === 1 ? text : cell)))
  const [mine, theirs] = [
    await readList(await listFile(change('甲版'))),
    await readList(await listFile(change('乙版'))),
  ]
  const look = (staged: string) => value(js.desk.revisions.compare({ staged, leaveOut: [], origin: null }))
  const choose = ({ rows: found }: Awaited<ReturnType<typeof look>>) =>
    found.filter(({ row }) => row === 3).map((row) => ({ row: row.row, fields: [...preselected(row)] }))
  const [first, second] = [await look(mine.staged!), await look(theirs.staged!)]
  const ask = (staged: string, seen: Awaited<ReturnType<typeof look>>) =>
    js.desk.revisions.takeIn({ staged, leaveOut: [], chosen: choose(seen), reason: '', seen: seen.seen })
  const answers = await Promise.all([ask(mine.staged!, first), ask(theirs.staged!, second)])
  const won = answers.findIndex(({ ok }) => ok)
  expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true])
  expect(await code(answers[1 - won]!)).toBe('revisions/changed-meanwhile')
  const left = won === 0 ? theirs : mine
  const seen = await look(left.staged!)
  expect(seen.rows.find(({ row }) => row === 3)!.changes).toMatchObject([
    { before: won === 0 ? '甲版' : '乙版', after: won === 0 ? '乙版' : '甲版' },
  ])
  expect((await ask(left.staged!, seen)).ok).toBe(true)
})
