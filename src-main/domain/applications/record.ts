import type { Digest } from '../../core/suite.ts'
import type { Region } from '../organisations/rules.ts'

/** A: joint research project (联合攻关) · B: innovation consortium (创新联合体). */
export type ApplicationKind = 'joint' | 'consortium'

export const organisationRoles = ['牵头', '子课题承担', '参与', '需求方', '解决方'] as const
export type OrganisationRole = (typeof organisationRoles)[number]

/** One organisation of an application; null = 未录入, to be typed when a rule needs it. */
export type ApplicationOrganisation = {
  readonly name: string
  /** 统一社会信用代码; none for foreign solvers (A9, B3.4). */
  readonly code: string | null
  /** 领军企业, 高校, 科研院所, … as the list gives it. */
  readonly kind: string | null
  readonly region: Region | null
  readonly city: string | null
  /** A set: a lead is usually also the owner of the need. */
  readonly roles: readonly OrganisationRole[]
  /** 独立法人; a credit code alone does not prove it. */
  readonly legalPerson: boolean | null
  /** 成立日期 by the licence, YYYY-MM-DD. */
  readonly registered: string | null
}

/** Amounts in 分 (1/100 元), from 万元 with two decimals; null = 未录入. */
export type ApplicationMoney = {
  readonly total: number | null
  readonly requested: number | null
  readonly selfRaised: number | null
  /** 对外揭榜资金 [A9]. */
  readonly offered: number | null
  /** Contract between owner and solver [A16]. */
  readonly contract: number | null
}

/** What an application says (domain record of an imported list; no people: they are events of their own). */
export type ApplicationContent = {
  /** The outside number: the leading number, shown and searched everywhere. */
  readonly number: string
  readonly title: string
  readonly field: string | null
  readonly task: string | null
  /** 密级 as the list gives it: 公开 or a mark that stops everything. */
  readonly secrecy: string | null
  /** YYYY-MM-DD. */
  readonly start: string | null
  readonly end: string | null
  /** 收到日期, YYYY-MM-DD: registered by a person or by the system that took it in, never the day of the import. */
  readonly received: string | null
  /** Reserve entry and state [A11], or direction of the guide [A12]. */
  readonly reserveEntry: string | null
  readonly reserveState: string | null
  readonly guideDirection: string | null
  /** Consortium: route 1 or 2 [B5]. */
  readonly route: '1' | '2' | null
  readonly organisations: readonly ApplicationOrganisation[]
  readonly money: ApplicationMoney
  readonly indicators: string | null
  readonly summary: string | null
  /** Columns of the source that have no place of their own, under their own heading. */
  readonly other: Readonly<Record<string, string>>
}

export const attachmentKinds = [
  '申报书（盖章）',
  '科研诚信承诺书',
  '合作协议',
  '供需双方合同或意向',
  '自筹资金承诺',
  '审计报告',
  '推荐函',
  '伦理审查批件',
  '成果证明',
  '组建协议',
  '省级创新联合体批文',
  '理事会章程',
  '经费管理办法',
  '其他',
] as const
export type AttachmentKind = (typeof attachmentKinds)[number]

/** A document given with an application; its marks say which pages are which kind of attachment. */
export type ApplicationDocument = {
  readonly document: Digest
  readonly name: string
  readonly size: number
  readonly marks: readonly AttachmentMark[]
}

export type AttachmentMark = {
  readonly kind: AttachmentKind
  /** Pages from 1, both included. */
  readonly from: number
  readonly to: number
}
