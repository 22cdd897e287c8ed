import type { EventType } from '../../src-main/domain/history/rules.ts'

/** What the records of a kind are called when they are counted; null for those that say nothing to a reader. */
const counted: { readonly [Type in EventType]: readonly [before: string, after: string] | null } = {
  BatchCreated: ['', '个批次'],
  BatchChanged: ['批次修改', '次'],
  BatchLinked: ['批次合并', '次'],
  BatchRulesSet: ['评审方案', '份'],
  RulePackImported: ['规则包', '个版本'],
  BasisConfirmed: ['政策依据确认', '次'],
  ImportRecorded: ['申报清单', '份'],
  ImportWithdrawn: ['撤回的导入', '次'],
  ApplicationImported: ['申报', '项'],
  ApplicationCompleted: ['补录更正', '次'],
  ApplicationRevised: ['按清单更新', '项'],
  RevisionWithdrawn: ['恢复到更新之前', '项'],
  ApplicationWithdrawn: ['申报单位撤回', '项'],
  ApplicationReinstated: ['撤销的撤回', '项'],
  DocumentAttached: ['附件登记', '份'],
  DocumentDetached: ['移除的附件', '份'],
  PagesMarked: ['附件页码标记', '次'],
  InspectionFrozen: ['随机抽查名单', '份'],
  InspectionDrawn: ['随机抽查', '次'],
  InspectionFound: ['抽查结果', '条'],
  PersonalDataSeen: ['查看个人信息的记录', '条'],
  ApplicantPeopleRecorded: ['项目人员信息', '份'],
  ReviewAssigned: ['审查分工', '项'],
  AssignmentTakenBack: ['收回的分工', '项'],
  OrganisationNamesLinked: ['单位名称关联', '条'],
  OrganisationFamilyRecorded: ['单位组', '个'],
  OrganisationDescribed: ['单位情况', '条'],
  OrganisationStatementWithdrawn: ['撤销的单位登记', '条'],
  OrganisationChecked: ['单位核查登记', '条'],
  PersonChecked: ['人员核查登记', '条'],
  RegisterListRecorded: ['核查名单', '份'],
  RegisterEntriesRecorded: null,
  RecordLifted: ['解除的记录', '条'],
  LiftingConfirmed: null,
  RegisterWithdrawn: ['撤销的核查登记', '条'],
  RequestNoted: ['请托登记', '条'],
  RequestAskerRecorded: null,
  ReviewOpened: ['开始审查的申报', '项'],
  VerdictRecorded: ['审查意见', '条'],
  VerdictWithdrawn: ['收回的审查意见', '条'],
  DuplicatesJudged: ['重复比对意见', '条'],
  SecondCheckPlanned: ['复核要求', '次'],
  SecondCheckRequested: ['送复核', '次'],
  SecondCheckGiven: ['复核意见', '份'],
  DifferenceSettled: ['处理的复核分歧', '处'],
  OutcomeConfirmed: ['第二人确认', '次'],
  ReviewClosed: ['审查结论', '条'],
  ReviewReopened: ['重新打开的审查', '项'],
  SupplyNoticeSent: ['补交通知的发出', '次'],
  SupplyCallLogged: ['补交通话', '次'],
  SupplyContactRecorded: ['通话对方', '条'],
  DeadlineExtended: ['补交延期', '次'],
  SupplyItemReceived: ['补交材料的收到情况', '条'],
  SupplyVersionRecorded: ['补交版本', '个'],
  SignOffRequested: ['呈批件', '份'],
  SignOffRegistered: ['签批登记', '份'],
  SignOffRequestWithdrawn: ['撤回的呈批件', '份'],
  SignOffRegistrationWithdrawn: ['撤销的签批登记', '次'],
  SignOffScanKept: null,
  AppealReceived: ['申诉', '件'],
  AppealPaperKept: ['申诉材料', '件'],
  AppealDeadlineSet: ['申诉处理期限', '次'],
  AppealDecided: ['申诉处理意见', '件'],
  AppealWithdrawn: ['撤回的申诉', '件'],
  RecommendationDrafted: ['推荐汇总表', '稿'],
  RecommendationFinalised: ['推荐定稿', '次'],
  RecommendationReopened: ['撤销的定稿', '次'],
  FinalListConfirmed: null,
  AgreementRecorded: ['会签意见', '条'],
  AgreementWithdrawn: ['撤销的会签登记', '次'],
  SheetsHandedOver: ['以表格提供的清单', '份'],
  BundleReceived: ['回执', '份'],
  InstitutionAdded: ['新增机构', '个'],
  AccountOpened: ['人员账号', '个'],
  AccountRolesChanged: ['角色调整', '次'],
  AccountClosed: ['停用的账号', '个'],
  HolidaysRecorded: ['办公日历', '份'],
  AccountPasswordSet: null,
  OfficePinned: null,
  HandedOver: ['移交的记录', '项'],
  TakenOver: null,
  LoginSet: null,
  DeviceCertified: ['登记的工作台', '台'],
  DeviceRetired: ['停用的工作台', '台'],
  ChainBegan: null,
  SuccessionConfirmed: ['工作台接续', '次'],
  BundleSent: null,
}

const order = Object.keys(counted) as readonly EventType[]

/** Records by kind as one would say them: 「1 个批次」「申报 120 项」, what matters first; kinds unknown here last. */
export function contentsInWords(types: Readonly<Record<string, number>>): readonly string[] {
  const known = order.flatMap((type) => {
    const words = counted[type]
    const count = types[type]
    return words && count ? [`${words[0]} ${count} ${words[1]}`.trim()] : []
  })
  const others = Object.entries(types).filter(([type]) => !Object.hasOwn(counted, type))
  const unknown = others.reduce((sum, [, count]) => sum + count, 0)
  return unknown > 0 ? [...known, `本程序不认识的记录 ${unknown} 条`] : known
}

/** True when there is nothing but the housekeeping of exchange: who wrote what, receipts, the desk's beginning. */
export function isOnlyExchange(types: Readonly<Record<string, number>>): boolean {
  return Object.keys(types).every((type) => type === 'BundleSent' || type === 'BundleReceived')
}
