import type { Table, TableWork } from '../../core/ports/tables.ts'
import type { Digest } from '../../core/suite.ts'
import { readDateCell, splitPeriod } from '../applications/date-cell.ts'
import { checkCreditCode, comparableName } from '../organisations/rules.ts'
import type { CheckResult } from './entry.ts'

export type ListFinding = {
  readonly code:
    | 'no-headings'
    | 'no-name'
    | 'name-too-long'
    | 'code-invalid'
    | 'result-unclear'
    | 'not-a-date'
    | 'no-such-date'
    | 'date-out-of-range'
    | 'penalty-reversed'
    | 'penalty-without-record'
    | 'twice'
    | 'contradicts'
    | 'persons'
    | 'nothing'
    | 'too-long'
    | 'known-already'
    | 'older-than-newest'
  readonly severity: 'error' | 'warning'
  /** As the spreadsheet numbers it, from 1; null: the whole list. */
  readonly row: number | null
  readonly text: string
}

export type ListEntry = {
  readonly row: number
  readonly organisation: { readonly name: string; readonly code: string | null }
  readonly checkedOn: string | null
  readonly result: CheckResult
  readonly penaltyFrom: string | null
  readonly penaltyTo: string | null
  readonly note: string
}

export type ListChecked = {
  readonly source: Digest
  readonly sheet: string
  /** Rows under the headings that are not empty. */
  readonly rows: number
  readonly clean: number
  readonly records: number
  /** The day that all rows name as the day of the check, when they do. */
  readonly date: string | null
  /** Everything that is odd, at once; with an error nothing may be taken in. */
  readonly findings: readonly ListFinding[]
}

export const checkListWork: TableWork<null, ListChecked> = 'registers/check-list'

/** Lists as they are sent around have hundreds of rows; the whole national list some thousand. */
export const mostEntries = 20_000
const headingRows = 15

const cleanWords =
  /^(?:无|否|没有|无记录|无失信记录|无不良记录|无严重失信|未见|未查到|未发现|查无|通过|正常|良好|合格|无异常)$/u
const recordWords =
  /^(?:有|是|有记录|有失信记录|存在|存在记录|失信|严重失信|有不良记录|不通过|异常|列入|在列|命中|惩戒中)$/u

const headings = {
  name: /^(?:单位|机构|企业|组织|法人|失信主体|主体|责任主体|被惩戒单位|申报单位|承担单位|牵头单位|被查询单位)(?:单位)?(?:名称|全称)?$|^名称$/u,
  code: /^(?:单位|机构|企业|主体)?(?:统一)?(?:社会)?信用代码(?:证号)?$|^机构代码$|^统一代码$/u,
  result:
    /^(?:科研诚信|社会信用|诚信|信用)?(?:核查|查询|检查|审查|比对)?(?:结果|结论|情况|状态)$|^(?:有无|是否有)(?:失信|不良)?记录$/u,
  period:
    /^(?:惩戒|处罚|处理|限制|公示)(?:措施)?(?:起止)?(?:期|期限|期间)(?:起止)?$|^(?:惩戒|处罚|处理|限制)?起止(?:时间|日期)$/u,
  from: /^(?:惩戒|处罚|处理|限制)(?:措施)?(?:期|期限)?(?:起始|开始|起)(?:日期|时间|日)?$|^(?:惩戒|处罚|处理|列入|生效|起始|开始)(?:日期|时间|日)$/u,
  to: /^(?:惩戒|处罚|处理|限制)(?:措施)?(?:期|期限)?(?:截止|结束|届满|止)(?:日期|时间|日)?$|^(?:截止|结束|到期|解除|移出)(?:日期|时间|日)$/u,
  note: /^(?:失信|处理|惩戒|处罚|列入)?(?:事由|原因|行为|事实|情形|说明|内容|措施|依据)$|^备注$/u,
  date: /^(?:核查|查询|检查|审查|比对)(?:日期|时间|日)$/u,
  person: /^(?:姓名|自然人|人员姓名|责任人|失信人员|人员|身份证号?|身份证号码|证件号码?)$/u,
} as const
type Column = keyof typeof headings

/**
 * Reads a list of organisations with what a register says of them. Without a column 结果 the list is one of records: who is
 * on it has one. Rows about persons are left out and counted: they are personal data and are recorded one by one.
 */
