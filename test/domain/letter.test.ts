import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admit } from '../../src-main/core/admit.ts'
import { encodeBody } from '../../src-main/core/event.ts'
import type { EventDefinition } from '../../src-main/core/module.ts'
import type { Digest } from '../../src-main/core/suite.ts'
import { importRecorded } from '../../src-main/domain/applications/events.ts'
import { checkLetterFields, type LetterFields } from '../../src-main/domain/applications/letter.ts'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { businessDigest } from '../support/invariants.ts'
import { testFolder } from '../support/log.ts'
import { code, type Office, openOffice, pinEachOther, value } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { seedOffice } from '../support/seed.ts'
import { makeXlsx } from '../support/tables.ts'

const fields: LetterFields = {
  institution: 'ZJ',
  office: '浙江省科学技术厅战略规划处',
  number: '浙科函〔2026〕12号',
  date: '2026-11-02',
}
const all = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }
const byNumber = { column: 'number' as const, descending: false }

let js: Office
let batch: string
let own: ReadonlyMap<string, string>
let scan: string

async function file(name: string, bytes: Uint8Array | string) {
  const folder = await js.folder('letters')
  writeFileSync(path.join(folder.path, name), bytes)
  return js.token(path.join(folder.path, name))
}

/** A list of Zhejiang, read and checked. */
async function readList(count: number, seed: number) {
  const rows = makeApplicationRows(count, seed).map((row, i) =>
    row.map((cell, column) => (column === 1 ? `ZJ2026-${seed}-${i + 1}` : cell)),
  )
  const list = await file(`list-${seed}.xlsx`, makeXlsx([listHeadings, ...rows]))
  const read = await value(js.desk.applications.readList({ file: list, sheet: null, batch, mapping: null }))
  expect(read.blockedRows).toEqual([])
  return read.staged!
}

async function scanned(name: string, bytes: Uint8Array | string) {
  return js.desk.applications.checkLetter({ fields, scan: { file: await file(name, bytes) } })
}

beforeAll(async () => {
  const seeded = await seedOffice({ home: testFolder(), count: 3, documents: 0 })
  js = seeded.office
  batch = seeded.batch
  own = seeded.applications
  scan = await (async () => {
    const checked = await value(scanned('函.pdf', await makePdf({ pages: 2, text: '关于报送申报清单的函' })))
    return checked.letter.scan
  })()
})
afterAll(() => js.close())

describe('what a covering letter must say', () => {
  it.each([
    [{ institution: '' }, 'applications/letter-institution-missing'],
    [{ office: ' 浙 ' }, 'applications/letter-office-missing'],
    [{ number: '  ' }, 'applications/letter-number-missing'],
    [{ date: '' }, 'applications/letter-date-missing'],
    [{ date: '2026-02-30' }, 'applications/letter-no-such-day'],
    [{ date: '2026-11-23' }, 'applications/letter-in-the-future'],
  ])('%o is refused as %s', (patch, reason) => {
    const checked = checkLetterFields({ ...fields, ...patch }, '2026-11-22')
    expect(checked.ok ? 'ok' : checked.error.code).toBe(reason)
  })

  it('a letter of today is taken, its texts without the spaces around them', () => {
    const said = { ...fields, office: ' 浙江省科学技术厅 ', number: ' 浙科函12 ', date: '2026-11-22' }
    expect(checkLetterFields(said, '2026-11-22')).toEqual({
      ok: true,
      value: { ...said, office: '浙江省科学技术厅', number: '浙科函12' },
    })
  })
})

describe('an import as the first release recorded it', () => {
  const data = {
    batch: 'batch/6a3803d5-7',
    source: { digest: `sha256:${'5'.repeat(64)}`, format: 'xlsx', encoding: null, sheet: '汇总' },
    rows: 3,
    taken: 2,
    leftOut: [{ row: 3, codes: ['empty-cell'] }],
  }

  it('is read as one without a letter, and names no document', () => {
    const bytes = encodeBody({
      salt: '1'.repeat(32),
      actor: { id: 'person/6a3803d5-2', role: '经办人' },
      type: 'ImportRecorded',
      version: 1,
      audience: 'members',
      subject: 'import/6a3803d5-9',
      data,
    })
    const definitions = new Map([['ImportRecorded', importRecorded as EventDefinition]])
    const read = admit(definitions, bytes)
    expect(read).toMatchObject({ problem: null, data: { ...data, letter: null } })
    expect(importRecorded.documents!(data as never)).toEqual([])
  })
})

