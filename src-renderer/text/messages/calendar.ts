import { type Messages, words } from '../message.ts'

export const calendar: Messages = {
  'clock-behind': {
    what: ({ today, newest }) =>
      `电脑的日期是 ${words(today)}，而本台 ${words(newest)} 就有过记录，电脑的日期不对。期限按日期计算，所以没有办理。`,
    safe: '没有改动任何内容，已保存的数据和填写的内容都在。',
    next: '请先把电脑的日期和时间改对，再重新办理。现在的日期是对的，说明上次记录时电脑走快了：先作一条审查意见或登记一次通话，再重新办理。',
  },
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
