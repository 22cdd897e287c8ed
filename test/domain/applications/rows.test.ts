import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Table } from '../../../src-main/core/ports/tables.ts'
import { contentSchema, peopleSchema } from '../../../src-main/domain/applications/events.ts'
import { type Mapping, proposeMapping } from '../../../src-main/domain/applications/mapping.ts'
import { type ReadRows, readRows } from '../../../src-main/domain/applications/rows.ts'
import { templateSheet } from '../../../src-main/domain/applications/template.ts'
import {
  anApplicationTable,
  aTable,
  listHeadings,
  makeApplicationRows,
  published,
} from '../../support/applications.ts'

type Options = {
  readonly fields?: readonly string[]
  readonly mapping?: Partial<Mapping>
}

function read(table: Table, { fields = [], mapping = {} }: Options = {}): ReadRows {
  const proposal = proposeMapping(table, [])
  if (!proposal.ok) throw new Error(proposal.error.code)
  return readRows(table, { ...proposal.value.mapping, ...mapping }, { kind: 'joint', fields })
}

/** A list of rows under the usual headings, each a good row with some cells changed. */
function listOf(...changes: readonly Readonly<Record<string, string>>[]): Table {
  const rows = makeApplicationRows(changes.length, 11).map((row, i) =>
    row.map((text, column) => changes[i]![listHeadings[column]!] ?? text),
  )
  return aTable([listHeadings, ...rows])
}

function codes(result: ReadRows): readonly string[] {
  return [...result.problems, ...result.applications.flatMap(({ findings }) => findings)].map(
    ({ code }) => code,
  )
}

/** The findings of the only application. */
function findings(result: ReadRows) {
  expect(result.applications).toHaveLength(1)
  return result.applications[0]!.findings
}

const column = (heading: string) => listHeadings.indexOf(heading) + 1

describe('a good list', () => {
  test('is read without any finding, people apart from the applications', () => {
    const result = read(anApplicationTable(50, 3))
    expect(codes(result)).toEqual(['organisations-split'])
    expect(result.problems).toMatchObject([{ row: null, column: column('参与单位'), severity: 'warning' }])
    expect(result.applications).toHaveLength(50)
    for (const { content, people } of result.applications) {
      expect(contentSchema.safeParse(content)).toMatchObject({ success: true })
      expect(peopleSchema.safeParse(people)).toMatchObject({ success: true })
      expect(people).toMatchObject([{ role: '项目负责人', phone: expect.stringMatching(/^138/) }])
      expect(JSON.stringify(content)).not.toContain(people[0]!.phone)
      expect(JSON.stringify(content)).not.toContain(people[0]!.name)
      expect(content.organisations.every(({ region }) => region !== null)).toBe(true)
      expect(content.money.total).toBe(content.money.requested! + content.money.selfRaised!)
    }
  })

  test('the smallest list suffices: number, title, lead, organisations with regions, money, field', () => {
    const table = aTable([
      ['项目编号', '项目名称', '牵头单位', '所在地', '参与单位', '参与单位所在地', '总投入', '所属领域'],
      ['A-1', '甲项目', '江苏恒瑞', '江苏', '上海交通大学', '上海', '1000', '生物医药'],
    ])
    const result = read(table)
    expect(codes(result)).toEqual([])
    expect(result.applications[0]!.content).toMatchObject({
      number: 'A-1',
      start: null,
      organisations: [
        { name: '江苏恒瑞', region: 'JS', code: null, kind: null, legalPerson: null, roles: ['牵头'] },
        { name: '上海交通大学', region: 'SH', roles: ['参与'] },
      ],
      money: { total: 1_000_000_000, requested: null },
    })
  })

  test('rows are numbered as the spreadsheet numbers them', () => {
    const result = read(anApplicationTable(2, 3))
    expect(result.applications.map(({ row }) => row)).toEqual([3, 4])
  })

  test('the published consortium in one cell, from the own template, is read without an error', () => {
    const [headings, explanations] = templateSheet('consortium').rows as string[][]
    const { lead, members, name } = published.consortia[0]!
    const said: Record<string, string> = {
      联合体编号: 'LHT-01',
      联合体名称: name,
      所属领域: '人工智能',
      牵头单位: lead,
      牵头单位所在地区: '江苏省苏州市',
      成员单位: members.join('；'),
      成员单位所在地区: '江苏；上海；浙江；浙江；浙江',
      组建路径: '1',
    }
    const result = read(aTable([headings!, explanations!, headings!.map((heading) => said[heading] ?? '')]))
    expect(codes(result)).toEqual(['row-is-explanation', 'organisations-split'])
    const { content } = result.applications[0]!
    expect(content.organisations.map((one) => one.name)).toEqual([lead, ...members])
    expect(content).toMatchObject({ route: '1', organisations: { 0: { city: '苏州市' }, length: 6 } })
  })

  test('columns without a field are kept under their heading', () => {
    const headings = [...listHeadings, '备注', '备注', '__proto__', '']
    const table = aTable([headings, [...makeApplicationRows(1, 1)[0]!, '甲', '乙', '丙', '丁']])
    const { content } = read(table).applications[0]!
    expect(content.other).toEqual({ 备注: '甲', '备注（第18列）': '乙', 第19列: '丙', 第20列: '丁' })
    expect(Object.getPrototypeOf(content.other)).toBe(Object.prototype)
  })

  test('a constant stands for a column that is not there, and not for empty cells of one that is', () => {
    const table = aTable([
      ['项目编号', '项目名称', '牵头单位'],
      ['A-1', '甲项目', '江苏恒瑞'],
    ])
    expect(codes(read(table))).toEqual(['region-column-missing'])
    const result = read(table, { mapping: { constants: { 'lead-region': '江苏省' } } })
    expect(codes(result)).toEqual([])
    expect(result.applications[0]!.content.organisations[0]).toMatchObject({ region: 'JS' })
    const given = read(listOf({ 牵头单位所在地: '' }), {
      mapping: { constants: { 'lead-region': '江苏省' } },
    })
    expect(given.applications[0]!.content.organisations[0]).toMatchObject({ region: null })
  })
})

