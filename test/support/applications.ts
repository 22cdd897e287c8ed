import { readFileSync } from 'node:fs'
import type { DocumentFacts } from '../../src-main/core/ports/documents.ts'
import type { Table } from '../../src-main/core/ports/tables.ts'
import type {
  ApplicationContent,
  ApplicationOrganisation,
  AttachmentMark,
} from '../../src-main/domain/applications/record.ts'
import type { ReviewedDocument, ReviewInput } from '../../src-main/domain/formal-review/rules.ts'
import type { DeltaRegion } from '../../src-main/domain/organisations/rules.ts'
import type { ReviewRegisters } from '../../src-main/domain/registers/of-application.ts'
import type { MatchedEntry } from '../../src-main/domain/registers/rules.ts'
import { rulePack } from '../../src-main/domain/rule-packs/rules.ts'
import { makeCreditCode } from './credit-codes.ts'
import { seededNumbers } from './seeded-numbers.ts'

type Published = {
  readonly consortia: readonly {
    readonly name: string
    readonly field: string
    readonly lead: string
    readonly members: readonly string[]
  }[]
  readonly organisations: readonly {
    readonly name: string
    readonly province: string
    readonly kind: string
  }[]
  readonly credit_codes: { readonly valid: readonly string[]; readonly invalid: readonly string[] }
  readonly id_card_valid: readonly string[]
}

/** Names as printed in public notices; credit codes are synthetic and belong to nobody. */
export const published = JSON.parse(
  readFileSync(new URL('../fixtures/published.json', import.meta.url), 'utf8'),
) as Published

const regionOf: Record<string, DeltaRegion> = { 上海: 'SH', 江苏: 'JS', 浙江: 'ZJ', 安徽: 'AH' }

/** An organisation that has everything; override what the test is about. */
export function anOrganisation(over: Partial<ApplicationOrganisation> = {}): ApplicationOrganisation {
  return {
    name: '思必驰科技股份有限公司',
    code: makeCreditCode('320500', 31),
    kind: '企业',
    region: 'JS',
    city: '苏州市',
    roles: ['牵头'],
    legalPerson: true,
    registered: '2007-10-24',
    ...over,
  }
}

/** A joint research application in which every machine check passes; override what the test is about. */
export function anApplication(over: Partial<ApplicationContent> = {}): ApplicationContent {
  return {
    number: 'CSJ2026-JS-0001',
    title: '面向车载场景的多模态语音交互关键技术研究',
    field: '人工智能',
    task: '车载语音交互',
    secrecy: '公开',
    start: '2027-01-01',
    end: '2029-12-31',
    received: '2026-10-20',
    reserveEntry: 'CB-2026-017',
    reserveState: '揭榜成功',
    guideDirection: '人工智能方向二',
    route: null,
    organisations: [
      anOrganisation({ roles: ['牵头', '需求方'] }),
      anOrganisation({
        name: '上海交通大学',
        code: makeCreditCode('310000', 103, '12'),
        kind: '高校',
        region: 'SH',
        city: '上海市',
        roles: ['参与', '解决方'],
      }),
    ],
    money: {
      total: 1_000_000_000,
      requested: 300_000_000,
      selfRaised: 700_000_000,
      offered: 200_000_000,
      contract: 180_000_000,
    },
    indicators: '唤醒率不低于 98%',
    summary: null,
    other: {},
    ...over,
  }
}

/** The published consortium by name, with what the notices say and nothing else. */
export function publishedConsortium(name: string): ApplicationContent {
  const found = published.consortia.find((consortium) => consortium.name === name)!
  const organisations = [found.lead, ...found.members].map((member, i): ApplicationOrganisation => {
    const known = published.organisations.find((organisation) => organisation.name === member)!
    return {
      name: member,
      code: null,
      kind: known.kind,
      region: regionOf[known.province]!,
      city: null,
      roles: [i === 0 ? '牵头' : '参与'],
      legalPerson: null,
      registered: null,
    }
  })
  const money = { total: null, requested: null, selfRaised: null, offered: null, contract: null }
  const base = anApplication({
    number: 'LHT-2024-01',
    title: name,
    field: found.field,
    route: '1',
    organisations,
    money,
  })
  const nothing = { task: null, secrecy: null, start: null, end: null, received: null, indicators: null }
  return { ...base, ...nothing, reserveEntry: null, reserveState: null, guideDirection: null }
}

