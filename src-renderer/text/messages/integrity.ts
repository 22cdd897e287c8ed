import type { Messages } from '../message.ts'

export const integrity: Messages = {
  'not-checked-yet': {
    what: '还没有核查过，没有可以导出的报告。',
    next: '请先点「立即核查」，核查完后再导出。',
  },
}
