import { type Messages, words } from '../message.ts'

const kept = '单位名录没有变。'

export const organisations: Messages = {
  'no-name': {
    what: '单位名称没有填写，或者太短。',
    safe: kept,
    next: '请填写单位全称。',
  },
  'bad-code': {
    what: ({ name }) => `「${words(name)}」的统一社会信用代码不是有效代码。`,
    safe: kept,
    next: '请对照证照改正；没有代码的，请留空。',
  },
  'same-already': {
    what: '这两个名称本来就按同一单位对待：信用代码相同，或者名称只差括号、空格。',
    safe: kept,
    next: '不需要登记。',
  },
  'linked-already': {
    what: '这两个名称已经登记为同一单位。',
    safe: kept,
    next: '不需要再登记；登记错了的，请在单位页面撤销。',
  },
  'family-changed': {
    what: '这个单位组在您修改时已被同事改过或撤销。',
    safe: '您的修改没有保存，单位组是同事改后的样子。',
    next: '请看过现在的内容，再作修改。',
  },
  'family-too-small': {
    what: '单位组至少要有两家单位。',
    safe: kept,
    next: '请补上其他单位；不再需要这个组的，请解散。',
  },
  'member-twice': {
    what: ({ name }) => `「${words(name)}」在单位组中出现了两次。`,
    safe: kept,
    next: '请去掉重复的一行。',
  },
  'day-in-future': {
    what: ({ today }) => `登记日期在今天（${words(today)}）之后。`,
    safe: kept,
    next: '请核对日期；本机日期不对的，请先调准。',
  },
  'unknown-statement': {
    what: '没有找到这条登记，或者它是别的单位登记的。',
    safe: kept,
    next: '页面已刷新，请核对；别的单位的登记由对方撤销。',
  },
  'withdrawn-already': {
    what: '这条登记已经撤销。',
    safe: kept,
    next: '页面已刷新，不需要再办。',
  },
}
