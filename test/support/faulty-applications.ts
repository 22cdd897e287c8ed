import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { AttachmentMark } from '../../src-main/domain/applications/record.ts'
import { templateSheet } from '../../src-main/domain/applications/template.ts'
import type { RuleCode } from '../../src-main/domain/rule-packs/rules.ts'
import { jointBatch } from './batches.ts'
import { makeCreditCode } from './credit-codes.ts'
import { type Office, value } from './office.ts'
import { makePdf } from './pdf.ts'
import { makeXlsx } from './tables.ts'

type Row = Readonly<Record<string, string>>
type Marks = readonly AttachmentMark[]

const pages = 7
const wholly: Marks = [
  { kind: '申报书（盖章）', from: 1, to: 3 },
  { kind: '科研诚信承诺书', from: 4, to: 4 },
  { kind: '合作协议', from: 5, to: 5 },
  { kind: '供需双方合同或意向', from: 6, to: 6 },
  { kind: '推荐函', from: 7, to: 7 },
]
/** The same pages without one kind: they are something else. */
function without(kind: AttachmentMark['kind']): Marks {
  return wholly.map((mark) => (mark.kind === kind ? { ...mark, kind: '其他' } : mark))
}

export type Faulty = {
  /** The reason for not accepting it, as NSFC counted them in 2023 [domain §9]. */
  readonly reason: string
  readonly fault: RuleCode
  /** Columns that are not as they should be. */
  readonly row?: Row
  readonly marks?: Marks
  readonly password?: string
}

/** Twelve applications with one fault each; the more frequent a reason, the more of them. */
export const faulty: readonly Faulty[] = [
  { reason: '缺少证明材料', fault: 'F02', marks: without('合作协议') },
  { reason: '缺少证明材料', fault: 'F22', marks: without('推荐函') },
  { reason: '缺少证明材料', fault: 'F02', password: '123456' },
  { reason: '不符合指南', fault: 'F04', row: { 攻关任务: '家用电器外观设计', 指南方向: '' } },
  { reason: '不符合指南', fault: 'F06', row: { 入库状态: '方案征集中' } },
  { reason: '代码选择错误', fault: 'F05', row: { 所属领域: '纺织印染' } },
  { reason: '缺少填写内容', fault: 'F01', row: { 项目名称: '待定' } },
  { reason: '不具备资格', fault: 'F07', row: { 牵头单位所在地区: '北京市' } },
  {
    reason: '超过限项',
    fault: 'F11',
    row: {
      参与单位: '上海交通大学；浙江大学；合肥某某研究院；苏州某某材料有限公司；宁波某某设备有限公司',
      参与单位统一社会信用代码: [61, 62, 63, 64, 65].map((n) => makeCreditCode('310000', n)).join('；'),
      参与单位性质: '高校；高校；科研院所；企业；企业',
      参与单位所在地区: '上海市；浙江省杭州市；安徽省合肥市；江苏省苏州市；浙江省宁波市',
      参与单位是否独立法人: '是；是；是；是；是',
    },
  },
  { reason: '其他（逾期）', fault: 'F23', row: { 收到日期: '2026-11-02' } },
  { reason: '单位不一致', fault: 'F09', row: { 牵头单位统一社会信用代码: '91350100M000100Y4Z' } },
  { reason: '其他（金额不一致）', fault: 'F16', row: { '自筹资金（万元）': '600.00' } },
]

const topics = [
  '车规级功率芯片低缺陷制备',
  '高端光刻胶涂布工艺',
  '脑机接口柔性电极',
  '基因治疗载体递送系统',
  '固态电池界面调控',
  '深海装备耐压材料',
  '低空飞行器导航定位',
  '先进计算内存互连',
  '合成生物底盘菌株',
  '量子测量仪器小型化',
  '氢燃料电堆密封件',
  '智能纺机张力控制',
  '类脑视觉传感阵列',
]

