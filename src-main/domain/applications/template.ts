import type { Sheet } from '../../core/ports/tables.ts'
import type { ApplicationKind } from './record.ts'

/** The first cell of the explanation row begins with it; import skips that row. */
export const explanationMark = '【填写说明】'

type Column = { readonly heading: string; readonly explanation: string; readonly width: number }

const beginning: readonly Column[] = [
  {
    heading: '项目编号',
    explanation: `${explanationMark}外部系统的编号，不可重复；本行导入时自动跳过`,
    width: 22,
  },
  { heading: '项目名称', explanation: '必填，全称', width: 40 },
  { heading: '所属领域', explanation: '与本批次设定的领域一致', width: 16 },
]
const lead: readonly Column[] = [
  { heading: '牵头单位', explanation: '必填，与公章一致的全称', width: 34 },
  { heading: '牵头单位统一社会信用代码', explanation: '18 位，按文本填写', width: 24 },
  { heading: '牵头单位性质', explanation: '如：领军企业、高校、科研院所', width: 16 },
  { heading: '牵头单位所在地区', explanation: '如：江苏省苏州市', width: 18 },
  { heading: '牵头单位是否独立法人', explanation: '是或否', width: 14 },
  { heading: '牵头单位成立日期', explanation: '如：2018-05-20；不需要的可不填', width: 16 },
]
const others: readonly Column[] = [
  { heading: '参与单位', explanation: '多家用分号隔开', width: 44 },
  {
    heading: '参与单位统一社会信用代码',
    explanation: '与参与单位顺序一致，用分号隔开；没有的写“无”',
    width: 30,
  },
  { heading: '参与单位性质', explanation: '与参与单位顺序一致，用分号隔开', width: 20 },
  {
    heading: '参与单位所在地区',
    explanation: '与参与单位顺序一致，用分号隔开；国外及港澳台写“境外”',
    width: 24,
  },
  { heading: '参与单位是否独立法人', explanation: '是或否，与参与单位顺序一致，用分号隔开', width: 20 },
]
const money: readonly Column[] = [
  { heading: '项目总投入（万元）', explanation: '保留两位小数', width: 14 },
  { heading: '申请财政资金（万元）', explanation: '保留两位小数', width: 14 },
  { heading: '自筹资金（万元）', explanation: '保留两位小数', width: 14 },
]
const joint: readonly Column[] = [
  ...beginning,
  { heading: '攻关任务', explanation: '揭榜任务的名称或编号', width: 24 },
  ...lead,
  ...others,
  { heading: '需求方', explanation: '牵头单位即需求方的，写牵头单位', width: 30 },
  { heading: '解决方', explanation: '多家用分号隔开', width: 30 },
  { heading: '入库编号', explanation: '云平台储备库中的编号', width: 16 },
  { heading: '入库状态', explanation: '揭榜成功或部分揭榜成功', width: 16 },
  { heading: '指南方向', explanation: '指南中的方向名称', width: 24 },
  ...money,
  { heading: '对外揭榜资金（万元）', explanation: '保留两位小数', width: 14 },
  { heading: '合同金额（万元）', explanation: '需求方与解决方的合同额', width: 14 },
  { heading: '开始日期', explanation: '如：2026-01-01', width: 12 },
  { heading: '结束日期', explanation: '如：2028-12-31', width: 12 },
  { heading: '收到日期', explanation: '收到申报材料的日期，如：2026-10-20；可不填', width: 14 },
  { heading: '考核指标', explanation: '可不填', width: 30 },
]
const consortium: readonly Column[] = [
  ...beginning.map((column) => ({ ...column, heading: column.heading.replace('项目', '联合体') })),
  { heading: '组建路径', explanation: '1：基于联合攻关项目组建；2：省级创新联合体提能升级', width: 14 },
  ...lead,
  ...others.map((column) => ({
    ...column,
    heading: column.heading.replace('参与', '成员'),
    explanation: column.explanation.replace('参与', '成员'),
  })),
  { heading: '收到日期', explanation: '收到申报材料的日期，如：2026-10-20；可不填', width: 14 },
  { heading: '建设目标', explanation: '可不填', width: 40 },
]
const people: readonly Column[] = [
  { heading: '项目负责人', explanation: '姓名；个人信息单独保存', width: 12 },
  { heading: '项目负责人职称', explanation: '可不填', width: 12 },
  { heading: '联系人', explanation: '姓名', width: 12 },
  { heading: '联系人电话', explanation: '可不填', width: 16 },
]

/** The desk's own list to fill in: headings, one row of explanations that import skips, widths in characters. */
export function templateSheet(kind: ApplicationKind): Sheet {
  const columns = [...(kind === 'joint' ? joint : consortium), ...people]
  return {
    name: kind === 'joint' ? '联合攻关项目' : '创新联合体',
    rows: [columns.map(({ heading }) => heading), columns.map(({ explanation }) => explanation)],
    widths: columns.map(({ width }) => width),
  }
}