/** A readable PDF of ten pages whose attachments are all marked; override facts or marks. */
export function aDocument(
  over: { readonly facts?: Partial<DocumentFacts> | null; readonly marks?: readonly AttachmentMark[] } = {},
): ReviewedDocument {
  const document = `sha256:${'a'.repeat(64)}`
  const marks: readonly AttachmentMark[] = over.marks ?? [
    { kind: '申报书（盖章）', from: 1, to: 8 },
    { kind: '科研诚信承诺书', from: 9, to: 9 },
    { kind: '合作协议', from: 10, to: 10 },
    { kind: '供需双方合同或意向', from: 10, to: 10 },
  ]
  const facts: DocumentFacts = {
    digest: document,
    size: 120_000,
    kind: 'pdf',
    pages: 10,
    state: 'ok',
    pagesRead: over.facts?.pages ?? 10,
    textPages: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    secrecyMarks: [],
    ...over.facts,
  }
  return {
    document: { document, name: 'CSJ2026-JS-0001.pdf', size: 120_000, marks },
    facts: over.facts === null ? null : facts,
  }
}

/** An entry of a register: a check of 1 November 2026 without record; override what the test is about. */
export function aRegisterEntry(over: Partial<MatchedEntry> = {}): MatchedEntry {
  return {
    id: 'register/00000000-1',
    row: null,
    register: '科研诚信',
    channel: '国家科研诚信严重失信行为数据库',
    checkedOn: '2026-11-01',
    months: null,
    result: '无记录',
    penaltyFrom: null,
    penaltyTo: null,
    isLifted: false,
    match: 'same',
    under: '',
    ...over,
  }
}

/** What the registers say of each organisation; unless told otherwise all were looked up in both and are clean. */
export function registersFor(
  { organisations }: ApplicationContent,
  entries: readonly MatchedEntry[] = [aRegisterEntry(), aRegisterEntry({ register: '社会信用' })],
): ReviewRegisters {
  return {
    organisations: organisations.map(({ name, region }) => ({
      name,
      region,
      entries: entries.map((entry) => ({ ...entry, under: entry.under || name })),
    })),
    people: [],
    relations: [],
  }
}

/** A review in which every machine check passes. */
export function aReviewInput(over: Partial<ReviewInput> = {}): ReviewInput {
  return {
    application: anApplication(),
    documents: [aDocument()],
    people: [],
    pack: rulePack('joint-draft')!,
    plan: {
      fields: ['集成电路', '人工智能', '生物医药'],
      opens: '2026-09-01',
      closes: '2026-10-31',
      rules: { F04: { parameters: { directions: ['车载语音交互', '存算一体芯片'] } } },
    },
    others: {
      applications: [],
      offices: ['上海', '江苏', '浙江', '安徽'].map((short) => ({ short, arrived: true })),
      texts: { state: 'compared', withoutText: 0 },
      principals: { isEntered: true, alike: [], notCompared: ['上海', '浙江'] },
    },
    registers: registersFor(over.application ?? anApplication()),
    today: '2026-11-22',
    ...over,
  }
}

export const listHeadings = [
  '序号',
  '申报编号',
  '项目名称',
  '所属领域',
  '牵头单位',
  '牵头单位统一社会信用代码',
  '牵头单位性质',
  '牵头单位所在地',
  '参与单位',
  '参与单位所在地',
  '项目总投入（万元）',
  '申请财政资金（万元）',
  '自筹资金（万元）',
  '起止时间',
  '项目负责人',
  '联系电话',
]

