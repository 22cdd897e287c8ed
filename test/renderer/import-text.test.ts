import { describe, expect, test } from 'vitest'
import { importFields } from '../../src-main/domain/applications/import-field.ts'
import { proposeMapping } from '../../src-main/domain/applications/mapping.ts'
import { readRows, secrecyFindings } from '../../src-main/domain/applications/rows.ts'
import { applicationFieldLabels, importFieldLabel } from '../../src-renderer/text/application-fields.ts'
import { columnLetters, importPlace, importSentence, severityWords } from '../../src-renderer/text/import.ts'
import { aTable } from '../support/applications.ts'

const headings = [
  [
    '申报编号',
    '项目名称',
    '牵头单位',
    '牵头单位所在地',
    '所在地市',
    '统一社会信用代码',
    '是否独立法人',
    '参与单位',
  ],
  [
    '参与单位所在地',
    '开始日期',
    '结束日期',
    '总投入',
    '申请财政资金',
    '领域',
    '组建路径',
    '项目负责人',
    '身份证号',
    '骨干电话',
    '备注',
  ],
].flat()
const rows = [
  [
    'A-1',
    '待\ue000',
    '1.江苏恒瑞2.信达生物',
    '江苏',
    '杭州',
    '91350100M000100Y4Z',
    '也许',
    '甲公司；乙大学',
    '上海',
    '46023',
  ],
  [
    'A-1',
    '甲',
    '江苏\u200b恒瑞',
    '江南',
    '',
    '123',
    '',
    '',
    '上海',
    '2026-02-30',
    '长期',
    '-1',
    '约',
    '元宇宙',
    '三',
    '张三',
    '1',
    '1',
  ],
  [
    'B-2',
    '乙\ufffd',
    '',
    '',
    '',
    '91350100M000100Y44',
    '',
    '江苏恒瑞；江苏恒瑞',
    '',
    '2028-1-1',
    '2027-1-1',
    '1.23456789',
  ],
  [
    'B-3',
    '丙',
    '丙公司',
    '江苏',
    '杭州',
    '91350100M000100Y4Z',
    '也许',
    '',
    '',
    '1926-1-1',
    '',
    '12000000',
    '1.2345',
    '',
    '',
    '',
    '',
    '',
    '13800001111',
  ],
  ['B-4', '丁', '丁公司', '江苏', '', '91350100M000100Y44'],
  ['合计'],
  ['注：填表说明'],
  headings,
]

describe('sentences of an import', () => {
  const table = aTable([headings, ...rows.map((row) => headings.map((_, i) => row[i] ?? ''))], {
    notes: ['digits-lost', 'error-value', 'formula-without-value', 'merged-rows', 'hidden-row', 'new'].map(
      (code, column) => ({
        row: 1,
        column,
        code: `tables/${code}`,
      }),
    ),
  })
  const proposal = proposeMapping(table, [])
  if (!proposal.ok) throw new Error()
  const context = { kind: 'joint', fields: ['集成电路'], existingNumbers: new Set(['B-2']) } as const
  const { applications, problems } = readRows(table, proposal.value.mapping, context)
  const findings = [
    ...problems,
    ...applications.flatMap((one) => one.findings),
    ...secrecyFindings(aTable([['绝密★长期']])),
  ]

  test('bad input of every sort has a code of its own', () => {
    expect([...new Set(findings.map(({ code }) => code))].toSorted()).toEqual(
      [
        [
          'amount-is-text',
          'amount-more-than-two-decimals',
          'amount-negative',
          'amount-too-fine',
          'amount-unit-doubt',
          'cell-note',
        ],
        [
          'credit-code-character',
          'credit-code-check',
          'credit-code-length',
          'date-from-serial',
          'date-out-of-range',
        ],
        [
          'digits-lost',
          'double-number',
          'empty-cell',
          'end-before-start',
          'error-value',
          'field-not-in-batch',
          'formula-without-value',
        ],
        [
          'id-number-invalid',
          'invisible-characters',
          'legal-person-unclear',
          'lost-characters',
          'merged-rows',
          'no-such-date',
        ],
        ['not-a-date', 'organisation-named-twice', 'organisations-split', 'part-without-organisation'],
        [
          'parts-do-not-match',
          'personal-column-left-out',
          'personal-data-left-out',
          'private-use-characters',
        ],
        [
          'region-and-city-differ',
          'region-unknown',
          'route-unclear',
          'row-is-heading',
          'row-is-note',
          'row-is-total',
        ],
        ['row-was-hidden', 'secrecy-mark', 'several-organisations'],
      ]
        .flat()
        .toSorted(),
    )
  })

  test('each is one Chinese sentence with its place, different from every other code', () => {
    const byCode = new Map(findings.map((finding) => [finding.code, importSentence(finding)]))
    for (const sentence of byCode.values()) {
      expect(sentence).toMatch(/[。？]$/)
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object/)
    }
    expect(new Set(byCode.values()).size).toBe(byCode.size)
    for (const { row, column, severity } of findings) {
      expect(importPlace({ row, column })).toMatch(row === null && column === null ? /^$/ : /行|列/)
      expect(severityWords[severity]).toBeTruthy()
    }
  })

  test('a mark of secrecy says what to do and nothing of the mark', () => {
    const sentence = importSentence(findings.find(({ code }) => code === 'secrecy-mark')!)
    expect(sentence).toContain('勿复制、勿删除、勿带走，报保密办')
    expect(sentence).not.toContain('绝密')
  })

  test('rows and columns are named as spreadsheets name them', () => {
    expect([1, 26, 27, 52, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA'])
    expect(importPlace({ row: 5, column: 3 })).toBe('第 5 行 C 列')
  })
})

test('every field of a list and of an application has a label of its own', () => {
  const labels = importFields.map(importFieldLabel)
  expect(labels.every((label) => label.length > 1 && !label.includes('undefined'))).toBe(true)
  expect(new Set(labels).size).toBe(labels.length)
  expect(new Set(Object.values(applicationFieldLabels)).size).toBe(Object.keys(applicationFieldLabels).length)
})
