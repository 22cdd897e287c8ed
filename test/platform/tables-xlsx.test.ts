import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Table } from '../../src-main/core/ports/tables.ts'
import { readTableBytes } from '../../src-main/platform/tables/read.ts'
import { job } from '../support/job.ts'
import { makeWorkbook, makeXlsx, type RawCell } from '../support/tables.ts'

async function read(bytes: Uint8Array, sheet?: string): Promise<Table> {
  const answer = await readTableBytes(bytes, sheet === undefined ? {} : { sheet }, job())
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}

async function cell(raw: RawCell): Promise<{ readonly text: string; readonly notes: readonly string[] }> {
  const table = await read(makeXlsx([['head'], [raw, 'x']]))
  const notes = table.notes.filter(({ row, column }) => row === 1 && column === 0)
  return { text: table.rows[1]![0]!, notes: notes.map(({ code }) => code) }
}

test('a sheet comes as the text a person sees, all rows equally long, with the digest of the file', async () => {
  const table = await read(
    makeXlsx([
      ['项目名称', '总投入（万元）'],
      ['长三角语言计算', 1200.5, '备注'],
      [],
      ['尾', { truth: true }],
    ]),
  )
  expect(table).toMatchObject({
    format: 'xlsx',
    encoding: null,
    sheets: ['Sheet1'],
    sheet: 'Sheet1',
    notes: [],
  })
  expect(table.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(table.rows).toEqual([
    ['项目名称', '总投入（万元）', ''],
    ['长三角语言计算', '1200.5', '备注'],
    ['', '', ''],
    ['尾', 'TRUE', ''],
  ])
})

test.for([
  [0.1 + 0.2, '0.3'],
  [1200, '1200'],
  [-7, '-7'],
  [1e-7, '0.0000001'],
  [123456789012, '123456789012'],
  [110105194912310, '110105194912310'],
  [0.07, '0.07'],
  [1234567.891, '1234567.891'],
  [0, '0'],
] as const)('the number %d is written %s', async ([number, text]) => {
  expect(await cell(number)).toEqual({ text, notes: [] })
})

test.for([
  [1.1010519491231e17, '110105194912310000'],
  [913501000001000, '913501000001000'],
  [2 ** 60, '1152921504606850000'],
  [1234567890123456, '1234567890123456'],
] as const)('of %d, whose digits a spreadsheet cannot keep, the rest is noted', async ([number, text]) => {
  const lost = number >= 1e15 ? ['tables/digits-lost'] : []
  expect(await cell(number)).toEqual({ text, notes: lost })
})

test('a text that was a number in scientific notation is noted', async () => {
  expect(await cell('1.10105E+17')).toEqual({ text: '1.10105E+17', notes: ['tables/digits-lost'] })
  expect(await cell('1.25E+02')).toEqual({ text: '1.25E+02', notes: [] })
})

test.for([
  [45000, 'yyyy-mm-dd', '2023-03-15'],
  [45000, 'yyyy"年"m"月"d"日"', '2023-03-15'],
  [45000, '[$-804]yyyy"年"m"月"', '2023-03-15'],
  [45000.5, 'yyyy/m/d h:mm', '2023-03-15 12:00:00'],
  [0.75, 'h:mm', '18:00:00'],
  [0.3, '0%', '30%'],
  [0.07, '0.00%', '7%'],
  [0.305, '0%', '30.5%'],
  [42, '000000', '000042'],
  [1234.5, '#,##0.00', '1234.5'],
  [1234.5, '[$¥-804]#,##0.00', '1234.5'],
  [1234.5, '0.00"元"', '1234.5'],
  [12, 'G/通用格式', '12'],
] as const)('%d under the format %s reads %s', async ([number, format, text]) => {
  expect(await cell({ number, format })).toEqual({ text, notes: [] })
})

test('a formula gives the value it had when the file was saved', async () => {
  expect(await cell({ formula: 'B1*2', value: 84 })).toEqual({ text: '84', notes: [] })
  expect(await cell({ formula: 'A1&"x"', value: '牵头' })).toEqual({ text: '牵头', notes: [] })
})

test('a formula without a stored value is empty and noted', async () => {
  expect(await cell({ formula: 'B1*2' })).toEqual({ text: '', notes: ['tables/formula-without-value'] })
  const many = await read(
    makeXlsx([
      ['a', 'b'],
      [{ formula: '1+1' }, 'x'],
    ]),
  )
  expect(many.notes).toEqual([{ row: 1, column: 0, code: 'tables/formula-without-value' }])
})

test('cells with an error are noted', async () => {
  expect(await cell({ error: '#N/A' })).toEqual({ text: '#N/A', notes: ['tables/error-value'] })
  expect(await cell({ formula: 'VLOOKUP(1,2,3)', error: '#REF!' })).toEqual({
    text: '#REF!',
    notes: ['tables/error-value'],
  })
})

test('rare characters survive as they are, and nothing is normalised', async () => {
  const names = '𠮷田 龘 㐀 䶮 e\u0301 ﾊ 神\ufe00 葛\u{e0100}'
  expect(await cell(names)).toEqual({ text: names, notes: [] })
})

test.for([
  ['a right-to-left override', '项目\u202eX1'],
  ['a zero-width space', '张\u200b三'],
  ['a byte order mark', '\ufeff名称'],
  ['a soft hyphen', 'abc\u00addef'],
  ['a tag character', 'abc\u{e0041}'],
  ['a Hangul filler', 'abc\u3164'],
] as const)('%s is kept and noted', async ([, text]) => {
  expect(await cell(text)).toEqual({ text, notes: ['tables/hidden-characters'] })
})

test('escaped control characters are unpacked and noted', async () => {
  expect(await cell('a_x0001_b')).toEqual({ text: 'a\u0001b', notes: ['tables/hidden-characters'] })
})

test('half of a surrogate pair becomes a replacement character, noted, so that the text stays writable', async () => {
  const { text, notes } = await cell({ type: 'inlineStr', xml: '<is><t>张&#xD842;三</t></is>' })
  expect({ text, notes }).toEqual({ text: '张\ufffd三', notes: ['tables/broken-characters'] })
})

test('characters of the private use area are noted', async () => {
  expect((await cell('王\ue863')).notes).toEqual(['tables/private-characters'])
})

test('line ends within a cell are one kind', async () => {
  expect((await cell('甲\r\n乙\r丙')).text).toBe('甲\n乙\n丙')
})

test('rich text is joined and the reading aid of a shared string is left out', async () => {
  const { text } = await cell({ type: 'inlineStr', xml: '<is><r><t>长三角</t></r><r><t>联合</t></r></is>' })
  expect(text).toBe('长三角联合')
})

test('notes come in the order of their places', async () => {
  const rows = [
    ['head', 'x'],
    [{ error: '#N/A' }, 'a\u200bb'],
    ['c\u200bd', { formula: '1+1' }],
    ['end', 'y'],
  ]
  const { notes } = await read(makeXlsx(rows))
  expect(notes.map(({ row, column }) => [row, column])).toEqual([
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
  ])
})

test('the first visible sheet is read; hidden ones are not offered', async () => {
  const workbook = makeWorkbook([
    { name: '下拉选项', rows: [['公开']], state: 'veryHidden' },
    { name: '说明', rows: [['填表说明']] },
    { name: '申报清单', rows: [['编号'], ['JS001']] },
    { name: '旧', rows: [['x']], state: 'hidden' },
  ])
  expect(await read(workbook)).toMatchObject({ sheets: ['说明', '申报清单'], sheet: '说明' })
  expect(await read(workbook, '申报清单')).toMatchObject({
    sheet: '申报清单',
    rows: [['编号'], ['JS001']],
  })
  expect(await readTableBytes(workbook, { sheet: '旧' }, job())).toEqual({
    ok: false,
    error: { code: 'tables/no-such-sheet', visible: 2 },
  })
})

test('what merging and filtering hide is noted', async () => {
  const table = await read(
    makeWorkbook([
      {
        name: 'A',
        rows: [
          ['题', null],
          ['项目', '甲'],
          [null, '乙'],
          ['末', '丙'],
        ],
        merges: ['A1:B1', 'A2:A3'],
        hiddenRows: [4],
      },
    ]),
  )
  expect(table.notes).toEqual([
    { row: 1, column: 0, code: 'tables/merged-rows' },
    { row: 3, column: 0, code: 'tables/hidden-row' },
  ])
})

test('formats painted to the far end of a sheet do not count as cells', async () => {
  const painted = { type: '', xml: '' }
  const table = await read(
    makeWorkbook([
      {
        name: 'A',
        rows: Array.from({ length: 3000 }, (_, i) => [`项目${i}`, i]),
        extra: [
          ['XFD1', painted],
          ['B1048576', painted],
        ],
      },
    ]),
  )
  expect([table.rows.length, table.rows[0]!.length]).toEqual([3000, 2])
})

test('any text in a cell comes out as it went in', async () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .filter((one) => !/[\r]|_x[0-9a-f]{4}_/i.test(one))
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), async (texts) => {
      const table = await read(
        makeXlsx([
          ['head', ...texts.map((_, i) => `h${i}`)],
          ['x', ...texts],
        ]),
      )
      expect(table.rows[1]!.slice(1)).toEqual(texts)
    }),
    { numRuns: 60 },
  )
})
