import type { ApplicationContent } from '../applications/record.ts'
import { regionLabel } from '../organisations/region.ts'
import type { RuleCode } from '../rule-packs/rules.ts'
import type { Finding, Reason, ReasonCode, ReasonFacts } from './finding.ts'
import { named, wan } from './finding-words.ts'
import type { Outcome } from './outcome.ts'
import { plainDay } from './plain-day.ts'

/** Outcomes that the applicant is told of in a notice. */
export type NoticeOutcome = Exclude<Outcome, '通过'>

/** One item of a notice: what the applicant reads about one rule. */
export type NoticeItem = { readonly code: RuleCode; readonly sentence: string }

/** Where a proposed sentence comes from: this office's earlier notices, the note of this review, or the program. */
export type WordingSource = '以往用语' | '审查说明' | '通用表述'
export type Wording = { readonly source: WordingSource; readonly sentence: string }

/** Characters of one sentence of a notice. */
export const longestSentence = 500

/** What a sentence is made for: an item that does not conform, in a notice of this outcome. */
export type Worded = {
  readonly outcome: NoticeOutcome
  readonly code: RuleCode
  readonly finding: Finding | null
  /** What the person noted with the verdict. */
  readonly note: string
  /** What this office wrote of the same rule the last time; null when it never did. */
  readonly earlier: string | null
}

/**
 * Everything that may be said of an item, the proposed first: the office's earlier wording, else what was noted with the
 * verdict, else the rule's own sentence. Each sentence stands once.
 */
export function wordingsOf(item: Worded): readonly [Wording, ...Wording[]] {
  const usual: Wording = { source: '通用表述', sentence: usualSentence(item) }
  const others: Wording[] = []
  if (item.earlier) others.push({ source: '以往用语', sentence: item.earlier })
  const note = item.note
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, longestSentence - 1)
  if (note !== '') others.push({ source: '审查说明', sentence: asSentence(note) })
  const [first = usual, ...rest] = [...others, usual].filter(
    ({ sentence }, i, all) => all.findIndex((one) => one.sentence === sentence) === i,
  )
  return [first, ...rest]
}

/**
 * What an office goes on to say after a recorded sentence: the sentence, if the office worded it itself; null when it
 * took the rule's own; undefined when it only repeated the note of that one review.
 */
export function wordingToKeep(item: Omit<Worded, 'earlier'>, sentence: string): string | null | undefined {
  const told = wordingsOf({ ...item, earlier: null })
  const same = told.find((wording) => wording.sentence === sentence)
  if (!same) return sentence
  return same.source === '通用表述' ? null : undefined
}

/** False for a sentence that names something of the application it was written for: a name, its number, a page. */
export function fitsOthers(
  sentence: string,
  { number, title, organisations }: Pick<ApplicationContent, 'number' | 'title' | 'organisations'>,
): boolean {
  const own = [number, title, ...organisations.map(({ name }) => name)].filter((word) => word.length > 1)
  return !own.some((word) => sentence.includes(word)) && !/第\s*[\d、，,—–-]+\s*页/u.test(sentence)
}

function asSentence(text: string): string {
  return /[。！？]$/u.test(text) ? text : `${text.replace(/[，、；,;]$/u, '')}。`
}

function usualSentence({ outcome, code, finding }: Worded): string {
  const found = finding ? [finding.reason, ...finding.also] : []
  const words = outcome === '通知补交材料' ? supply[code] : refuse[code]
  return words?.(factsIn(found)) ?? '有一项内容不符合申报要求。'
}

/** The facts of a reason among those that were found. */
type Found = <Code extends ReasonCode>(code: Code) => ReasonFacts[Code] | undefined

function factsIn(reasons: readonly Reason[]): Found {
  return (code) => reasons.find((reason) => reason.code === code)?.facts as never
}

type Sentences = Partial<Record<RuleCode, (found: Found) => string>>

const list = (words: readonly string[]) => words.join('、')

function missingFields(found: Found): string {
  const fields = [found('not-entered'), found('only-placeholders')].flatMap((one) => one?.fields ?? [])
  return named([...new Set(fields)])
}

