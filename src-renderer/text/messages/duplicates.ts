import type { Messages } from '../message.ts'

export const duplicates: Messages = {
  'same-application': {
    what: '两边是同一项申报，没有可比对的。',
    next: '请在审查页 F14 下选择另一项申报，再打开并列比对。',
  },
  'reason-missing': {
    what: '判为重复而没有写明理由，没有记录。',
    next: '请写一句哪里重复（如研究内容、指标相同），再记录。',
  },
}
