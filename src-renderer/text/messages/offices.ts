import type { Messages } from '../message.ts'

export const offices: Messages = {
  known: {
    what: '名单中已有同样代码或同样全称的机构。',
    next: '请核对名单，不必重复新增。',
  },
  'short-name': {
    what: '简称会用在文件名里，不能含有 \\ / : * ? " < > | 等符号，也不能以句点开头或结尾。',
    next: '请换一个简称再新增。',
  },
}