describe('columns and rows', () => {
  test('a missing required column stops the list before its rows', () => {
    const table = aTable([
      ['项目名称', '所属领域', '总投入'],
      ['甲', '人工智能', '1'],
    ])
    const result = read(table)
    expect(result.applications).toEqual([])
    expect(result.problems.map(({ code, facts, severity }) => [code, facts, severity])).toEqual([
      ['missing-column', { field: 'number' }, 'error'],
      ['missing-column', { field: 'lead-name' }, 'error'],
      ['region-column-missing', {}, 'warning'],
    ])
  })

  test('two columns for one field are refused', () => {
    const table = listOf({})
    const proposal = proposeMapping(table, [])
    if (!proposal.ok) throw new Error()
    const columns = [
      ...proposal.value.mapping.columns,
      { column: 6, field: 'title', group: 0, unit: null } as const,
    ]
    expect(codes(read(table, { mapping: { columns } }))).toContain('column-twice')
  })

  test.each(['申报编号', '项目名称', '牵头单位'])('an empty %s is an error of that row alone', (heading) => {
    const result = read(listOf({}, { [heading]: ' / ' }))
    expect(result.applications[0]!.findings).toEqual([])
    expect(result.applications[1]!.findings).toMatchObject([
      { code: 'empty-cell', severity: 'error', row: 3 },
    ])
  })

  test('a number twice in the file, in whatever width, case or dash, is an error', () => {
    const result = read(listOf({ 申报编号: 'a-1' }, { 申报编号: 'Ａ — 1' }, { 申报编号: 'B-2' }))
    expect(result.applications.map((one) => one.findings)).toMatchObject([
      [],
      [
        {
          code: 'double-number',
          severity: 'error',
          facts: { number: 'A—1', firstRow: 2 },
          column: column('申报编号'),
        },
      ],
      [],
    ])
  })

  test('totals, notes, repeated headings and empty rows are skipped, and said', () => {
    const [first, second] = makeApplicationRows(2, 5)
    const blank = listHeadings.map(() => '')
    const row = (...start: string[]) => [...start, ...blank.slice(start.length)]
    const total = blank.map((_, i) => (i === 0 ? '合计' : i > 9 && i < 13 ? '1000' : ''))
    const table = aTable([
      listHeadings,
      first!,
      blank,
      listHeadings,
      second!,
      total,
      row('', '小计：2项'),
      row('注：本表由各厅（委）汇总后报送。'),
      row('填表人：', '', '', '', '审核：'),
      row('（盖章）'),
    ])
    const result = read(table)
    expect(result.applications).toHaveLength(2)
    expect(result.problems.map(({ code, row: at }) => [code, at])).toEqual([
      ['row-is-heading', 4],
      ['row-is-total', 6],
      ['row-is-total', 7],
      ['row-is-note', 8],
      ['row-is-note', 9],
      ['row-is-note', 10],
      ['organisations-split', null],
    ])
  })

  test('a list of nothing but headings has no applications', () => {
    expect(codes(read(aTable([listHeadings])))).toEqual(['no-applications'])
  })

  test('rows below that only name organisations (merged cells) belong to the application above', () => {
    const table = aTable([
      ['项目编号', '项目名称', '牵头单位', '所在地', '参与单位', '参与单位所在地'],
      ['A-1', '甲项目', '江苏恒瑞', '江苏', '上海交通大学', '上海'],
      ['', '', '', '', '科大讯飞', '安徽'],
      ['A-2', '乙项目', '华虹集团', '上海', '吉利控股集团', '浙江'],
    ])
    const result = read({ ...table, notes: [{ row: 1, column: 0, code: 'tables/merged-rows' }] })
    expect(result.applications.map(({ content }) => content.organisations.map(({ name }) => name))).toEqual([
      ['江苏恒瑞', '上海交通大学', '科大讯飞'],
      ['华虹集团', '吉利控股集团'],
    ])
    expect(codes(result)).toEqual(['organisation-from-row-below'])
  })
})

