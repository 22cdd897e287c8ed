import type { Json } from '../../../src-main/core/result.ts'
import { type Messages, words } from '../message.ts'

export const formalReview: Messages = {
  'unknown-application': {
    what: '没有找到这项申报，它可能已随整批导入撤回。',
    next: '请返回审查清单，从清单中重新打开。',
  },
  'other-office': {
    what: '这项申报由别的单位受理，审查意见和结论由对方记录，本机只能查看。',
    next: '有不同意见的，请与对方联系，由对方更正后再交换数据。',
  },
  'other-desk': {
    what: ({ desk, isOnItsWay }) =>
      isOnItsWay === true
        ? `这项申报已移交给${words(desk)}，对方还没有接手；本台只能查看。`
        : `这项申报由${words(desk)}办理，本台只能查看。`,
    next: '需要在本台办理的，请在那个工作台上把它移交给本台，再用数据交换包带过来。',
  },
  withdrawn: {
    what: '这项申报所在的导入已经整批撤回，不再审查。',
    next: '确需审查的，请重新导入清单。',
  },
  closed: {
    what: ({ outcome }) => `这项审查已有结论「${words(outcome)}」，审查意见不能再改。`,
    next: '确需更改的，请先写明理由「重新打开」，原结论会留在时间线中。',
  },
  'rule-is-off': {
    what: ({ rule }) => `规则 ${words(rule)} 在本批次的评审方案中已停用，没有记录这条意见。`,
    next: '页面已按最新的方案刷新，请接着看其他各项。',
  },
  'record-not-lifted': {
    what: ({ rule }) => `${words(rule)} 有执行中的记录，没有解除之前不能判为符合或不适用。`,
    next: '请判为不符合；记录不再执行或者登记有误的，请由两人写明理由解除后再判断。',
  },
  'no-verdict': {
    what: '这一项没有可撤回的意见，可能刚被撤回过。',
    next: '页面已刷新，请核对后再继续。',
  },
  'changed-meanwhile': {
    what: '在您确认之前，申报内容或审查意见有了变动（补录、标注附件，或在另一窗口作了判断），所以没有记录结论。',
    safe: '您的判断、说明和填写的理由都在。',
    next: '请看过最新内容后再确认一次。',
  },
  'secrecy-mark': {
    what: '发现密级标志（F24 判为不符合），不能作任何结论。',
    next: '请停止办理：勿复制、勿删除、勿带走，报保密办。',
  },
  'items-open': {
    what: ({ items }) => `还有 ${codes(items)} 待人工判断，不能记为通过。`,
    next: '请逐项判断后再作结论。',
  },
  'items-do-not-conform': {
    what: ({ items }) => `${codes(items)} 不符合，不能记为通过。`,
    next: '请改作「通知补交材料」或「不予受理」；判断有误的，请更正该项。',
  },
  'aid-needs-reason': {
    what: ({ items }) => `${codes(items)} 不符合而没有写明理由。`,
    next: '请在该项的说明中写明仍可通过的理由。',
  },
  'nothing-to-supply': {
    what: '没有可以补交材料的不符合项，不能通知补交材料。',
    next: '请核对各项判断，改作其他结论。',
  },
  'nothing-does-not-conform': {
    what: '没有不符合的项，不能不予受理。',
    next: '请核对各项判断，改作其他结论。',
  },
  'no-such-day': {
    what: '补交截止日期不存在，或者写得不完整。',
    next: '请按 2026-11-22 的样子填写。',
  },
  'day-has-passed': {
    what: ({ today }) => `补交截止日期已经过去，今天是 ${words(today)}。`,
    next: '请填写今天或以后的日期。',
  },
  'notice-differs': {
    what: ({ items }) => `通知的各项与这次审查不符合的各项对不上：${codes(items)}。`,
    safe: '没有记录结论；您写好的句子都在。',
    next: '请返回各项核对，再作一次结论。',
  },
  'no-notice': {
    what: '这项申报没有补交材料或者不予受理的结论，没有通知可以打印。',
    next: '请先作出结论，再打印通知。',
  },
  'batch-not-chosen': {
    what: '没有选定批次，不能生成汇总表或者呈批件。',
    next: '请在清单上方选定一个批次。',
  },
  'nothing-listed': {
    what: '这个范围里没有申报，没有生成文书。',
    next: '请放宽筛选条件，或者换一个批次。',
  },
  'list-too-long': {
    what: ({ most }) => `这个范围里的申报超过 ${words(most)} 项，不宜排成一份文书。`,
    next: '请用地区、状态等条件分几份打印。',
  },
  'check-not-requested': {
    what: '这项审查没有等待复核，可能已有同事复核，或者经办人改动后还没有再送。',
    next: '页面已刷新；需要再次复核的，由经办人重新送复核。',
  },
  'own-verdicts': {
    what: '这项审查里有您自己的判断，或者是您送的复核，不能由您复核。',
    next: '请由没有参加这项审查的另一位复核人复核。',
  },
  'check-incomplete': {
    what: ({ items }) => `复核须逐项表明意见，这些项对不上：${codes(items)}。`,
    safe: '没有记录复核意见；您选好的都在。',
    next: '请把各项看完再提交。',
  },
  'difference-needs-note': {
    what: ({ items }) => `${codes(items)} 与初审不一致而没有写明理由。`,
    safe: '没有记录复核意见；您选好的都在。',
    next: '请在说明中写一句理由，经办人据此处理。',
  },
  'second-check-missing': {
    what: '按本批次的评审方案，这个结论须先经复核，现在还没有复核意见。',
    next: '请先「送复核」，复核人看过后再作结论。',
  },
  'second-check-stale': {
    what: '复核之后，审查意见或者申报内容又有变动，原来的复核意见不再适用。',
    safe: '没有记录结论；原来的复核意见留在时间线中。',
    next: '请再次送复核。',
  },
  'differences-unsettled': {
    what: ({ items }) => `初审和复核在 ${codes(items)} 上不一致，还没有处理，不能作结论。`,
    next: '请逐项采纳复核意见，或者写明理由维持初审意见。',
  },
  'no-such-difference': {
    what: '没有找到这处分歧，页面内容可能已经更新。',
    next: '页面已刷新，请核对后再处理。',
  },
  'own-check': {
    what: '这份复核意见是您作的，分歧不能由您自己处理。',
    next: '请由经办人处理：采纳复核意见，或者写明理由维持初审意见。',
  },
  'already-adopted': {
    what: ({ item }) => `${words(item)} 已采纳复核意见，不能再改为维持。`,
    next: '确需更改的，请重新判断该项，再次送复核。',
  },
  'not-closed': {
    what: '这项审查还没有结论，不需要重新打开。',
    next: '页面已刷新，可以直接继续审查。',
  },
}

function codes(items: Json | undefined): string {
  const all = Array.isArray(items) ? items.map((item) => words(item)) : []
  const shown = all.slice(0, 8).join('、')
  return all.length > 8 ? `${shown} 等 ${all.length} 项` : shown
}
