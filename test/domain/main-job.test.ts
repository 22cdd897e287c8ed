import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ListFilter } from '../../src-main/domain/formal-review/list-filter.ts'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { businessDigest } from '../support/invariants.ts'
import { code, type Office, openOffice, value } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { makeXlsx } from '../support/tables.ts'

let js: Office
let batch: string

const all: ListFilter = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }
const byNumber = { column: 'number' as const, descending: false }

async function xlsx(rows: readonly (readonly string[])[], name = `list-${Math.random()}.xlsx`) {
  const folder = await js.folder('lists')
  const file = path.join(folder.path, name)
  writeFileSync(file, makeXlsx(rows))
  return js.token(file)
}

async function rowsOf(filter: Partial<ListFilter> = {}) {
  return (
    await value(
      js.desk.formalReview.list({ filter: { ...all, ...filter }, sort: byNumber, offset: 0, limit: 500 }),
    )
  ).rows
}

beforeAll(async () => {
  js = await openOffice('JS')
  const made = await value(js.desk.batches.create(jointBatch()))
  batch = made.batch
})
afterAll(() => js.close())

describe('importing a list', () => {
  it('reads, maps and checks it without writing anything, then takes in all of it', async () => {
    const file = await xlsx([listHeadings, ...makeApplicationRows(30, 1)])
    const read = await value(js.desk.applications.readList({ file, sheet: null, batch, mapping: null }))
    expect(read.applications).toHaveLength(30)
    expect(read.blockedRows).toEqual([])
    expect(await rowsOf()).toEqual([])
    const taken = await value(js.desk.applications.importList({ staged: read.staged!, leaveOut: [] }))
    expect(taken.taken).toBe(30)
    expect(await rowsOf()).toHaveLength(30)
    expect(await code(js.desk.applications.importList({ staged: read.staged!, leaveOut: [] }))).toBe(
      'applications/read-again',
    )
  })

  it('remembers the layout for the next list of the same source', async () => {
    const file = await xlsx([listHeadings, ...makeApplicationRows(3, 2)])
    const read = await value(js.desk.applications.readList({ file, sheet: null, batch, mapping: null }))
    expect(read.proposal?.remembered).toBe(true)
  })

  it('refuses rows with errors until each is left out by a person, and then says so in the record', async () => {
    const rows = makeApplicationRows(4, 3).map((row, i) =>
      row.map((cell, column) => (column === 1 ? `2026NEW${i}` : cell)),
    )
    const broken = rows.map((row, i) =>
      i === 1 ? row.map((cell, column) => (column === 2 ? '' : cell)) : row,
    )
    const read = await value(
      js.desk.applications.readList({
        file: await xlsx([listHeadings, ...broken]),
        sheet: null,
        batch,
        mapping: null,
      }),
    )
    expect(read.blockedRows).toEqual([3])
    const before = (await rowsOf()).length
    expect(await code(js.desk.applications.importList({ staged: read.staged!, leaveOut: [] }))).toBe(
      'applications/rows-with-errors',
    )
    expect(await rowsOf()).toHaveLength(before)
    const taken = await value(js.desk.applications.importList({ staged: read.staged!, leaveOut: [3] }))
    const [newest] = await value(js.desk.applications.imports(batch))
    expect(newest).toMatchObject({ id: taken.import, taken: 3, leftOut: [{ row: 3 }] })
    await value(js.desk.formalReview.withdrawImport({ import: taken.import, reason: '测试撤回' }))
    expect(await rowsOf()).toHaveLength(before)
  })

  it('refuses a list of which nothing is left, and keeps what was read', async () => {
    const rows = makeApplicationRows(2, 7).map((row, i) =>
      row.map((cell, column) => (column === 1 ? `2026LEFT${i}` : cell)),
    )
    const file = await xlsx([listHeadings, ...rows])
    const read = await value(js.desk.applications.readList({ file, sheet: null, batch, mapping: null }))
    const database = path.join(js.home, js.key, 'desk.sqlite')
    const before = businessDigest(database)
    const take = (leaveOut: readonly number[]) =>
      js.desk.applications.importList({ staged: read.staged!, leaveOut: [...leaveOut] })
    expect(await code(take([2, 3]))).toBe('applications/nothing-left')
    expect(businessDigest(database)).toBe(before)
    const taken = await value(take([2]))
    await value(js.desk.formalReview.withdrawImport({ import: taken.import, reason: '测试撤回' }))
  })

  it('finds numbers that are here already', async () => {
    const [known] = await rowsOf()
    const rows = makeApplicationRows(2, 4).map((row, i) =>
      row.map((cell, column) => (column === 1 && i === 0 ? known!.number.toLowerCase() : cell)),
    )
    const read = await value(
      js.desk.applications.readList({
        file: await xlsx([listHeadings, ...rows]),
        sheet: null,
        batch,
        mapping: null,
      }),
    )
    expect(read.known).toBe(1)
    expect(read.blockedRows).toEqual([])
    const imported = await js.desk.applications.importList({ staged: read.staged!, leaveOut: [] })
    expect(imported).toMatchObject({ ok: false, error: { code: 'applications/number-exists', rows: [2] } })
  })

  it('stops at a mark of secrecy and shows nothing of the list', async () => {
    const rows = makeApplicationRows(2, 5).map((row, i) =>
      row.map((cell, column) => (column === 2 && i === 0 ? `${cell} 机密★10年` : cell)),
    )
    const read = await value(
      js.desk.applications.readList({
        file: await xlsx([listHeadings, ...rows]),
        sheet: null,
        batch,
        mapping: null,
      }),
    )
    expect(read).toMatchObject({ staged: null, head: [], applications: [] })
    expect(read.findings[0]).toMatchObject({ code: 'secrecy-mark', severity: 'stop' })
  })
})

