import type { Json } from '../../../src-main/core/result.ts'
import { type Messages, words } from '../message.ts'

export const appeals: Messages = {
  unknown: {
    what: '没有找到这件申诉。',
    next: '请从申诉清单中重新打开。',
  },
  'other-office': {
    what: '这件申诉由别的单位受理，由对方处理，本机只能查看。',
    next: '有不同意见的，请与对方联系。',
  },
  'not-refused': {
    what: '这项申报没有「不予受理」的结论，不能登记申诉。',
    next: '请核对编号；结论刚作出的，请刷新后再登记。',
  },
  'no-such-day': {
    what: '日期不存在，或者写得不完整。',
    next: '请按 2026-11-22 的样子填写。',
  },
  'received-later': {
    what: ({ today }) => `收到日期在今天（${words(today)}）之后。`,
    next: '请填写实际收到的日期。',
  },
  'before-outcome': {
    what: ({ closed }) => `收到日期早于作出不予受理结论的日期（${words(closed)}）。`,
    next: '请核对收到日期。',
  },
  'deadline-before-receipt': {
    what: '处理期限早于收到日期。',
    next: '请核对两个日期。',
  },
  pending: {
    what: '对这个结论已有一件申诉等待处理，没有再登记一件。',
    next: '请在申诉清单中办理那一件。',
  },
  'decided-before': {
    what: '对这个结论的申诉已经处理过，没有再登记一件。',
    next: '请把申诉处理意见书的内容告知对方；有新情况的，按本单位规定办理。',
  },
  ended: {
    what: ({ state }) => `这件申诉已办结（${words(state)}），不能再改。`,
    next: '页面已刷新，请核对。',
  },
  'outcome-changed': {
    what: '申诉所针对的「不予受理」结论已经不在：这项审查后来重新打开过。',
    next: '不需要再处理的，请写明原因终止这件申诉；有了新结论的，对新结论另行登记。',
  },
  'had-part': {
    what: ({ names }) =>
      `${list(names)}参加过这项审查（判断、复核、作结论或者共同确认），不能处理对它的申诉。`,
    next: '请由没有参加过这项审查的两位复核人处理；人手不足的，请管理员为其他同事开设「复核人」账号。',
  },
  'not-decided': {
    what: '这件申诉还没有处理意见，不能生成申诉处理意见书。',
    next: '请先处理申诉。',
  },
}

function list(names: Json | undefined): string {
  return Array.isArray(names) ? names.map((name) => words(name)).join('、') : ''
}