function missingKinds(found: Found): string {
  return list((found('kinds-missing') ?? found('kinds-not-marked'))?.kinds ?? [])
}

function codesInQuestion(found: Found): string {
  const wrong = found('codes-invalid')?.codes.map(({ organisation }) => organisation) ?? []
  const several = found('code-of-several-names')?.organisations ?? []
  const missing = found('codes-not-entered')?.organisations ?? []
  return list([...new Set([...wrong, ...several, ...missing])])
}

/** What is asked for, with the rules that may be supplied later (domain §4). */
const supply: Sentences = {
  F01: (found) => {
    const fields = missingFields(found)
    return fields === ''
      ? '请补充填写申报书中未填写或者只填写“待定”等字样的必填内容。'
      : `请补充填写申报书中的以下内容：${fields}。`
  },
  F02: (found) => {
    const kinds = missingKinds(found)
    if (kinds !== '') return `请补交以下附件：${kinds}。`
    if (found('documents-encrypted')) return '请重新提供未设置密码的申报附件电子文件。'
    if (found('documents-damaged') || found('documents-without-pages'))
      return '请重新提供内容完整、能够正常打开的申报附件电子文件。'
    return '请补齐申报通知要求的附件材料，并保证电子文件能够正常打开。'
  },
  F03: () => '请补齐申报材料的签字和盖章，所盖公章应当与单位全称一致。',
  F05: (found) => {
    const other = found('field-not-in-batch')
    return other
      ? `所填报的领域“${other.field}”不在本批次受理范围内，请核对并更正。`
      : '请核对并更正所填报的领域和方向，使其与申报内容一致。'
  },
  F08: (found) => {
    const [only] = found('regions-too-few')?.regions ?? []
    const now = only ? `现有承担单位均在${regionLabel(only)}；` : ''
    return `${now}请补充其他省（市）的承担单位及相应材料，使承担单位来自三省一市中的两个及以上地区。`
  },
  F09: (found) => {
    const names = codesInQuestion(found)
    return `请核对并更正${names === '' ? '各承担单位' : names}的统一社会信用代码，并附登记证照复印件。`
  },
  F16: (found) => {
    const sum = found('sum-differs')
    if (sum)
      return `申请支持资金与自筹资金之和为 ${wan(sum.sum)} 万元，与项目总投入 ${wan(sum.total)} 万元不一致，请核对并更正。`
    const parts = found('parts-exceed-total')
    if (parts) return `${named(parts.fields)}大于项目总投入 ${wan(parts.total)} 万元，请核对并更正。`
    return '请核对并更正经费预算，使各处填写的金额一致。'
  },
  F21: () => '请补交伦理审查批件或者生物安全审查证明。',
  F22: () => '请补交推荐单位出具的推荐函。',
  C03: () => '请补充高校或者科研院所作为参与单位；确有原因不能包含的，请书面说明。',
  C04: () => '请补充其他省（市）的参与单位，使参与单位来自三省一市中的两个及以上地区。',
  C05: () =>
    '请完善组建协议，明确建设目标、研发任务、职责分工、知识产权归属、收益分配以及决策与执行制度，并由各方签署。',
  C06: () =>
    '请补充研究方向决策、资金投入、协同攻关、知识产权管理、成果推广应用、收益分配等运行机制的说明材料。',
  C07: () => '请补充议事协调机制的说明材料，写明召集单位、议事范围和议事程序。',
  C08: () => '请核对并更正联合体所属产业领域；属于传统产业转型升级的，请作出说明。',
  C09: () => '请补充组建路径的证明材料，包括立项文件或者省级创新联合体批复，以及各方签署的协议。',
  C10: () => '请补充参与单位相应能力和资质的证明材料。',
}