/** A row without any fault. */
function sound(place: number): Row {
  return {
    项目编号: numberOf(place),
    项目名称: `${topics[place]!}关键技术`,
    所属领域: '人工智能',
    攻关任务: '车载语音交互',
    牵头单位: `苏州第${place + 1}智能科技有限公司`,
    牵头单位统一社会信用代码: makeCreditCode('320500', 700 + place),
    牵头单位性质: '企业',
    牵头单位所在地区: '江苏省苏州市',
    牵头单位是否独立法人: '是',
    牵头单位成立日期: '2015-03-01',
    参与单位: '上海交通大学；浙江大学',
    参与单位统一社会信用代码: `${makeCreditCode('310000', 61)}；${makeCreditCode('330000', 62)}`,
    参与单位性质: '高校；高校',
    参与单位所在地区: '上海市；浙江省杭州市',
    参与单位是否独立法人: '是；是',
    需求方: `苏州第${place + 1}智能科技有限公司`,
    解决方: '上海交通大学',
    入库编号: `CB-2026-${place + 1}`,
    入库状态: '揭榜成功',
    指南方向: '',
    '项目总投入（万元）': '1000.00',
    '申请财政资金（万元）': '250.00',
    '自筹资金（万元）': '750.00',
    '对外揭榜资金（万元）': '200.00',
    '合同金额（万元）': '180.00',
    开始日期: '2027-01-01',
    结束日期: '2029-12-31',
    收到日期: '2026-10-20',
    项目负责人: `负责人${'甲乙丙丁戊己庚辛壬癸子丑寅'[place]}`,
    项目负责人职称: '教授',
  }
}

/** Number of the n-th application; the last one, after the faulty, is sound. */
export function numberOf(place: number): string {
  return `CSJ2026-JS-${String(place + 1).padStart(4, '0')}`
}

/**
 * Takes the twelve and a sound one into a new batch of the office: from a real XLSX with the headings of the desk's own
 * template, with a real PDF each and every page marked. Answers the ids in the order of their numbers.
 */
export async function seedFaulty(office: Office): Promise<readonly string[]> {
  const { desk } = office
  const { batch } = await value(
    desk.batches.create(
      jointBatch({
        title: '每项一处问题',
        fields: ['人工智能', '集成电路'],
        opens: '2026-09-01',
        closes: '2026-10-31',
      }),
    ),
  )
  const settings = {
    F04: { parameters: { directions: ['车载语音交互', '存算一体芯片'] } },
    F10: { on: true },
    F11: { on: true, parameters: { organisations: 5, subtasks: 0 } },
    F22: { on: true },
  }
  await value(desk.rulePacks.setBatchRules({ batch, pack: 'joint-draft', version: 2, settings }))
  const all: readonly Partial<Faulty>[] = [...faulty, {}]
  const folder = await office.folder('faulty')
  const [headings] = templateSheet('joint').rows
  const titles = headings!.map(String)
  const rows = all.map(({ row }, i) => {
    const cells: Row = { ...sound(i), ...row }
    return titles.map((title) => cells[title] ?? '')
  })
  const list = path.join(folder.path, '申报清单.xlsx')
  await writeFile(list, makeXlsx([titles, ...rows]))
  const file = await office.token(list)
  const read = await value(desk.applications.readList({ file, sheet: null, batch, mapping: null }))
  await value(desk.applications.importList({ staged: read.staged!, leaveOut: [...read.blockedRows] }))
  await attach(office, batch, all)
  return mark(office, batch, all)
}

async function attach(office: Office, batch: string, all: readonly Partial<Faulty>[]): Promise<void> {
  const folder = await office.folder('faulty-documents')
  for (const [i, { password }] of all.entries()) {
    const text = (page: number) => `${topics[i]}\n${numberOf(i)} 第 ${page} 页\n本单位承诺保守商业秘密。`
    const pdf = await makePdf({ pages, text, ...(password ? { encrypted: password } : {}) })
    await writeFile(path.join(folder.path, `${numberOf(i)}.pdf`), pdf)
  }
  const found = await value(office.desk.applications.findDocuments({ folder: folder.token, batch }))
  const files = found.matched.map(({ application, file }) => ({ application, file: file.token }))
  await value(office.desk.applications.attachDocuments(files))
}

async function mark(
  { desk }: Office,
  batch: string,
  all: readonly Partial<Faulty>[],
): Promise<readonly string[]> {
  const filter = { batch, states: [], regions: [], institutions: [], field: null, search: '' }
  const sort = { column: 'number', descending: false } as const
  const { rows } = await value(desk.formalReview.list({ filter, sort, offset: 0, limit: 50 }))
  for (const [i, { id }] of rows.entries()) {
    const [document] = (await value(desk.applications.open(id)))!.documents
    const marks = [...(all[i]!.marks ?? wholly)]
    await value(desk.applications.markPages({ application: id, document: document!.document, marks }))
  }
  return rows.map(({ id }) => id)
}
