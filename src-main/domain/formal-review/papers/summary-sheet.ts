import { z } from 'zod'
import type { Db } from '../../../core/db.ts'
import type { Paper } from '../../../core/ports/papers.ts'
import { ok } from '../../../core/result.ts'
import { may } from '../../accounts/rules.ts'
import type { ApplicationContent } from '../../applications/record.ts'
import { type PaperContext, paperTask } from '../../papers/paper-task.ts'
import { footerOf, placeOf } from '../../papers/place.ts'
import { formatWan } from '../../papers/rules.ts'
import { minuteOf, namesOf } from '../../papers/words.ts'
import { listEffect } from '../list-effect.ts'
import { filterSchema, sortSchema } from '../list-filter.ts'
import type { ListRow } from '../list-row.ts'
import { withEffect } from './effect.ts'
import { draftMark, namePart } from './frozen.ts'
import { type Listed, readForPaper, sumOf } from './listed.ts'

/** 申报汇总表 of a batch, or of what is listed of it, with subtotals by region. */
export const summarySheet = paperTask({
  permission: may('review:read'),
  input: z.strictObject({ filter: filterSchema, sort: sortSchema }),
  paper(context) {
    const { filter, sort } = context.input
    const listed = readForPaper(context, filter, sort)
    if (!listed.ok) return listed
    return ok({
      paper: summarySheetOf(listed.value, context),
      fileName: `申报汇总表-${namePart(listed.value.batch.title)}`,
    })
  },
})

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'now'>

/** The sheet as a page model: landscape, the groups by the region of the lead, numbers running through. */
export function summarySheetOf(listed: Listed, { db, desk, person, now }: Context): Paper {
  const { batch, rules, rows, groups, chosen } = listed
  const isJoint = batch.kind === 'joint'
  const partners = partnersOf(db, rows)
  let place = 0
  const lineOf = (row: ListRow) => [
    String(++place),
    row.number,
    row.title,
    row.field ?? notEntered,
    row.isUnverified ? `${row.lead}（未校验来源）` : row.lead,
    partners.get(row.id)?.join('、') || notEntered,
    ...(isJoint ? [amount(row.total), amount(row.requested)] : []),
    row.state,
  ]
  return {
    name: '申报汇总表',
    environment: desk.environment,
    ...withEffect(listEffect(db, rows), {
      watermark: draftMark(rules.pack.basis.confirmed !== null),
      footer: footerOf(db, { by: person.name, at: now(), place: placeOf(db, batch.id, 'last')! }),
    }),
    orientation: 'landscape',
    blocks: [
      { kind: 'title', text: `${batch.title}申报汇总表` },
      {
        kind: 'note',
        text: `填报单位：${namesOf(db).name(desk.institution)}　　截至：${minuteOf(now())}${isJoint ? '　　金额单位：万元' : ''}${chosen === '' ? '' : `　　范围：${chosen}`}`,
      },
      {
        kind: 'table',
        head: [
          '序号',
          '编号',
          isJoint ? '项目名称' : '联合体名称',
          '领域',
          '牵头单位',
          '其他单位',
          ...(isJoint ? ['总投入', '申请支持'] : []),
          '形式审查',
        ],
        widths: isJoint ? [6.3, 21, 23, 10.5, 15.5, 23, 12, 12, 12.5] : [6.3, 21, 25, 12, 20, 40, 12.5],
        align: [
          'center',
          'left',
          'left',
          'left',
          'left',
          'left',
          ...(isJoint ? (['right', 'right'] as const) : []),
          'center',
        ],
        rows: [
          ...groups.flatMap(({ region, rows: own }) => [
            ...own.map(lineOf),
            totalLine(`${region}小计`, own, isJoint),
          ]),
          totalLine('合计', rows, isJoint),
        ],
      },
      ...(isJoint ? remarkOnAbsent(rows) : []),
    ],
  }
}

const notEntered = '未录入'

function amount(fen: number | null): string {
  return fen === null ? notEntered : formatWan(fen)
}

function totalLine(label: string, rows: readonly ListRow[], isJoint: boolean): readonly string[] {
  const money = isJoint
    ? [rows.map(({ total }) => total), rows.map(({ requested }) => requested)].map((all) =>
        formatWan(sumOf(all).sum),
      )
    : []
  return ['', label, `${rows.length} 项`, '', '', '', ...money, '']
}

function remarkOnAbsent(rows: readonly ListRow[]): Paper['blocks'] {
  const total = sumOf(rows.map((row) => row.total)).absent
  const requested = sumOf(rows.map((row) => row.requested)).absent
  if (total + requested === 0) return []
  const parts = [
    total > 0 ? `${total} 项未录入总投入` : '',
    requested > 0 ? `${requested} 项未录入申请支持资金` : '',
  ].filter((part) => part !== '')
  return [{ kind: 'note', text: `注：${parts.join('，')}，小计和合计只计已录入的金额。` }]
}

/** Names of the organisations besides the lead, by application. */
function partnersOf(db: Db, rows: readonly ListRow[]): ReadonlyMap<string, readonly string[]> {
  const contents = db.sql<{ subject: string; content: string }>(
    'SELECT subject, content FROM application_contents WHERE subject IN (SELECT value FROM json_each(?))',
    JSON.stringify(rows.map(({ id }) => id)),
  )
  return new Map(
    contents.map(({ subject, content }) => {
      const { organisations } = JSON.parse(content) as ApplicationContent
      return [subject, organisations.filter(({ roles }) => !roles.includes('牵头')).map(({ name }) => name)]
    }),
  )
}
