import type { PackFinding } from '../../../src-main/domain/rule-packs/rules.ts'

const sentences: Readonly<Record<PackFinding['code'], string>> = {
  'missing-field': '缺少这一项',
  'unknown-field': '多出不认识的一项',
  'not-allowed': '内容不在允许的范围内',
  'unknown-check': '这个检查项代码本程序不认识',
  'code-twice': '同一个检查项代码出现了两次',
  'parameter-twice': '同一个参数出现了两次',
  'unknown-parameter': '这个检查项没有这个参数',
  'other-kind-of-parameter': '参数的类型与检查项要求的不同',
  'unknown-option': '参数的选项里有程序不认识的值',
  'bad-default': '参数的默认值不在允许的范围内',
  'bad-range': '参数的上下限或计量单位不对',
  'machine-may-not-decide': '这个检查项不能改成这种判断方式',
  'not-of-this-kind': 'C 类检查项只用于创新联合体',
  'aid-mismatch': '是否辅助项与检查项不一致',
  'dates-reversed': '有效期的结束日早于开始日',
  'switches-mismatch': '联合攻关应有文本开关，创新联合体不应有',
}

const places: Readonly<Record<string, string>> = {
  id: '代号',
  version: '版本号',
  kind: '类别',
  title: '名称',
  basis: '依据',
  number: '文号',
  confirmed: '核对情况',
  inForce: '有效期',
  from: '起',
  until: '止',
  switches: '文本开关',
  rules: '规则',
  code: '代码',
  how: '判断方式',
  suppliedLater: '能否补交',
  aid: '辅助项',
  article: '依据条款',
  on: '是否启用',
  explanation: '说明',
  lookAt: '看什么',
  parameters: '参数',
  default: '默认值',
  options: '选项',
}

/** One thing that is wrong with a pack, with its place: 「第 3 条规则 F08：看什么——缺少这一项」. */
export function packFindingSentence({ code, rule, at }: PackFinding): string {
  const [first, index, ...rest] = at.split(' ')
  const inRules = first === 'rules' && index !== undefined
  const where = inRules ? [`第 ${index} 条规则`] : []
  const parts = (inRules ? rest : at.split(' '))
    .filter((part) => part !== '')
    .map((part) => places[part] ?? part)
  const about = [...where, ...(rule ? [rule] : [])].join(' ')
  const place = parts.join(' ')
  return `${[about, place].filter((part) => part !== '').join('：')}——${sentences[code]}。`
}
