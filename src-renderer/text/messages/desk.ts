import { type Act, grantingRole, type Level, matrix, roles } from '../../../src-main/domain/accounts/rules.ts'
import { readOnlyBecause } from '../../../src-main/domain/integrity/rules.ts'
import { count, type Messages, words } from '../message.ts'
import { actNames, levelNames } from '../roles.ts'

const kept = '已保存的内容都在，没有受影响。'
const callAdministrator = '请告知系统管理员，并报下面的代码。'

/** 「需要「申报材料 · 办理」权限（经办人）」 */
function permissionInWords(permission: string): string {
  const [act = '', level = ''] = permission.split(':')
  if (!Object.hasOwn(matrix, act) || !Object.hasOwn(levelNames, level)) return ''
  const granting = roles.filter((role) => grantingRole(permission, [role]) !== null)
  return `需要「${granting.join('」或「')}」角色（${actNames[act as Act]}：${levelNames[level as Level]}）。`
}

export const desk: Messages = {
  'wrong-password': {
    what: ({ left }) =>
      count(left) > 0
        ? `密码不对，还可以再试 ${count(left)} 次。`
        : '密码不对，接下来每次输入前要等待一段时间。',
    safe: kept,
    next: '请检查大小写和输入法后再试；忘记了的，请两位同事为您重置，数据不会丢失。',
  },
  'login-wait': {
    what: ({ seconds }) => `密码连续输错，请等待 ${count(seconds)} 秒再试。`,
    safe: kept,
    next: '忘记密码的，请两位同事为您重置，数据不会丢失。',
  },
  'not-logged-in': {
    what: '登录已经结束。',
    safe: kept,
    next: '请重新输入密码，再办一次。',
  },
  'not-permitted': {
    what: '您的角色不能办理这件事。',
    next: ({ permission }) =>
      `${permissionInWords(words(permission))}请由有相应角色的同事办理，或请管理员调整角色。`,
  },
  input: {
    what: '填写的内容有不合格之处，没有保存。',
    safe: '填写中的内容仍在页面上。',
    next: '请检查必填项、长度和格式后再提交；看不出问题的，请告知系统管理员。',
  },
  'connection-lost': {
    what: '与后台的连接断开，这一步不知道是否办成。',
    safe: '已保存的内容都在。',
    next: '请等连接恢复，先看一下结果，没有办成的再办一次。',
  },
  'not-understood': {
    what: '后台的答复没有读懂。',
    safe: kept,
    next: '请重新启动工作台再试；仍不行的，请告知系统管理员。',
  },
  'unknown-call': {
    what: '后台不认识这项操作，窗口与后台的版本可能不一致。',
    next: '请关闭窗口，重新启动工作台。',
  },
  cancelled: {
    what: '已取消，没有办理。',
    next: '需要时可以重新开始。',
  },
  'already-running': {
    what: '同一件事正在办理中。',
    safe: '正在办理的不受影响。',
    next: '请等它办完，进度在顶栏显示。',
  },
  'key-used-before': {
    what: '这次提交与以前的一次重复，没有再次办理。',
    next: '请刷新页面看一下结果，确实没有办成的再办一次。',
  },
  unexpected: {
    what: ({ id }) => `程序出了意外，这一步没有办成${words(id) ? `（编号 ${words(id)}）` : ''}。`,
    safe: kept,
    next: '请再试一次；仍不行的，请把编号和正在做的事告知系统管理员。',
  },
  'not-the-writer': {
    what: '这条记录由本单位另一个工作台或者其他单位办理，在这里只能查看。',
    next: '需要更改的，请在办理它的工作台上改；由其他单位办理的，请与对方联系。',
  },
  'subject-read-only': {
    what: '这条记录里有当前版本看不懂或前后矛盾的内容，已转为只读。',
    safe: '原有内容都保留着。',
    next: '请更新到最新版本的程序；已是最新的，请告知系统管理员处理。',
  },
  'second-person-missing': {
    what: '这件事要由两个人共同确认。',
    next: '请一位同事到场，输入自己的密码。',
  },
  'second-person-is-the-first': {
    what: '第二人不能是办理人自己。',
    next: '请另一位同事确认。',
  },
  'second-person-not-permitted': {
    what: '这位同事的角色不能共同确认这件事。',
    next: '请另选一位有相应角色的同事。',
  },
  'second-person-was-reset': {
    what: '这位同事的密码在 7 天内重置过，暂不能作为第二人共同确认。',
    next: '请另选一位同事，或者过几天再办。',
  },
  'second-person-wrong-password': {
    what: ({ seconds }) =>
      count(seconds) > 0 ? `第二人的密码连续输错，请等待 ${count(seconds)} 秒再试。` : '第二人的密码不对。',
    next: '请第二人重新输入自己的密码。',
  },
  unknown: {
    what: '没有找到这个工作台，它的数据文件夹可能被移走了。',
    safe: '本程序没有改动任何文件；数据是否完好，要找到那个文件夹才能知道。',
    next: callAdministrator,
  },
  exists: {
    what: '本机已经有这个单位的这种工作台。',
    safe: '原有的数据都在。',
    next: '请返回登录。',
  },
  'unknown-institution': {
    what: '没有这个单位。',
    next: '请从名单中选择单位。',
  },
  'in-use': {
    what: '这个工作台正在另一个窗口中使用，同一时间只能打开一个。',
    safe: kept,
    next: '请回到已打开的窗口；找不到的，请关闭全部工作台窗口后重新启动。',
  },
  'database-missing': {
    what: '没有找到数据文件。',
    safe: '本程序没有改动任何文件，也没有新建空的数据文件。',
    next: '请不要在别处另建工作台，告知系统管理员：找回数据文件，或者用备份恢复。',
  },
  'database-damaged': {
    what: '数据文件损坏，不能打开。',
    safe: '本程序没有改动任何文件。',
    next: '请不要移动或删除任何文件，告知系统管理员，用备份恢复。',
  },
  'database-not-writable': {
    what: '数据文件写不进去。',
    safe: kept,
    next: '请检查磁盘是否只读、权限是否改变，处理后重新启动工作台。',
  },
  'disk-full': {
    what: '硬盘空间不足，这一步没有保存。',
    safe: '在此之前保存的内容都在。',
    next: '请清理硬盘后再办一次。',
  },
  'disk-failed': {
    what: '硬盘读写出错，这一步没有保存。',
    safe: '在此之前保存的内容都在。',
    next: '请尽快备份数据，并请系统管理员检查硬盘。',
  },
  'database-busy': {
    what: '数据文件正被别的软件占用。',
    safe: '本程序没有改动任何文件。',
    next: '请关闭可能打开了数据文件的软件（数据库工具、备份或同步软件），再试一次。',
  },
  'pages-damaged': {
    what: '读数据时发现数据文件有损坏的部分，这一步没有办成，工作台已改为只能查看。',
    safe: '本程序没有改动损坏的部分；读得出的记录仍可查看。',
    next: '请打开「设置—记录核查」，导出核查报告，再按页面上方的说明处理。',
  },
  'another-desk': {
    what: '这个位置上的数据文件不是本单位这个工作台的，可能放错了文件。',
    safe: '本程序没有改动任何文件。',
    next: '请不要移动或删除任何文件，告知系统管理员：找回原来的数据文件，或者用备份恢复。',
  },
  'read-only': {
    what: ({ reason }) => `工作台现在只能查看，这件事没有办理。${readOnlyBecause(words(reason))}`,
    next: '请看页面上方的说明，按其中的办法处理；不清楚的，请告知系统管理员。',
  },
  'no-chain': {
    what: '数据文件是空的，没有本单位的记录。',
    safe: '本程序没有改动任何文件。',
    next: '请告知系统管理员，用备份恢复。',
  },
}
