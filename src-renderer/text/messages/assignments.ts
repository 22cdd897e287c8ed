import { count, type Messages, words } from '../message.ts'

export const assignments: Messages = {
  'unknown-person': {
    what: '选中的人不是本单位的账号。',
    next: '请刷新后重新选择；账号在另一台工作台上开设的，请先导入那台工作台的数据交换包。',
  },
  'account-closed': {
    what: ({ name }) => `${words(name)}的账号已停用，不能再分配给他。`,
    next: '请选择其他同事。',
  },
  'does-not-review': {
    what: ({ name }) => `${words(name)}没有「经办人」角色，不能办理形式审查。`,
    next: '请选择其他同事，或由管理员调整角色后再分配。',
  },
  'named-twice': {
    what: '同一项申报同时分给了两个人。',
    next: '请重新选择后再分配。',
  },
  'not-these': {
    what: ({ count: n, of }) =>
      `选中的 ${count(of)} 项中有 ${count(n)} 项不能由本工作台分配，一项都没有改动。`,
    next: '请看下面各项的原因；把这几项去掉后可以分配其余的。',
  },
}