export function checkList(table: Table): {
  readonly answer: ListChecked
  readonly staged: readonly ListEntry[] | null
} {
  const { digest: source, sheet } = table
  const findings: ListFinding[] = []
  const tell = (
    code: ListFinding['code'],
    row: number | null,
    { text = '', isWarning = false }: { readonly text?: string; readonly isWarning?: boolean } = {},
  ) => findings.push({ code, severity: isWarning ? 'warning' : 'error', row, text: text.slice(0, 60) })
  const answered = (entries: readonly ListEntry[], rows: number) => {
    const days = new Set(entries.map(({ checkedOn }) => checkedOn))
    const [date = null] = days.size === 1 ? days : []
    const records = entries.filter(({ result }) => result === '有记录').length
    const answer = { source, sheet, rows, clean: entries.length - records, records, date, findings }
    const isTaken = entries.length > 0 && findings.every(({ severity }) => severity === 'warning')
    return { answer, staged: isTaken ? entries : null }
  }
  const heading = headingOf(table)
  if (!heading) {
    tell('no-headings', null)
    return answered([], 0)
  }
  const { columns } = heading
  const entries: ListEntry[] = []
  const seen = new Map<string, ListEntry>()
  let rows = 0
  let persons = 0
  for (const [offset, cells] of table.rows.slice(heading.row + 1).entries()) {
    const row = heading.row + 2 + offset
    const cell = (column: Column) => (cells[columns[column] ?? -1] ?? '').normalize('NFC').trim()
    if (cells.every((text) => text.trim() === '')) continue
    rows++
    const [name, codeText] = [cell('name'), cell('code')]
    if (name === '' && codeText === '') {
      if (cell('person') !== '') persons++
      else tell('no-name', row)
      continue
    }
    const entry = entryOf({ row, name, codeText, cell, hasResult: columns.result !== undefined, tell })
    if (!entry) continue
    const key = entry.organisation.code ?? comparableName(entry.organisation.name)
    const earlier = seen.get(key)
    if (earlier && earlier.result !== entry.result) tell('contradicts', row, { text: `第 ${earlier.row} 行` })
    else if (earlier && entry.result === '无记录')
      tell('twice', row, { text: `第 ${earlier.row} 行`, isWarning: true })
    seen.set(key, entry)
    entries.push(entry)
  }
  if (persons > 0) tell('persons', null, { text: String(persons), isWarning: true })
  if (entries.length > mostEntries) tell('too-long', null, { text: String(entries.length) })
  if (entries.length === 0 && findings.every(({ severity }) => severity === 'warning')) tell('nothing', null)
  return answered(entries, rows)
}

type Tell = (
  code: ListFinding['code'],
  row: number | null,
  how?: { readonly text?: string; readonly isWarning?: boolean },
) => void

function entryOf({
  row,
  name,
  codeText,
  cell,
  hasResult,
  tell,
}: {
  readonly row: number
  readonly name: string
  readonly codeText: string
  readonly cell: (column: Column) => string
  readonly hasResult: boolean
  readonly tell: Tell
}): ListEntry | null {
  const checked = codeText === '' ? null : checkCreditCode(codeText)
  // Compared by name then: a wrong code would keep the record from being found at all.
  if (checked && !checked.ok) tell('code-invalid', row, { text: codeText, isWarning: true })
  const code = checked?.ok ? checked.code : null
  const isNameless = comparableName(name).length < 2
  if (isNameless && code === null) tell('no-name', row)
  if ([...name].length > 120) tell('name-too-long', row, { text: name })
  const result = hasResult ? resultOf(cell('result')) : '有记录'
  if (result === null) tell('result-unclear', row, { text: cell('result') })
  const penalty = penaltyOf(cell, (problem, text) => tell(problem, row, { text }))
  if (penalty && result === '无记录' && (penalty.from ?? penalty.to) !== null)
    tell('penalty-without-record', row)
  if (penalty?.from && penalty.to && penalty.to < penalty.from) tell('penalty-reversed', row)
  const date = dayOf(cell('date'), (problem, text) => tell(problem, row, { text }))
  if (result === null || !penalty || (isNameless && code === null)) return null
  return {
    row,
    organisation: { name: isNameless ? code! : name.slice(0, 120), code },
    checkedOn: date,
    result,
    penaltyFrom: penalty.from,
    penaltyTo: penalty.to,
    note: cell('note').slice(0, 500),
  }
}

function resultOf(text: string): CheckResult | null {
  const word = text.normalize('NFKC').replace(/[\s。.]+/gu, '')
  if (cleanWords.test(word)) return '无记录'
  return recordWords.test(word) ? '有记录' : null
}

type DateProblem = 'not-a-date' | 'no-such-date' | 'date-out-of-range'
type TellDate = (problem: DateProblem, text: string) => void

function penaltyOf(
  cell: (column: Column) => string,
  tell: TellDate,
): { readonly from: string | null; readonly to: string | null } | null {
  const period = cell('period')
  const split = period === '' ? null : splitPeriod(period)
  if (split && !split.ok) {
    tell('not-a-date', period)
    return null
  }
  const from = dayOf(split?.ok ? split.from : cell('from'), tell)
  const to = dayOf(split?.ok ? split.to : cell('to'), tell, 'end')
  return { from, to }
}

const noDay = /^(?:|无|\/|-|—|长期|永久|无固定期限)$/u

/** Null for an empty cell and for one that names no day; a cell that is no date is told. */
function dayOf(text: string, tell: TellDate, as: 'start' | 'end' = 'start'): string | null {
  if (noDay.test(text)) return null
  const read = readDateCell(text, as)
  if (read.ok) return read.date
  tell(read.problem, text)
  return null
}

function headingOf({ rows }: Pick<Table, 'rows'>): {
  readonly row: number
  readonly columns: Readonly<Partial<Record<Column, number>>>
} | null {
  for (const [row, cells] of rows.slice(0, headingRows).entries()) {
    const plain = cells.map((text) =>
      text
        .normalize('NFKC')
        .replace(/\([^()]*\)/gu, '')
        .replace(/[\s\p{Cf}*:、]+/gu, ''),
    )
    const columns: Partial<Record<Column, number>> = {}
    for (const column of Object.keys(headings) as Column[]) {
      const at = plain.findIndex(
        (text, i) => headings[column].test(text) && !Object.values(columns).includes(i),
      )
      if (at >= 0) columns[column] = at
    }
    if (columns.name !== undefined || columns.code !== undefined) return { row, columns }
  }
  return null
}