describe('checking a letter with its scan', () => {
  it('answers what would be recorded, and records nothing', async () => {
    const before = (await value(js.desk.history.recent({ offset: 0, limit: 1 }))).total
    const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    expect((await value(scanned('函.png', picture))).kind).toBe('image')
    const pdf = await value(scanned('函2.pdf', await makePdf({ pages: 3, text: '函' })))
    expect(pdf).toMatchObject({ kind: 'pdf', pages: 3, letter: fields })
    expect((await value(js.desk.history.recent({ offset: 0, limit: 1 }))).total).toBe(before)
  })

  it('refuses scans that nobody can open, and keeps no copy of them', async () => {
    expect(await code(scanned('函.docx', makeXlsx([['表']])))).toBe('applications/letter-scan-kind')
    expect(await code(scanned('坏.pdf', '%PDF-1.7 nothing else'))).toBe('applications/letter-scan-unreadable')
    const secret = await makePdf({ pages: 1, text: '关于报送清单的函 机密★10年' })
    expect(await code(scanned('密.pdf', secret))).toBe('applications/letter-with-secrecy-mark')
    const digest = `sha256:${createHash('sha256').update(secret).digest('hex')}` as Digest
    expect(await code(js.desk.documents.read({ document: digest, offset: 0, length: 10 }))).toBe(
      'documents/not-here',
    )
  })

  it('refuses ourselves, strangers, and an office whose desk was 核对', async () => {
    const say = (institution: string) =>
      code(
        js.desk.applications.checkLetter({
          fields: { ...fields, institution },
          scan: { kept: scan as Digest },
        }),
      )
    expect(await say('JS')).toBe('applications/letter-from-ourselves')
    expect(await say('XX')).toBe('applications/letter-institution-missing')
    const sh = await openOffice('SH')
    await pinEachOther(js, sh)
    await sh.close()
    expect(await say('SH')).toBe('applications/letter-office-has-desk')
    const staged = await readList(1, 65)
    const letter = { ...fields, institution: 'SH', scan }
    expect(await code(js.desk.applications.importList({ staged, leaveOut: [], letter }))).toBe(
      'applications/letter-office-has-desk',
    )
  })

  it.each([
    [{ office: ' 浙 ' }, 'applications/letter-office-missing'],
    [{ number: '  ' }, 'applications/letter-number-missing'],
    [{ date: '2026-02-30' }, 'applications/letter-no-such-day'],
    [{ date: '9999-12-31' }, 'applications/letter-in-the-future'],
  ])('takes no list in under a letter with %o', async (patch, reason) => {
    const staged = await readList(1, 66)
    const letter = { ...fields, scan, ...patch }
    const database = path.join(js.home, js.key, 'desk.sqlite')
    const before = businessDigest(database)
    expect(await code(js.desk.applications.importList({ staged, leaveOut: [], letter }))).toBe(reason)
    expect(businessDigest(database)).toBe(before)
  })

  it('a scan that was put aside is gone, unless a record mentions it', async () => {
    const checked = await value(scanned('弃.pdf', await makePdf({ pages: 1, text: '不用的函' })))
    const { scan: put } = checked.letter
    await value(js.desk.applications.dropLetter({ scan: put }))
    expect(await code(js.desk.documents.read({ document: put, offset: 0, length: 10 }))).toBe(
      'documents/not-here',
    )
    const staged = await readList(1, 60)
    const gone = { ...checked.letter }
    expect(await code(js.desk.applications.importList({ staged, leaveOut: [], letter: gone }))).toBe(
      'applications/letter-scan-gone',
    )
  })
})

