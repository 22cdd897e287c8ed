import { bytesInWords, count, type Messages } from '../message.ts'

export const files: Messages = {
  missing: {
    what: '文件或文件夹不在了。',
    next: '请检查 U 盘或光盘是否插好，再重新选择。',
  },
  'not-permitted': {
    what: '没有权限读写这个位置。',
    next: '请换一个位置，或请管理员开放权限。',
  },
  'read-only': {
    what: '这个位置只能读、不能写。',
    next: '请打开 U 盘的写保护开关，或换一个位置。',
  },
  'no-space': {
    what: '这个位置的空间不足，没有写出。',
    next: '请清理空间，或换一个位置再试。',
  },
  exists: {
    what: '这里已有同名的文件或文件夹。',
    next: '请换一个名称。',
  },
  'medium-failed': {
    what: '读写时出错，U 盘或光盘可能有问题。',
    next: '请换一个介质再试；原介质上的文件请尽快另行备份。',
  },
  'bad-name': {
    what: '这个名称不能用作文件名。',
    next: '请不要使用 \\ / : * ? " < > | 等符号，也不要以句点开头或结尾。',
  },
  'token-expired': {
    what: '程序重新启动过，不再记得这个文件在哪里。',
    next: '请重新选择这个文件；已经填好的内容都还在。',
  },
  'too-large': {
    what: ({ maxBytes }) => `文件超过 ${bytesInWords(count(maxBytes))}。`,
    next: '请确认选对了文件。',
  },
}
