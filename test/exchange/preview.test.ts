import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testFolder } from '../support/log.ts'
import { code, type Office, openOffice, pinEachOther, value } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { seedOffice } from '../support/seed.ts'

let js: Office
let sh: Office

beforeAll(async () => {
  js = (await seedOffice({ home: testFolder(), count: 5, documents: 2 })).office
  sh = await openOffice('SH')
  await pinEachOther(js, sh)
})
afterAll(async () => {
  await js.close()
  await sh.close()
})

type Options = { readonly withDocuments?: boolean; readonly fromBeginning?: boolean }

async function write(
  from: Office,
  to: string,
  { withDocuments = true, fromBeginning = false }: Options = {},
) {
  const stick = await from.folder(`stick-${Math.random()}`)
  const input = { to, folder: stick.token, withDocuments, fromBeginning }
  const written = await value(from.desk.bundles.exportBundle(input))
  expect(readdirSync(stick.path)).toEqual([written.file])
  return { written, file: path.join(stick.path, written.file) }
}

async function open(at: Office, file: string) {
  return value(at.desk.bundles.openBundle({ file: await at.token(file) }))
}

const standingOf = async (office: Office, institution: string) =>
  (await value(office.desk.bundles.standing(null))).find((row) => row.institution === institution)!

describe('what an export says before it is made', () => {
  it('is what it then writes, and what the recipient then finds', async () => {
    const preview = await value(js.desk.bundles.preview({ to: 'SH', fromBeginning: false }))
    expect(preview).toMatchObject({
      pinned: true,
      confirmed: 0,
      from: 1,
      types: { ApplicationImported: 5, BatchCreated: 1 },
    })
    expect(preview.types).not.toHaveProperty('OfficePinned')
    const { written, file } = await write(js, 'SH')
    const readable = Object.values(preview.types).reduce((sum, count) => sum + count, 0)
    expect(written).toMatchObject({
      events: preview.to - preview.from + 1,
      bodies: readable,
      documents: preview.documents.count,
    })
    expect(preview.documents.count).toBe(2)
    expect(readable + preview.withheld).toBe(written.events)
    const opened = await open(sh, file)
    expect(opened.types).toEqual(preview.types)
    expect(opened).toMatchObject({ withheld: preview.withheld, documents: preview.documents })
    expect(opened.newestAt).toBe((await value(js.desk.history.recent({ offset: 1, limit: 1 }))).rows[0]!.at)
    // Headers and bodies are nearly all of what a bundle weighs beside its documents.
    expect(preview.recordBytes + preview.documents.bytes).toBeGreaterThan(written.size / 2)
    expect(preview.recordBytes + preview.documents.bytes).toBeLessThan(written.size)
    await value(sh.desk.bundles.dropBundle({ staged: opened.staged }))
  })

  it('counts the papers of every module, as for a second desk of the office', async () => {
    const before = await value(js.desk.bundles.preview({ to: 'JS', fromBeginning: true }))
    const file = path.join((await js.folder('evidence')).path, '查询截图.pdf')
    await writeFile(file, await makePdf({}))
    const { scan } = await value(js.desk.documents.keepScan({ file: await js.token(file) }))
    const check = {
      register: '科研诚信',
      channel: '国家科研诚信严重失信行为数据库',
      checkedOn: '2026-11-20',
      months: null,
      result: '无记录',
      penaltyFrom: null,
      penaltyTo: null,
      note: '',
      evidence: { document: scan, page: 1 },
    } as const
    const organisations = [{ name: '甲科技有限公司', code: null }]
    await value(js.desk.registers.recordChecks({ organisations, check }))
    const after = await value(js.desk.bundles.preview({ to: 'JS', fromBeginning: true }))
    expect(after.documents.count).toBe(before.documents.count + 1)
  })

  it('speaks of an office that is not pinned, and of one that is not known, without writing anything', async () => {
    expect(await value(js.desk.bundles.preview({ to: 'ZJ', fromBeginning: false }))).toMatchObject({
      pinned: false,
    })
    const stick = await js.folder('never-used')
    const refused = js.desk.bundles.exportBundle({ to: 'ZJ', folder: stick.token, withDocuments: true })
    expect(await code(refused)).toBe('bundles/not-pinned')
  })
})

describe('how far exchange has come', () => {
  it('counts sent, confirmed, and receipts that are due, and comes to rest', async () => {
    const before = await standingOf(js, 'SH')
    expect(before).toMatchObject({ confirmed: 0, receiptDue: 0, missingDocuments: 0 })
    expect(before.sent).toBe(before.total)
    expect(await standingOf(js, 'ZJ')).toMatchObject({ sent: 0, confirmed: 0 })

    const first = await open(sh, (await write(js, 'SH', { withDocuments: false })).file)
    await value(sh.desk.bundles.acceptBundle({ staged: first.staged }))
    const arrived = await standingOf(sh, 'JS')
    expect(arrived.receiptDue).toBe(before.total)
    expect(arrived.missingDocuments).toBe(2)

    const back = await open(js, (await write(sh, 'JS')).file)
    expect((await standingOf(sh, 'JS')).receiptDue).toBe(0)
    await value(js.desk.bundles.acceptBundle({ staged: back.staged }))
    const confirmed = await standingOf(js, 'SH')
    expect(confirmed.confirmed).toBe(confirmed.total)
    expect(confirmed.receiptDue).toBe(3)

    // Each bundle is itself an event, so there is always one more: it must not ask for a receipt for ever.
    const again = await open(sh, (await write(js, 'SH')).file)
    await value(sh.desk.bundles.acceptBundle({ staged: again.staged }))
    expect((await standingOf(js, 'SH')).receiptDue).toBe(0)
    expect((await standingOf(sh, 'JS')).receiptDue).toBe(0)
    const atRest = await standingOf(sh, 'JS')
    expect(atRest.confirmed).toBe(atRest.total)
  })

  it('documents that were left out once come with a bundle from the beginning, and with no other', async () => {
    const preview = await value(js.desk.bundles.preview({ to: 'SH', fromBeginning: true }))
    expect(preview).toMatchObject({ from: 1, documents: { count: 2 } })
    const { file } = await write(js, 'SH', { fromBeginning: true })
    const later = await write(js, 'SH')
    expect(later.written.documents).toBe(0)
    const opened = await open(sh, later.file)
    await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))
    expect((await standingOf(sh, 'JS')).missingDocuments).toBe(2)
    // Overtaken by the later one it brings no new record, and is wanted all the same.
    const whole = await open(sh, file)
    expect(whole).toMatchObject({
      outcome: 'acceptable',
      ranges: expect.arrayContaining([expect.objectContaining({ institution: 'JS', new: 0 })]),
      documents: { count: 2, new: 2 },
    })
    await value(sh.desk.bundles.acceptBundle({ staged: whole.staged }))
    expect((await standingOf(sh, 'JS')).missingDocuments).toBe(0)
  })
})
