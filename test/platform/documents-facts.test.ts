import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DocumentFacts, Documents } from '../../src-main/core/ports/documents.ts'
import type { FileToken } from '../../src-main/core/ports/files.ts'
import { createPool, type Pool } from '../../src-main/jobs/pool.ts'
import { createDocuments } from '../../src-main/platform/documents/create-documents.ts'
import { pdfLimits } from '../../src-main/platform/documents/pdf-facts.ts'
import { job } from '../support/job.ts'
import { assemblePdf, makeOldPdf, makePdf } from '../support/pdf.ts'
import { makeXlsx } from '../support/tables.ts'
import { makeZip } from '../support/zip.ts'

const cmaps = join(import.meta.dirname, '../../node_modules/pdfjs-dist/cmaps')

let pool: Pool
let home: string
let documents: Omit<Documents, 'lookLater'>
beforeAll(() => {
  pool = createPool({ worker: new URL('../../src-main/jobs/worker.ts', import.meta.url), memory: 512 })
  home = mkdtempSync(join(tmpdir(), 'facts-'))
  documents = open('documents')
})
afterAll(async () => {
  await pool.close()
  rmSync(home, { recursive: true })
})

function open(folder: string, options: { readonly patience?: number } = {}): Omit<Documents, 'lookLater'> {
  return createDocuments({
    folder: join(home, folder),
    runJob: pool.runJob,
    pathOf: (file) => join(home, file),
    cmaps,
    ...options,
  })
}

async function look(bytes: Uint8Array | string, name = 'file'): Promise<DocumentFacts> {
  writeFileSync(join(home, name), bytes)
  const added = await documents.add(name as FileToken, job())
  if (!added.ok) throw new Error(JSON.stringify(added.error))
  return added.value
}

test('the kind comes from the content, whatever the name says', async () => {
  expect((await look(await makePdf(), '照片.jpg')).kind).toBe('pdf')
  expect((await look(makeXlsx([['a']]), 'a.pdf')).kind).toBe('xlsx')
  expect((await look(makeZip([{ name: 'word/document.xml', data: '<w/>' }]), 'b.pdf')).kind).toBe('docx')
  expect((await look(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]), 'c.pdf')).kind).toBe('image')
  expect(await look('只是文字', 'd.pdf')).toMatchObject({ kind: 'other', state: 'not-checked', pages: null })
  expect(await look('PK\x03\x04 broken', 'e.docx')).toMatchObject({ kind: 'other', state: 'not-checked' })
})

test('pages with text are told apart from scans', async () => {
  const text = (page: number) => (page % 2 === 0 ? null : `第${page}页 联合攻关`)
  expect(await look(await makePdf({ pages: 5, text }))).toMatchObject({
    kind: 'pdf',
    state: 'ok',
    pages: 5,
    pagesRead: 5,
    textPages: [1, 3, 5],
    secrecyMarks: [],
  })
  expect(await look(await makePdf({ pages: 2, text: null }))).toMatchObject({
    state: 'ok',
    pages: 2,
    pagesRead: 2,
    textPages: [],
  })
})

test('a PDF that asks for a password is encrypted', async () => {
  expect(await look(await makePdf({ encrypted: '123' }))).toMatchObject({
    kind: 'pdf',
    state: 'encrypted',
    pages: null,
  })
})

test('an Office file under a password is encrypted', async () => {
  const bytes = await writeXlsx({
    sheets: [{ name: 'A', rows: [['x']] }],
    encryption: { password: 'x', spinCount: 1 },
  })
  expect(await look(bytes)).toMatchObject({ kind: 'other', state: 'encrypted' })
})

test('a PDF that is no PDF inside, or was cut off anywhere, is damaged', async () => {
  const whole = await makePdf({ pages: 3, text: '正文' })
  expect(await look('%PDF-1.7\nnothing more')).toMatchObject({ kind: 'pdf', state: 'damaged', pages: null })
  for (const part of [0.2, 0.5, 0.9, 0.99]) {
    const cut = whole.subarray(0, Math.floor(whole.length * part))
    expect(await look(cut)).toMatchObject({ kind: 'pdf', state: 'damaged', pages: null })
  }
})

