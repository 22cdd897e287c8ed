import { describe, expect, test } from 'vitest'
import { checkList } from '../../../src-main/domain/registers/check-list.ts'
import { aTable } from '../../support/applications.ts'
import { makeCreditCode } from '../../support/credit-codes.ts'

const code = makeCreditCode('320500', 7)
const read = (...rows: readonly (readonly string[])[]) => checkList(aTable(rows))
const told = (...rows: readonly (readonly string[])[]) =>
  read(...rows).answer.findings.map((one) => [one.code, one.row])

describe('a list of a register', () => {
  test('with results: who is clean, who has a record, its period in several ways of writing', () => {
    const { answer, staged } = read(
      ['科研诚信核查结果', '', '', '', '', ''],
      ['序号', '单位名称', '统一社会信用代码', '核查结果', '核查日期', '惩戒期起止', '事由'],
      ['1', '甲公司', code, '无', '2026-11-20', '', ''],
      ['2', '乙大学', '', '有记录', '2026年11月20日', '2025年1月1日至2027年12月31日', '数据造假'],
      ['', '', '', '', '', '', ''],
    )
    expect(answer).toMatchObject({ rows: 2, clean: 1, records: 1, date: '2026-11-20', findings: [] })
    expect(staged).toEqual([
      {
        row: 3,
        organisation: { name: '甲公司', code },
        checkedOn: '2026-11-20',
        result: '无记录',
        penaltyFrom: null,
        penaltyTo: null,
        note: '',
      },
      {
        row: 4,
        organisation: { name: '乙大学', code: null },
        checkedOn: '2026-11-20',
        result: '有记录',
        penaltyFrom: '2025-01-01',
        penaltyTo: '2027-12-31',
        note: '数据造假',
      },
    ])
  })

  test('without a column of results everybody on it has a record', () => {
    const { answer, staged } = read(
      ['失信主体名称', '统一社会信用代码', '惩戒开始日期', '惩戒截止日期', '失信行为'],
      ['甲公司', code, '2025-03-01', '长期', '骗取经费'],
    )
    expect(answer).toMatchObject({ records: 1, clean: 0, findings: [] })
    expect(staged).toMatchObject([{ result: '有记录', penaltyFrom: '2025-03-01', penaltyTo: null }])
  })

  test('everything that is wrong is told at once, and nothing of it is staged', () => {
    const rows = [
      ['单位名称', '信用代码', '核查结果', '惩戒起', '惩戒止'],
      ['', '', '无', '', ''],
      ['甲公司', '', '不清楚', '', ''],
      ['乙公司', '', '有', '2026-02-30', ''],
      ['丙公司', '', '有', '2026-05-01', '2026-04-01'],
      ['丁公司', '', '无', '2026-05-01', ''],
      ['戊公司', '', '无', '', ''],
      ['戊公司', '', '有', '', ''],
      ['己公司', '91350100M000100Y4Z', '无', '', ''],
    ]
    expect(told(...rows)).toEqual([
      ['no-name', 2],
      ['result-unclear', 3],
      ['no-such-date', 4],
      ['penalty-reversed', 5],
      ['penalty-without-record', 6],
      ['contradicts', 8],
      ['code-invalid', 9],
    ])
    expect(read(...rows).staged).toBeNull()
  })

  test('a wrong code is told and left out, so that the name still finds the record', () => {
    const { staged } = read(['单位名称', '统一社会信用代码'], ['甲公司', '91350100M000100Y4Z'])
    expect(staged).toMatchObject([{ organisation: { name: '甲公司', code: null } }])
  })

  test('persons are left out and counted, never read', () => {
    const { answer, staged } = read(
      ['单位名称', '姓名', '身份证号', '事由'],
      ['甲公司', '', '', ''],
      ['', '王某某', '11010519491231002X', '抄袭'],
    )
    expect(answer.findings).toEqual([{ code: 'persons', severity: 'warning', row: null, text: '1' }])
    expect(JSON.stringify([answer, staged])).not.toMatch(/王某某|1949/)
  })

  test('what is no list of organisations is said', () => {
    expect(told(['姓名', '电话'], ['王某', '1'])).toEqual([['no-headings', null]])
    expect(told(['单位名称', '结果'])).toEqual([['nothing', null]])
  })
})