/** What was found, stated without blame: the grounds on which an application is not accepted. */
const refuse: Sentences = {
  F01: (found) => {
    const fields = missingFields(found)
    return fields === '' ? '申报书必填内容不完整。' : `申报书必填内容不完整，缺少：${fields}。`
  },
  F02: (found) => {
    const kinds = missingKinds(found)
    return kinds === '' ? '申报附件不齐全，或者电子文件不能打开。' : `申报附件不齐全，缺少：${kinds}。`
  },
  F03: () => '申报材料签字、盖章不齐全，或者所盖印章与单位全称不一致。',
  F04: () => '申报内容与项目指南或者揭榜任务的要求不相符。',
  F05: () => '所填报的领域和方向与申报内容不一致。',
  F06: (found) =>
    found('reserve-state-other')
      ? '申报项目未列入储备库“揭榜成功”或者“部分揭榜成功”的范围。'
      : '申报项目未列入储备库“揭榜成功”或者“部分揭榜成功”的范围，也不属于可以直接申报的情形。',
  F07: (found) => {
    const outside = found('lead-outside-delta') !== undefined
    const dependent = found('lead-no-legal-person') !== undefined
    if (outside && dependent) return '牵头单位不在三省一市，且不具有独立法人资格。'
    if (outside) return '牵头单位不在上海市、江苏省、浙江省、安徽省范围内。'
    if (dependent) return '牵头单位不具有独立法人资格。'
    return '牵头单位不符合在三省一市注册、具有独立法人资格的要求。'
  },
  F08: () => '承担单位未达到来自三省一市中两个及以上地区的要求。',
  F09: (found) => {
    const names = codesInQuestion(found)
    return `${names === '' ? '承担单位' : names}的统一社会信用代码与登记信息不符。`
  },
  F10: (found) => {
    const late = found('registered-too-late')
    return late
      ? `截至${plainDay(late.day)}，牵头单位注册不满 ${late.months} 个月。`
      : '牵头单位注册时间未达到申报通知规定的年限。'
  },
  F11: (found) => {
    const [many, tasks] = [found('organisations-above'), found('subtasks-above')]
    const parts = [
      ...(many ? [`参加单位 ${many.count} 家，超过申报通知规定的 ${many.most} 家`] : []),
      ...(tasks ? [`子课题 ${tasks.count} 个，超过申报通知规定的 ${tasks.most} 个`] : []),
    ]
    return parts.length > 0 ? `${parts.join('；')}。` : '参加单位或者子课题的数量不符合申报通知的规定。'
  },
  F12: () => '项目负责人不符合申报通知规定的条件。',
  F13: () => '项目负责人在本批次已有其他申报，超出限项规定。',
  F14: () => '本项目与其他申报项目重复。',
  F16: () => '申报材料中的经费数额前后不一致。',
  F19: () => '科研诚信承诺或者科研诚信核查结果不符合申报要求。',
  F21: () => '申报内容涉及伦理或者生物安全，未提供相应的审查批准文件。',
  F22: () => '未提供推荐单位出具的推荐函。',
  F23: (found) => {
    const late = found('received-late')
    return late
      ? `申报材料于${plainDay(late.received)}收到，晚于受理截止日${plainDay(late.closes)}。`
      : '申报材料未在规定的受理时间内提交。'
  },
  F25: () => '申报单位为国家机关或者申报人为公务员，不属于可以申报的范围。',
  C01: () => '牵头单位不属于领军型科技企业、具有独立法人资格的重大科技平台或者行业公共技术平台。',
  C02: (found) => {
    const names = list(found('members-no-legal-persons')?.organisations ?? [])
    return `${names === '' ? '部分参与单位' : names}不具有独立法人资格。`
  },
  C03: () => '参与单位中没有高校或者科研院所。',
  C04: () => '参与单位未达到来自三省一市中两个及以上地区的要求。',
  C05: () => '组建协议的内容不完整，或者未建立决策与执行制度。',
  C06: () => '未建立研究方向决策、资金投入、协同攻关、收益分配等运行机制。',
  C07: () => '未建立议事协调机制。',
  C08: () => '所属产业领域不在工作指引列明的范围内，也不属于传统产业转型升级。',
  C09: () => '组建路径不符合工作指引的规定。',
  C10: () => '参与单位的能力或者资质不符合工作指引的规定。',
  C11: () => '牵头单位或者参与单位的社会信用记录不符合要求。',
}

/** True for a rule that has words of its own in a notice of this outcome. */
export function hasUsualSentence(outcome: NoticeOutcome, code: RuleCode): boolean {
  return (outcome === '通知补交材料' ? supply : refuse)[code] !== undefined
}
