import type { Recorded } from '../../core/module.ts'
import { revisedFieldLabel } from '../applications/field-words.ts'
import type { ApplicationContent } from '../applications/record.ts'
import { regionShortLabel } from '../organisations/rules.ts'
import { bytesInWords } from '../papers/rules.ts'
import { rulePack, rulePacks } from '../rule-packs/rules.ts'
import { versionLabel } from '../supply/rules.ts'
import type { EventData, EventType } from './event-types.ts'
import { placesOf } from './places.ts'

/** Who is meant by the codes and ids that events carry; null when nobody of that id is known here. */
export type Names = {
  office(code: string): string
  person(id: string): string | null
}

type Say<Type extends EventType> = (data: EventData<Type>, names: Names) => string

/** One event in one plain sentence, without its subject: 「张经办 · 江苏」 stands before it. */
export function timelineSentence({ type, data }: Pick<Recorded, 'type' | 'data'>, names: Names): string {
  if (!isEventType(type)) return `记录了一件本程序不认识的事（${type}），更新程序后可以看到`
  const say = sentences[type] as Say<EventType>
  return say(data as EventData<EventType>, names)
}

/** True for a kind of event that this program knows. */
function isEventType(type: string): type is EventType {
  return Object.hasOwn(sentences, type)
}

/** 「F08 承担单位覆盖三省一市两地及以上」 */
export function ruleWords(code: string): string {
  const rule = rulePacks.flatMap(({ rules }) => rules).find((one) => one.code === code)
  return rule ? `${code} ${rule.title}` : code
}

/** The title of a pack of the program; of others the name that its author gave it. */
function packTitle(id: string): string {
  return rulePack(id)?.title ?? id
}

const contentLabels: Readonly<Record<keyof ApplicationContent, string>> = {
  number: '编号',
  title: '名称',
  field: '领域',
  task: '攻关任务',
  secrecy: '密级',
  start: '开始日期',
  end: '结束日期',
  received: '收到日期',
  reserveEntry: '储备库编号',
  reserveState: '储备库状态',
  guideDirection: '指南方向',
  route: '组建路径',
  organisations: '单位信息',
  money: '经费',
  indicators: '考核指标',
  summary: '简介',
  other: '其他栏目',
}

/** The parts of an application that were typed in, as its record names them. */
function contentWords(fields: readonly string[]): string {
  const labels: Readonly<Record<string, string>> = contentLabels
  return fields.map((field) => labels[field] ?? field).join('、')
}

