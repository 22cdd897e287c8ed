import type { Json } from '../../../src-main/core/result.ts'
import { count, type Messages, words } from '../message.ts'

export const applications: Messages = {
  unknown: {
    what: '没有找到这项申报，它可能已随整批导入撤回。',
    next: '请返回申报清单，从清单中重新打开。',
  },
  'unknown-import': {
    what: '没有找到这次导入。',
    next: '请返回「历次导入」重新查看。',
  },
  'number-exists': {
    what: ({ rows }) =>
      rowsOf(rows).length > 0
        ? `第 ${rowsInWords(rows)} 行的编号在本批次中已有，没有导入任何一行。`
        : '这个编号在本批次中已有别的申报在用。',
    next: '请核对编号。清单导入的，可返回上一步重新检查，把重复的行排除后再导入。',
  },
  'read-again': {
    what: '读入的清单已经过期，需要重新读一次。',
    next: '请返回第一步重新选择文件，已作的列对应会自动带出。',
  },
  'rows-with-errors': {
    what: ({ rows }) => `第 ${rowsInWords(rows)} 行还有必须改正的问题，没有导入任何一行。`,
    next: '请在原文件中改正后重新读入，或者把这些行标为「不导入」。',
  },
  'nothing-left': {
    what: '所有的行都标为不导入，没有可以导入的申报。',
    next: '请至少保留一行，或者取消本次导入。',
  },
  'no-headings': {
    what: '没有找到标题行。',
    next: '请在表格预览中点选标题所在的行。',
  },
  'document-with-secrecy-mark': {
    what: ({ name }) => `文件「${words(name)}」中发现密级标志，已停止办理，一份附件也没有附上。`,
    safe: '本程序没有保存这份文件，原文件没有被改动。',
    next: '勿复制、勿删除、勿带走，请立即报保密办。',
  },
  'no-such-document': {
    what: '这项申报没有这个附件，它可能刚被移除。',
    next: '请刷新申报页面后再办理。',
  },
  'pages-backwards': {
    what: '起始页大于结束页，没有保存标注。',
    next: '请改正页码后重新标注。',
  },
  'already-withdrawn': {
    what: '这次导入已经撤回过。',
    next: '不需要再办理。需要恢复的，请用原清单重新导入。',
  },
  'review-has-begun': {
    what: ({ count: reviewed }) => `其中 ${count(reviewed)} 项已经开始形式审查，不能整批撤回。`,
    next: '个别申报有误的，请在申报页面中更正；确需全部撤回的，请先与审查人员商定。',
  },
}

function rowsOf(rows: Json | undefined): readonly Json[] {
  return Array.isArray(rows) ? rows : []
}

function rowsInWords(rows: Json | undefined): string {
  const all = rowsOf(rows)
  const shown = all.slice(0, 10).join('、')
  return all.length > 10 ? `${shown} 等 ${all.length}` : shown
}
