import { expect, test } from 'vitest'
import type { Table } from '../../src-main/core/ports/tables.ts'
import type { Result } from '../../src-main/core/result.ts'
import { readTableBytes } from '../../src-main/platform/tables/read.ts'
import { job } from '../support/job.ts'
import { makeCsv, makeWorkbook, makeXlsx, workbookParts } from '../support/tables.ts'
import { makeZip, type ZipPart } from '../support/zip.ts'

const good = [
  ['编号', '名称'],
  ['JS001', '项目一'],
]

async function read(bytes: Uint8Array): Promise<Result<Table>> {
  const before = process.memoryUsage().rss
  const started = performance.now()
  const answer = await readTableBytes(bytes, {}, job())
  expect(performance.now() - started, 'seconds, not minutes').toBeLessThan(10_000)
  expect(process.memoryUsage().rss - before).toBeLessThan(600_000_000)
  return answer
}

/** The rows of what was read, or the code of the refusal. */
async function told(bytes: Uint8Array) {
  const answer = await read(bytes)
  return answer.ok ? answer.value.rows : answer.error.code
}

const sheet = 'xl/worksheets/sheet1.xml'

/** A good workbook of which one part is changed, and others may stand beside. */
function changed(part: string, change: (xml: string) => string, beside: readonly ZipPart[] = []): Buffer {
  const parts = workbookParts([{ name: '清单', rows: good }])
  return makeZip([
    ...parts.map((one) => (one.name === part ? { ...one, data: change(String(one.data)) } : one)),
    ...beside,
  ])
}

const laughs = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(20)}">`).join('')
const bomb = `<!DOCTYPE x [<!ENTITY e0 "ha">${laughs}]>`
const stolen = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
const withDoctype = (doctype: string, entity: string) => (xml: string) =>
  xml.replace('?>', `?>${doctype}`).replace('项目一', entity)

test.for([
  ['entities that multiply', bomb, '&e12;'],
  ['an entity that names a file', stolen, '&e;'],
  ['an entity that names an address', stolen.replace('file:///etc/hostname', 'http://127.0.0.1:9/'), '&e;'],
  ['a parameter entity', '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>', '&p;'],
] as const)('%s is never followed (S43)', async ([, doctype, entity]) => {
  for (const part of [sheet, 'xl/workbook.xml', 'xl/styles.xml']) {
    const answer = JSON.stringify(await told(changed(part, withDoctype(doctype, entity))))
    expect(answer).not.toMatch(/haha|root:|:\/bin\//)
    expect(answer.length).toBeLessThan(1000)
  }
})

test('a sheet that says it is as large as a sheet can be is read by what is in it (S43)', async () => {
  const huge = changed(sheet, (xml) =>
    xml.replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>'),
  )
  expect(await told(huge)).toEqual(good)
  const merged = makeWorkbook([{ name: '清单', rows: good, merges: ['A1:XFD1048576'] }])
  expect(await told(merged)).toEqual(good)
  const last = makeWorkbook([{ name: '清单', rows: good, extra: [['A1048576', '尾']] }])
  expect(await told(last)).toBe('tables/too-large')
})

test('links to other files, macros and data connections bring nothing in (S43)', async () => {
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const beside = [
    {
      name: 'xl/externalLinks/externalLink1.xml',
      data: '<externalLink><externalBook><sheetDataSet><sheetData><row r="1"><cell r="A1"><v>偷来的</v></cell></row></sheetData></sheetDataSet></externalBook><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
    },
    {
      name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
      data: `<Relationships><Relationship Id="rId1" Type="${relation}/externalLinkPath" Target="file:///etc/hostname" TargetMode="External"/></Relationships>`,
    },
    { name: 'xl/vbaProject.bin', data: 'MZ' },
    {
      name: 'xl/connections.xml',
      data: '<connections><connection id="1"><webPr url="http://127.0.0.1:9/"/></connection></connections>',
    },
  ]
  const linked = changed(
    'xl/_rels/workbook.xml.rels',
    (xml) =>
      xml.replace(
        '</Relationships>',
        `<Relationship Id="rId7" Type="${relation}/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`,
      ),
    beside,
  )
  expect(await told(linked)).toEqual(good)
})

test.for([
  ['a worksheet outside of the package', '../../../../etc/passwd'],
  ['a worksheet at an address', 'http://127.0.0.1:9/sheet.xml'],
  ['a worksheet that is the workbook', 'workbook.xml'],
] as const)('%s is a damaged file (S43)', async ([, target]) => {
  const bytes = changed('xl/_rels/workbook.xml.rels', (xml) => xml.replace('worksheets/sheet1.xml', target))
  expect(await told(bytes)).toMatch(/^tables\/(?:damaged|no-cells)$/)
})

test('formulas of every kind give what they showed and are never run (S43)', async () => {
  const formulas = [
    { formula: `HYPERLINK("http://127.0.0.1:9/","点这里")`, value: '点这里' },
    { formula: `cmd|' /C calc'!A0`, value: '0' },
    { formula: `WEBSERVICE("http://127.0.0.1:9/?"&amp;A1)`, value: '回来的' },
    { formula: `'[其他.xlsx]清单'!$A$1`, value: '外部' },
    { formula: 'SUM(A1:A9)', value: 12.5 },
  ]
  expect(await told(makeXlsx([['公式'], ...formulas.map((one) => [one])]))).toEqual([
    ['公式'],
    ...formulas.map(({ value }) => [String(value)]),
  ])
})

test.for([
  ['utf-8', true],
  ['gb18030', false],
  ['utf-16le', true],
  ['utf-16be', true],
] as const)(
  'rare names and text that looks like a formula survive a CSV in %s (S43)',
  async ([encoding, bom]) => {
    // From every extension of the Han script, B to I, and one outside of the first plane that GB18030 has two ways to write.
    const names = ['𠀀𪛖', '𪜀𫜴', '𫝀𫠝', '𫠠𬺡', '𬺰𮯠', '𰀀𱍊', '𱍐𲎯', '\u{2ebf0}', '㐀䶵', '龦鿿']
    const formulas = [`=cmd|' /C calc'!A0`, '+1+1', '-2+3', '@SUM(A1)', '\t=1', '＝1+1', '＠A1', `"=1"`]
    const rows = [['姓名', '备注'], ...names.map((name, i) => [name, formulas[i % formulas.length]!])]
    const answer = await read(makeCsv(rows, encoding, { bom }))
    if (!answer.ok) throw new Error(answer.error.code)
    expect(answer.value.rows).toEqual(rows)
    expect(answer.value.encoding?.toLowerCase().replace('-', '')).toBe(encoding.replace('-', ''))
  },
)
