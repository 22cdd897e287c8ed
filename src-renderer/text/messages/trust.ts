import { type Messages, words } from '../message.ts'

export const trust: Messages = {
  'not-an-introduction': {
    what: '这不是核对文件，或者文件已损坏。',
    next: '请选择对方交来的、名称以「.核对.json」结尾的文件；仍不行的，请对方重新生成一份。',
  },
  'other-environment': {
    what: ({ environment }) => `这份核对文件用于「${words(environment)}」，与本工作台的用途不同。`,
    next: '正式与演练不能混用。请对方在同样用途的工作台中重新生成一份。',
  },
  'own-introduction': {
    what: '这是本单位自己的核对文件。',
    next: '请选择对方交来的文件。',
  },
  'key-not-allowed': {
    what: '核对文件的内容不合格，不能采用。',
    next: '请保留这个文件，用平时的电话号码联系对方核实来源，并告知系统管理员。',
  },
  'unknown-institution': {
    what: '核对文件里的单位不在机构名单中。',
    next: '请先在「设置」的「机构名单」中新增这个单位（代码须与对方一致），再来核对。',
  },
  'code-differs': {
    what: '听写的核对码与核对文件不一致，没有确认。',
    next: '请对方重新逐组念一遍；仍不一致的，这份核对文件不可信，请对方重新交一份。',
  },
  'recovery-sheet-is-out': {
    what: '恢复单已经打印并核对过，本机不再保存它的内容，不能再次生成。',
    safe: '已封存的恢复单仍然有效。',
    next: '请从保险柜中取用已封存的恢复单。',
  },
  'recovery-group-differs': {
    what: '输入的与恢复单的最后一组不一致。',
    next: '请照着打印件重新输入最后一组 5 位（其中没有字母 I、L、O、U），并确认打印的是最近一次保存的恢复单。',
  },
}
