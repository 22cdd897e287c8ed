import type { Messages } from '../message.ts'

export const batches: Messages = {
  unknown: {
    what: '没有这个批次。',
    next: '请返回批次列表重新选择。',
  },
  'no-such-date': {
    what: '日期不存在，或者写得不完整。',
    next: '请按 2026-11-22 的样子填写，或者从日历中选择。',
  },
  'closes-before-it-opens': {
    what: '受理截止日期早于受理开始日期。',
    next: '请改正其中一个日期。',
  },
  'same-title-and-year': {
    what: '这个年度已有同名的批次。',
    next: '请到批次列表核对是否重复；确实是另一批的，请换一个名称。',
  },
  'unknown-institution': {
    what: '主办或承办单位不在机构名单中。',
    next: '请从名单中选择；名单里没有的，请管理员在「设置」的「机构名单」中新增。',
  },
  'kind-is-fixed': {
    what: '批次的类别建立后不能更改。',
    next: '类别选错的，请另建一个批次。',
  },
  'rules-are-set-by-the-plan': {
    what: '批次的审查规则不在这里更改，没有保存。',
    next: '请到「审查规则」页面更换规则或采用新版本，那里会先说明有哪些变化。',
  },
  'cannot-link': {
    what: '这两个批次不能并在一起：类别不同，或者对方已经并入别的批次。',
    next: '请核对后另选一个批次。',
  },
}
