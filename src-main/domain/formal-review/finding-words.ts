import { applicationFieldLabels } from '../applications/field-words.ts'
import type { ApplicationField } from '../applications/fields.ts'
import { type Region, regionShortLabel } from '../organisations/region.ts'
import type { Evidence, Finding, Reason, ReasonCode, ReasonFacts } from './finding.ts'
import type { ReviewedDocument } from './review-input.ts'

/** The finding in sentences: first what decided it, then what else was noticed. */
export function findingSentences({ reason, also }: Finding): readonly string[] {
  return [reason, ...also].map(reasonSentence)
}

/** One reason in one sentence. */
function reasonSentence({ code, facts }: Reason): string {
  const say = sentences[code] as (facts: ReasonFacts[ReasonCode]) => string
  return say(facts)
}

const sentences: { readonly [Code in ReasonCode]: (facts: ReasonFacts[Code]) => string } = {
  person: () => '由人工判断。',
  'not-entered': ({ fields }) => `未录入，待人工：${named(fields)}。`,
  'all-entered': ({ count }) => `必填的 ${count} 项都已填写。`,
  'only-placeholders': ({ fields }) => `只写了“待定”一类的占位文字：${named(fields)}。`,
  'no-documents': () => '附件未导入，待人工。',
  'documents-not-here': ({ count }) => `${count} 份附件不在本机，待人工。`,
  'documents-not-looked-into': ({ count }) => `${count} 份附件机器未能读取，待人工。`,
  'documents-damaged': ({ count }) => `${count} 份附件已损坏，打不开。`,
  'documents-encrypted': ({ count }) => `${count} 份附件设有密码，打不开。`,
  'documents-without-pages': ({ count }) => `${count} 份附件没有内容。`,
  'mark-beyond-pages': ({ kind, from, to, pages }) =>
    `“${kind}”标记为第 ${from}—${to} 页，而文件只有 ${pages} 页。`,
  'kinds-present': ({ kinds }) =>
    kinds.length > 0 ? `必备附件都在：${list(kinds)}。` : '没有设定必备附件。',
  'kinds-missing': ({ kinds }) => `全部页面都已标记，仍缺：${list(kinds)}。`,
  'kinds-not-marked': ({ kinds }) => `尚未标记，待人工：${list(kinds)}。`,
  'lead-not-entered': () => '牵头单位未录入，待人工。',
  'several-leads': ({ organisations }) =>
    `有 ${organisations.length} 家牵头单位（${list(organisations)}），待人工确认。`,
  'lead-outside-delta': ({ region }) => `牵头单位在${regionShortLabel(region)}，不在三省一市。`,
  'lead-in-delta': ({ region }) => `牵头单位在${regionShortLabel(region)}，登记为独立法人。`,
  'lead-no-legal-person': () => '牵头单位不是独立法人。',
  'lead-legal-person-not-entered': () => '牵头单位是否独立法人未录入，待人工；有信用代码不等于独立法人。',
  'only-lead-entered': () => '只录入了牵头单位，其他单位未录入，待人工。',
  'regions-covered': ({ regions }) => `覆盖 ${regions.length} 地：${places(regions)}。`,
  'regions-too-few': ({ regions }) =>
    regions.length === 0 ? '没有一家单位在三省一市。' : `只覆盖 1 地：${places(regions)}。`,
  'regions-not-entered': ({ organisations, regions }) =>
    `所在地未录入，待人工：${list(organisations)}；已知 ${regions.length} 地${regions.length > 0 ? `（${places(regions)}）` : ''}。`,
  'regions-only-with-lead': ({ without, with: withLead }) =>
    `计入牵头单位为 ${withLead.length} 地（${places(withLead)}），不计牵头单位只有 ${without.length} 地${without.length > 0 ? `（${places(without)}）` : ''}。`,
  'codes-valid': ({ count }) => `${count} 个信用代码校验通过。`,
  'codes-invalid': ({ codes }) => `信用代码校验不通过：${codes.map(codeProblem).join('；')}。`,
  'codes-not-entered': ({ organisations }) => `信用代码未录入，待人工：${list(organisations)}。`,
  'code-of-several-names': ({ organisations }) => `同一信用代码对应不同名称：${list(organisations)}。`,
  'organisation-codes-doubtful': ({ organisations }) =>
    `信用代码第 9—17 位的组织机构代码校验不通过，请核对：${list(organisations)}。`,
  'all-abroad': () => '均为境外单位，不适用。',
  'same-number': ({ offices, ...lists }) => `编号与${list(offices)}名单中的申报相同。${compared(lists)}`,
  'same-title': ({ numbers, ...lists }) => `名称与 ${some(numbers)} 相同。${compared(lists)}`,
  'similar-title': ({ numbers, ...lists }) => `名称与 ${some(numbers)} 相近。${compared(lists)}`,
  'no-duplicate': (lists) => `未见重复。${compared(lists)}`,
  'no-duplicate-so-far': (lists) => `目前未见重复。${compared(lists)}`,
  'share-within': ({ percent, shareBasisPoints }) =>
    `申请额占总投入的 ${share(shareBasisPoints)}，不高于 ${percent}%。`,
  'share-above': ({ percent, shareBasisPoints, most }) =>
    shareBasisPoints === null
      ? `申请额远大于总投入；立项支持不高于总投入的 ${percent}%。`
      : `申请额占总投入的 ${share(shareBasisPoints)}；立项支持不高于 ${percent}%，即 ${wan(most)} 万元。`,
  'money-agrees': ({ total }) => `申请支持与自筹之和等于总投入 ${wan(total)} 万元。`,
  'sum-differs': ({ total, sum }) =>
    `申请支持与自筹之和为 ${wan(sum)} 万元，与总投入 ${wan(total)} 万元相差 ${wan(Math.abs(total - sum))} 万元。`,
  'parts-exceed-total': ({ total, fields }) => `${named(fields)}大于总投入 ${wan(total)} 万元。`,
  'dates-usual': ({ months }) => `起止共 ${months} 个月。`,
  'dates-reversed': () => '结束日期早于开始日期。',
  'dates-past': ({ end }) => `结束日期 ${end} 已过。`,
  'duration-unusual': ({ months, min, max }) =>
    `起止共 ${months} 个月；政策导向为 ${min}—${max} 个月，不是限制。`,
  'no-secrecy-marks': ({ documents, pages }) => `已查 ${documents} 份附件共 ${pages} 页，未见密级标志。`,
  'marks-in-documents': ({ pages }) => `附件中有 ${pages} 处密级标志。${stop}`,
  'marks-in-fields': ({ fields }) => `${named(fields)}中有密级标志。${stop}`,
  'pages-are-scans': ({ pages }) => `${pages} 页为扫描件，机器未读文字，待人工。`,
  'pages-not-read': ({ pages }) => `文件太长，后面 ${pages} 页机器没有读，待人工。`,
  'members-legal-persons': ({ count }) => `${count} 家参与单位均为独立法人。`,
  'members-no-legal-persons': ({ organisations }) => `不是独立法人：${list(organisations)}。`,
  'members-legal-person-not-entered': ({ organisations }) =>
    `是否独立法人未录入，待人工：${list(organisations)}。`,
  'research-member': ({ organisations }) => `参与单位中有高校或科研院所：${list(organisations)}。`,
  'research-member-by-name-only': ({ organisations }) =>
    `单位类型未录入；从名称看 ${list(organisations)} 可能是高校或科研院所，待人工确认。`,
  'research-only-as-lead': ({ organisations }) =>
    `参与单位中没有高校或科研院所，牵头单位 ${list(organisations)} 属于高校或科研院所。`,
  'no-research-member': ({ count }) =>
    `${count} 家参与单位中没有高校或科研院所；原则上应有，没有的写明理由。`,
  'kinds-not-entered': ({ organisations }) => `单位类型未录入或不明确，待人工：${list(organisations)}。`,
  'field-listed': ({ field, list: listed }) => `“${field}”在${listed}清单中。`,
  'field-traditional': ({ field }) => `“${field}”属于传统产业转型升级。`,
  'field-near': ({ field, near }) => `“${field}”不是清单用语，与“${near.join('”“')}”相近，待人工。`,
  'field-not-listed': ({ field }) =>
    `“${field}”不在 16 个新兴产业、13 个未来产业清单中，也不是传统产业转型升级。`,
}

