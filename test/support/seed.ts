import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { listHeadings, makeApplicationRows, publishedConsortium } from './applications.ts'
import { jointBatch } from './batches.ts'
import { type Office, openOffice, value } from './office.ts'
import { makePdf } from './pdf.ts'
import { makeXlsx } from './tables.ts'

export type Seeded = {
  readonly office: Office
  readonly batch: string
  /** Ids by outside number, in the order of the list. */
  readonly applications: ReadonlyMap<string, string>
}

export type SeedPlan = {
  readonly home: string
  readonly institution?: string
  readonly environment?: '正式' | '演练'
  /** How many applications stand in the list. */
  readonly count?: number
  /** How many of them get a PDF of six pages. */
  readonly documents?: number
  /** Names for the lead and the principal of the application with the first number, which stand in no other. */
  readonly names?: { readonly lead: string; readonly principal: string }
}

const columns = {
  number: 1,
  title: 2,
  lead: 4,
  code: 5,
  total: 10,
  selfRaised: 12,
  period: 13,
  principal: 14,
} as const

/**
 * An office with a batch of joint research, its list taken in from a real XLSX and PDFs from a real folder, as people do
 * it. Of each ten applications the second has a wrong credit code, the third sums that differ, the fourth no period, the
 * fifth the title of the first.
 */
export async function seedOffice(plan: SeedPlan): Promise<Seeded> {
  const { home, institution = 'JS', environment = '演练' } = plan
  const office = await openOffice(institution, environment, home)
  return seedBatch(office, '2026年度长三角联合攻关', plan)
}

/** The same in an office that is open already. */
export async function seedBatch(
  office: Office,
  title: string,
  {
    institution = 'JS',
    count = 12,
    documents = 6,
    year = 2026,
    names,
  }: Omit<SeedPlan, 'home' | 'environment'> & {
    readonly year?: number
  } = {},
): Promise<Seeded> {
  const { desk } = office
  const { batch } = await value(
    desk.batches.create(jointBatch({ title, year, opens: '2026-09-01', host: institution })),
  )
  const folder = await office.folder('seed')
  const list = path.join(folder.path, '申报汇总表.xlsx')
  await writeFile(list, makeXlsx([['2026年度申报汇总表'], listHeadings, ...listRows(count, names)]))
  const read = await value(
    desk.applications.readList({ file: await office.token(list), sheet: null, batch, mapping: null }),
  )
  await value(desk.applications.importList({ staged: read.staged!, leaveOut: [...read.blockedRows] }))
  const all = { batch, states: [], regions: [], institutions: [], field: null, search: '' }
  const sort = { column: 'number', descending: false } as const
  const { rows } = await value(desk.formalReview.list({ filter: all, sort, offset: 0, limit: 500 }))
  const applications = new Map(rows.map(({ number, id }) => [number, id]))
  await attach(office, batch, [...applications.keys()].slice(0, documents))
  return { office, batch, applications }
}

function listRows(count: number, names: SeedPlan['names']): readonly (readonly string[])[] {
  const rows = makeApplicationRows(count, 7)
  const [first] = rows.map((row) => row[columns.number]!).toSorted()
  return rows.map((row, i) => {
    const changed = [...row]
    if (names && row[columns.number] === first) {
      changed[columns.lead] = names.lead
      changed[columns.principal] = names.principal
    }
    if (i % 10 === 1) changed[columns.code] = '91350100M000100Y4Z'
    if (i % 10 === 2) changed[columns.selfRaised] = '1.00'
    if (i % 10 === 3) changed[columns.period] = ''
    if (i % 10 === 4) changed[columns.title] = rows[i - 4]![columns.title]!
    return changed
  })
}

async function attach(office: Office, batch: string, numbers: readonly string[]): Promise<void> {
  if (numbers.length === 0) return
  const folder = await office.folder('seed-documents')
  for (const number of numbers) {
    await writeFile(
      path.join(folder.path, `${number}.pdf`),
      await makePdf({ pages: 6, text: (page) => pageText(number, page) }),
    )
  }
  const found = await value(office.desk.applications.findDocuments({ folder: folder.token, batch }))
  const files = found.matched.map(({ application, file }) => ({ application, file: file.token }))
  await value(office.desk.applications.attachDocuments(files))
}

/** The third page is a scan: the sealed one. */
function pageText(number: string, page: number): string | null {
  if (page === 3) return null
  const titles = ['项目申报书', '单位基本情况', '', '科研诚信承诺书', '合作协议', '经费预算表']
  return `${titles[page - 1]}\n\n申报编号：${number}\n第 ${page} 页`
}

/** Adds a published consortium (by name) in a batch of its own; answers its application. */
export async function seedConsortium({ office }: Seeded, name: string): Promise<string> {
  const { desk } = office
  const content = publishedConsortium(name)
  const { batch } = await value(
    desk.batches.create({
      title: '2026年度长三角创新联合体推荐',
      year: 2026,
      kind: 'consortium',
      fields: [],
      opens: '2026-09-01',
      closes: '2026-12-31',
      host: 'JS',
      undertaking: { 受理: null, 形式审查: null, 专家评审: null },
      rulePack: 'consortium-2025',
      rulePackVersion: 2,
      signOff: false,
    }),
  )
  const folder = await office.folder('seed-consortium')
  const list = path.join(folder.path, '联合体推荐表.xlsx')
  const [lead, ...members] = content.organisations
  const cities = { SH: '上海市', JS: '江苏省', ZJ: '浙江省', AH: '安徽省' } as Record<string, string>
  const headings = [
    '编号',
    '联合体名称',
    '领域',
    '组建路径',
    '牵头单位',
    '牵头单位性质',
    '牵头单位所在地',
    '参与单位',
    '参与单位性质',
    '参与单位所在地',
  ]
  const row = [
    content.number,
    content.title,
    content.field!,
    '1',
    lead!.name,
    lead!.kind!,
    cities[lead!.region!]!,
    members.map((one) => one.name).join('；'),
    members.map((one) => one.kind).join('；'),
    members.map((one) => cities[one.region!]).join('；'),
  ]
  await writeFile(list, makeXlsx([headings, row]))
  const read = await value(
    desk.applications.readList({ file: await office.token(list), sheet: null, batch, mapping: null }),
  )
  await value(desk.applications.importList({ staged: read.staged!, leaveOut: [] }))
  const all = { batch, states: [], regions: [], institutions: [], field: null, search: '' }
  const sort = { column: 'number', descending: false } as const
  const { rows } = await value(desk.formalReview.list({ filter: all, sort, offset: 0, limit: 5 }))
  return rows[0]!.id
}

// By hand: `node test/support/seed.ts <data folder> [applications]`, then open the desk on that folder.
if (process.argv[1] === import.meta.filename) {
  const [, , home, count = '12'] = process.argv
  if (!home) throw new Error('which data folder?')
  await mkdir(home, { recursive: true })
  const seeded = await seedOffice({ home, count: Number(count) })
  await seedConsortium(seeded, '长三角语言计算创新联合体')
  await seeded.office.close()
}
