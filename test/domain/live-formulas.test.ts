import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { stickOf } from '../support/exchange.ts'
import { testFolder } from '../support/log.ts'
import { type Office, value } from '../support/office.ts'
import { type Seeded, seedOffice } from '../support/seed.ts'
import { makeWorkbook, type RawCell } from '../support/tables.ts'
import { unzip } from '../support/zip.ts'

/** Texts that a spreadsheet would run, were they not kept from it; full-width signs count in Chinese ones. */
const live = [
  '=1+1',
  `=cmd|' /C calc'!A0`,
  '=HYPERLINK("http://127.0.0.1:9/","点这里")',
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '＝1+1',
  '＋1+1',
  '－2+3',
  '＠SUM(A1)',
  `=DDE("cmd";"/C calc";"__DdeLink_60")`,
  '=IMPORTXML("http://127.0.0.1:9/","//a")',
  '"=1+1"',
  `'=1+1`,
  ';=1+1',
  '%0A=1+1',
]

let seeded: Seeded
let js: Office
let folder: Awaited<ReturnType<typeof stickOf>>

beforeAll(async () => {
  seeded = await seedOffice({ home: testFolder(), count: 2, documents: 0 })
  js = seeded.office
  folder = await stickOf(js)
})
afterAll(() => js.close())

/** Everything in a workbook that could run, and the texts of its cells with their formats. */
async function contentOf(file: string) {
  const parts = await unzip(readFileSync(path.join(folder.path, file)))
  const names = [...parts.keys()]
  const xml = [...parts.values()].join('\n')
  const strings = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, si]) =>
    [...si!.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => plain(text!)).join(''),
  )
  const sheets = names
    .filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
    .map((name) => parts.get(name)!)
  const styles = parts.get('xl/styles.xml')!
  const codes = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [id, code]),
  )
  const formats = [.../<cellXfs.*?<\/cellXfs>/s.exec(styles)![0].matchAll(/<xf [^>]*numFmtId="(\d+)"/g)].map(
    ([, id]) => codes.get(id) ?? id,
  )
  const cells = sheets.flatMap((sheet) =>
    [...sheet.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', content = '']) => ({
      type: /\bt="(\w+)"/.exec(attributes)?.[1] ?? '',
      format: formats[Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? 0)],
      text: strings[Number(/<v>(.*?)<\/v>/s.exec(content)?.[1])] ?? '',
    })),
  )
  return {
    names,
    runs: /<f[ >/]|<oleObject|<ddeLink|externalLink|<hyperlink|<webPr|vbaProject|<definedName|t="str"/.exec(
      xml,
    )?.[0],
    texts: cells.filter(({ type }) => type === 's' || type === 'inlineStr'),
    others: cells.filter(({ type }) => type !== 's' && type !== 'inlineStr' && type !== '' && type !== 'n'),
  }
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

async function expectInert(file: string) {
  const { names, runs, texts, others } = await contentOf(file)
  expect(runs).toBeUndefined()
  expect(others).toEqual([])
  expect(
    names.filter(
      (name) =>
        !/^(?:\[Content_Types\]|_rels|docProps|xl\/(?:_rels|worksheets|theme))|^xl\/(?:workbook|styles|sharedStrings)\.xml$/.test(
          name,
        ),
    ),
  ).toEqual([])
  // The format of text: also where a person edits the cell, it stays text.
  expect(texts.filter(({ format }) => format !== '@')).toEqual([])
  return texts.map(({ text }) => text)
}

/** A list whose titles are the live texts; as one opens it, with formulas of its own when asked. */
function listOf(withFormulas: boolean): Buffer {
  const rows = makeApplicationRows(live.length, 13).map((row, i): readonly RawCell[] =>
    row.map((cell, c) => {
      if (c === 1) return `FORMULA-${i}`
      if (c === 2) return live[i]!
      if (c === 10 && withFormulas) return { formula: 'L2+M2', value: 1200 + i }
      return cell
    }),
  )
  return makeWorkbook([{ name: '清单', rows: [listHeadings, ...rows] }])
}

it('a list that is handed out holds text where text was, and nothing that runs (S43)', async () => {
  writeFileSync(path.join(folder.path, '名单.xlsx'), listOf(false))
  const file = await js.token(path.join(folder.path, '名单.xlsx'))
  const { batch } = seeded
  const read = await value(js.desk.applications.readList({ file, sheet: null, batch, mapping: null }))
  await value(
    js.desk.applications.importList({ staged: read.staged!, leaveOut: read.blockedRows as number[] }),
  )
  const out = await value(js.desk.bundles.handOut({ to: 'AH', batch, scope: 'own', folder: folder.token }))
  const texts = await expectInert(out.file)
  expect(live.filter((one) => !texts.includes(one))).toEqual([])
})

it('a list that goes back to who sent it has lost its formulas and kept what they showed (S43)', async () => {
  writeFileSync(path.join(folder.path, '有公式.xlsx'), listOf(true))
  const back = await value(
    js.desk.applications.returnList({
      file: await js.token(path.join(folder.path, '有公式.xlsx')),
      sheet: '清单',
      headingRow: 0,
      whole: ['=1+1'],
      remarks: live.map((text, i) => ({ row: i + 2, text })),
      folder: folder.token,
    }),
  )
  const texts = await expectInert(back.name)
  for (const one of live)
    expect(
      texts.filter((text) => text === one),
      one,
    ).toHaveLength(2)
  const xml = (await unzip(readFileSync(path.join(folder.path, back.name)))).get('xl/worksheets/sheet1.xml')!
  expect(xml).toContain('<v>1200</v>')
})

it('a CSV with live texts comes back as text cells (S43)', async () => {
  const rows = live.map((text) => `"${text.replaceAll('"', '""')}"`)
  writeFileSync(path.join(folder.path, '名单.csv'), ['"编号"', ...rows].join('\r\n'))
  const back = await value(
    js.desk.applications.returnList({
      file: await js.token(path.join(folder.path, '名单.csv')),
      sheet: '清单',
      headingRow: 0,
      whole: [],
      remarks: [{ row: 2, text: '缺少名称' }],
      folder: folder.token,
    }),
  )
  const texts = await expectInert(back.name)
  expect(live.filter((one) => !texts.includes(one))).toEqual([])
})

it.each(['joint', 'consortium'] as const)('the %s template holds nothing that runs (S43)', async (kind) => {
  const { name } = await value(js.desk.applications.writeTemplate({ folder: folder.token, kind }))
  expect((await expectInert(name)).length).toBeGreaterThan(10)
})