const listFrom = (origin: string) =>
  value(
    js.desk.formalReview.list({
      filter: { ...all, origins: [origin] },
      sort: byNumber,
      offset: 0,
      limit: 50,
    }),
  )

describe('a list with a covering letter', () => {
  it('is 未校验来源 wherever it and its applications are shown', async () => {
    const staged = await readList(2, 50)
    const letter = { ...fields, scan }
    const taken = await value(js.desk.applications.importList({ staged, leaveOut: [], letter }))
    const [summary] = await value(js.desk.applications.imports(batch))
    expect(summary).toMatchObject({ id: taken.import, institution: 'JS', origin: 'ZJ', letter })
    const { rows } = await listFrom('ZJ')
    expect(rows.map(({ number }) => number)).toEqual(['ZJ2026-50-1', 'ZJ2026-50-2'])
    expect(rows[0]).toMatchObject({ institution: 'JS', origin: 'ZJ', isUnverified: true })
    const application = await value(js.desk.applications.open(rows[0]!.id))
    expect(application).toMatchObject({ institution: 'JS', origin: 'ZJ', letter })
    const mine = await listFrom('JS')
    expect(mine.rows.map(({ id }) => id).sort()).toEqual([...own.values()].sort())
    expect(mine.rows.every(({ isUnverified }) => !isUnverified)).toBe(true)
    await value(js.desk.applications.dropLetter({ scan: scan as Digest }))
    expect(await code(js.desk.documents.read({ document: scan as Digest, offset: 0, length: 4 }))).toBe('ok')
  })

  it('counts as the list of the letter’s institution, and F14 says that nobody vouches for it', async () => {
    const page = (await value(js.desk.formalReview.open([...own.values()][0]!)))!
    const finding = page.findings.find((one) => one.code === 'F14')!
    const { compared, outstanding } = finding.reason.facts as {
      compared: readonly string[]
      outstanding: readonly string[]
    }
    expect(compared).toEqual(['江苏', '浙江（未校验来源）'])
    expect(outstanding).toEqual(['上海', '安徽'])
  })

  it('is reviewed and withdrawn here: this desk recorded it', async () => {
    const { rows } = await listFrom('ZJ')
    const page = (await value(js.desk.formalReview.open(rows[0]!.id)))!
    expect(page.readOnly).toBeNull()
    await value(
      js.desk.formalReview.withdrawImport({ import: page.application.import, reason: '浙江已装工作台' }),
    )
    const left = await listFrom('ZJ')
    expect(left.total).toBe(0)
  })

  it('stays 未校验来源 at another office, and the scan travels with it', async () => {
    const sh = await openOffice('SH', '演练', testFolder())
    const own = await openOffice('JS', '演练', testFolder())
    await pinEachOther(own, sh)
    const keep = js
    js = own
    try {
      const made = await value(own.desk.batches.create(jointBatch({ fields: [] })))
      batch = made.batch
      const { letter } = await value(scanned('函3.pdf', await makePdf({ pages: 1, text: '函' })))
      await value(own.desk.applications.importList({ staged: await readList(1, 70), leaveOut: [], letter }))
      const preview = await value(own.desk.bundles.preview({ to: 'SH', fromBeginning: false }))
      expect(preview.documents.count).toBe(1)
      const stick = await own.folder('stick')
      const { file: name } = await value(
        own.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: true }),
      )
      const { staged } = await value(
        sh.desk.bundles.openBundle({ file: await sh.token(path.join(stick.path, name)) }),
      )
      await value(sh.desk.bundles.acceptBundle({ staged }))
      const { rows } = await value(
        sh.desk.formalReview.list({ filter: all, sort: byNumber, offset: 0, limit: 50 }),
      )
      expect(rows).toMatchObject([{ institution: 'JS', origin: 'ZJ', isUnverified: true }])
      const [summary] = await value(sh.desk.applications.imports(rows[0]!.batch))
      expect(summary!.letter).toEqual(letter)
      expect(await code(sh.desk.documents.read({ document: letter.scan, offset: 0, length: 4 }))).toBe('ok')
    } finally {
      js = keep
      await own.close()
      await sh.close()
    }
  })
})
