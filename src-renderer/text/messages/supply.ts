import type { Json } from '../../../src-main/core/result.ts'
import { type Messages, words } from '../message.ts'

export const supply: Messages = {
  'never-noticed': {
    what: '这项申报没有作出过「通知补交材料」的结论，没有要补交的项目，不能登记补交材料。',
    next: '需要补交的，请在审查中作出「通知补交材料」的结论；申报时就有的文件，请在申报页面附上。',
  },
  'under-review': {
    what: '这项申报正在审查中，不在等待补交，没有登记。',
    next: '后到的文件请在申报页面附上，审查时会一并核对；仍缺的，作出结论时再通知补交。',
  },
  closed: {
    what: ({ outcome }) => `这项申报的形式审查已有结论「${words(outcome)}」，不再接收补交材料。`,
    next: '请把材料退还申报单位，或存入纸质档案；结论确需更改的，先在审查中写明理由「重新打开」。',
  },
  'no-such-day': {
    what: '这一天不存在，或者写得不完整。',
    next: '请按 2026-11-22 的样子填写。',
  },
  'day-in-future': {
    what: ({ day, today }) => `${words(day)} 还没有到，今天是 ${words(today)}，还没有发生的事不能登记。`,
    next: '请核对日期；电脑日期不对的，先把它改对。',
  },
  'before-closing': {
    what: ({ day, closed }) =>
      `${words(day)} 早于作出「通知补交材料」结论的那一天（${words(closed)}），前后矛盾。`,
    next: '请核对日期后再登记。',
  },
  'sent-after-deadline': {
    what: ({ day, deadline }) => `发出日期 ${words(day)} 晚于补交期限 ${words(deadline)}，前后矛盾。`,
    next: '请核对日期；确实晚发的，请重新打开审查，另定期限再通知。',
  },
  'sent-after-receipt': {
    what: ({ day, received }) => `发出日期 ${words(day)} 晚于已登记的收到日期 ${words(received)}，前后矛盾。`,
    next: '请核对发出日期；收到日期登记错了的，先逐项更正。',
  },
  'received-before-notice': {
    what: ({ day, sent }) => `收到日期 ${words(day)} 早于通知发出的日期 ${words(sent)}，前后矛盾。`,
    next: '请核对日期；通知发出日期登记错了的，先更正它。',
  },
  'not-signed-off': {
    what: '这个批次的结论须经签批才生效，这份通知还没有登记签批，不能登记为已发出；签批以前期限不起算。',
    next: '请先在签批中登记；已经发出的，请核对是不是发早了。',
  },
  'notice-not-sent': {
    what: '还没有登记通知是哪一天、怎样发出的；期限和逾期都以它为准。',
    next: '请先点「登记通知发出」，再办理这件事。',
  },
  'unknown-item': {
    what: ({ items }) => `通知里没有 ${codes(items)}，没有登记。`,
    next: '请返回页面，按通知里的各项登记。',
  },
  'item-twice': {
    what: '同一项登记了两次，没有登记。',
    next: '请每项只填一次。',
  },
  'note-missing': {
    what: ({ items }) => `${codes(items)} 记为「不需要」，没有写明原因。`,
    next: '请写一句为什么不再需要，例如机器更正、另有文件可以证明。',
  },
  'nothing-given': {
    what: '没有选择文件，没有改动任何一项，也没有新录入的内容，没有什么可以登记。',
    next: '请至少登记一项收到情况，或附上收到的文件。',
  },
  'unknown-call': {
    what: '没有找到要更正的那次通话。',
    next: '页面已刷新，请从通话记录中重新打开。',
  },
  'not-later': {
    what: ({ to, deadline }) => `新的期限 ${words(to)} 不晚于现在的期限 ${words(deadline)}，不是延期。`,
    next: '请填写更晚的日期；期限不能提前。',
  },
  'extended-to-the-past': {
    what: ({ to, today }) => `新的期限 ${words(to)} 已经过去，今天是 ${words(today)}。`,
    next: '请填写今天或以后的日期。',
  },
  'nothing-received': {
    what: '通知里的各项都还没有收到，没有重新打开审查。',
    next: '收到材料的，请先逐项登记；期满仍没有收到的，在「逾期待处理」中办理。',
  },
  'not-joined': {
    what: '有新附上的文件或新录入的内容还没有登记收到日期，没有并入补交版本。',
    next: '请先在「登记收到的材料」中登记，再继续审查。',
  },
  'not-due': {
    what: ({ deadline, today }) =>
      `补交期限 ${words(deadline)} 还没有过，今天是 ${words(today)}，不能按逾期办理。`,
    next: '请等期限过后再办理；材料已齐的，可以继续审查。',
  },
  'nothing-missing': {
    what: '通知里的各项都已收到或不再需要，不能按未补交办理。',
    next: '请「继续审查」；期满后才收到的，由您在审查中决定。',
  },
}

function codes(items: Json | undefined): string {
  return Array.isArray(items) ? items.map((item) => words(item)).join('、') : ''
}