test('marks of secrecy are found with their page, words about secrets are not marks', async () => {
  const text = (page: number) =>
    ['机密★10年\n项目申报书', '本单位承诺保守国家秘密和商业秘密。', '密级：秘密\n牵头单位'][page - 1] ?? null
  expect((await look(await makePdf({ pages: 4, text }))).secrecyMarks).toEqual([
    { page: 1, text: '机密★10年' },
    { page: 3, text: '密级：秘密' },
  ])
})

test('Chinese text that names its CMap instead of carrying it is read', async () => {
  expect(await look(makeOldPdf(['密级：机密', '商业秘密', '秘密★']))).toMatchObject({
    state: 'ok',
    pages: 3,
    textPages: [1, 2, 3],
    secrecyMarks: [
      { page: 1, text: '密级：机密' },
      { page: 3, text: '秘密★' },
    ],
  })
})

test('a CMap is taken from its folder only, whatever a PDF names', async () => {
  copyFileSync(join(cmaps, 'UniGB-UCS2-H.bcmap'), join(home, 'outside.bcmap'))
  const named = makeOldPdf(['机密']).toString('latin1').replace('/UniGB-UCS2-H', '/..#2foutside')
  expect(await look(Buffer.from(named, 'latin1'))).toMatchObject({ textPages: [], secrecyMarks: [] })
})

test('of a long document the first pages are read, and the facts say how many', async () => {
  const pages = pdfLimits.pagesRead + 20
  expect(await look(await makePdf({ pages, text: (page) => `${page}` }))).toMatchObject({
    state: 'ok',
    pages,
    pagesRead: pdfLimits.pagesRead,
  })
})

const catalogue = '<< /Type /Catalog /Pages 2 0 R >>'
const stream = (content: string) => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`

test.for([
  [
    'claims two thousand million pages',
    assemblePdf([catalogue, '<< /Type /Pages /Count 2000000000 /Kids [] >>']),
  ],
  [
    'has a tree of pages that goes round in a circle',
    assemblePdf([catalogue, '<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] >>']),
  ],
  ['nests arrays a hundred thousand deep', assemblePdf([catalogue, '['.repeat(100_000)])],
  [
    'draws itself within itself',
    assemblePdf([
      catalogue,
      '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
      '<< /Type /Page /Parent 2 0 R /Resources << /XObject << /X 4 0 R >> >> /Contents 5 0 R >>',
      `<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream`,
      stream('/X Do'),
    ]),
  ],
] as const)('a hostile PDF that %s harms nothing', async ([, bytes]) => {
  const started = performance.now()
  const facts = await look(bytes)
  expect(facts.kind).toBe('pdf')
  expect(facts.secrecyMarks).toEqual([])
  expect(performance.now() - started).toBeLessThan(25_000)
})

test('a PDF that keeps the reader busy for ever is kept unchecked, and the process lives', async () => {
  const packed = deflateSync(Buffer.alloc(300_000_000, 'q Q '), { level: 1 })
  const content = `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed.toString('latin1')}\nendstream`
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>'
  const tree = '<< /Type /Pages /Count 1 /Kids [3 0 R] >>'
  const bytes = assemblePdf([catalogue, tree, page, content])
  const impatient = open('impatient', { patience: 2 })
  writeFileSync(join(home, 'busy.pdf'), bytes)
  const started = performance.now()
  expect(await impatient.add('busy.pdf' as FileToken, job())).toMatchObject({
    ok: true,
    value: { kind: 'pdf', state: 'not-checked', size: bytes.length, pages: null, pagesRead: 0 },
  })
  expect(performance.now() - started).toBeLessThan(10_000)
})

test('what could not be checked is tried again when it is added again', async () => {
  writeFileSync(join(home, 'slow.pdf'), await makePdf({ pages: 2 }))
  const hasty = open('twice', { patience: 0 })
  expect(await hasty.add('slow.pdf' as FileToken, job())).toMatchObject({ value: { state: 'not-checked' } })
  const calm = open('twice')
  expect(await calm.add('slow.pdf' as FileToken, job())).toMatchObject({ value: { state: 'ok', pages: 2 } })
})