const stop = '请停止办理：勿复制、勿删除、勿带走，报保密办。'

function compared({
  compared: here,
  outstanding,
}: {
  compared: readonly string[]
  outstanding: readonly string[]
}): string {
  const done = here.length > 0 ? `已比对${list(here)}本批名单。` : ''
  return outstanding.length > 0 ? `${done}${list(outstanding)}本批名单未到，未比对。` : done
}

function codeProblem({
  organisation,
  problem,
  position,
  expected,
}: ReasonFacts['codes-invalid']['codes'][number]): string {
  switch (problem) {
    case 'length':
      return `${organisation}：应为 18 位`
    case 'character':
      return `${organisation}：第 ${position} 位不是允许的字符${position === 18 && expected ? `，校验应为 ${expected}` : ''}`
    case 'check':
      return `${organisation}：末位校验应为 ${expected}，18 位中至少有一位有误`
  }
}

/** Fields by their names: 「领域、攻关任务」. */
export function named(fields: readonly ApplicationField[]): string {
  return fields.map((field) => applicationFieldLabels[field]).join('、')
}

function list(words: readonly string[]): string {
  return words.join('、')
}

function some(numbers: readonly string[]): string {
  const shown = numbers.slice(0, 5).join('、')
  return numbers.length > 5 ? `${shown} 等 ${numbers.length} 项` : shown
}

function places(regions: readonly Region[]): string {
  return regions.map(regionShortLabel).join('、')
}

/** Basis points as per cent with two decimals. */
function share(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(2)}%`
}

/** 分 as 万元 with two decimals, more only where rounding would hide something. */
export function wan(amount: number): string {
  const digits = amount % 10_000 === 0 ? 2 : 6
  const [whole, fraction] = (amount / 1_000_000).toFixed(digits).split('.')
  const grouped = Number(whole).toLocaleString('en-US')
  return `${grouped}.${fraction!.length > 2 ? fraction!.replace(/0+$/u, '').padEnd(2, '0') : fraction}`
}

/** A place of evidence in words: 「申报信息 信用代码」「第 3 页」, with the document's name when there are several. */
export function placeInWords(place: Evidence, documents: readonly ReviewedDocument[]): string {
  if ('field' in place) return `申报信息：${applicationFieldLabels[place.field] ?? place.field}`
  const found = documents.find(({ document }) => document.document === place.document)
  if (!found) return `已移除的附件第 ${place.page} 页`
  return documents.length > 1 ? `${found.document.name} 第 ${place.page} 页` : `附件第 ${place.page} 页`
}
