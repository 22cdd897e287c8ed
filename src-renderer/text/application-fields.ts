import type {
  ImportField,
  OrganisationPart,
  OrganisationSlot,
  PersonPart,
  PersonSlot,
} from '../../src-main/domain/applications/import-field.ts'

export { applicationFieldLabels, revisedFieldLabel } from '../../src-main/domain/applications/rules.ts'

const slotLabels: Record<OrganisationSlot, string> = {
  lead: '牵头单位',
  member: '参与单位',
  subtask: '子课题承担单位',
  owner: '需求方',
  solver: '解决方',
}

const partLabels: Record<OrganisationPart, string> = {
  name: '名称',
  code: '信用代码',
  kind: '类型',
  region: '所在地区',
  city: '所在城市',
  'legal-person': '是否独立法人',
  registered: '成立日期',
}

const personLabels: Record<PersonSlot, string> = { principal: '项目负责人', contact: '联系人' }

const personPartLabels: Record<PersonPart, string> = {
  name: '姓名',
  organisation: '单位',
  title: '职称',
  'id-number': '证件号码',
  phone: '电话',
}

type SingleField = Exclude<
  ImportField,
  `${OrganisationSlot}-${OrganisationPart}` | `${PersonSlot}-${PersonPart}`
>

const singleLabels: Record<SingleField, string> = {
  number: '编号',
  title: '名称',
  field: '领域',
  task: '攻关任务',
  secrecy: '密级',
  'reserve-entry': '储备库编号',
  'reserve-state': '储备库状态',
  'guide-direction': '指南方向',
  route: '组建路径',
  indicators: '考核指标',
  summary: '简介',
  start: '开始日期',
  end: '结束日期',
  period: '起止时间（一栏）',
  received: '收到日期',
  total: '项目总投入',
  requested: '申请支持资金',
  'self-raised': '自筹资金',
  offered: '对外揭榜资金',
  contract: '供需双方合同额',
  ignore: '不导入',
}

/** What a column of a list can be, as the mapping wizard offers it. */
export function importFieldLabel(field: ImportField): string {
  const single = (singleLabels as Partial<Record<ImportField, string>>)[field]
  if (single) return single
  const dash = field.indexOf('-')
  const [owner, part] = [field.slice(0, dash), field.slice(dash + 1)]
  if (owner in personLabels)
    return `${personLabels[owner as PersonSlot]}${personPartLabels[part as PersonPart]}`
  return `${slotLabels[owner as OrganisationSlot]}${partLabels[part as OrganisationPart]}`
}
