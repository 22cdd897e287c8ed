import type { QueryContext } from '../../core/module.ts'
import type { Sheet } from '../../core/ports/tables.ts'
import { unverified } from '../applications/letter.ts'
import { readApplication } from '../applications/queries.ts'
import type { Batch } from '../batches/index.ts'
import { list } from '../formal-review/list.ts'
import type { ListRow } from '../formal-review/list-row.ts'
import { readReviewPage } from '../formal-review/page.ts'
import { regionLabel, regions } from '../organisations/rules.ts'
import { minuteOf, namesOf } from '../papers/words.ts'
import type { HandOutScope } from './hand-out-event.ts'

type Context = Omit<QueryContext<unknown>, 'input'>

const pageSize = 500

/** The applications of a batch as a hand-out shows them: those this institution recorded, or all that are here. */
export function applicationsFor(
  context: Context,
  { batch, scope }: { readonly batch: string; readonly scope: HandOutScope },
): readonly ListRow[] {
  const institutions = scope === 'own' ? [context.desk.institution] : []
  const filter = { batch, states: [], regions: [], institutions, field: null, search: '' }
  const sort = { column: 'number' as const, descending: false }
  const rows: ListRow[] = []
  for (;;) {
    const page = list.read({ ...context, input: { filter, sort, offset: rows.length, limit: pageSize } })
    rows.push(...page.rows)
    if (page.rows.length < pageSize) return rows
  }
}

const headings = [
  '序号',
  '项目编号',
  '项目名称',
  '牵头单位',
  '牵头单位所在地区',
  '涉及地区',
  '所属领域',
  '项目总投入（万元）',
  '申请财政资金（万元）',
  '附件份数',
  '形式审查状态',
  '形式审查结论',
  '不符合项',
  '结论理由',
  '补交期限',
  '来源单位',
  '来源说明',
] as const
const widths = [6, 22, 40, 34, 16, 24, 14, 16, 16, 10, 14, 14, 40, 40, 12, 12, 30]

/** The list as a sheet: numbers and text only, no people; headings that the import of another desk recognises. */
export function handOutSheet(context: Context, kind: Batch['kind'], rows: readonly ListRow[]): Sheet {
  const head = kind === 'joint' ? headings : headings.map((one) => one.replace('项目', '联合体'))
  const { short } = namesOf(context.db)
  return {
    name: '申报清单',
    rows: [
      head,
      ...rows.map((row, place) => [
        place + 1,
        row.number,
        row.title,
        row.lead,
        labelOf(row.leadRegion),
        row.regions.map(labelOf).join('、'),
        row.field ?? '',
        wan(row.total),
        wan(row.requested),
        row.documents,
        row.state,
        ...closingOf(context, row),
        row.deadline ?? '',
        short(row.origin),
        originInWords(context, row),
      ]),
    ],
    widths,
  }
}

function labelOf(code: string | null): string {
  const region = regions.find((one) => one === code)
  return region ? regionLabel(region) : ''
}

function wan(fen: number | null): number | null {
  return fen === null ? null : fen / 1_000_000
}

/** Outcome, what did not conform, and the reason; empty while the review is open, nothing to say on 通过. */
function closingOf(context: Context, { id, state }: ListRow): readonly [string, string, string] {
  if (state === '未开始' || state === '审查中') return ['', '', '']
  const page = readReviewPage(context, id)
  const outcome = page?.review?.outcome
  if (!page || !outcome) return ['', '', '']
  const titles = new Map(page.rules.rules.map(({ code, title }) => [code, title]))
  const failed = page.states
    .filter(({ blocks, verdict }) => blocks && verdict === '不符合')
    .map(({ code, note }) => {
      const item = `${code} ${titles.get(code) ?? ''}`.trim()
      return note.trim() === '' ? item : `${item}（${note.trim()}）`
    })
  return [outcome, failed.join('；'), page.review?.closing?.reason ?? '']
}

function originInWords({ db, desk }: Context, row: ListRow): string {
  if (!row.isUnverified)
    return row.institution === desk.institution ? '本单位登记' : '数据交换包，完整性校验通过'
  const letter = readApplication(db, row.id)?.letter
  return letter ? `${unverified}：${letter.office}来函 ${letter.number}，${letter.date}` : unverified
}

/** What the list is, for whoever opens it without this program. */
export function explanationSheet(
  { db, desk: { institution, environment } }: Context,
  {
    to,
    batch,
    scope,
    at,
    count,
  }: {
    readonly to: string
    readonly batch: Batch
    readonly scope: HandOutScope
    readonly at: string
    readonly count: number
  },
): Sheet {
  const { name } = namesOf(db)
  return {
    name: '说明',
    rows: [
      ['项目', '内容'],
      ['交出单位', name(institution)],
      ['接收单位', name(to)],
      ['批次', `${batch.title}（${batch.year} 年度）`],
      ['用途', environment === '演练' ? '演练，不是正式数据' : '正式'],
      ['交出时间', minuteOf(at)],
      ['项数', `${count} 项`],
      [
        '范围',
        scope === 'own'
          ? '交出单位登记的申报'
          : '本批次在交出单位的全部申报，含其他单位提供的，见「来源单位」',
      ],
      ['金额', '单位为万元，保留两位小数；空白为未录入'],
      ['个人信息', '不含项目负责人、联系人等任何个人信息'],
      [
        '如何核对',
        '本表以盖章附函为准。请计算本文件的 SHA-256 校验值，与附函所列逐组比对；打开后另存过的文件，校验值会改变。Windows 命令：certutil -hashfile 文件名 SHA256',
      ],
    ],
    widths: [18, 90],
  }
}
