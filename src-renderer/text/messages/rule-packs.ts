import { type Messages, words } from '../message.ts'

export const rulePacks: Messages = {
  unknown: {
    what: '没有这个版本的规则，它可能来自较新的程序。',
    next: '请返回审查规则页面重新选择。',
  },
  'no-pack-file': {
    what: '这个文件不是规则包，没有导入任何内容。',
    next: '请选择由工作台导出的规则包文件（.json）。',
  },
  'file-of-newer-program': {
    what: '这个规则包由较新的程序导出，本机的程序还读不了，没有导入任何内容。',
    next: '请先更新程序，再导入。',
  },
  'file-is-wrong': {
    what: ({ count }) => `规则包有 ${words(count)} 处问题，没有导入任何内容。`,
    next: '请把列出的问题发给提供规则包的单位改正。',
  },
  'already-here': {
    what: ({ version }) => `这个规则包的第 ${words(version)} 版本机已有，内容相同，不需要再导入。`,
    next: '可以直接在批次中采用。',
  },
  'same-version-differs': {
    what: ({ version }) =>
      `本机已有这个规则包的第 ${words(version)} 版，内容与文件不同。已发布的版本不能更改，没有导入任何内容。`,
    next: '请让提供单位改用更高的版本号重新导出。',
  },
  'older-than-present': {
    what: ({ version, present }) =>
      `文件中是第 ${words(version)} 版，本机已有更新的第 ${words(present)} 版，没有导入任何内容。`,
    next: '请确认是否拿错了文件；需要沿用旧版本规则的，请让提供单位改用更高的版本号重新导出。',
  },
  'kind-is-fixed': {
    what: ({ version }) =>
      `本机已有同名规则包的第 ${words(version)} 版，适用的类别与文件不同，没有导入任何内容。`,
    next: '请让提供单位给规则包换一个代号重新导出。',
  },
  'changed-meanwhile': {
    what: '比较之后，这个批次的评审方案已经变了，没有采用新版本。',
    next: '页面已刷新，请重新比较后再采用。',
  },
  'is-in-use': {
    what: '这个批次已经在用这一版规则，不需要再采用。',
    next: '页面已刷新，可以继续工作。',
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
