import type { Messages } from '../message.ts'

export const database: Messages = {
  'newer-program': {
    what: '数据是用更新版本的程序保存的，当前版本不能打开。',
    safe: '数据原样未动。',
    next: '请安装最新版本的工作台后再打开。',
  },
  'other-history': {
    what: '数据的结构与本程序的记录不符，不能打开。',
    safe: '数据原样未动。',
    next: '请不要移动或删除任何文件，告知系统管理员，必要时用备份恢复。',
  },
}
