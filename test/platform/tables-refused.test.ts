import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FileToken } from '../../src-main/core/ports/files.ts'
import type { Tables } from '../../src-main/core/ports/tables.ts'
import type { Refusal } from '../../src-main/core/result.ts'
import { checkListWork } from '../../src-main/domain/applications/check-list.ts'
import { createPool, type Pool } from '../../src-main/jobs/pool.ts'
import { createTables } from '../../src-main/platform/tables/create-tables.ts'
import { limits } from '../../src-main/platform/tables/limits.ts'
import { readTableBytes } from '../../src-main/platform/tables/read.ts'
import { inspectPackage } from '../../src-main/platform/tables/zip.ts'
import { job } from '../support/job.ts'
import { makeCsv, makeWorkbook, makeXlsx, workbookParts } from '../support/tables.ts'
import { makeZip, type ZipPart } from '../support/zip.ts'

let pool: Pool
let tables: Tables
let folder: string
beforeAll(() => {
  pool = createPool({ worker: new URL('../../src-main/jobs/worker.ts', import.meta.url), memory: 512 })
  folder = mkdtempSync(join(tmpdir(), 'tables-'))
  tables = createTables({ runJob: pool.runJob, pathOf: (file) => join(folder, file), staging: folder })
})
afterAll(async () => {
  await pool.close()
  rmSync(folder, { recursive: true })
})

function work(file: FileToken) {
  const input = { batch: '', kind: 'joint' as const, fields: [], existing: '[]', layouts: [], mapping: null }
  return tables.work({ file, sheet: null, work: checkListWork, input }, job())
}

async function refusal(bytes: Uint8Array, sheet?: string): Promise<Refusal> {
  const answer = await readTableBytes(bytes, sheet === undefined ? {} : { sheet }, job())
  if (answer.ok) throw new Error('it was read')
  return answer.error
}

const good = [['编号'], ['JS001']]

function spoiled(change: (part: ZipPart) => ZipPart | null): Buffer {
  const parts = workbookParts([{ name: 'A', rows: good }]).map(change)
  return makeZip(parts.filter((part) => part !== null))
}

test.for([
  ['an empty file', Buffer.alloc(0), { code: 'tables/empty-file' }],
  ['nothing but spaces', Buffer.from(' \r\n\r\n '), { code: 'tables/empty-file' }],
  ['a PDF', Buffer.from('%PDF-1.7\n…'), { code: 'tables/not-a-table', kind: 'pdf' }],
  ['a photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1]), { code: 'tables/not-a-table', kind: 'image' }],
  ['an old .xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), { code: 'tables/not-a-table', kind: 'xls' }],
  ['a web page called .xls', Buffer.from('<html><table>'), { code: 'tables/not-a-table', kind: 'markup' }],
  ['an RAR', Buffer.from('526172211a0700', 'hex'), { code: 'tables/not-a-table', kind: 'archive' }],
  ['noise', randomBytes(5_001), { code: 'tables/not-a-table', kind: 'unknown' }],
  ['noise of even length', randomBytes(5_000), { code: 'tables/not-a-table', kind: 'unknown' }],
  [
    'a Word file',
    makeZip([{ name: 'word/document.xml', data: '<w/>' }]),
    { code: 'tables/not-a-table', kind: 'docx' },
  ],
  [
    'an xlsb',
    makeZip([{ name: 'xl/workbook.bin', data: 'x' }]),
    { code: 'tables/not-a-table', kind: 'xlsb' },
  ],
  ['some ZIP', makeZip([{ name: 'a.txt', data: 'x' }]), { code: 'tables/not-a-table', kind: 'archive' }],
  ['a sheet without a cell', makeXlsx([[], []]), { code: 'tables/no-cells' }],
  [
    'a sheet of formulas that were never calculated',
    makeXlsx([[{ formula: '1+1' }]]),
    { code: 'tables/no-cells', because: 'tables/formula-without-value' },
  ],
  [
    'a directory with a double entry',
    makeZip([...workbookParts([{ name: 'A', rows: good }]), { name: 'xl/workbook.xml', data: '<x/>' }]),
    { code: 'tables/damaged', what: 'double-part' },
  ],
  [
    'an encrypted ZIP',
    spoiled((part) => ({ ...part, encrypted: true })),
    { code: 'tables/password-protected' },
  ],
  [
    'a workbook without its sheet',
    spoiled((part) => (part.name.includes('sheet1') ? null : part)),
    { code: 'tables/damaged', what: 'workbook' },
  ],
  [
    'a workbook whose list of sheets is broken off',
    spoiled((part) => (part.name === 'xl/workbook.xml' ? { ...part, data: '<workbook><sheets>' } : part)),
    { code: 'tables/damaged', what: 'workbook' },
  ],
] as const)('%s is refused', async ([, bytes, error]) => {
  expect(await refusal(bytes)).toEqual(error)
})

test('a workbook under a password is refused as such, not as an old file', async () => {
  const bytes = await writeXlsx({
    sheets: [{ name: 'A', rows: good }],
    encryption: { password: 'x', spinCount: 1 },
  })
  expect(await refusal(bytes)).toEqual({ code: 'tables/password-protected' })
})

test('a workbook that was cut off is refused wherever it is cut', async () => {
  const bytes = makeXlsx([...good, ...Array.from({ length: 200 }, (_, i) => [`项目${i}`, i])])
  for (let length = 4; length < bytes.length; length += 37) {
    expect(await refusal(bytes.subarray(0, length))).toMatchObject({ code: 'tables/damaged' })
  }
})

test('a flipped bit in the cells is found: no value is read wrong', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [`项目${i}`, i, 'JS'.repeat(i)])
  const bytes = makeXlsx([...good, ...rows])
  const start = bytes.lastIndexOf('sheet1.xml', bytes.indexOf('PK\x01\x02')) + 10
  const end = bytes.indexOf('PK\x01\x02')
  for (let at = start; at < end; at += 11) {
    const flipped = Buffer.from(bytes)
    flipped[at]! ^= 1 << (at % 8)
    expect(await refusal(flipped)).toMatchObject({ code: 'tables/damaged' })
  }
})

