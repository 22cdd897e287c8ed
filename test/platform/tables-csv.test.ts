import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import type { Table } from '../../src-main/core/ports/tables.ts'
import type { Result } from '../../src-main/core/result.ts'
import { readTableBytes } from '../../src-main/platform/tables/read.ts'
import { job } from '../support/job.ts'
import { makeCsv } from '../support/tables.ts'

const list = [
  ['编号', '项目名称', '牵头单位'],
  ['JS2026001', '面向长三角的“语言计算”，第一期', '思必驰科技股份有限公司'],
  ['JS2026002', '含"引号"与,逗号', '浙江大学\n（紫金港）'],
]

function read(bytes: Uint8Array): Promise<Result<Table>> {
  return readTableBytes(bytes, {}, job())
}

async function rows(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const answer = await read(bytes)
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value.rows
}

test.for([
  ['utf-8', false],
  ['utf-8', true],
  ['gb18030', false],
  ['utf-16le', true],
  ['utf-16le', false],
  ['utf-16be', true],
  ['utf-16be', false],
] as const)('a list in %s (byte order mark: %s) is recognised and read', async ([encoding, bom]) => {
  const answer = await read(makeCsv(list, encoding, { bom }))
  expect(answer).toMatchObject({
    ok: true,
    value: { format: 'csv', encoding, sheets: [], sheet: '', rows: list, notes: [] },
  })
})

test.for([',', '\t', ';', '|'])('columns separated by %j are found', async (separator) => {
  expect(await rows(makeCsv(list, 'utf-8', { separator }))).toEqual(list)
})

test.for(['\n', '\r\n', '\r'])('lines ended by %j are found', async (newline) => {
  const simple = [
    ['编号', '名称'],
    ['1', '甲'],
    ['2', '乙'],
  ]
  expect(await rows(makeCsv(simple, 'gb18030', { newline }))).toEqual(simple)
})

test('a list of one column, and one of a single line, are tables', async () => {
  expect(await rows(Buffer.from('编号\nJS1\nJS2\n'))).toEqual([['编号'], ['JS1'], ['JS2']])
  expect(await rows(Buffer.from('编号,名称'))).toEqual([['编号', '名称']])
})

test('rare characters survive GB18030', async () => {
  const rare = [['姓名'], ['𠮷田'], ['龘㐀䶮']]
  expect(await rows(makeCsv(rare, 'gb18030'))).toEqual(rare)
})

test('the wrapping that keeps zeros is taken off', async () => {
  expect(await rows(Buffer.from('编码,名称\n="00123",甲\n'))).toEqual([
    ['编码', '名称'],
    ['00123', '甲'],
  ])
})

test('an ID that a spreadsheet ruined is noted by its place', async () => {
  const answer = await read(Buffer.from('姓名,身份证号\n张三,1.10105E+17\n李四,11010519491231002X\n'))
  expect(answer).toMatchObject({ value: { notes: [{ row: 1, column: 1, code: 'tables/digits-lost' }] } })
})

test('empty lines between are kept to count right, those at the end are not', async () => {
  expect(await rows(Buffer.from('a,b\n\n1,2\n\n\n'))).toEqual([
    ['a', 'b'],
    ['', ''],
    ['1', '2'],
  ])
})

test('a quotation mark that is never closed is refused with its row', async () => {
  expect(await read(Buffer.from('a,b\n1,2\n3,"4\n5,6\n7,8\n'))).toEqual({
    ok: false,
    error: { code: 'tables/open-quote', row: 3 },
  })
})

test('UTF-8 with one damaged byte stays UTF-8, and the place is noted', async () => {
  const bytes = makeCsv([
    ['编号', '项目名称与牵头单位及其所在地区'],
    ...list.slice(1).map(([a, b]) => [a!, b!]),
  ])
  const at = bytes.indexOf(Buffer.from('项')) + 1
  bytes[at] = 0x20
  const answer = await read(bytes)
  expect(answer).toMatchObject({
    value: { encoding: 'utf-8', notes: [{ row: 0, column: 1, code: 'tables/broken-characters' }] },
  })
})

test('Chinese text in GB18030 is never taken for UTF-8', async () => {
  const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
  await fc.assert(
    fc.asyncProperty(fc.array(han, { minLength: 8, maxLength: 60 }), async (characters) => {
      const text = `编号,名称\n1,${characters.join('')}\n`
      const answer = await read(iconv.encode(text, 'gb18030'))
      expect(answer).toMatchObject({ value: { encoding: 'gb18030' } })
      expect(answer.ok && answer.value.rows[1]![1]).toBe(characters.join(''))
    }),
    { numRuns: 200 },
  )
})
