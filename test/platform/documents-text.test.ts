import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DocumentFacts, Documents } from '../../src-main/core/ports/documents.ts'
import type { FileToken } from '../../src-main/core/ports/files.ts'
import { createPool, type Pool } from '../../src-main/jobs/pool.ts'
import { createDocuments } from '../../src-main/platform/documents/create-documents.ts'
import { docxLimits, paragraphsIn } from '../../src-main/platform/documents/docx-text.ts'
import { job } from '../support/job.ts'
import { makePdf } from '../support/pdf.ts'
import { makeZip, type ZipPart } from '../support/zip.ts'

let pool: Pool
let home: string
let documents: Omit<Documents, 'lookLater'>
beforeAll(() => {
  pool = createPool({ worker: new URL('../../src-main/jobs/worker.ts', import.meta.url), memory: 512 })
  home = mkdtempSync(join(tmpdir(), 'texts-'))
  documents = createDocuments({
    folder: join(home, 'documents'),
    runJob: pool.runJob,
    pathOf: (file) => join(home, file),
    cmaps: join(import.meta.dirname, '../../node_modules/pdfjs-dist/cmaps'),
  })
})
afterAll(async () => {
  await pool.close()
  rmSync(home, { recursive: true })
})

async function look(bytes: Uint8Array): Promise<DocumentFacts> {
  writeFileSync(join(home, 'file'), bytes)
  const added = await documents.add('file' as FileToken, job())
  if (!added.ok) throw new Error(JSON.stringify(added.error))
  return added.value
}

const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const body = (xml: string) =>
  `<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body>${xml}</w:body></w:document>`
const docx = (xml: string, ...more: readonly ZipPart[]) =>
  makeZip([{ name: 'word/document.xml', data: body(xml) }, ...more])

describe('text of a PDF', () => {
  test('is kept by page beside the document, scans left out, and goes with it', async () => {
    const facts = await look(
      await makePdf({ pages: 3, text: (page) => (page === 2 ? null : `第${page}页 攻关`) }),
    )
    expect(await documents.text(facts.digest)).toEqual({
      unit: 'page',
      parts: [
        { place: 1, text: expect.stringContaining('攻关') },
        { place: 3, text: expect.stringContaining('攻关') },
      ],
    })
    await documents.discard(facts.digest)
    expect(await documents.text(facts.digest)).toBeNull()
    const left = readdirSync(join(home, 'documents'), { recursive: true }).map(String)
    expect(left.filter((name) => name.includes(facts.digest.slice(7)))).toEqual([])
  })

  test('that an older program did not keep is read when it is asked for', async () => {
    const { digest } = await look(await makePdf({ text: '申报书正文' }))
    const hex = digest.slice(7)
    const kept = join(home, 'documents', hex.slice(0, 2), `${hex}.facts.json`)
    const { facts } = JSON.parse(readFileSync(kept, 'utf8')) as { facts: { fingerprint?: unknown } }
    delete facts.fingerprint
    writeFileSync(kept, JSON.stringify({ version: 1, facts }))
    expect((await documents.text(digest))?.parts).toHaveLength(1)
    expect((await documents.facts(digest))?.fingerprint).toBeDefined()
  })
})

describe('text of a DOCX', () => {
  test('is read by paragraph, counted with the empty ones', async () => {
    const facts = await look(docx(`${paragraph('一、研究内容')}<w:p/>${paragraph('A&amp;B &#x4e09;')}`))
    expect(facts).toMatchObject({ kind: 'docx', state: 'ok', pages: null, textPages: [1] })
    expect(await documents.text(facts.digest)).toEqual({
      unit: 'paragraph',
      parts: [
        { place: 1, text: '一、研究内容' },
        { place: 3, text: 'A&B 三' },
      ],
    })
  })

  test('leaves out what was deleted and the doubles for older programs, joins what Word splits', () => {
    const runs = '<w:r><w:t>长三</w:t></w:r><w:proofErr/><w:r><w:t>角</w:t><w:tab/><w:t>攻关</w:t></w:r>'
    const deleted = '<w:del><w:r><w:delText>机密</w:delText></w:r></w:del>'
    const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`
    const twice = `<mc:AlternateContent><mc:Choice>${box('框')}</mc:Choice><mc:Fallback>${box('框')}</mc:Fallback></mc:AlternateContent>`
    const found = paragraphsIn(
      body(`<w:p>${runs}${deleted}</w:p><w:p><w:r>${twice}</w:r></w:p><!-- <w:t>注</w:t> -->`),
    )
    expect(found.filter((text) => text !== '')).toEqual(['长三角\t攻关', '框'])
  })

  test('shows marks of secrecy of the body and of its headers', async () => {
    const header = {
      name: 'word/header1.xml',
      data: `<w:hdr xmlns:w="urn:w">${paragraph('机密★10年')}</w:hdr>`,
    }
    expect((await look(docx(paragraph('正文'), header))).secrecyMarks).toEqual([
      { page: 1, text: '机密★10年' },
    ])
    expect((await look(docx(paragraph('保守国家秘密')))).secrecyMarks).toEqual([])
  })

  test('without any text says so: nothing is claimed of it', async () => {
    expect(await look(docx('<w:p/>'))).toMatchObject({
      kind: 'docx',
      textPages: [],
      fingerprint: { characters: 0 },
    })
  })
})

describe('a hostile DOCX', () => {
  const bomb = 'A'.repeat(docxLimits.body + 1)

  test('that unpacks to more than is read is kept unchecked, whether or not it declares so', async () => {
    expect(await look(makeZip([{ name: 'word/document.xml', data: bomb }]))).toMatchObject({
      state: 'not-checked',
    })
    const lying = makeZip([{ name: 'word/document.xml', data: bomb, declaredSize: 100 }])
    expect(await look(lying)).toMatchObject({ kind: 'docx', state: 'not-checked' })
  })

  test('with its body twice, encrypted, or in ten thousand parts is kept unchecked', async () => {
    const part = { name: 'word/document.xml', data: body(paragraph('一')) }
    expect(await look(makeZip([part, part]))).toMatchObject({ state: 'not-checked' })
    expect(await look(makeZip([{ ...part, encrypted: true }]))).toMatchObject({ state: 'not-checked' })
    const many = Array.from({ length: docxLimits.entries + 1 }, (_, i) => ({ name: `word/${i}`, data: '' }))
    expect(await look(makeZip([part, ...many]))).toMatchObject({ state: 'not-checked' })
  })

  test('whose XML defines entities, never ends, or nests without end costs one walk through it', () => {
    const entities = `<!DOCTYPE a [<!ENTITY a "${'&b;'.repeat(100)}">]>${paragraph('&a;')}`
    expect(paragraphsIn(entities)).toEqual(['&a;'])
    expect(paragraphsIn('<w:p><w:t>没有结尾')).toEqual(['没有结尾'])
    expect(paragraphsIn('<!-- 没有结尾')).toEqual([])
    const before = process.cpuUsage()
    paragraphsIn('<w:p>'.repeat(1_000_000))
    paragraphsIn('<'.repeat(2_000_000))
    paragraphsIn(`<w:t>${'&'.repeat(2_000_000)}`)
    expect(paragraphsIn('<w:p/>'.repeat(100_000))).toHaveLength(docxLimits.paragraphs)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(5000)
  })
})