const sentences: { readonly [Type in EventType]: Say<Type> } = {
  ChainBegan: ({ environment, institution, succeeds }, { office }) =>
    succeeds
      ? `启用${office(institution)}的新工作台（${environment}），接续原来的工作台`
      : `启用${office(institution)}的工作台（${environment}）`,
  DeviceCertified: ({ name }) => `登记本单位的工作台「${name}」`,
  DeviceRetired: ({ last, reason }) =>
    `停用一台工作台，${last ? `其记录到第 ${last.seq} 条为止有效` : '其记录一律不采用'}，原因：${reason}`,
  HandedOver: () => '把这项记录移交给另一台工作台办理',
  TakenOver: () => '接手办理',
  OfficePinned: ({ institution, second }, { office, person }) =>
    `与${person(second) ?? '另一位同事'}共同核对了${office(institution)}的核对码`,

  AccountOpened: ({ name, roles }) => `开设账号「${name}」，角色：${roles.join('、')}`,
  AccountRolesChanged: ({ roles }) => `调整账号的角色为：${roles.join('、')}`,
  AccountClosed: ({ reason }) => `停用账号，原因：${reason}`,
  AccountPasswordSet: ({ reset, second }, { person }) => {
    if (!reset) return '更换了自己的密码'
    return second ? `与${person(second) ?? '另一位同事'}共同为同事重置了密码` : '凭恢复单设置了新密码'
  },
  LoginSet: ({ reset, second, person: whose }, { person }) => {
    if (!reset) return '更换了自己在这台工作台上的密码'
    const name = person(whose) ?? '一位同事'
    return second
      ? `与${person(second) ?? '另一位同事'}共同为${name}重置了在这台工作台上的密码`
      : `为${name}在这台工作台上开通登录`
  },
  SuccessionConfirmed: ({ second, heldThen, knownUpTo, withoutContent }, { person }) => {
    const who = second ? `与${person(second) ?? '另一位同事'}共同` : '凭恢复单'
    const without = withoutContent > 0 ? `，${withoutContent} 条只有编号没有内容` : ''
    return `${who}确认由这台工作台接续原来的记录：当时本机有 ${heldThen} 条，已知共有 ${knownUpTo} 条${without}`
  },
  InstitutionAdded: ({ name, code }) => `新增机构：${name}（代码 ${code}）`,

  BatchCreated: ({ title, year }) => `建立批次「${title}」（${year} 年度）`,
  BatchChanged: ({ title }) => `修改批次「${title}」的设置`,
  BatchLinked: () => '把先建的批次并入主办单位的共同批次',
  BatchRulesSet: ({ pack, version, settings }) => {
    const count = Object.keys(settings).length
    const by = `采用「${packTitle(pack)}」第 ${version} 版`
    return count === 0
      ? `设定评审方案：${by}，全部规则按规则包执行`
      : `设定评审方案：${by}，${count} 条规则另有设置`
  },
  RulePackImported: ({ pack: { title, version, rules } }) =>
    `导入规则包「${title}」第 ${version} 版，共 ${rules.length} 项规则`,
  HolidaysRecorded: ({ years, days, basis }) => {
    const of = (kind: '放假' | '上班') => days.filter((one) => one.kind === kind).length
    return `录入 ${years.join('、')} 年办公日历：放假 ${of('放假')} 天，调休上班 ${of('上班')} 天，依据：${basis}`
  },
  BasisConfirmed: ({ title, number, second }, { person }) =>
    `与${person(second) ?? '另一位同事'}共同确认政策依据：《${title}》（${number}）`,

  ImportRecorded: ({ rows, taken, leftOut, letter, compared }, { office }) => {
    const from = letter
      ? `（未校验来源：${office(letter.institution)}，${letter.office}来函 ${letter.number}，${letter.date}）`
      : ''
    const without = leftOut.length > 0 ? `，${leftOut.length} 行由人工决定不导入` : ''
    const again = compared ? `，更新 ${compared.revised} 项，相同 ${compared.same} 项` : ''
    const taking = compared ? `新增 ${taken} 项` : `导入 ${taken} 项`
    return `导入申报清单${from}：表中 ${rows} 行，${taking}${again}${without}`
  },
  ImportWithdrawn: ({ reason }) => `撤回整次导入，原因：${reason}`,
  ApplicationImported: ({ row, content }) => `申报从清单第 ${row} 行读入：${content.number} ${content.title}`,
  ApplicationCompleted: ({ fields }) => `补录或更正了${contentWords(fields)}`,
  ApplicationRevised: ({ row, reason, changes }) =>
    `按清单第 ${row} 行更新：${changesInWords(changes)}${reason === '' ? '' : `，理由：${reason}`}`,
  RevisionWithdrawn: ({ changes }) =>
    changes.length === 0
      ? '那次导入已撤回，申报信息没有因此改变'
      : `那次导入已撤回，恢复到更新之前：${changesInWords(changes)}`,
  ApplicationWithdrawn: ({ reason, date }) => `登记申报单位于 ${date} 撤回申报，原因：${reason}`,
  ApplicationReinstated: ({ reason }) => `撤销「申报单位撤回」的登记，原因：${reason}`,
  ApplicantPeopleRecorded: () => '登记了项目人员信息（属于个人信息，内容不在留痕中显示）',
  PersonalDataSeen: ({ kind }) =>
    kind === '全过程卷宗' ? '编成全过程卷宗（附件可能含个人信息）' : `查看了个人信息（${kind}）`,
  DocumentAttached: ({ name, size }) => `加入附件「${name}」（${bytesInWords(size)}）`,
  DocumentDetached: ({ reason }) => `移除一份附件，原因：${reason}`,
  PagesMarked: ({ marks }) =>
    marks.length === 0
      ? '清除了附件的页码标记'
      : `标记附件页码：${marks.map(({ kind, from, to }) => `${kind}（${pages(from, to)}）`).join('、')}`,

  ReviewAssigned: ({ person: to }, { person }) => `把形式审查分给${person(to) ?? '一位同事'}办理`,
  AssignmentTakenBack: () => '收回形式审查的分工',

  OrganisationNamesLinked: ({ kind, organisation, other }) =>
    `登记「${other.name}」是「${organisation.name}」的${kind === '同一单位' ? '另一个名称' : kind}`,
  OrganisationFamilyRecorded: ({ name, members, replaces }) =>
    members.length === 0
      ? `解散单位组「${name}」`
      : `${replaces === null ? '建立' : '修改'}单位组「${name}」：${members.map((one) => one.name).join('、')}`,
  OrganisationDescribed: ({ organisation, registered, kind, region }) => {
    const facts = [
      registered && `登记日期 ${registered}`,
      kind && `类型 ${kind}`,
      region && `所在地 ${regionShortLabel(region)}`,
    ].filter(Boolean)
    return `登记「${organisation.name}」的情况：${facts.length > 0 ? facts.join('，') : '已清空'}`
  },
  OrganisationStatementWithdrawn: ({ reason }) => `撤销一条单位登记，原因：${reason}`,
  OrganisationChecked: ({ organisation, register, channel, checkedOn, result, ...penalty }) =>
    `登记「${organisation.name}」的${register}核查：${checkedOn} 查询${channel}，${result}${penaltyWords(penalty)}`,
  PersonChecked: ({ register, checkedOn, result }) =>
    `登记一名申报人员的${register}核查：${checkedOn} 查询，${result}（姓名属于个人信息，不在留痕中显示）`,
  RegisterListRecorded: ({ register, title, listDate, rows, taken }) =>
    `导入${register}名单「${title}」（${listDate}）：表中 ${rows} 行，导入 ${taken} 行`,
  RegisterEntriesRecorded: ({ entries }) =>
    `名单第 ${entries[0]!.row}–${entries.at(-1)!.row} 行，共 ${entries.length} 条`,
  RecordLifted: ({ reason, row }) =>
    `与复核人共同解除一条记录${row === null ? '' : `（名单第 ${row} 行）`}，理由：${reason}`,
  LiftingConfirmed: ({ row }) => `作为第二人确认解除一条记录${row === null ? '' : `（名单第 ${row} 行）`}`,
  RegisterWithdrawn: ({ reason }) => `撤销一条登记，原因：${reason}`,
  RequestNoted: ({ day, way, handled }) => `登记一次请托：${day}，${way}；处理：${handled}`,
  RequestAskerRecorded: () => '登记了请托人（属于个人信息，内容不在留痕中显示）',

  ReviewOpened: () => '开始形式审查',
  VerdictRecorded: ({ code, verdict, note }) =>
    `审查 ${ruleWords(code)}：${verdict}${note.trim() === '' ? '' : `，说明：${note}`}`,
  VerdictWithdrawn: ({ code }) => `收回对 ${ruleWords(code)} 的审查意见`,
  DuplicatesJudged: ({ isDuplicate, note }) =>
    `并列比对两项申报，判为${isDuplicate ? '重复' : '不是重复'}${note.trim() === '' ? '' : `：${note}`}`,
  SecondCheckPlanned: ({ level }) => `设定复核要求：${level}`,
  SecondCheckRequested: ({ outcome }) => `送复核，拟作结论「${outcome}」`,
  SecondCheckGiven: ({ verdicts, blind }) => {
    const differing = verdicts.filter(({ first, verdict }) => first !== verdict)
    const how = blind ? '（未看初审意见）' : ''
    if (differing.length === 0) return `复核${how} ${verdicts.length} 项，全部一致`
    const told = differing.map(
      ({ code, first, verdict, note }) =>
        `${ruleWords(code)}：初审${first}，复核${verdict}${note === '' ? '' : `（${note}）`}`,
    )
    return `复核${how} ${verdicts.length} 项，${differing.length} 项不一致：${told.join('；')}`
  },
  DifferenceSettled: (data) =>
    data.how === 'adopted'
      ? `采纳复核意见，${ruleWords(data.code)} 改为${data.verdict}`
      : `${ruleWords(data.code)} 维持初审意见，理由：${data.reason}`,
  OutcomeConfirmed: ({ outcome }) => `作为第二人确认形式审查结论「${outcome}」`,
  ReviewClosed: ({ outcome, deadline, reason, notice }) => {
    const until = deadline ? `，补交截止 ${deadline}` : ''
    const items = notice.map(({ code, sentence }, i) => `${i + 1}．${code} ${sentence}`).join('')
    const told = items === '' ? '' : `，通知事项：${items}`
    const label = items === '' ? '理由' : '补充说明'
    return `作出形式审查结论：${outcome}${until}${told}${reason.trim() === '' ? '' : `，${label}：${reason}`}`
  },
  ReviewReopened: ({ reason, appeal }) =>
    `${appeal === null ? '重新打开形式审查' : '因申诉撤销原结论，重新审查'}，原因：${reason}`,

  SupplyNoticeSent: ({ day, way, note }) =>
    `登记补交材料通知于 ${day} 以${way}方式发出${note === '' ? '' : `，说明：${note}`}`,
  SupplyCallLogged: ({ call, direction, day, time, agreed }) =>
    `登记第 ${call} 次补交通话（${direction}，${day} ${time}）：${agreed}`,
  SupplyContactRecorded: () => '登记了通话对方的姓名和电话（属于个人信息，内容不在留痕中显示）',
  DeadlineExtended: ({ from, to, reason, approvedBy, approvedOn, paper, afterExpiry }) =>
    `${afterExpiry ? '期满后' : ''}延长补交期限：${from} 改为 ${to}，原因：${reason}；${approvedBy}于 ${approvedOn} 批准（${paper}）`,
  SupplyItemReceived: ({ code, state, day, note }) =>
    `补交材料 ${ruleWords(code)}：${state}${day ? `（${day}）` : ''}${note === '' ? '' : `，说明：${note}`}`,
  SupplyVersionRecorded: ({ number, day, documents, note }) =>
    `并入${versionLabel(number)}：${day} 收到，附件 ${documents.length} 份${note === '' ? '' : `，说明：${note}`}`,
  SignOffRequested: ({ covered }) => {
    const of = (outcome: string) => covered.filter((one) => one.outcome === outcome).length
    const parts = [
      ['通过', of('通过')],
      ['通知补交材料', of('通知补交材料')],
      ['不予受理', of('不予受理')],
    ].flatMap(([outcome, count]) => (count === 0 ? [] : [`${outcome} ${count} 项`]))
    return `呈批形式审查结论 ${covered.length} 项（${parts.join('，')}），形成呈批件和附表`
  },
  SignOffRequestWithdrawn: ({ reason }) => `撤回尚未签批的呈批件，原因：${reason}`,
  SignOffRegistered: ({ opinion, date, person, office, number, remark, returned }) => {
    const except = returned.length > 0 ? `，其中 ${returned.length} 项未同意` : ''
    return `登记签批：${opinion}${except}，${office}${person}，${date}，${number}${remark === '' ? '' : `，批示：${remark}`}`
  },
  SignOffScanKept: () => '存入签批件的扫描件（仅本单位保存）',
  SignOffRegistrationWithdrawn: ({ reason }) => `撤销签批登记，恢复为待签批，原因：${reason}`,

  AppealReceived: ({ received, deadline, grounds }) =>
    `收到对不予受理的申诉（${received}）${deadline === null ? '' : `，处理期限 ${deadline}`}，事由：${grounds}`,
  AppealPaperKept: () => '留存申诉材料和提出人（属于个人信息，内容不在留痕中显示）',
  AppealDeadlineSet: ({ deadline }) => `申诉处理期限定为 ${deadline}`,
  AppealDecided: ({ decision, reason, second }, { person }) =>
    `与${person(second) ?? '另一位同事'}共同处理申诉：${decision}，理由：${reason}`,
  AppealWithdrawn: ({ reason }) => `申诉终止，原因：${reason}`,
  RecommendationDrafted: ({ draft, rows, leftOut, parties }, { office }) => {
    const without = leftOut.length > 0 ? `，未列入 ${leftOut.length} 项` : ''
    const asked = parties.length > 0 ? `，请${parties.map(office).join('、')}会签` : ''
    return `起草推荐汇总表第 ${draft} 稿：推荐 ${rows.length} 项${without}${asked}`
  },
  FinalListConfirmed: ({ final }) =>
    final ? '作为第二人确认推荐汇总表定稿' : '作为第二人确认撤销推荐汇总表的定稿',
  RecommendationFinalised: () => '推荐汇总表定稿',
  RecommendationReopened: ({ reason }) => `撤销推荐汇总表的定稿，原因：${reason}`,
  AgreementRecorded: ({ of, answer, number, date, remark }, { office }) =>
    `登记${office(of)}对推荐汇总表的会签意见：${answer}，${number}，${date}${remark === '' ? '' : `，内容：${remark}`}`,
  AgreementWithdrawn: ({ reason }) => `撤销会签意见的登记，原因：${reason}`,

  InspectionFrozen: ({ round, rows, again }, { person }) => {
    const why = again ? `，原因：${again.reason}（第二人：${person(again.second) ?? '一位同事'}）` : ''
    return `封存随机抽查名单（第 ${round} 次，${rows.length} 项）${why}`
  },
  InspectionDrawn: ({ parties, drawn }) => `由${parties.join('、')}掷点，随机抽中 ${drawn.length} 项`,
  InspectionFound: ({ result, note }) => `记录抽查结果：${result}${note === '' ? '' : `，${note}`}`,

  BundleSent: ({ to, ranges, documents }, { office }) =>
    `写出数据交换包给${office(to)}：${ranges.map(placesOf).join('，')}，附件 ${documents} 份`,
  SheetsHandedOver: ({ to, rows }, { office }) =>
    `以表格和盖章附函的形式向${office(to)}提供申报清单，共 ${rows} 项`,
  BundleReceived: ({ from, chains, documents }, { office }) => {
    const places = chains.map((chain) => `${office(chain.institution)}${placesOf(chain)}`).join('，')
    return `导入${office(from)}的数据交换包并记下回执：${places}，附件 ${documents} 份`
  },
}

