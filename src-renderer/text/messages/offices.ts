import type { Messages } from '../message.ts'

export const offices: Messages = {
  known: {
    what: '名单中已有同样代码或同样全称的机构。',
    next: '请核对名单，不必重复新增。',
  },
}
