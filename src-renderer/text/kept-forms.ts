import { ruleWords } from '../../src-main/domain/history/rules.ts'

/** A form in which something was typed and not recorded: what it is called, and where it is. */
export type KeptFormWords = {
  readonly title: string
  readonly to: string
  /** The application or batch it belongs to, to be named by whoever can look it up. */
  readonly of: string | null
}

const parts: Readonly<Record<string, string>> = { info: '申报信息', money: '经费', organisations: '单位' }

const single: Readonly<Record<string, { readonly title: string; readonly to: string }>> = {
  'applications/import': { title: '导入申报清单：选择、对应和取舍', to: '/import' },
  'batches/new': { title: '新建批次', to: '/batches/new' },
  'calendar/basis': { title: '办公日历的依据', to: '/settings/calendar' },
  'registers/request': { title: '请托登记', to: '/requests' },
  'offices/new': { title: '新增机构', to: '/settings/institutions' },
  'accounts/new': { title: '开设账号：姓名和角色', to: '/settings/accounts' },
}

const supplyActs: Readonly<Record<string, string>> = {
  sent: '补交通知的发出',
  call: '补交的通话',
  extend: '补交延期',
  receive: '收到的补交材料',
  continue: '继续审查的理由',
  overdue: '逾期不予受理',
}

/** The words for a form by the name its typing is kept under; null for one that has no page of its own. */
export function keptFormWords(form: string, value: string): KeptFormWords | null {
  const known = Object.hasOwn(single, form) ? single[form]! : null
  if (known) return { ...known, of: null }
  const reviewed = /^review\/(closing\/)?(application\/[0-9a-f-]+)$/.exec(form)
  if (reviewed) {
    const [, closing, application] = reviewed
    const title = closing ? '形式审查的结论' : `形式审查${itemsIn(value)}的意见`
    return { title, to: `/review/${idOf(application!)}`, of: application! }
  }
  const checked = /^second-check\/(application\/[0-9a-f-]+)$/.exec(form)
  if (checked) {
    return { title: '复核意见', to: `/second-check/${idOf(checked[1]!)}`, of: checked[1]! }
  }
  const entry = /^(application\/[0-9a-f-]+)\/(?:field|code|registered)-.+$/.exec(form)
  if (entry) return { title: '审查时补录的内容', to: `/review/${idOf(entry[1]!)}`, of: entry[1]! }
  const part = /^(application\/[0-9a-f-]+)\/(info|money|organisations)$/.exec(form)
  if (part) return { title: parts[part[2]!]!, to: `/applications/${idOf(part[1]!)}`, of: part[1]! }
  const supplied = /^supply\/([a-z]+)(?:-\w+)?\/(application\/[0-9a-f-]+)$/.exec(form)
  if (supplied) {
    const [, act, application] = supplied
    return {
      title: supplyActs[act!] ?? '补交材料的登记',
      to: `/supply/${idOf(application!)}`,
      of: application!,
    }
  }
  const withdrawn = /^(application\/[0-9a-f-]+)\/(withdraw|reinstate)$/.exec(form)
  if (withdrawn) {
    const title = withdrawn[2] === 'withdraw' ? '申报单位撤回的登记' : '撤销撤回登记的原因'
    return { title, to: `/applications/${idOf(withdrawn[1]!)}`, of: withdrawn[1]! }
  }
  const beside = /^duplicates\/(application\/[0-9a-f-]+) (application\/[0-9a-f-]+)$/.exec(form)
  if (beside) {
    const [, own, other] = beside as unknown as [string, string, string]
    return { title: '并列比对的理由', to: `/review/${idOf(own)}/beside/${idOf(other)}`, of: own }
  }
  const exported = /^bundles\/export\/(\w+)$/.exec(form)
  if (exported) return { title: '导出数据交换包的选择', to: `/exchange/export/${exported[1]}`, of: null }
  const signOff = /^sign-offs\/register\/(sign-off\/[0-9a-f-]+)$/.exec(form)
  if (signOff) return { title: '签批的登记', to: `/sign-offs/${idOf(signOff[1]!)}`, of: null }
  const next = /^recommendations\/next\/(batch\/[0-9a-f-]+)$/.exec(form)
  if (next) return { title: '推荐汇总表的编排', to: `/recommendations/${idOf(next[1]!)}/next`, of: next[1]! }
  const batch = /^(batches|rule-packs)\/(batch\/[0-9a-f-]+)(?:\/[a-z0-9-]+\/\d+)?$/.exec(form)
  if (!batch) return null
  const [, kind, of] = batch as unknown as [string, string, string]
  return kind === 'batches'
    ? { title: '批次的修改', to: `/batches/${idOf(of)}/edit`, of }
    : { title: '评审方案', to: `/rule-packs/${idOf(of)}`, of }
}

/** 「第 7 项」 as people say it: the rules whose notes were being typed. */
function itemsIn(value: string): string {
  const { notes } = JSON.parse(value) as { readonly notes?: Readonly<Record<string, string>> }
  const codes = Object.keys(notes ?? {})
  if (codes.length === 0) return ''
  const named = codes.slice(0, 2).map(ruleWords).join('、')
  return `「${named}」${codes.length > 2 ? `等 ${codes.length} 项` : ''}`
}

function idOf(subject: string): string {
  return subject.slice(subject.indexOf('/') + 1)
}