function penaltyWords({
  penaltyFrom,
  penaltyTo,
}: {
  readonly penaltyFrom: string | null
  readonly penaltyTo: string | null
}): string {
  if ((penaltyFrom ?? penaltyTo) === null) return ''
  return `，惩戒期 ${penaltyFrom ?? '未注明'} 至 ${penaltyTo ?? '未注明'}`
}

const shownChanges = 3
const shownLength = 40

/** 「名称由“甲”改为“乙”；经费……」, the first few of them. */
function changesInWords(
  changes: readonly {
    readonly field: string
    readonly before: string | null
    readonly after: string | null
  }[],
): string {
  const told = changes.slice(0, shownChanges).map(({ field, before, after }) => {
    if (field === 'people') return revisedFieldLabel(field)
    return `${revisedFieldLabel(field)}由${valueInWords(before)}改为${valueInWords(after)}`
  })
  const rest = changes.length > shownChanges ? `；等 ${changes.length} 处` : ''
  return `${told.join('；')}${rest}`
}

function valueInWords(text: string | null): string {
  if (text === null || text === '') return '未录入'
  const shown = [...text].slice(0, shownLength).join('')
  return `“${shown}${shown.length < text.length ? '…' : ''}”`
}

function pages(from: number, to: number): string {
  return from === to ? `第 ${from} 页` : `第 ${from}–${to} 页`
}
