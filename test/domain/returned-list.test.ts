import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readTableBytes } from '../../src-main/platform/tables/read.ts'
import { remarksOf } from '../../src-renderer/features/applications/use-return-list.ts'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { job } from '../support/job.ts'
import { code, type Office, openOffice, value } from '../support/office.ts'
import { makeCsv, makeWorkbook, type RawCell } from '../support/tables.ts'
import { unzip } from '../support/zip.ts'

let js: Office
let batch: string
beforeAll(async () => {
  js = await openOffice('JS')
  batch = (await value(js.desk.batches.create(jointBatch()))).batch
})
afterAll(() => js.close())

/** Reads a list as the wizard does and has it returned with what was found. */
async function returned(name: string, bytes: Uint8Array) {
  const folder = await js.folder(`list-${Math.random()}`)
  writeFileSync(path.join(folder.path, name), bytes)
  const file = await js.token(path.join(folder.path, name))
  const read = await value(js.desk.applications.readList({ file, sheet: null, batch, mapping: null }))
  const input = {
    file,
    sheet: read.sheet,
    headingRow: read.proposal?.mapping.headingRow ?? 0,
    ...remarksOf(read.findings),
    folder: folder.token,
  }
  const written = await js.desk.applications.returnList(input)
  const content = written.ok ? readFileSync(path.join(folder.path, written.value.name)) : null
  return { read, written, content, original: readFileSync(path.join(folder.path, name)) }
}

const good = makeApplicationRows(3, 7).map((row) => row.map((cell): RawCell => String(cell)))

it('an XLSX comes back with its sheets, widths and merged cells, and one red column beside the rows with problems', async () => {
  const numberAt = listHeadings.findIndex((heading) => /编号/.test(heading))
  const rows = good.map((row, i) => row.map((cell, c) => (c === numberAt && i === 1 ? '' : cell)))
  const width = listHeadings.length
  const bytes = makeWorkbook([
    {
      name: '申报汇总',
      rows: [['2026 年度申报汇总表'], listHeadings, ...rows, [{ formula: 'SUM(1,2)', value: 3 }]],
      merges: ['A1:C1'],
    },
    { name: '说明', rows: [['填表说明'], ['=1+1']] },
    { name: '内部', rows: [['x']], state: 'hidden' },
  ])
  const { read, written, content, original } = await returned('江苏申报清单.xlsx', bytes)
  expect(written).toMatchObject({ ok: true, value: { name: '江苏申报清单（问题）.xlsx' } })
  expect(Buffer.compare(original, bytes)).toBe(0)
  const table = await value(readTableBytes(content!, {}, job()))
  expect(table.sheets).toEqual(['申报汇总', '说明'])
  expect(table.rows[1]!.slice(0, width)).toEqual(listHeadings)
  expect(table.rows[1]![width]).toMatch(/^问题/)
  const told = new Map(remarksOf(read.findings).remarks.map(({ row, text }) => [row, text]))
  expect(told.get(4)).toContain('“编号”没有填写')
  for (const [index, row] of table.rows.entries()) {
    if (index === 1) continue
    expect(row[width] ?? '').toBe(told.get(index + 1) ?? '')
  }
  for (const [i, row] of rows.entries()) expect(table.rows[2 + i]!.slice(0, width)).toEqual(row)
  const parts = await unzip(content!)
  expect(parts.get('xl/workbook.xml')).toMatch(
    /name="申报汇总".*name="说明".*name="内部"[^>]*state="hidden"/s,
  )
  expect(parts.get('xl/worksheets/sheet1.xml')).toContain('ref="A1:C1"')
  expect(parts.get('xl/styles.xml')).toContain('FFC00000')
  for (const [name, part] of parts) if (name.startsWith('xl/worksheets/')) expect(part).not.toContain('<f>')
})

it('a CSV comes back as XLSX, codes and odd text whole', async () => {
  const rows = good.map((row, i) =>
    row.map((cell) => (i === 0 && cell === row[2] ? '=HYPERLINK("x")' : String(cell))),
  )
  const { written, content } = await returned('清单.csv', makeCsv([listHeadings, ...rows], 'gb18030'))
  expect(written).toMatchObject({ ok: true, value: { name: '清单（问题）.xlsx' } })
  const table = await value(readTableBytes(content!, {}, job()))
  expect(table.rows.slice(1).map((row) => row.slice(0, listHeadings.length))).toEqual(rows)
  const parts = await unzip(content!)
  expect(parts.get('xl/worksheets/sheet1.xml')).not.toContain('<f>')
})

it('a list with a mark of secrecy in any sheet, also a hidden one, is not copied', async () => {
  const marked = makeWorkbook([
    { name: '申报汇总', rows: [listHeadings, ...good] },
    { name: '附', rows: [['机密★5年']], state: 'hidden' },
  ])
  const { written } = await returned('清单.xlsx', marked)
  expect(written).toMatchObject({ ok: false, error: { code: 'tables/secrecy-mark' } })
})

it('a file of an earlier run of the program has to be chosen again, and it says so', async () => {
  const file = 'b3b2a7d0-0000-4000-8000-000000000000' as never
  expect(await code(js.desk.applications.readList({ file, sheet: null, batch, mapping: null }))).toBe(
    'files/token-expired',
  )
  expect(
    await code(
      js.desk.applications.returnList({
        file,
        sheet: '',
        headingRow: 0,
        whole: [],
        remarks: [],
        folder: file,
      }),
    ),
  ).toBe('files/token-expired')
})
