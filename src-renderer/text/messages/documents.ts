import { bytesInWords, count, type Messages, words } from '../message.ts'

const ofFile = (name: unknown) => (typeof name === 'string' && name !== '' ? `文件「${name}」` : '文件')
const nothingAttached = '这一次选中的文件一份也没有附上；以前附上的不受影响。'

export const documents: Messages = {
  'not-here': {
    what: '本机没有这个附件。',
    safe: '申报信息和审查记录不受影响。',
    next: '需要查看时，请对方单位连同附件重新发一次数据交换包。',
  },
  'not-readable': {
    what: ({ name, reason }) =>
      `${ofFile(name)}读不出来${words(reason) === 'EISDIR' ? '：它是文件夹' : ''}。`,
    safe: nothingAttached,
    next: '请检查 U 盘或光盘是否插好、文件是否被别的程序占用，再重新选择文件夹。',
  },
  'too-large': {
    what: ({ name, limit }) => `${ofFile(name)}超过 ${bytesInWords(count(limit))}。`,
    safe: nothingAttached,
    next: '请申报单位把文件压缩或拆成几份后重新提供。',
  },
  empty: {
    what: ({ name }) => `${ofFile(name)}是空的。`,
    safe: nothingAttached,
    next: '请重新取得这份文件，或者先不附这一份。',
  },
  changed: {
    what: ({ name }) => `${ofFile(name)}在读取时被改动了。`,
    safe: nothingAttached,
    next: '请等别的程序写完这份文件，再附一次。',
  },
  'no-space': {
    what: '数据盘空间不足，附件没有存下。',
    safe: nothingAttached,
    next: '请清理数据盘后再附一次，必要时联系管理员。',
  },
  'scan-kind': {
    what: '扫描件不是 PDF 或图片。',
    safe: '没有登记任何内容，填写的都在。',
    next: '请选择 PDF、JPG 或 PNG 格式的扫描件。',
  },
  'scan-encrypted': {
    what: '扫描件设有打开密码。',
    safe: '没有登记任何内容，填写的都在。',
    next: '请换一份不设密码的扫描件。',
  },
  'scan-unreadable': {
    what: '扫描件打不开，文件可能已损坏。',
    safe: '没有登记任何内容，填写的都在。',
    next: '请重新扫描，或换一份能打开的文件。',
  },
  'scan-with-secrecy-mark': {
    what: '扫描件上有密级标志，已停止办理，本机没有保存它。',
    safe: '没有登记任何内容。',
    next: '请勿复制、勿删除、勿带走，报保密办。',
  },
  'scan-gone': {
    what: '刚才选的扫描件已不在本机。',
    safe: '没有登记任何内容，填写的都在。',
    next: '请重新选择扫描件再登记。',
  },
  'not-writable': {
    what: '数据文件夹写不进去，附件没有存下。',
    safe: nothingAttached,
    next: '请联系管理员检查数据文件夹的权限和磁盘状况。',
  },
}