describe('organisations', () => {
  test('several in one cell are split: between clear marks one warning a column, else one a row', () => {
    const marked = read(listOf({ 参与单位: '上海交通大学；科大讯飞', 参与单位所在地: '上海；安徽' }, {}))
    expect(marked.problems).toMatchObject([
      { code: 'organisations-split', column: column('参与单位'), facts: { rows: 2 } },
    ])
    expect(marked.applications[0]!.findings).toEqual([])
    const [one] = findings(
      read(listOf({ 参与单位: '1.上海交通大学2.科大讯飞', 参与单位所在地: '上海、安徽' })),
    )
    expect(one).toMatchObject({
      code: 'several-organisations',
      severity: 'warning',
      facts: { count: 2, by: 'number' },
    })
  })

  test('several leads in one cell: the first leads, the others take part', () => {
    const table = listOf({
      牵头单位: '江苏恒瑞；信达生物',
      牵头单位统一社会信用代码: '',
      牵头单位所在地: '江苏；江苏',
      参与单位: '',
      参与单位所在地: '',
      牵头单位性质: '',
    })
    const { content } = read(table).applications[0]!
    expect(content.organisations.map(({ roles }) => roles)).toEqual([['牵头'], ['参与']])
  })

  test('parts that do not match the names one to one are not read', () => {
    const result = read(
      listOf({ 参与单位: '上海交通大学；科大讯飞；信达生物', 参与单位所在地: '上海、安徽' }),
    )
    expect(findings(result)).toMatchObject([
      { code: 'parts-do-not-match', facts: { names: 3, parts: 2 }, column: column('参与单位所在地') },
    ])
    expect(result.applications[0]!.content.organisations.slice(1).map(({ region }) => region)).toEqual([
      null,
      null,
      null,
    ])
  })

  test('a region in brackets after every name is read; a bracket that belongs to a name is not', () => {
    const changed = { 参与单位: '上海交通大学（上海）；吉利控股集团（浙江省）', 参与单位所在地: '' }
    const result = read(listOf(changed))
    expect(result.applications[0]!.content.organisations.slice(1)).toMatchObject([
      { name: '上海交通大学', region: 'SH' },
      { name: '吉利控股集团', region: 'ZJ' },
    ])
    expect(findings(result).map(({ code }) => code)).toContain('region-from-brackets')
    const kept = read(listOf({ 参与单位: '中国科学技术大学（苏州）', 参与单位所在地: '' }))
    expect(kept.applications[0]!.content.organisations[1]).toMatchObject({
      name: '中国科学技术大学（苏州）',
      region: null,
    })
  })

  test('an unknown region is a warning and stays open; it is never taken from the name', () => {
    const result = read(
      listOf({ 牵头单位: '江苏恒瑞', 牵头单位所在地: '长三角', 参与单位: '', 参与单位所在地: '' }),
    )
    expect(findings(result)).toMatchObject([
      {
        code: 'region-unknown',
        severity: 'warning',
        facts: { text: '长三角' },
        column: column('牵头单位所在地'),
      },
    ])
    expect(result.applications[0]!.content.organisations[0]).toMatchObject({ region: null })
  })

  test('a region and a city that contradict each other are told', () => {
    const table = aTable([
      ['项目编号', '项目名称', '牵头单位', '所在省份', '所在地市'],
      ['A-1', '甲项目', '江苏恒瑞', '江苏', '杭州市'],
      ['A-2', '乙项目', '吉利控股集团', '', '杭州'],
    ])
    const result = read(table)
    expect(result.applications[0]!.findings).toMatchObject([{ code: 'region-and-city-differ' }])
    expect(result.applications[1]!.content.organisations[0]).toMatchObject({ region: 'ZJ', city: '杭州市' })
  })

  test('an invalid credit code is a warning with the place, and is kept as it stands', () => {
    const result = read(listOf({ 牵头单位统一社会信用代码: '91350100M000100Y4Z' }))
    expect(findings(result)).toMatchObject([
      {
        code: 'credit-code-character',
        severity: 'warning',
        column: column('牵头单位统一社会信用代码'),
        facts: { position: 18, found: 'Z', expected: '3' },
      },
    ])
    expect(result.applications[0]!.content.organisations[0]).toMatchObject({ code: '91350100M000100Y4Z' })
  })

  test('the lead among the participants is one organisation, and so is a name that differs only in width', () => {
    const changed = {
      牵头单位: '吉利汽车研究院(宁波)有限公司',
      牵头单位统一社会信用代码: '',
      参与单位: '吉利汽车研究院（宁波）有限公司；上海交通大学',
      参与单位所在地: '浙江；上海',
    }
    const result = read(listOf(changed))
    expect(result.applications[0]!.content.organisations.map(({ roles }) => roles)).toEqual([
      ['牵头'],
      ['参与'],
    ])
    expect(findings(result).map(({ code }) => code)).toEqual(['organisation-named-twice'])
  })

  test('a lead that is also the owner has both roles, without a finding', () => {
    const table = aTable([
      ['项目编号', '项目名称', '牵头单位', '所在地', '需求方', '解决方'],
      ['A-1', '甲项目', '江苏恒瑞', '江苏', '江苏恒瑞', '上海交通大学'],
    ])
    const result = read(table)
    expect(codes(result)).toEqual([])
    expect(result.applications[0]!.content.organisations.map(({ roles }) => roles)).toEqual([
      ['牵头', '需求方'],
      ['解决方'],
    ])
  })

  test('numbered columns are organisations of their own', () => {
    const table = aTable([
      [
        '项目编号',
        '项目名称',
        '牵头单位',
        '所在地',
        '参与单位1',
        '参与单位1所在地',
        '参与单位2',
        '参与单位2所在地',
      ],
      ['A-1', '甲项目', '江苏恒瑞', '江苏', '上海交通大学', '上海', '科大讯飞', '安徽'],
      ['A-2', '乙项目', '江苏恒瑞', '江苏', '', '上海', '', ''],
    ])
    const result = read(table)
    expect(result.applications[0]!.content.organisations.map(({ region }) => region)).toEqual([
      'JS',
      'SH',
      'AH',
    ])
    expect(result.applications[1]!.findings).toMatchObject([{ code: 'part-without-organisation', column: 6 }])
  })
})

