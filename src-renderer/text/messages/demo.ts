import type { Messages } from '../message.ts'

export const demo: Messages = {
  'being-prepared': {
    what: '另一个窗口正在准备演练数据。',
    next: '请等那个窗口准备好，再返回登录。',
  },
  'desks-exist': {
    what: '本机的数据文件夹里已经有演练工作台，不能再放入演练数据。',
    next: '请返回登录，用已有的演练工作台；要从头再来的，请系统管理员在终端用 npm run demo -- --fresh 另建一份。',
  },
}