const subjects = [
  '车规级功率芯片',
  '高端光刻胶',
  '脑机接口电极',
  '基因治疗载体',
  '多模态大模型',
  '固态电池电解质',
]
const aims = ['低缺陷制备', '高通量筛选', '可信评测', '国产化替代', '长寿命封装', '异构协同推理']
const tails = ['关键技术研究', '关键技术攻关与应用示范', '工艺开发', '核心部件研制', '系统研发及产业化']
/** The fields that made applications are in. */
export const fields = ['集成电路', '人工智能', '生物医药', '未来产业']
const places: Record<DeltaRegion, { readonly area: string; readonly cities: readonly string[] }> = {
  SH: { area: '310115', cities: ['上海市浦东新区', '上海市'] },
  JS: { area: '320500', cities: ['江苏省苏州市', '江苏省南京市', '无锡'] },
  ZJ: { area: '330100', cities: ['浙江省杭州市', '宁波市', '浙江'] },
  AH: { area: '340100', cities: ['安徽省合肥市', '芜湖', '安徽省'] },
}
/** Leads of 2024 by region: JS 12, ZJ 7, AH 7, SH 3. */
const leadRegions: readonly DeltaRegion[] = [
  ...Array<DeltaRegion>(12).fill('JS'),
  ...Array<DeltaRegion>(7).fill('ZJ'),
  ...Array<DeltaRegion>(7).fill('AH'),
  ...Array<DeltaRegion>(3).fill('SH'),
]

/**
 * n realistic rows of a joint research list (with {@link listHeadings} above them), the same for the same seed: published
 * names, synthetic valid codes, leads spread over the four regions as in 2024, one to four participants.
 */
export function makeApplicationRows(n: number, seed: number): readonly (readonly string[])[] {
  const random = seededNumbers(seed)
  const pick = <T>(from: readonly T[]): T => from[random(from.length)]!
  const organisations = published.organisations.map(({ name, province, kind }) => ({
    name,
    region: regionOf[province]!,
    kind,
  }))
  return Array.from({ length: n }, (_, i) => {
    const leadRegion = pick(leadRegions)
    const lead = pick(organisations.filter(({ region }) => region === leadRegion))
    const elsewhere = pick(organisations.filter(({ region }) => region !== leadRegion))
    const more = Array.from({ length: random(4) }, () => pick(organisations))
    const members = [...new Set([elsewhere, ...more])].filter((one) => one !== lead)
    const requested = 100 + random(900) + random(100) / 100
    const selfRaised = Math.ceil(requested * 3) + random(2000)
    const year = 2026 + random(2)
    return [
      String(i + 1),
      `CSJ2026-${leadRegion}-${String(i + 1).padStart(5, '0')}`,
      `${pick(subjects)}${pick(aims)}${pick(tails)}（${i + 1}）`,
      pick(fields),
      lead.name,
      makeCreditCode(places[leadRegion].area, i % 90_000),
      lead.kind,
      pick(places[leadRegion].cities),
      members.map(({ name }) => name).join('；'),
      members.map(({ region }) => pick(places[region].cities)).join('；'),
      (requested + selfRaised).toFixed(2),
      requested.toFixed(2),
      selfRaised.toFixed(2),
      `${year}年1月至${year + 2}年12月`,
      `${pick(['张', '李', '王', '陈', '赵', '龚'])}${pick(['宇', '㐀', '䶮', '明', '海', '𠮷'])}${pick(['', '华', '龘', '平'])}`,
      `1380000${String(random(10_000)).padStart(4, '0')}`,
    ]
  })
}

/** Rows as the reader of spreadsheets hands them over. */
export function aTable(rows: readonly (readonly string[])[], over: Partial<Table> = {}): Table {
  return {
    format: 'xlsx',
    encoding: null,
    sheets: ['Sheet1'],
    sheet: 'Sheet1',
    digest: `sha256:${'b'.repeat(64)}`,
    rows,
    notes: [],
    ...over,
  }
}

/** A list of n applications under a title line and headings, as offices send them. */
export function anApplicationTable(n: number, seed: number): Table {
  const title = [
    '2026年度长三角科技创新共同体联合攻关项目申报汇总表',
    ...Array<string>(listHeadings.length - 1).fill(''),
  ]
  return aTable([title, listHeadings, ...makeApplicationRows(n, seed)])
}