describe('dates and amounts', () => {
  test.each([
    ['2026-02-30至2028-12-31', 'no-such-date', 'error'],
    ['2028年12月至2026年1月', 'end-before-start', 'error'],
    ['三年', 'period-unclear', 'warning'],
    ['1926年1月至2028年12月', 'date-out-of-range', 'error'],
  ])('%s: %s', (text, code, severity) => {
    expect(findings(read(listOf({ 起止时间: text })))).toMatchObject([{ code, severity, row: 2 }])
  })

  test('dates stored as serial numbers are read, with a warning', () => {
    const table = aTable([
      ['项目编号', '项目名称', '牵头单位', '所在地', '开始日期', '结束日期'],
      ['A-1', '甲项目', '江苏恒瑞', '江苏', '46023', '长期'],
    ])
    const result = read(table)
    expect(findings(result)).toMatchObject([
      { code: 'date-from-serial', facts: { field: 'start', date: '2026-01-01' } },
      { code: 'not-a-date', facts: { field: 'end', text: '长期' } },
    ])
    expect(result.applications[0]!.content).toMatchObject({ start: '2026-01-01', end: null })
  })

  test.each([
    ['-5', 'amount-negative', 'error'],
    ['约三百', 'amount-is-text', 'error'],
    ['1.23456789', 'amount-too-fine', 'error'],
    ['123.456', 'amount-more-than-two-decimals', 'warning'],
    ['12000000', 'amount-unit-doubt', 'warning'],
    ['99999999999', 'amount-too-large', 'error'],
  ])('%s 万元: %s', (text, code, severity) => {
    expect(findings(read(listOf({ '申请财政资金（万元）': text })))).toMatchObject([
      { code, severity, column: column('申请财政资金（万元）'), facts: { field: 'requested' } },
    ])
  })
})

