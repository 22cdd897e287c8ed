import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recogniseHeading } from '../../../src-main/domain/applications/headings.ts'
import { type ImportField, importFields } from '../../../src-main/domain/applications/import-field.ts'
import {
  layoutOf,
  type MappingProposal,
  proposeMapping,
} from '../../../src-main/domain/applications/mapping.ts'
import { templateSheet } from '../../../src-main/domain/applications/template.ts'
import { anApplicationTable, aTable, listHeadings } from '../../support/applications.ts'

function proposed(...parameters: Parameters<typeof proposeMapping>): MappingProposal {
  const result = proposeMapping(...parameters)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** Field and group by heading. */
function fieldsOf({ mapping, headings }: MappingProposal): Record<string, string> {
  const named = (field: ImportField, group: number) => (group === 0 ? field : `${field} ${group}`)
  return Object.fromEntries(
    mapping.columns.map(({ column, field, group }) => [headings[column], named(field, group)]),
  )
}

describe('headings', () => {
  test.each<[string, ImportField]>([
    ['项目编号', 'number'],
    ['申报编号*', 'number'],
    ['受理号', 'number'],
    ['项 目 名 称', 'title'],
    ['联合体名称', 'title'],
    ['所属技术领域', 'field'],
    ['揭榜任务名称', 'task'],
    ['牵头单位', 'lead-name'],
    ['申报单位名称', 'lead-name'],
    ['项目承担单位', 'lead-name'],
    ['统一社会信用代码', 'lead-code'],
    ['牵头单位（盖章）', 'lead-name'],
    ['牵头单位所在地', 'lead-region'],
    ['所在省市', 'lead-region'],
    ['所在地市', 'lead-city'],
    ['单位性质', 'lead-kind'],
    ['合作单位', 'member-name'],
    ['成员单位名单', 'member-name'],
    ['子课题承担单位', 'subtask-name'],
    ['需求方', 'owner-name'],
    ['揭榜单位', 'solver-name'],
    ['项目总投入（万元）', 'total'],
    ['总经费', 'total'],
    ['申请财政资金', 'requested'],
    ['拟申请省级资助经费（万元）', 'requested'],
    ['自筹资金', 'self-raised'],
    ['对外揭榜资金', 'offered'],
    ['合同金额', 'contract'],
    ['起止时间', 'period'],
    ['项目开始时间', 'start'],
    ['完成日期', 'end'],
    ['密级', 'secrecy'],
    ['指南方向', 'guide-direction'],
    ['储备库编号', 'reserve-entry'],
    ['入库状态', 'reserve-state'],
    ['项目负责人', 'principal-name'],
    ['项目负责人身份证号', 'principal-id-number'],
    ['联系人电话', 'contact-phone'],
    ['序号', 'ignore'],
  ])('%s means %s', (heading, field) => {
    expect(recogniseHeading(heading)?.field).toBe(field)
  })

  test.each([
    '备注',
    '性质',
    '地',
    '单位',
    '法定代表人',
    '联系人',
    '',
    '2026年度',
    '牵头单位意见',
    '推荐单位',
  ])('%j is not taken for an organisation or a number', (heading) => {
    const field = recogniseHeading(heading)?.field ?? ''
    expect(field === '' || field.startsWith('contact')).toBe(true)
  })

  test('the unit of money is read from the heading', () => {
    expect(recogniseHeading('总投入（元）')).toMatchObject({ field: 'total', unit: 'yuan' })
    expect(recogniseHeading('总投入/万元')).toMatchObject({ unit: 'wan' })
    expect(recogniseHeading('总投入')).toMatchObject({ unit: null })
  })

  test.each([
    ['参与单位1', 'member-name', 1],
    ['参与单位2名称', 'member-name', 2],
    ['参与单位二所在地', 'member-region', 2],
    ['第三参与单位', 'member-name', 3],
    ['合作单位①', 'member-name', 1],
  ])('%s is column %s of organisation %i', (heading, field, group) => {
    expect(recogniseHeading(heading)).toMatchObject({ field, group })
  })

  test('property: no heading makes recognition throw, and only known fields come out', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'项目牵头参与单位名称编号总经费申请联系人电话（）1二/ ') }),
        (text) => {
          const found = recogniseHeading(text)
          expect(found === null || importFields.includes(found.field)).toBe(true)
        },
      ),
    )
  })
})

