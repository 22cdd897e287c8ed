import type { Messages } from '../message.ts'

export const oversight: Messages = {
  'not-comparable': {
    what: '选的批次不能用来对照：不是同一类别，或者就是这个批次。',
    next: '请另选一个同类的批次，或者选“不对照”。',
  },
}
