import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { testFolder } from '../support/log.ts'
import { code, type Office, openOffice, pinEachOther, value } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { printed } from '../support/printed.ts'
import { seedOffice } from '../support/seed.ts'
import { makeXlsx } from '../support/tables.ts'
import { unzip } from '../support/zip.ts'

let js: Office
let batch: string
let applications: ReadonlyMap<string, string>

async function handOut(scope: 'own' | 'all' = 'own', name = `hand-out-${Math.random()}`) {
  const folder = await js.folder(name)
  const written = await value(js.desk.bundles.handOut({ to: 'ZJ', batch, scope, folder: folder.token }))
  const file = path.join(folder.path, written.file)
  const { sheets } = await readXlsx(readFileSync(file))
  return { written, file, folder: folder.path, sheets, page: path.join(folder.path, written.page!) }
}

const formula = '=HYPERLINK("http://example.invalid","点这里")'

beforeAll(async () => {
  const seeded = await seedOffice({ home: testFolder(), count: 5, documents: 1 })
  js = seeded.office
  batch = seeded.batch
  applications = seeded.applications
  const [first, second] = [...applications.values()] as [string, string]
  const { content } = (await value(js.desk.applications.open(first)))!
  const changed = JSON.parse(JSON.stringify({ ...content, title: formula }))
  await value(js.desk.applications.complete({ application: first, content: changed }))
  await value(
    js.desk.formalReview.recordVerdict({
      application: second,
      code: 'F04',
      verdict: '不符合',
      note: '与指南方向不符',
      evidence: [],
    }),
  )
  const { seen } = (await value(js.desk.formalReview.open(second)))!
  await value(
    js.desk.formalReview.closeAsNotAccepted(
      { application: second, reason: '不在本批次支持范围', seen },
      { second: js.second },
    ),
  )
})
afterAll(() => js.close())

