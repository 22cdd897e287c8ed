import type { Messages } from '../message.ts'

export const calendar: Messages = {
  'other-year': {
    what: '表中有的日期不属于要录入的年份。',
    safe: '办公日历没有变，期限仍按原来的安排计算。',
    next: '请重新选择文件，核对后再录入。',
  },
  'day-twice': {
    what: '同一天出现了两次。',
    safe: '办公日历没有变，期限仍按原来的安排计算。',
    next: '请在原文件中只保留一行，再重新选择。',
  },
}
