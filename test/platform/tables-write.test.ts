import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sheet, Tables } from '../../src-main/core/ports/tables.ts'
import { createPool, type Pool } from '../../src-main/jobs/pool.ts'
import { createTables } from '../../src-main/platform/tables/create-tables.ts'
import { readTableBytes } from '../../src-main/platform/tables/read.ts'
import { job } from '../support/job.ts'
import { unzip } from '../support/zip.ts'

let pool: Pool
let tables: Tables
beforeAll(() => {
  pool = createPool({ worker: new URL('../../src-main/jobs/worker.ts', import.meta.url) })
  tables = createTables({ runJob: pool.runJob, pathOf: (file) => file, staging: '' })
})
afterAll(() => pool.close())

type WrittenCell = { readonly type: string; readonly value: string; readonly format: string }

/** The cells of the first sheet, read from the XML without the library that wrote it. */
async function cellsIn(bytes: Uint8Array): Promise<ReadonlyMap<string, WrittenCell>> {
  const parts = await unzip(bytes)
  const strings = [...parts.get('xl/sharedStrings.xml')!.matchAll(/<si>(.*?)<\/si>/gs)].map(([, si]) =>
    unescapeXml([...si!.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => text).join('')),
  )
  const styles = parts.get('xl/styles.xml')!
  const codes = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [id, code]),
  )
  const formats = [.../<cellXfs.*<\/cellXfs>/s.exec(styles)![0].matchAll(/<xf numFmtId="(\d+)"/g)].map(
    ([, id]) => codes.get(id) ?? id!,
  )
  const cells = new Map<string, WrittenCell>()
  const sheet = parts.get('xl/worksheets/sheet1.xml')!
  for (const [, attributes = '', content = ''] of sheet.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
    expect(content).not.toContain('<f')
    const value = /<v>(.*?)<\/v>/s.exec(content)?.[1] ?? ''
    cells.set(attribute('r'), {
      type: attribute('t'),
      value: attribute('t') === 's' ? strings[Number(value)]! : value,
      format: formats[Number(attribute('s') || 0)]!,
    })
  }
  return cells
}

function unescapeXml(text: string): string {
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')
  return plain
    .replaceAll('&amp;', '&')
    .replace(/_x([0-9A-F]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
}

const sheet = (rows: Sheet['rows']): readonly Sheet[] => [{ name: '清单', rows }]

test('what looks like a formula, a date or a number stays a text cell in text format', async () => {
  const texts = ['=1+1', '+86 25', '-3', '@SUM(A1)', '\t=1', '007', '2026-11-22', '11010519491231002X', '1E5']
  const cells = await cellsIn(await tables.write(sheet([texts])))
  expect([...cells.values()]).toEqual(texts.map((value) => ({ type: 's', value, format: '@' })))
})

test('numbers are numbers and nothing is nothing', async () => {
  const cells = await cellsIn(await tables.write(sheet([['金额', 1200.5, null, -0.01]])))
  expect(cells.get('B1')).toEqual({ type: '', value: '1200.5', format: '0' })
  expect(cells.get('C1')?.value ?? '').toBe('')
  expect(cells.get('D1')?.value).toBe('-0.01')
})

test('a number that is none is a bug, not a cell', async () => {
  await expect(tables.write(sheet([[Number.NaN]]))).rejects.toThrow('a number that is none')
})

test('several sheets keep their names, order and column widths', async () => {
  const bytes = await tables.write([
    { name: '申报清单', rows: [['编号', '名称']], widths: [12, 40] },
    { name: '填表说明', rows: [['编号：外部编号']] },
  ])
  const parts = await unzip(bytes)
  const names = [...parts.get('xl/workbook.xml')!.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name)
  expect(names).toEqual(['申报清单', '填表说明'])
  expect(parts.get('xl/worksheets/sheet1.xml')).toMatch(/<col min="1" max="1" width="12[^>]*>.*width="40/s)
})

test('what XML cannot hold is replaced, and the file stays well-formed', async () => {
  const bytes = await tables.write(sheet([['a\ud842b', 'c\ufffed', 'e\u0000f']]))
  const text = [...(await unzip(bytes)).values()].join('')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  const cells = await cellsIn(bytes)
  expect([...cells.values()].map(({ value }) => value)).toEqual(['a\ufffdb', 'c\ufffdd', 'e\u0000f'])
})

test('any text that is written is read back the same, by another reader and by our own', async () => {
  const unit = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom('_x000D_', '_x000D_x0041_', '𠮷龘㐀', '=cmd|x', ' 前后 ', '\u202e', '_', 'x005F_'),
  )
  const text = fc.array(unit, { minLength: 1, maxLength: 4 }).map((all) => all.join('').replaceAll('\r', ''))
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (texts) => {
      const bytes = await tables.write(sheet([['head', ...texts]]))
      expect([...(await cellsIn(bytes)).values()].slice(1).map(({ value }) => value)).toEqual(texts)
      const answer = await readTableBytes(bytes, {}, job())
      expect(answer).toMatchObject({ ok: true, value: { rows: [['head', ...texts]], sheet: '清单' } })
    }),
    { numRuns: 80 },
  )
})
