import type { MoneyField } from '../../src-main/domain/applications/import-field.ts'
import type {
  ImportFacts,
  ImportFinding,
  ImportFindingCode,
  Severity,
} from '../../src-main/domain/applications/import-finding.ts'
import { importFieldLabel } from './application-fields.ts'

export const severityWords: Record<Severity, string> = { stop: '停止办理', error: '须改正', warning: '提醒' }

/** 「第 5 行 C 列」「第 5 行」「C 列」; empty when the finding concerns the file as a whole. */
export function importPlace({ row, column }: Pick<ImportFinding, 'row' | 'column'>): string {
  const parts = [row === null ? '' : `第 ${row} 行`, column === null ? '' : `${columnLetters(column)} 列`]
  return parts.filter((part) => part !== '').join(' ')
}

/** What is odd, in one sentence; the place is said by {@link importPlace}. */
export function importSentence({ code, facts }: ImportFinding): string {
  const say = sentences[code] as (facts: ImportFacts[ImportFindingCode]) => string
  return say(facts)
}

/** The column as spreadsheets name it: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

const sentences: { readonly [Code in ImportFindingCode]: (facts: ImportFacts[Code]) => string } = {
  'missing-column': ({ field }) => `没有指定“${importFieldLabel(field)}”是哪一列。`,
  'column-twice': ({ field }) => `有两列都指定为“${importFieldLabel(field)}”，请改掉其中一列。`,
  'region-column-missing': () => '没有牵头单位所在地一列；所在地将为“未录入”，可为整份清单指定一个固定值。',
  'personal-column-left-out': ({ heading }) => `“${heading}”一列像是个人信息，未指定用途，不导入。`,
  'no-applications': () => '标题行下面没有申报数据。',
  'secrecy-mark': () => '发现密级标志，已停止导入，没有保存任何内容。勿复制、勿删除、勿带走，报保密办。',
  'row-is-total': () => '看起来是合计行，已跳过。',
  'row-is-note': () => '看起来是备注或签章行，已跳过。',
  'row-is-heading': () => '是重复的标题行，已跳过。',
  'row-is-explanation': () => '是模板的填写说明，已跳过。',
  'organisation-from-row-below': () => '没有编号和名称，作为上一项申报的参加单位读入。',
  'empty-cell': ({ field }) => `“${importFieldLabel(field)}”没有填写。`,
  'double-number': ({ number, firstRow }) => `编号 ${number} 与第 ${firstRow} 行重复。`,
  'digits-lost': () => '号码被表格存成了数字，末几位已丢失，请在原文件中改为文本重新填写。',
  'digits-lost-in-other': () => '这一格的号码被表格存成了数字，末几位可能已丢失。',
  'error-value': () => '这一格是表格的错误值（如 #N/A），请在原文件中改正。',
  'error-value-in-other': () => '这一格是表格的错误值（如 #N/A）。',
  'formula-without-value': () => '这一格是没有结果的公式，按空白读入；请在表格软件中打开并保存一次。',
  'merged-rows': () => '合并单元格只有第一行有内容，下面各行按空白读入。',
  'row-was-hidden': () => '这一行在表格中是隐藏的（被筛选掉），也已读入。',
  'several-organisations': ({ count, by }) => `一格中有 ${count} 家单位，已按${splitWords[by]}拆开，请核对。`,
  'organisations-split': ({ rows }) => `有 ${rows} 行的这一格写了多家单位，已按分号或换行拆开，请抽查。`,
  'organisation-named-twice': ({ name }) => `${name} 出现多次，只计一家。`,
  'parts-do-not-match': ({ names, parts }) =>
    `有 ${names} 家单位，而这一格有 ${parts} 项，无法一一对应，未读入。`,
  'part-without-organisation': () => '这一格有内容，而对应的单位名称是空的，未读入。',
  'too-many-organisations': ({ count, max }) => `共有 ${count} 家单位，超过 ${max} 家。`,
  'region-from-brackets': () => '单位名称后面括号中的地区已读作所在地，请核对。',
  'region-unknown': ({ text }) => `所在地${quoted(text)}认不出是哪里，记为未录入。`,
  'region-and-city-differ': ({ region, city }) =>
    `所在地区${quoted(region)}与所在城市${quoted(city)}不一致，以地区为准。`,
  'credit-code-length': ({ length }) => `信用代码应为 18 位，现为 ${length} 位；照原样导入，由审查判断。`,
  'credit-code-character': ({ position, found, expected }) =>
    `信用代码第 ${position} 位“${found}”不是允许的字符${position === 18 && expected ? `，校验应为 ${expected}` : ''}；照原样导入，由审查判断。`,
  'credit-code-check': ({ found, expected }) =>
    `信用代码末位为 ${found}，校验应为 ${expected}，18 位中至少有一位有误；照原样导入，由审查判断。`,
  'credit-code-organisation-part': ({ expected }) =>
    `信用代码第 17 位按组织机构代码校验应为 ${expected}，请核对。`,
  'legal-person-unclear': () => '是否独立法人看不明白，记为未录入。',
  'no-such-date': ({ field, text }) => `${importFieldLabel(field)}${quoted(text)}在日历上不存在。`,
  'not-a-date': ({ field, text }) => `${importFieldLabel(field)}${quoted(text)}不是日期。`,
  'date-out-of-range': ({ field, text }) => `${importFieldLabel(field)}${quoted(text)}的年份不可能。`,
  'date-from-serial': ({ field, date }) =>
    `${importFieldLabel(field)}存成了表格的日期序号，已读作 ${date}，请核对。`,
  'day-unclear': ({ field, text }) => `${importFieldLabel(field)}${quoted(text)}看不出是哪一天，记为未录入。`,
  'period-unclear': ({ text }) => `起止时间${quoted(text)}看不出两个日期，记为未录入。`,
  'end-before-start': ({ start, end }) => `结束日期 ${end} 早于开始日期 ${start}。`,
  'amount-is-text': ({ field }) => `${amount(field)}不是数字。`,
  'amount-negative': ({ field, text }) => `${amount(field)}${quoted(text)}是负数。`,
  'amount-too-fine': ({ field, text }) => `${amount(field)}${quoted(text)}精确到分以下，无法保存。`,
  'amount-too-large': ({ field, text }) => `${amount(field)}${quoted(text)}大得不可能。`,
  'amount-more-than-two-decimals': ({ field, text }) =>
    `${amount(field)}${quoted(text)}万元超过两位小数；按原值保存，没有四舍五入。`,
  'amount-unit-doubt': ({ field, text, unit }) =>
    unit === 'wan'
      ? `${amount(field)}${quoted(text)}按万元读入大得不像，单位是否应为元？`
      : `${amount(field)}${quoted(text)}按元读入小得不像，单位是否应为万元？`,
  'field-not-in-batch': ({ text }) => `领域${quoted(text)}不在本批次设定的领域中。`,
  'route-unclear': ({ text }) => `组建路径${quoted(text)}看不出是路径一还是路径二，记为未录入。`,
  'id-number-invalid': ({ problem }) => `证件号码${idProblems[problem]}，请核对原件。`,
  'text-too-long': ({ length, max }) => `内容有 ${length} 字，超过 ${max} 字。`,
  'invisible-characters': ({ count }) => `有 ${count} 个看不见的字符（零宽或改变方向的字符），已去掉。`,
  'lost-characters': () => '有字符在原文件中已经损坏（显示为 �），请核对原文后改正。',
  'private-use-characters': () => '有自造字，在别的电脑上可能显示不出来，请换成标准汉字。',
  'personal-data-left-out': () => '像是个人信息，而没有对应的姓名或用途，未导入。',
  'cell-note': ({ note }) => `读取这一格时有疑问（${note}），请核对。`,
}

const splitWords: Record<ImportFacts['several-organisations']['by'], string> = {
  mark: '分号',
  line: '换行',
  number: '序号',
  comma: '顿号或逗号',
}

const idProblems: Record<ImportFacts['id-number-invalid']['problem'], string> = {
  length: '不是 18 位',
  character: '含有不允许的字符',
  'birth-date': '中的出生日期不存在',
  check: '末位校验不通过',
}

function amount(field: MoneyField): string {
  return importFieldLabel(field)
}

function quoted(text: string): string {
  return text === '' ? '' : `“${text}”`
}