describe('proposing a mapping', () => {
  test('headings are found below a title line, and every usual column is recognised', () => {
    const result = proposed(anApplicationTable(3, 1), [])
    expect(result.mapping).toMatchObject({ headingRow: 1, headingRows: 1, moneyUnit: 'wan' })
    expect(result).toMatchObject({ remembered: false, unrecognised: [], missing: [] })
    expect(result.mapping.columns).toHaveLength(listHeadings.length)
    expect(fieldsOf(result)).toMatchObject({ 联系电话: 'principal-phone', 参与单位所在地: 'member-region' })
  })

  test('headings on two levels below merged titles are read as one', () => {
    const table = aTable([
      ['2026年度申报汇总表', '', '', '', '', '', '', ''],
      ['填报单位：江苏省科学技术厅', '', '', '', '', '', '', '单位：万元'],
      [],
      ['序号', '项目编号', '项目名称', '牵头单位', '', '', '经费', ''],
      ['', '', '', '名称', '统一社会信用代码', '所在地', '总投入', '申请财政资金'],
      ['1', 'A-1', '甲', '思必驰科技股份有限公司', '', '江苏', '1000', '300'],
    ])
    const result = proposed(table, [])
    expect(result.mapping).toMatchObject({ headingRow: 3, headingRows: 2, moneyUnit: 'wan' })
    expect(fieldsOf(result)).toEqual({
      序号: 'ignore',
      项目编号: 'number',
      项目名称: 'title',
      '牵头单位/名称': 'lead-name',
      '牵头单位/统一社会信用代码': 'lead-code',
      '牵头单位/所在地': 'lead-region',
      '经费/总投入': 'total',
      '经费/申请财政资金': 'requested',
    })
  })

  test('a first row of data is not taken for a second level of headings', () => {
    const table = aTable([
      ['项目编号', '项目名称', '牵头单位', '所在地'],
      ['', '', '江苏恒瑞', '江苏'],
    ])
    expect(proposed(table, []).mapping.headingRows).toBe(1)
  })

  test('a unit above the headings is the unit of the list', () => {
    const table = aTable([['单位：元'], ['项目编号', '项目名称', '牵头单位', '总投入']])
    expect(proposed(table, []).mapping.moneyUnit).toBe('yuan')
  })

  test('of two columns for the lead, 牵头单位 is meant more surely than 承担单位', () => {
    const table = aTable([['项目编号', '项目名称', '承担单位', '牵头单位']])
    const result = proposed(table, [])
    expect(fieldsOf(result)).toMatchObject({ 牵头单位: 'lead-name' })
    expect(result.unrecognised).toEqual([2])
  })

  test('what is required and not found is said', () => {
    expect(proposed(aTable([['项目名称', '总投入', '所属领域']]), []).missing).toEqual([
      'number',
      'lead-name',
    ])
  })

  test('a sheet without headings is refused', () => {
    expect(
      proposeMapping(
        aTable([
          ['甲', '乙'],
          ['1', '2'],
        ]),
        [],
      ),
    ).toEqual({ ok: false, error: { code: 'applications/no-headings' } })
    expect(proposeMapping(aTable([]), [])).toMatchObject({ ok: false })
    const prose = aTable([['关于报送项目的函'], ['项目名称见附件，牵头单位为甲公司。']])
    expect(proposeMapping(prose, [])).toMatchObject({ ok: false })
  })

  test('a person may point at the row of headings', () => {
    const table = aTable([
      ['x', 'y'],
      ['代号', '题', '牵头单位'],
      ['1', '甲', '乙公司'],
    ])
    expect(proposeMapping(table, [])).toMatchObject({ ok: false })
    expect(proposed(table, [], 1)).toMatchObject({ mapping: { headingRow: 1 }, unrecognised: [0, 1] })
  })

  test('a corrected mapping is remembered by its set of headings, whatever their order', () => {
    const table = aTable([['代号', '题', '单位', '金额', '金额', '牵头单位']])
    const columns = (['number', 'title', 'ignore', 'total', 'requested', 'lead-name'] as const).map(
      (field, column) => ({
        column,
        field,
        group: 0,
        unit: null,
      }),
    )
    const mapping = {
      headingRow: 0,
      headingRows: 1,
      columns,
      constants: { 'lead-region': '江苏' },
      moneyUnit: 'yuan',
    } as const
    const layout = layoutOf(table, mapping)

    const next = aTable([['题目附后'], [], ['牵头单位', '单位', '金额', '题', ' 代　号 ', '金额']])
    const result = proposed(next, [layout])
    expect(result).toMatchObject({ remembered: true, missing: [], unrecognised: [] })
    expect(result.mapping).toMatchObject({
      headingRow: 2,
      moneyUnit: 'yuan',
      constants: { 'lead-region': '江苏' },
    })
    const byColumn = result.mapping.columns.map(({ column, field }) => [column, field])
    expect(byColumn).toEqual([
      [0, 'lead-name'],
      [1, 'ignore'],
      [2, 'total'],
      [3, 'title'],
      [4, 'number'],
      [5, 'requested'],
    ])
  })

  test('a layout does not answer for a list with other headings, or with another unit in them', () => {
    const table = aTable([['项目编号', '项目名称', '牵头单位', '总投入（万元）']])
    const layout = layoutOf(table, proposed(table, []).mapping)
    const other = aTable([['项目编号', '项目名称', '牵头单位', '总投入（元）']])
    expect(proposed(table, [layout]).remembered).toBe(true)
    expect(proposed(other, [layout])).toMatchObject({ remembered: false, mapping: { moneyUnit: 'yuan' } })
  })

  test.each(['joint', 'consortium'] as const)('the own template (%s) is recognised completely', (kind) => {
    const sheet = templateSheet(kind)
    const result = proposed(aTable(sheet.rows as string[][]), [])
    expect(result).toMatchObject({
      unrecognised: [],
      missing: [],
      mapping: { headingRow: 0, headingRows: 1 },
    })
    expect(new Set(result.mapping.columns.map(({ field }) => field)).size).toBe(sheet.rows[0]!.length)
    expect(sheet.widths).toHaveLength(sheet.rows[0]!.length)
  })

  test('property: a layout gives back the mapping it was made from', () => {
    const table = anApplicationTable(1, 7)
    const field = fc.constantFrom(...importFields)
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: listHeadings.length }), (fields) => {
        const columns = fields.map((one, column) => ({ column, field: one, group: 0, unit: null }))
        const mapping = { headingRow: 1, headingRows: 1, columns, constants: {}, moneyUnit: 'wan' } as const
        const result = proposed(table, [layoutOf(table, mapping)])
        expect(result.mapping).toEqual(mapping)
      }),
    )
  })
})