describe('secrecy', () => {
  test('a mark anywhere stops everything: nothing is returned but where it stands', () => {
    const table = anApplicationTable(5, 3)
    const rows = table.rows.map((row, i) => (i === 0 ? ['机密★10年', ...row.slice(1)] : row))
    const result = read({ ...table, rows })
    expect(result.applications).toEqual([])
    expect(result.problems).toEqual([
      { code: 'secrecy-mark', severity: 'stop', row: 1, column: 1, facts: {} },
    ])
  })

  test.each(['秘密', '机密级', '内部', '秘密★3年'])('a 密级 of %s stops the import', (secrecy) => {
    const table = aTable([
      ['项目编号', '项目名称', '牵头单位', '所在地', '密级'],
      ['A-1', '甲项目', '江苏恒瑞', '江苏', '公开'],
      ['A-2', '乙项目', '江苏恒瑞', '江苏', secrecy],
    ])
    const result = read(table)
    expect(result.applications).toEqual([])
    expect(result.problems).toMatchObject([{ code: 'secrecy-mark', severity: 'stop', row: 3, column: 5 }])
  })

  test('商业秘密 and 国家秘密 in a pledge stop nothing', () => {
    const table = listOf({ 项目名称: '不涉及国家秘密、不侵犯他人商业秘密的联邦学习平台' })
    expect(codes(read(table))).toEqual(['organisations-split'])
  })
})

