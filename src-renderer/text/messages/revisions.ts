import type { Json } from '../../../src-main/core/result.ts'
import type { Messages } from '../message.ts'

export const revisions: Messages = {
  'changed-meanwhile': {
    what: '对比之后，本批次的内容又有了变化（例如同事刚导入了另一份清单），没有写入任何内容。',
    next: '已按现在的内容重新对比，请再看一遍后确认。',
  },
  'nothing-to-write': {
    what: '这份清单与已有内容完全相同，没有需要写入的。',
    next: '不需要再导入。',
  },
  'nothing-chosen': {
    what: '没有新增的申报，也没有选择要采用的变化，没有需要写入的。',
    next: '请在「有变化」中勾选要采用的变化，或者结束这次导入。',
  },
  'only-old-values': {
    what: ({ rows }) =>
      `选中的变化都是回到以前的内容（第 ${rowsInWords(rows)} 行）：这份清单比现有内容旧，没有写入任何内容。`,
    next: '确需改回以前内容的，请在「历次导入」中撤回后来的那次导入，或者在申报页面中逐项更正。',
  },
  'not-a-change': {
    what: ({ rows }) => `第 ${rowsInWords(rows)} 行选中的内容现在没有变化可以采用，没有写入任何内容。`,
    next: '请重新对比后再选择。',
  },
  'reason-missing': {
    what: ({ rows }) => `第 ${rowsInWords(rows)} 行的申报已有审查结论，采用变化必须写明理由。`,
    next: '请在确认页填写理由，或者不采用这些行的变化；审查结论和当时的核查结果都不会改变。',
  },
}

function rowsInWords(rows: Json | undefined): string {
  const all = Array.isArray(rows) ? rows : []
  const shown = all.slice(0, 10).join('、')
  return all.length > 10 ? `${shown} 等 ${all.length}` : shown
}
