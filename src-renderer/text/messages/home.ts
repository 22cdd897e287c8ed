import type { Messages } from '../message.ts'

const ask = '请联系系统管理员，把数据文件夹设在这台电脑的硬盘上。'

export const home: Messages = {
  'network-medium': { what: '数据文件夹在网络盘上，网络盘可能损坏数据，不能使用。', next: ask },
  'removable-medium': { what: '数据文件夹在可移动盘上，拔出时可能损坏数据，不能使用。', next: ask },
  'no-space': {
    what: '硬盘空间不足，不能建立数据文件夹。',
    next: '请清理硬盘后再试。',
  },
  'not-writable': {
    what: '没有权限写入数据文件夹。',
    next: '请联系系统管理员开放这个文件夹的读写权限。',
  },
  'not-a-folder': {
    what: '数据文件夹的位置上是一个文件。',
    next: '请联系系统管理员移走这个文件，或另设数据文件夹。',
  },
  missing: {
    what: '数据文件夹的上级位置不存在。',
    next: '请联系系统管理员核对数据文件夹的设置。',
  },
}
