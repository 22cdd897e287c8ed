import { applicationFieldLabels } from '../applications/field-words.ts'
import type { ApplicationField } from '../applications/fields.ts'
import { type Region, regionShortLabel } from '../organisations/region.ts'
import type { Evidence, Finding, PrincipalCondition, Reason, ReasonCode, ReasonFacts } from './finding.ts'
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
  'same-title-earlier': ({ found, ...lists }) =>
    `名称与其他批次的申报相同：${found.map(({ number, batch }) => `${number}（${batch}）`).join('、')}。${compared(lists)}`,
  'text-overlaps': ({ found, ...lists }) => `${overlaps(found)}。${compared(lists)}`,
  'judged-duplicate': ({ numbers, ...lists }) => `已判与 ${some(numbers)} 重复。${compared(lists)}`,
  'no-duplicate': ({ judged, ...lists }) => `未见重复。${settled(judged)}${compared(lists)}`,
  'no-duplicate-so-far': ({ judged, ...lists }) => `目前未见重复。${settled(judged)}${compared(lists)}`,
  'principal-not-entered': () => '项目负责人未录入，或人员信息不在本机，待人工。',
  'principal-once': (elsewhere) => `本机有人员信息的申报中，负责人本批次只有这一项。${people(elsewhere)}`,
  'principal-again': ({ numbers, ...elsewhere }) =>
    `负责人（证件号码相同）本批次另有 ${some(numbers)}。${people(elsewhere)}`,
  'principal-of-same-name': ({ numbers, ...elsewhere }) =>
    `负责人与 ${some(numbers)} 的负责人同名，是否同一人待人工。${people(elsewhere)}`,
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
  'no-secrecy-marks': ({ documents, pages }) =>
    `已查 ${documents} 份附件${pages > 0 ? `共 ${pages} 页` : ''}，未见密级标志。`,
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
  'relation-not-applicable': () => '按指南方向申报，没有需求方和解决方，不适用。',
  'owner-or-solver-not-entered': ({ roles }) => `没有标明${list(roles)}，待人工。`,
  'owner-also-solver': ({ organisations }) => `需求方同时是解决方：${list(organisations)}。`,
  'owner-and-solver-related': ({ pairs }) =>
    `需求方与解决方有关联：${pairs.map((pair) => `${pair.owner}与${pair.solver}${related(pair)}`).join('；')}。`,
  'relation-declared': ({ columns }) => `申报中填有关联情况（${list(columns)}），请看原文。`,
  'owner-and-solver-unrelated': ({ declared }) =>
    `${declared ? '申报写明没有关联；' : ''}从信用代码、名称和单位名录看，需求方与解决方没有关联。股权、法定代表人等机器未核对。`,
  'pledge-and-checks': ({ from, to, count, until }) =>
    `承诺书在第 ${from}${from === to ? '' : `—${to}`} 页，签章由人工核对；${count} 家单位的科研诚信核查都在有效期内（最早 ${until} 到期），没有执行中的惩戒。`,
  'pledge-not-marked': () => '科研诚信承诺书尚未标记页码，待人工。',
  'pledge-missing': () => '全部页面都已标记，未见科研诚信承诺书；可以补交的，按 F02 通知，本项待人工。',
  'register-hit': ({ register, organisations }) =>
    `${register}有记录，惩戒执行中且没有解除：${list(organisations)}。须由两人写明理由解除，或者判为不符合。`,
  'register-person-hit': ({ register, count }) =>
    `申报人员中有 ${count} 条${register}记录在执行中且没有解除。须由两人写明理由解除，或者判为不符合。`,
  'register-related-hit': ({ register, hits }) =>
    `${register}名单中有相关单位的记录，不是本单位的，请人工判断：${hits.map(({ organisation, under }) => `${under}（与${organisation}相关）`).join('、')}。`,
  'register-lifted': ({ register, count }) => `${count} 条${register}记录已由两人解除，理由见登记。`,
  'register-not-checked': ({ register, organisations }) =>
    `尚未做${register}核查，待人工：${list(organisations)}。`,
  'register-expired': ({ register, checks }) =>
    `${register}核查已过有效期，须重新核查：${checks.map(({ organisation, until }) => `${organisation}（有效至 ${until}）`).join('、')}。`,
  'register-checked': ({ register, count, until }) =>
    `${count} 家单位的${register}核查都在有效期内（最早 ${until} 到期），没有执行中的惩戒。`,
  'register-abroad': ({ register, organisations }) =>
    `境外单位不在${register}核查范围，由人工判断：${list(organisations)}。`,
  'field-listed': ({ field, list: listed }) => `“${field}”在${listed}清单中。`,
  'field-traditional': ({ field }) => `“${field}”属于传统产业转型升级。`,
  'field-near': ({ field, near }) => `“${field}”不是清单用语，与“${near.join('”“')}”相近，待人工。`,
  'field-not-listed': ({ field }) =>
    `“${field}”不在 16 个新兴产业、13 个未来产业清单中，也不是传统产业转型升级。`,
  'pages-to-look-at': ({ kinds }) => `已标记${list(kinds)}，请看所附页码。`,
  'pages-not-marked': ({ kinds }) => `尚未标记：${list(kinds)}。`,
  'must-have-sealed': ({ organisations }) =>
    `应盖章的单位有 ${organisations.length} 家：${list(organisations)}。`,
  'guide-not-set': () => '评审方案中没有录入指南方向或任务，无法比对，待人工。',
  'in-guide': ({ text }) => `与指南所列“${text}”一致；内容是否相符由人工判断。`,
  'near-guide': ({ near }) => `与指南所列${quoted(near)}相近，不完全一致，待人工。`,
  'off-guide': ({ fields, count }) => `${named(fields)}不在指南所列的 ${count} 个方向和任务之中。`,
  'batch-without-fields': () => '本批次不分领域，不适用。',
  'field-in-batch': ({ field }) => `“${field}”在本批次的领域之中；与内容是否一致由人工判断。`,
  'field-near-batch': ({ field, near }) =>
    `“${field}”与本批次的领域${quoted(near)}相近，不完全一致，待人工。`,
  'field-not-in-batch': ({ field, count }) => `“${field}”不在本批次的 ${count} 个领域之中。`,
  'in-reserve-pool': ({ state }) => `储备库状态为“${state}”。`,
  'reserve-state-other': ({ state, wanted }) => `储备库状态为“${state}”，不是${quoted(wanted)}。`,
  'guide-suffices': ({ text }) => `不在储备库，与指南所列“${text}”一致，按指南可以申报。`,
  'neither-pool-nor-guide': () => '不在储备库“揭榜成功”或“部分揭榜成功”之列，也不在指南所列方向之中。',
  'guide-to-be-judged': () => '不在储备库；是否符合指南待人工。',
  'registered-long-enough': ({ months, day }) => `截至 ${day}，牵头单位成立已满 ${months} 个月。`,
  'registered-too-late': ({ months, day }) => `截至 ${day}，牵头单位成立不满 ${months} 个月。`,
  'count-within': ({ organisations, subtasks }) =>
    subtasks === 0
      ? `共 ${organisations} 家单位，未超过上限。`
      : `共 ${organisations} 家单位、${subtasks} 个子课题，未超过上限。`,
  'organisations-above': ({ count, most }) => `共 ${count} 家单位，超过 ${most} 家。`,
  'subtasks-above': ({ count, most }) => `共 ${count} 个子课题，超过 ${most} 个。`,
  'subtasks-not-entered': () => '没有录入子课题承担单位，子课题数待人工。',
  'no-limit-set': () => '评审方案没有设定数量上限，不适用。',
  'principal-fits': ({ conditions }) =>
    `项目负责人${conditionsOf(conditions)}符合设定的条件；其他条件由人工判断。`,
  'principal-does-not-fit': ({ conditions }) => `项目负责人${conditionsOf(conditions)}不符合设定的条件。`,
  'principal-not-known': ({ missing }) => `${list(missing.map((one) => unknownPrincipal[one]))}，待人工。`,
  'no-conditions-set': () => '评审方案没有设定负责人条件，不适用。',
  'contract-seen': ({ amount }) => `合同额 ${wan(amount)} 万元已录入，合同或意向已标记。`,
  'owner-is-solver': () => '需求方与解决方为同一单位，不适用。',
  'ethics-words': ({ words, fields }) => `${named(fields)}中出现“${words.join('”“')}”，请核对是否需要批件。`,
  'no-ethics-words': () => '清单内容中未见涉及伦理或生物安全的字样；机器没有读申报书全文，由人工判断。',
  'received-in-time': ({ received }) => `${received} 收到，在受理期内。`,
  'received-late': ({ received, closes }) => `${received} 收到，晚于受理截止日 ${closes}。`,
  'received-early': ({ received, opens }) => `${received} 收到，早于受理开始日 ${opens}，请核对。`,
  'perhaps-government': ({ organisations }) =>
    `从名称或类型看可能是党政机关，由人工判断：${list(organisations)}。`,
  'no-government-seen': ({ count }) =>
    `从 ${count} 家单位的名称和类型看未见党政机关；负责人是否公务员由人工判断。`,
  'lead-kind-fits': ({ kind }) => `牵头单位类型为“${kind}”，属于指引所列类型。`,
  'lead-kind-to-be-shown': ({ kind }) =>
    `牵头单位类型为“${kind}”；是否属于领军型科技企业看证明材料，待人工。`,
  'lead-kind-other': ({ kind }) =>
    `牵头单位类型为“${kind}”，不是领军型科技企业、重大科技平台或行业公共技术平台。`,
  'lead-platform-no-legal-person': () => '牵头的重大科技平台不是独立法人。',
  'members-by-kind': ({ members }) =>
    `按类型核对能力和资质：${list(members.map(({ organisation, kind }) => `${organisation}（${kind}）`))}。`,
}

