import { type Messages, words } from '../message.ts'

export const rulePacks: Messages = {
  unknown: {
    what: '没有这个版本的规则，它可能来自较新的程序。',
    next: '请返回审查规则页面重新选择。',
  },
  'not-for-this-kind': {
    what: '所选规则不适用于这个批次的类别。',
    next: '请选择与批次类别一致的规则。',
  },
  'unknown-rule': {
    what: ({ rule }) => `规则 ${words(rule)} 不在所选的规则中。`,
    next: '页面已刷新，请按最新的规则重新设定。',
  },
  'bad-parameter': {
    what: ({ rule }) => `规则 ${words(rule)} 的参数不在允许的范围内，没有记录方案。`,
    next: '请改正该项参数后再记录。',
  },
}
