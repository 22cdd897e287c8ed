import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ListFilter } from '../../src-main/domain/formal-review/list-filter.ts'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { expectSound } from '../support/invariants.ts'
import { type Office, openOffice, reopenOffice, value } from '../support/office.ts'
import { makeXlsx } from '../support/tables.ts'

const rows = 1500
const all: ListFilter = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }
const list = { filter: all, sort: { column: 'number' as const, descending: false }, offset: 0, limit: 50 }

let js: Office
let batch: string
let file: string

beforeAll(async () => {
  js = await openOffice('JS')
  batch = (await value(js.desk.batches.create(jointBatch()))).batch
  const folder = await js.folder('lists')
  file = path.join(folder.path, 'list.xlsx')
  writeFileSync(file, makeXlsx([listHeadings, ...makeApplicationRows(rows, 1)]))
})
afterAll(() => js.close())

const root = () => path.join(js.home, js.key)
const total = async () => (await value(js.desk.formalReview.list(list))).total

/** Imports in another process and kills it so many milliseconds after it began; null: lets it end. */
function importAndKill(after: number | null): Promise<{ readonly said: string }> {
  return new Promise((resolve, reject) => {
    const args = ['test/support/list-import-child.ts', js.home, file, batch]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let failed = ''
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString()
      if (after === null && said.includes('acknowledged')) child.kill('SIGKILL')
      else if (after !== null && said === 'begins\n') setTimeout(() => child.kill('SIGKILL'), after)
    })
    child.stderr.on('data', (data: Buffer) => {
      failed += data.toString()
    })
    child.on('close', () => (said === '' ? reject(new Error(failed)) : resolve({ said })))
  })
}

it('an import that is killed has happened or has not, and goes through afterwards (S18)', {
  timeout: 120_000,
}, async () => {
  const before = expectSound(root())
  await js.close()
  for (const after of [30, 300]) {
    const { said } = await importAndKill(after)
    const events = expectSound(root())
    js = await reopenOffice(js)
    const stored = await total()
    await js.close()
    expect([before, before + 1 + 2 * rows]).toContain(events)
    expect(stored).toBe(events === before ? 0 : rows)
    if (said.includes('acknowledged')) expect(stored).toBe(rows)
    if (stored === rows) return
  }
  expect((await importAndKill(null)).said).toContain('acknowledged')
  js = await reopenOffice(js)
  expect(await total()).toBe(rows)
})

it('while a list is taken in others read and write, and nobody sees a part of it', {
  timeout: 60_000,
}, async () => {
  const other = await value(js.desk.batches.create(jointBatch({ title: '另一批次' })))
  const before = await total()
  const token = await js.token(file)
  const read = await value(
    js.desk.applications.readList({ file: token, sheet: null, batch: other.batch, mapping: null }),
  )
  const importing = js.desk.applications.importList({ staged: read.staged!, leaveOut: [] })
  let isDone = false
  void importing.finally(() => {
    isDone = true
  })
  const seen = new Set<number>()
  let asked = 0
  let saved = 0
  while (!isDone) {
    seen.add(await total())
    asked++
    if (asked % 20 === 0) await value(js.desk.drafts.save({ form: 'test/meanwhile', value: `${++saved}` }))
    await delay(5)
  }
  expect((await value(importing)).taken).toBe(rows)
  expect(asked).toBeGreaterThan(5)
  expect([...seen].filter((one) => one !== before && one !== before + rows)).toEqual([])
  expect(await total()).toBe(before + rows)
  const draft = await value(js.desk.drafts.load('test/meanwhile'))
  expect(draft?.value ?? '').toBe(saved === 0 ? '' : `${saved}`)
  expectSound(root())
})
