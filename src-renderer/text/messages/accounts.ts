import { minPasswordLength } from '../../../src-main/domain/accounts/rules.ts'
import { type Messages, words } from '../message.ts'

export const accounts: Messages = {
  unknown: {
    what: '没有这个账号，或者它已经停用。',
    next: '请刷新账号列表后再办理。',
  },
  'name-taken': {
    what: '已有同名的账号在用。',
    next: '请核对是否重复开设；确实同名的，请在姓名后加注，如「张伟（二处）」。',
  },
  'no-role': {
    what: '没有选择角色。',
    next: '请至少选择一个角色。',
  },
  'administrator-may-not-review': {
    what: '管理员不能同时担任经办人、复核人或评审秘书。',
    next: '请把两类角色分给不同的人。只有一个人时除外，有了第二位使用人后要分开。',
  },
  'last-administrator': {
    what: '这是最后一位管理员，不能去掉管理员角色或停用。',
    next: '请先给另一位同事加上管理员角色。',
  },
  'own-account': {
    what: '不能停用自己的账号。',
    next: '请由另一位管理员办理。',
  },
  'password-too-short': {
    what: `密码太短，至少要 ${minPasswordLength} 个字符。`,
    next: '可以用一句只有本人知道的话作密码。',
  },
  'password-too-simple': {
    what: '密码太简单，不能总是同样的一两个字符。',
    next: '可以用一句只有本人知道的话作密码。',
  },
  'wrong-password': {
    what: '现在的密码不对。',
    safe: '密码没有修改。',
    next: '请重新输入现在的密码；忘记了的，请两位同事为您重置。',
  },
  'of-another-desk': {
    what: ({ desk }) => `这个账号在「${words(desk)}」上管理，本机不能调整角色或停用。`,
    next: ({ desk }) =>
      `请在「${words(desk)}」上办理，办理结果随数据交换包带到本机；那台已不能用的，请先停用那台工作台。`,
  },
  'login-exists': {
    what: '这位同事在本机已经可以登录。',
    next: '忘记密码的，请办理重置密码。',
  },
  'no-login-here': {
    what: '这位同事还没有在本机开通登录，不用重置密码。',
    next: '请先办理「在本机开通登录」。',
  },
}
