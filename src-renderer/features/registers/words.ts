import type { ListFinding } from '../../../src-main/domain/registers/check-list.ts'
import { isRunning, type RegisterEntry } from '../../../src-main/domain/registers/rules.ts'
import type { StateWord } from '../../text/states.ts'

const sentences: Readonly<Record<ListFinding['code'], (text: string) => string>> = {
  'no-headings': () => '没有找到「单位名称」或「统一社会信用代码」的标题。',
  'no-name': () => '没有单位名称，也没有信用代码。',
  'name-too-long': () => '单位名称超过 120 字，请核对。',
  'code-invalid': (text) => `信用代码「${text}」不是有效代码，这一行改按名称比对。`,
  'result-unclear': (text) => `核查结果「${text}」看不出有无记录，请写「有记录」或「无记录」。`,
  'not-a-date': (text) => `「${text}」不是日期，请写成 2026-11-22 的样子。`,
  'no-such-date': (text) => `「${text}」在日历上不存在。`,
  'date-out-of-range': (text) => `「${text}」的年份不可能。`,
  'penalty-reversed': () => '惩戒期的截止早于开始。',
  'penalty-without-record': () => '结果是「无记录」，却填了惩戒期。',
  twice: (text) => `同一单位在${text}已经出现过。`,
  contradicts: (text) => `同一单位在${text}的结果与这一行相反。`,
  persons: (text) => `有 ${text} 行是个人，不从名单导入；个人信息请在审查页面逐人登记。`,
  nothing: () => '标题下面没有单位。',
  'too-long': (text) => `共 ${text} 行，超过一份名单的上限 20,000 行，请分成几份。`,
  'known-already': (text) => `这份名单已经导入过：${text}。再导入一次不会有变化。`,
  'older-than-newest': (text) => `这份名单比已有的旧，已有最新的是${text}。`,
}

/** What is odd in a list of a register, with its place. */
export function listFindingSentence({ code, row, text }: ListFinding): string {
  return `${row === null ? '' : `第 ${row} 行：`}${sentences[code](text)}`
}

/** How one entry stands today. */
export function entryState(entry: RegisterEntry, today: string): StateWord {
  if (entry.result === '无记录') return '无记录'
  if (entry.isLifted) return '已解除'
  return isRunning(entry, today) || (entry.penaltyFrom ?? '') > today ? '有记录' : '惩戒期满'
}

/** 「2025-01-01 至 2027-12-31」; empty when there is no penalty. */
export function penaltyWords({ result, penaltyFrom, penaltyTo }: RegisterEntry): string {
  if (result === '无记录') return ''
  if (penaltyFrom === null && penaltyTo === null) return '未注明期限'
  return `${penaltyFrom ?? '未注明'} 至 ${penaltyTo ?? '未注明'}`
}