describe('a list handed out to an institution without a desk', () => {
  it('holds number, title, lead, region, money and the standing of the review, as text and numbers', async () => {
    const { sheets } = await handOut()
    expect(sheets.map(({ name }) => name)).toEqual(['申报清单', '说明'])
    const [head, ...rows] = sheets[0]!.rows
    const cell = (row: number, heading: string) => rows[row]![head!.indexOf(heading)]
    expect(rows).toHaveLength(applications.size)
    const [first, second] = [...applications.keys()] as [string, string]
    expect(cell(0, '项目编号')).toBe(first)
    expect(cell(0, '项目名称')).toBe(formula)
    const { content } = (await value(js.desk.applications.open(applications.get(second)!)))!
    expect(cell(1, '项目名称')).toBe(content.title)
    expect(cell(1, '牵头单位')).toBe(content.organisations.find(({ roles }) => roles.includes('牵头'))!.name)
    expect(cell(1, '项目总投入（万元）')).toBeCloseTo(content.money.total! / 1_000_000, 2)
    expect(cell(1, '形式审查结论')).toBe('不予受理')
    expect(cell(1, '不符合项')).toMatch(/^F.*F04 .*（与指南方向不符）|^F04 .*（与指南方向不符）/)
    expect(cell(1, '结论理由')).toBe('不在本批次支持范围')
    expect(cell(0, '形式审查状态')).toBe('未开始')
    expect(cell(0, '来源说明')).toBe('本单位登记')
  })

  it('holds no formula and nothing of the people', async () => {
    const { file, sheets } = await handOut()
    const parts = await unzip(readFileSync(file))
    expect(parts.get('xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/)
    const text = JSON.stringify(sheets.map(({ rows }) => rows))
    let people = 0
    for (const id of applications.values()) {
      for (const person of (await value(js.desk.applications.people(id))) ?? []) {
        people++
        for (const said of [person.name, person.idNumber, person.phone])
          if (said) expect(text).not.toContain(said)
      }
    }
    expect(people).toBeGreaterThan(0)
  })

  it('comes with a page to stamp that names the digest of the very file, and is recorded with it', async () => {
    const { written, file, page } = await handOut()
    const hex = createHash('sha256').update(readFileSync(file)).digest('hex')
    expect(written.digest).toBe(`sha256:${hex}`)
    const pages = await printed(page)
    expect(pages).toHaveLength(1)
    const text = pages[0]!
    for (const said of [
      '现向浙江省科学技术厅提供',
      '江苏省科学技术厅',
      hex,
      `共${applications.size}项`,
      written.file.replaceAll(/\s/g, ''),
      '单位盖章',
      '不含个人信息',
    ]) {
      expect(text).toContain(said)
    }
    const [record] = await value(js.desk.bundles.paperRegister(null))
    expect(record).toMatchObject({ direction: 'sent', other: 'ZJ', digest: written.digest, rows: 5 })
    expect(text).toContain(`校验码：${record!.checkCode}`)
    const again = await js.folder('again')
    const target = { kind: 'file', folder: again.token, format: 'docx' } as const
    await value(js.desk.bundles.handOutPage({ record: record!.id, target }))
    expect(readdirSync(again.path)).toHaveLength(1)
  })

  it('stands in the exchange table as paper, and nothing says that it arrived', async () => {
    const { written } = await handOut()
    const row = (await value(js.desk.bundles.exchange(null))).find(({ institution }) => institution === 'ZJ')!
    expect(row).toMatchObject({ pinned: false, sent: null, confirmed: 0 })
    expect(row.paper).toMatchObject({ handedOut: { label: written.file, rows: 5 }, takenIn: null })
  })

  it('is read by the import of another desk without a word from a person', async () => {
    const { file } = await handOut()
    const zj = await openOffice('ZJ')
    const made = await value(
      zj.desk.batches.create(jointBatch({ title: '2026年度长三角联合攻关', fields: [], host: 'ZJ' })),
    )
    const read = await value(
      zj.desk.applications.readList({
        file: await zj.token(file),
        sheet: null,
        batch: made.batch,
        mapping: null,
      }),
    )
    expect(read.proposal?.missing).toEqual([])
    expect(read.applications).toHaveLength(5)
    await zj.close()
  })

  it('with everything of the batch says what of it is 未校验来源', async () => {
    const folder = await js.folder('letters')
    writeFileSync(path.join(folder.path, '函.pdf'), await makePdf({ pages: 1, text: '函' }))
    const fields = { institution: 'AH', office: '安徽省科学技术厅', number: '皖科函3号', date: '2026-11-01' }
    const { letter } = await value(
      js.desk.applications.checkLetter({
        fields,
        scan: { file: await js.token(path.join(folder.path, '函.pdf')) },
      }),
    )
    const rows = makeApplicationRows(1, 9).map((row) => row.map((cell, i) => (i === 1 ? 'AH-1' : cell)))
    writeFileSync(path.join(folder.path, 'AH.xlsx'), makeXlsx([listHeadings, ...rows]))
    const { staged } = await value(
      js.desk.applications.readList({
        file: await js.token(path.join(folder.path, 'AH.xlsx')),
        sheet: null,
        batch,
        mapping: null,
      }),
    )
    await value(js.desk.applications.importList({ staged: staged!, leaveOut: [], letter }))
    expect(await value(js.desk.bundles.handOutPreview({ batch }))).toEqual({ own: 6, all: 6, unverified: 1 })
    const { sheets } = await handOut('all')
    const [head, first] = sheets[0]!.rows
    expect(first![head!.indexOf('来源单位')]).toBe('安徽')
    expect(first![head!.indexOf('来源说明')]).toBe('未校验来源：安徽省科学技术厅来函 皖科函3号，2026-11-01')
    const paper = await value(js.desk.bundles.paperRegister(null))
    expect(paper.find(({ direction }) => direction === 'received')).toMatchObject({
      other: 'AH',
      rows: 1,
      letter,
    })
  })
})

describe('what came in a bundle', () => {
  it('is handed out only with everything of the batch, and is said to be checked', async () => {
    const { office: sh, batch: joint } = await seedOffice({
      home: testFolder(),
      institution: 'SH',
      count: 2,
      documents: 0,
    })
    await pinEachOther(js, sh)
    const stick = await sh.folder('stick')
    const { file } = await value(
      sh.desk.bundles.exportBundle({ to: 'JS', folder: stick.token, withDocuments: false }),
    )
    const { staged } = await value(
      js.desk.bundles.openBundle({ file: await js.token(path.join(stick.path, file)) }),
    )
    await value(js.desk.bundles.acceptBundle({ staged }))
    await value(js.desk.batches.link({ batch, to: joint }))
    await sh.close()
    const origins = async (scope: 'own' | 'all') => {
      const [head, ...rows] = (await handOut(scope)).sheets[0]!.rows
      const at = (heading: string) => head!.indexOf(heading)
      return rows.map((row) => `${row[at('来源单位')]} ${row[at('来源说明')]}`)
    }
    expect((await origins('own')).filter((one) => one.startsWith('上海'))).toEqual([])
    const said = (await origins('all')).filter((one) => one.startsWith('上海'))
    expect(said).toEqual(['上海 数据交换包，完整性校验通过', '上海 数据交换包，完整性校验通过'])
  })
})

describe('nothing is handed out', () => {
  it('to ourselves, to strangers, to an office with a desk, or from an empty batch', async () => {
    const folder = await js.folder('none')
    const to = (institution: string, of = batch) =>
      code(js.desk.bundles.handOut({ to: institution, batch: of, scope: 'own', folder: folder.token }))
    expect(await to('JS')).toBe('bundles/unknown-institution')
    expect(await to('XX')).toBe('bundles/unknown-institution')
    expect(await to('ZJ', 'batch/00000000-1')).toBe('batches/unknown')
    expect(await to('SH')).toBe('bundles/has-a-desk')
    const { batch: empty } = await value(
      js.desk.batches.create(jointBatch({ title: '空批次', fields: [], host: 'JS' })),
    )
    expect(await to('ZJ', empty)).toBe('bundles/nothing-to-hand-out')
    expect(readdirSync(folder.path)).toEqual([])
  })
})