const conditionWords = { age: '年龄', title: '职称' } as const

function conditionsOf(conditions: readonly PrincipalCondition[]): string {
  return list(conditions.map((one) => conditionWords[one]))
}

const unknownPrincipal = {
  person: '项目负责人未录入',
  several: '录入了几位项目负责人',
  age: '项目负责人证件号码未录入或有误，年龄不能核对',
  title: '项目负责人职称未录入',
} as const

function quoted(texts: readonly string[]): string {
  const shown = texts
    .slice(0, 4)
    .map((text) => `“${text}”`)
    .join('、')
  return texts.length > 4 ? `${shown}等 ${texts.length} 个` : shown
}

const stop = '请停止办理：勿复制、勿删除、勿带走，报保密办。'

function compared({
  compared: here,
  outstanding,
  texts,
}: {
  compared: readonly string[]
  outstanding: readonly string[]
  texts?: ReasonFacts['no-duplicate']['texts']
}): string {
  const done = here.length > 0 ? `已比对${list(here)}本批名单。` : ''
  const missing = outstanding.length > 0 ? `${list(outstanding)}本批名单未到，未比对。` : ''
  return `${done}${missing}${texts ? textsCompared(texts) : ''}`
}

function textsCompared({ state, withoutText }: NonNullable<ReasonFacts['no-duplicate']['texts']>): string {
  const others = withoutText > 0 ? `本批另有 ${withoutText} 项没有可比对的文字。` : ''
  switch (state) {
    case 'no-text':
      return '本项没有可比对的文字（未录入摘要、指标，附件为扫描件或不在本机），文字未比对。'
    case 'uncompared':
      return '新近有变化，文字尚未比对。'
    case 'compared':
      return `文字已比对。${others}`
  }
}

function overlaps(found: ReasonFacts['text-overlaps']['found']): string {
  const shown = found
    .slice(0, 5)
    .map(({ number, office, batch, percent }) => `${number}（${batch ?? office}）文字重合约 ${percent}%`)
  return found.length > 5 ? `与 ${shown.join('、')} 等 ${found.length} 项` : `与 ${shown.join('、')}`
}

function settled(judged: readonly string[] | undefined): string {
  return judged ? `与 ${some(judged)} 已由人工判为不重复。` : ''
}

function people({ notCompared }: { notCompared: readonly string[] }): string {
  return notCompared.length > 0 ? `${list(notCompared)}的人员信息不在本机，未比对。` : ''
}

function related({ how, family }: ReasonFacts['owner-and-solver-related']['pairs'][number]): string {
  switch (how) {
    case 'same-code':
      return '信用代码相同'
    case 'same-name':
      return '名称相同'
    case 'recorded-name':
      return '是同一单位（曾用名或别称）'
    case 'family':
      return `同属「${family}」`
  }
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
