import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { beginRun } from '../../src-main/domain/drafts/runs.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { clientOf, type Office, openOffice, password, reopenOffice, value } from '../support/office.ts'

let js: Office
beforeAll(async () => {
  js = await openOffice('JS')
})
afterAll(() => js.close())

/** As a power cut leaves it: nobody has noted that the desk was closed. */
async function cutPower(): Promise<void> {
  const from = new Date(Date.now() - 60_000).toISOString()
  await js.close()
  const db = openSqlite(path.join(js.home, js.key, 'desk.sqlite'))
  beginRun(db, from)
  db.close()
  js = await reopenOffice(js)
}

it('a desk that was closed says nothing, whatever was being typed', async () => {
  await value(js.desk.drafts.save({ form: 'batches/new', value: '{"title":"第一批"}' }))
  await js.close()
  js = await reopenOffice(js)
  expect(await value(js.desk.drafts.keptAtAbruptEnd(null))).toBeNull()
})

it('after a power cut each person is told once what they had typed, and of nobody else', async () => {
  await value(js.desk.drafts.save({ form: 'batches/new', value: '{"title":"第二批"}' }))
  await cutPower()
  const kept = await value(js.desk.drafts.keptAtAbruptEnd(null))
  expect(kept?.map(({ form, value: text }) => [form, text])).toEqual([['batches/new', '{"title":"第二批"}']])
  const other = clientOf(js.backend.openSession({ kind: 'window' }))
  await value(other.entry.login({ desk: js.key, person: js.second.person, password }))
  expect(await value(other.drafts.keptAtAbruptEnd(null))).toBeNull()
  await value(js.desk.drafts.toldOfAbruptEnd(null))
  expect(await value(js.desk.drafts.keptAtAbruptEnd(null))).toBeNull()
})

it('what was recorded or given up meanwhile, and what was typed since then, is not what was kept', async () => {
  await value(js.desk.drafts.save({ form: 'batches/new', value: '' }))
  await value(js.desk.drafts.save({ form: 'calendar/basis', value: '{"basis":"通知"}' }))
  await cutPower()
  await value(js.desk.drafts.save({ form: 'offices/new', value: '{"name":"推进组"}' }))
  const kept = await value(js.desk.drafts.keptAtAbruptEnd(null))
  expect(kept?.map(({ form }) => form)).toEqual(['calendar/basis'])
})
