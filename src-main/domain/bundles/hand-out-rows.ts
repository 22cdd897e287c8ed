import type { QueryContext } from '../../core/module.ts'
import type { Sheet } from '../../core/ports/tables.ts'
import { unverified } from '../applications/letter.ts'
import { readImport } from '../applications/queries.ts'
import type { Batch } from '../batches/index.ts'
import { type ListRow, list } from '../formal-review/list.ts'
import { readReviewPage } from '../formal-review/page.ts'
import { regionLabel, regions } from '../organisations/rules.ts'
import type { HandOutScope } from './hand-out-event.ts'
import { namesOf } from './paper-words.ts'

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
  const letter = readImport(db, importOf(db, row.id))?.letter
  return letter ? `${unverified}：${letter.office}来函 ${letter.number}，${letter.date}` : unverified
}

function importOf(db: Context['db'], application: string): string {
  const [row] = db.sql<{ import: string }>('SELECT import FROM applications WHERE subject = ?', application)
  return row?.import ?? ''
}

/** What the list is, for whoever opens it without this program. */
export function explanationSheet(rows: readonly (readonly [string, string])[]): Sheet {
  return { name: '说明', rows: [['项目', '内容'], ...rows], widths: [18, 90] }
}
