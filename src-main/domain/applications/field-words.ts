import type { ApplicationField } from './fields.ts'

/** Fields of an application as findings, evidence and papers name them. */
export const applicationFieldLabels: Record<ApplicationField, string> = {
  number: '编号',
  title: '名称',
  field: '领域',
  task: '攻关任务',
  lead: '牵头单位',
  'lead-region': '牵头单位所在地',
  'lead-code': '牵头单位信用代码',
  'lead-registered': '牵头单位成立日期',
  members: '参与单位',
  regions: '单位所在地',
  codes: '单位信用代码',
  kinds: '单位类型',
  'legal-persons': '独立法人资格',
  secrecy: '密级',
  start: '开始日期',
  end: '结束日期',
  received: '收到日期',
  total: '项目总投入',
  requested: '申请支持资金',
  'self-raised': '自筹资金',
  offered: '对外揭榜资金',
  contract: '供需双方合同额',
  'reserve-entry': '储备库编号',
  'reserve-state': '储备库状态',
  'guide-direction': '指南方向',
  route: '组建路径',
  indicators: '考核指标',
  summary: '简介',
  other: '其他栏目',
}

/** A field that a list changed, as people call it; persons are named and never shown. */
export function revisedFieldLabel(field: string): string {
  const labels: Readonly<Record<string, string>> = applicationFieldLabels
  return field === 'people' ? '人员信息' : (labels[field] ?? field)
}