describe('personal data', () => {
  const headings = [
    '项目编号',
    '项目名称',
    '牵头单位',
    '所在地',
    '项目负责人',
    '身份证号',
    '联系人邮箱',
    '备注',
  ]
  const person = ['张𠮷', '110105194912310021', 'zhang@example.cn', '13900001111']
  const result = read(aTable([headings, ['A-1', '甲项目', '江苏恒瑞', '江苏', ...person]]))

  test('stands in no finding and not in the content', () => {
    const shown = JSON.stringify([
      result.problems,
      result.applications.map(({ content, findings: f }) => [content, f]),
    ])
    for (const datum of person) expect(shown).not.toContain(datum)
  })

  test('is kept where it has a place, and told where it has none', () => {
    expect(result.applications[0]!.people).toEqual([
      {
        name: '张𠮷',
        role: '项目负责人',
        organisation: null,
        title: null,
        idNumber: '110105194912310021',
        phone: null,
      },
    ])
    expect(codes(result)).toEqual(['personal-column-left-out', 'personal-data-left-out', 'id-number-invalid'])
  })

  test('a phone number in the column of an amount is not quoted', () => {
    const wrong = read(listOf({ '申请财政资金（万元）': '13800001234', 牵头单位所在地: '13800001234' }))
    expect(JSON.stringify(findings(wrong))).not.toContain('13800001234')
  })
})

describe('odd texts', () => {
  test('rare characters survive; invisible ones are taken out of names, with a warning', () => {
    const result = read(listOf({ 牵头单位: '𠮷龘㐀科\u200b技\u202e有限公司' }))
    expect(result.applications[0]!.content.organisations[0]!.name).toBe('𠮷龘㐀科技有限公司')
    expect(findings(result)).toMatchObject([
      { code: 'invisible-characters', severity: 'warning', facts: { count: 2 }, column: column('牵头单位') },
    ])
  })

  test('characters that the file has lost are an error, private ones a warning', () => {
    expect(findings(read(listOf({ 项目名称: '甲\ufffd项目' })))).toMatchObject([
      { code: 'lost-characters', severity: 'error' },
    ])
    expect(findings(read(listOf({ 项目名称: '甲\ue123项目' })))).toMatchObject([
      { code: 'private-use-characters', severity: 'warning' },
    ])
  })

  test('a text longer than an application holds is an error', () => {
    expect(findings(read(listOf({ 项目名称: '长'.repeat(301) })))).toMatchObject([
      { code: 'text-too-long', severity: 'error', facts: { length: 301, max: 300 } },
    ])
  })

  test('what the reader of the file noted is told at its cell', () => {
    const table = listOf({})
    const note = (heading: string, code: string) => ({ row: 1, column: listHeadings.indexOf(heading), code })
    const notes = [
      note('申报编号', 'tables/digits-lost'),
      note('项目名称', 'tables/error-value'),
      note('自筹资金（万元）', 'tables/formula-without-value'),
      note('所属领域', 'tables/merged-rows'),
      note('序号', 'tables/hidden-row'),
      note('起止时间', 'tables/something-new'),
    ]
    expect(findings(read({ ...table, notes })).map(({ code, severity }) => [code, severity])).toEqual([
      ['digits-lost', 'error'],
      ['error-value', 'error'],
      ['formula-without-value', 'warning'],
      ['merged-rows', 'warning'],
      ['row-was-hidden', 'warning'],
      ['cell-note', 'warning'],
    ])
  })

  test('a field outside the batch is told; one that differs only in width takes the spelling of the batch', () => {
    const result = read(listOf({ 所属领域: '元宇宙' }, { 所属领域: ' 人工 智能' }), { fields: ['人工智能'] })
    expect(result.applications[0]!.findings).toMatchObject([
      { code: 'field-not-in-batch', facts: { text: '元宇宙' } },
    ])
    expect(result.applications[1]!.content.field).toBe('人工智能')
  })

  test('property: whatever stands in the cells, a row without an error can be recorded', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom(
        '',
        '无',
        '合计',
        '2026-02-30',
        '-1',
        '1e5',
        '上海；江苏',
        '甲公司；乙大学',
        '13800001234',
        '注：',
      ),
    )
    const row = fc.array(text, { minLength: listHeadings.length, maxLength: listHeadings.length + 3 })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), (rows) => {
        const result = read(aTable([listHeadings, ...rows]))
        for (const { content, people, findings: told } of result.applications) {
          if (told.some(({ severity }) => severity !== 'warning')) continue
          expect(contentSchema.safeParse(content).error).toBeUndefined()
          expect(peopleSchema.safeParse(people).error).toBeUndefined()
        }
      }),
      { numRuns: 300 },
    )
  })
})