describe('documents by number', () => {
  it('are matched, copied and recorded; a mark of secrecy stops all of them', async () => {
    const [first, second] = await rowsOf()
    const folder = await js.folder('papers')
    writeFileSync(
      path.join(folder.path, `${first!.number}.pdf`),
      await makePdf({ pages: 3, text: '申报书 商业秘密' }),
    )
    writeFileSync(path.join(folder.path, `${second!.number} 盖章.pdf`), await makePdf({ pages: 2 }))
    writeFileSync(path.join(folder.path, '说明.pdf'), await makePdf({}))
    const found = await value(js.desk.applications.findDocuments({ folder: folder.token, batch }))
    expect(found.matched.map(({ application }) => application).sort()).toEqual([first!.id, second!.id].sort())
    expect(found.unmatched.map(({ name }) => name)).toEqual(['说明.pdf'])
    const wanted = found.matched.map(({ application, file }) => ({ application, file: file.token }))
    expect(await value(js.desk.applications.attachDocuments(wanted))).toEqual({ attached: 2, doubtful: [] })
    const page = (await value(js.desk.formalReview.open(first!.id)))!
    expect(page.documents).toMatchObject([
      { document: { name: `${first!.number}.pdf` }, facts: { pages: 3, state: 'ok' } },
    ])

    const secret = path.join(folder.path, 'secret.pdf')
    writeFileSync(secret, await makePdf({ text: '密级：机密' }))
    const file = await js.token(secret)
    expect(await code(js.desk.applications.attachDocuments([{ application: second!.id, file }]))).toBe(
      'applications/document-with-secrecy-mark',
    )
    expect((await value(js.desk.applications.open(second!.id)))!.documents).toHaveLength(1)
  })
})

/** Gives every item a verdict that lets the application pass. */
async function conform(application: string, except: Readonly<Record<string, '不符合'>> = {}) {
  const page = (await value(js.desk.formalReview.open(application)))!
  for (const { code: item } of page.states) {
    const verdict = except[item] ?? '符合'
    await value(
      js.desk.formalReview.recordVerdict({ application, code: item, verdict, note: '', evidence: [] }),
    )
  }
  return (await value(js.desk.formalReview.open(application)))!
}

