import type { Bytes } from '../../core/bytes.ts'
import { checkCreditCode } from '../../domain/organisations/credit-code.ts'
import type { DeltaRegion } from '../../domain/organisations/rules.ts'
import { writeTable } from '../../platform/tables/write.ts'
import { type consortia, type DemoOrganisation, madeUp, published } from './organisations.ts'
import type { Topic } from './titles.ts'

/** An application as it stands in an office's list, cell by cell. */
export type Row = {
  readonly number: string
  readonly title: string
  readonly field: string
  readonly task: string
  readonly lead: DemoOrganisation
  readonly leadCode: string
  readonly members: readonly DemoOrganisation[]
  readonly reserve: readonly [entry: string, state: string]
  /** 万元, as typed. */
  readonly total: string
  readonly requested: string
  readonly selfRaised: string
  readonly period: string
  readonly principal: string
  readonly contact: string
  readonly phone: string
}

const organisations = [...published, ...madeUp]
const areas: Readonly<Record<DeltaRegion, string>> = {
  SH: '310115',
  JS: '320500',
  ZJ: '330100',
  AH: '340100',
}

/** A credit code that fits both check characters and belongs to nobody; each organisation has one. */
export function codeOf(organisation: DemoOrganisation): string {
  const authority = organisation.kind === '企业' ? '91' : '12'
  const body = `MA9${String(organisations.indexOf(organisation) + 1).padStart(5, '0')}`
  for (const inner of '0123456789X') {
    const front = `${authority}${areas[organisation.region]}${body}${inner}`
    const tried = checkCreditCode(`${front}0`)
    const last = tried.ok ? '0' : tried.problem === 'check' ? tried.expected : ''
    const checked = checkCreditCode(`${front}${last}`)
    if (checked.ok && checked.warning === null) return checked.code
  }
  throw new Error('no check character fits')
}

const familyNames = '陈林周吴徐孙马朱胡郭何高罗郑梁谢宋唐许韩'
const givenNames = [
  '思远',
  '佳怡',
  '志强',
  '雨桐',
  '建华',
  '若㐀',
  '明轩',
  '晓燕',
  '国栋',
  '诗涵',
  '䶮',
  '文博',
]

export type ListPlan = {
  readonly region: DeltaRegion
  readonly topics: readonly Topic[]
  readonly year: number
  /** Stands before the running number of each row: `CSJ2026-JS-`. */
  readonly prefix: string
  /** How many people other lists have named before: nobody leads twice. */
  readonly named: number
  /** Only organisations that do not exist: for rows with faults, and for what will not be accepted. */
  readonly isMadeUp: (row: number) => boolean
}

/** The rows of an office's list, without faults; leads from its own region, at least one member from another. */
export function makeRows({ region, topics, year, prefix, named, isMadeUp }: ListPlan): readonly Row[] {
  return topics.map(({ title, field, task }, i): Row => {
    const leads = (isMadeUp(i) ? madeUp : organisations).filter(
      (one) => one.region === region && one.kind !== '高校',
    )
    const lead = leads[i % leads.length]!
    const others = (isMadeUp(i) ? madeUp : organisations).filter((one) => one.region !== region)
    const members = [0, 1, 2].slice(0, 1 + (i % 3)).map((nth) => others[(i * 5 + nth * 7) % others.length]!)
    const requested = 120 + ((i * 73) % 480) + ((i * 37) % 100) / 100
    const selfRaised = Math.ceil(requested * 2.6) + ((i * 111) % 900)
    const number = `${prefix}${String(i + 1).padStart(4, '0')}`
    const person = (nth: number) => {
      const place = named + i
      const given = place + Math.floor(place / 60) + nth * 5
      return `${familyNames[(place * 3 + nth) % familyNames.length]}${givenNames[given % givenNames.length]}`
    }
    return {
      number,
      title,
      field,
      task,
      lead,
      leadCode: codeOf(lead),
      members: [...new Set(members)],
      reserve: [
        `CB${year}-${region}-${String(i + 11).padStart(3, '0')}`,
        i % 6 === 4 ? '部分揭榜成功' : '揭榜成功',
      ],
      total: (requested + selfRaised).toFixed(2),
      requested: requested.toFixed(2),
      selfRaised: selfRaised.toFixed(2),
      period: `${year + 1}年1月至${year + 3}年12月`,
      principal: person(0),
      contact: person(1),
      phone: `1380000${String((i * 389) % 10_000).padStart(4, '0')}`,
    }
  })
}