test('a bomb that admits its size is refused before it is unpacked', async () => {
  const part = { name: 'xl/worksheets/sheet2.xml', data: '', declaredSize: limits.part + 1 }
  const bytes = makeZip([...workbookParts([{ name: 'A', rows: good }]), part])
  expect(await refusal(bytes)).toMatchObject({ code: 'tables/too-large', what: 'unpacked' })
})

test('a bomb that lies about its size is refused, and unpacks no more than it said', async () => {
  const bomb = Buffer.alloc(80_000_000, '<c/>')
  const lie = (declaredSize: number) =>
    spoiled((part) => (part.name.includes('sheet1') ? { ...part, data: bomb, declaredSize } : part))
  const before = process.memoryUsage().rss
  expect(await refusal(lie(0))).toEqual({ code: 'tables/damaged', what: 'sizes' })
  expect(await refusal(lie(500))).toEqual({ code: 'tables/damaged', what: 'workbook' })
  expect(process.memoryUsage().rss - before).toBeLessThan(120_000_000)
})

test('a ZIP of countless entries is refused', async () => {
  const parts = Array.from({ length: limits.parts + 1 }, (_, i) => ({
    name: `xl/${i}`,
    data: '',
    stored: true,
  }))
  expect(await refusal(makeZip(parts))).toMatchObject({ code: 'tables/too-large', what: 'parts' })
})

test('too many rows and too many columns are refused', async () => {
  const line = 'x\n'
  expect(await refusal(Buffer.from(line.repeat(limits.rows + 1)))).toMatchObject({ what: 'rows' })
  expect(await refusal(makeCsv([new Array(limits.columns + 1).fill('x')]))).toMatchObject({ what: 'columns' })
  const far = makeWorkbook([
    {
      name: 'A',
      rows: good,
      extra: [
        ['XFD1', 'x'],
        ['A5000', 'y'],
      ],
    },
  ])
  expect(await refusal(far)).toMatchObject({ code: 'tables/too-large', what: 'columns' })
})

test('a sheet that would eat all memory is refused, and the process lives', async () => {
  const cells = Array.from({ length: 60_000 }, (_, i) => [`XFD${i + 1}`, 'x'] as const)
  writeFileSync(join(folder, 'wide.xlsx'), makeWorkbook([{ name: 'A', rows: [], extra: cells }]))
  const answer = await work('wide.xlsx' as FileToken)
  expect(answer).toMatchObject({ ok: false, error: { code: 'tables/too-large' } })
})

test('what is counted in a part is counted wherever the part is cut while it is unpacked', async () => {
  const name = 'xl/worksheets/sheet1.xml'
  for (const stored of [true, false]) {
    const content = await inspectPackage(makeZip([{ name, data: ' r="AAA'.repeat(100_000), stored }]))
    if (!content.ok) throw new Error(content.error.code)
    expect(await content.value.count('xl/worksheets/', / r="[A-Z]{3}/g, 7, 1_000_000)).toBe(100_000)
  }
})

test('a file that is not there, and a folder, are refused without naming the path', async () => {
  for (const name of ['nowhere.xlsx', '.']) {
    const answer = await work(name as FileToken)
    expect(answer).toMatchObject({ ok: false, error: { code: 'tables/not-readable' } })
    expect(JSON.stringify(answer)).not.toContain(folder)
  }
})

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a file that may not be read is refused',
  async () => {
    writeFileSync(join(folder, 'secret.csv'), 'a,b')
    chmodSync(join(folder, 'secret.csv'), 0)
    expect(await work('secret.csv' as FileToken)).toEqual({
      ok: false,
      error: { code: 'tables/not-readable', reason: 'EACCES' },
    })
  },
)

test('reading leaves the file as it was', async () => {
  const path = join(folder, 'list.xlsx')
  const bytes = makeXlsx(good)
  writeFileSync(path, bytes)
  expect((await work('list.xlsx' as FileToken)).ok).toBe(true)
  expect(readFileSync(path).equals(bytes)).toBe(true)
})