describe('closing a review', () => {
  it('as 通过 needs everything decided; the outcome stands in the list, the findings are frozen', async () => {
    const [application] = await rowsOf()
    const fresh = (await value(js.desk.formalReview.open(application!.id)))!
    const early = { application: application!.id, reason: '', seen: fresh.seen }
    expect(await code(js.desk.formalReview.closeAsPassed(early))).toMatch(/^formal-review\/items-/)
    const page = await conform(application!.id)
    expect(await code(js.desk.formalReview.closeAsPassed(early))).toBe('formal-review/changed-meanwhile')
    await value(js.desk.formalReview.closeAsPassed({ ...early, seen: page.seen }))
    expect((await rowsOf({ states: ['通过'] })).map(({ id }) => id)).toEqual([application!.id])
    const closed = (await value(js.desk.formalReview.open(application!.id)))!
    expect(closed.review).toMatchObject({ outcome: '通过' })
    expect(closed.findings).toEqual(page.findings)
    const again = {
      application: application!.id,
      code: 'F01' as const,
      verdict: '不符合' as const,
      note: '',
      evidence: [],
    }
    expect(await code(js.desk.formalReview.recordVerdict(again))).toBe('formal-review/closed')
  })

  it('as 通知补交材料 needs something that may be supplied and a day that is not past', async () => {
    const application = (await rowsOf())[1]!.id
    const page = await conform(application, { F01: '不符合' })
    const closing = { application, reason: '缺少必填信息', seen: page.seen }
    const close = (deadline: string) => code(js.desk.formalReview.closeForMaterial({ ...closing, deadline }))
    expect(await close('2026-02-30')).toBe('formal-review/no-such-day')
    expect(await close('2020-01-01')).toBe('formal-review/day-has-passed')
    expect(await close('2099-12-31')).toBe('ok')
    expect(await rowsOf({ states: ['补交材料中'] })).toMatchObject([
      { id: application, deadline: '2099-12-31' },
    ])
  })

  it('as 不予受理 needs a sentence an item and a second person with the right role and password', async () => {
    const application = (await rowsOf())[2]!.id
    const page = await conform(application, { F07: '不符合' })
    const closing = { application, reason: '牵头单位不在三省一市', seen: page.seen }
    const close = js.desk.formalReview.closeAsNotAccepted
    expect(await code(close(closing))).toBe('desk/second-person-missing')
    expect(await code(close(closing, { second: { ...js.second, password: '不对不对不对' } }))).toBe(
      'desk/second-person-wrong-password',
    )
    const other = { code: 'F03' as const, sentence: '请补交。' }
    expect(await code(close({ ...closing, notice: [other] }, { second: js.second }))).toBe(
      'formal-review/notice-differs',
    )
    await value(close(closing, { second: js.second }))
    const timeline = await value(js.desk.history.timeline(application))
    expect(timeline.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['ImportRecorded', 'ApplicationImported', 'OutcomeConfirmed', 'ReviewClosed']),
    )
    expect(timeline.find(({ type }) => type === 'OutcomeConfirmed')).toMatchObject({ actorName: '李复核' })
  })

  it('is undone by opening it again with a reason; the import can no longer be withdrawn', async () => {
    const application = (await rowsOf({ states: ['不予受理'] }))[0]!
    await value(js.desk.formalReview.reopen({ application: application.id, reason: '复核后重新审查' }))
    expect(await rowsOf({ states: ['不予受理'] })).toEqual([])
    const imports = await value(js.desk.applications.imports(batch))
    const own = imports.find(({ withdrawn }) => withdrawn === null)!
    expect(await code(js.desk.formalReview.withdrawImport({ import: own.id, reason: '想撤回' }))).toBe(
      'applications/review-has-begun',
    )
  })
})

describe('the list', () => {
  it('finds by any part of number, title and organisation, and pages', async () => {
    const [first] = await rowsOf()
    expect(await rowsOf({ search: first!.number.slice(-4) })).toContainEqual(
      expect.objectContaining({ id: first!.id }),
    )
    expect(await rowsOf({ search: `${first!.lead.slice(0, 3)} ${first!.title.slice(0, 4)}` })).toContainEqual(
      expect.objectContaining({ id: first!.id }),
    )
    const page = await value(js.desk.formalReview.list({ filter: all, sort: byNumber, offset: 10, limit: 5 }))
    expect(page).toMatchObject({ total: 30 })
    expect(page.rows).toHaveLength(5)
    const around = await value(
      js.desk.formalReview.neighbours({ filter: all, sort: byNumber, application: page.rows[0]!.id }),
    )
    expect(around).toMatchObject({ place: 11, total: 30, next: page.rows[1]!.id })
  })
})