const columns: readonly (readonly [heading: string, width: number, cell: (row: Row) => string])[] = [
  ['申报编号', 18, ({ number }) => number],
  ['项目名称', 40, ({ title }) => title],
  ['所属领域', 12, ({ field }) => field],
  ['攻关任务', 24, ({ task }) => task],
  ['牵头单位', 32, ({ lead }) => lead.name],
  ['牵头单位统一社会信用代码', 24, ({ leadCode }) => leadCode],
  ['牵头单位性质', 12, ({ lead }) => lead.kind],
  ['牵头单位所在地', 18, ({ lead }) => lead.city],
  ['牵头单位是否独立法人', 12, () => '是'],
  ['参与单位', 44, ({ members }) => members.map(({ name }) => name).join('；')],
  ['参与单位统一社会信用代码', 30, ({ members }) => members.map(codeOf).join('；')],
  ['参与单位性质', 16, ({ members }) => members.map(({ kind }) => kind).join('；')],
  ['参与单位所在地', 24, ({ members }) => members.map(({ city }) => city).join('；')],
  ['储备库编号', 16, ({ reserve }) => reserve[0]],
  ['储备库状态', 14, ({ reserve }) => reserve[1]],
  ['项目总投入（万元）', 14, ({ total }) => total],
  ['申请财政资金（万元）', 14, ({ requested }) => requested],
  ['自筹资金（万元）', 14, ({ selfRaised }) => selfRaised],
  ['起止时间', 24, ({ period }) => period],
  ['项目负责人', 10, ({ principal }) => principal],
  ['联系人', 10, ({ contact }) => contact],
  ['联系人电话', 14, ({ phone }) => phone],
]

/** The list as its office keeps it: a title over the headings, a running number in front. */
export async function listFile(title: string, rows: readonly Row[]): Promise<Bytes> {
  return fileOf(
    title,
    ['序号', ...columns.map(([heading]) => heading)],
    [6, ...columns.map(([, width]) => width)],
    rows.map((row, i) => [String(i + 1), ...columns.map(([, , cell]) => cell(row))]),
  )
}

/** One published consortium as a province recommends it. */
export async function consortiumFile(
  title: string,
  number: string,
  { title: name, field, members }: (typeof consortia)[number],
): Promise<Bytes> {
  const [lead, ...others] = members.map((member) => organisations.find((one) => one.name === member)!)
  const joined = (what: (one: DemoOrganisation) => string) => others.map(what).join('；')
  return fileOf(
    title,
    [
      '编号',
      '联合体名称',
      '领域',
      '组建路径',
      '牵头单位',
      '牵头单位统一社会信用代码',
      '牵头单位性质',
      '牵头单位所在地',
    ].concat(['成员单位', '成员单位统一社会信用代码', '成员单位性质', '成员单位所在地']),
    [16, 32, 12, 10, 30, 24, 12, 18, 48, 30, 20, 30],
    [
      [number, name, field, '1', lead!.name, codeOf(lead!), '领军企业', lead!.city].concat([
        joined(({ name }) => name),
        joined(codeOf),
        joined(({ kind }) => kind),
        joined(({ city }) => city),
      ]),
    ],
  )
}

async function fileOf(
  title: string,
  headings: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): Promise<Bytes> {
  const written = await writeTable({
    sheets: [{ name: '汇总表', rows: [[title], headings, ...rows], widths }],
  })
  if (!written.ok) throw new Error(written.error.code)
  return written.value
}
