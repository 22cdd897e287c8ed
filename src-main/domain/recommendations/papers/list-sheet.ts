import { z } from 'zod'
import type { Paper, PaperBlock } from '../../../core/ports/papers.ts'
import { ok } from '../../../core/result.ts'
import { may } from '../../accounts/rules.ts'
import { namePart } from '../../formal-review/papers/frozen.ts'
import { sumOf } from '../../formal-review/papers/listed.ts'
import { type PaperContext, paperTask } from '../../papers/paper-task.ts'
import { footerOf } from '../../papers/place.ts'
import { formatWan } from '../../papers/rules.ts'
import { digestLines, minuteOf, namesOf } from '../../papers/words.ts'
import { readBatchRules } from '../../rule-packs/index.ts'
import { changeInWords, type DraftRow } from '../rules.ts'
import { byRegion, type Drafted, draftLabel, type RegionGroup, readDrafted } from './drafted.ts'
import { placeOfDraft } from './place.ts'

/** 《推荐汇总表》 of one draft, with sums by region and what changed against the draft before. */
export const listSheet = paperTask({
  permission: may('review:read'),
  input: z.strictObject({ recommendation: z.string().max(80), draft: z.int().min(1) }),
  paper(context) {
    const { recommendation, draft } = context.input
    const found = readDrafted(context.db, recommendation, draft)
    if (!found.ok) return found
    const drafted = found.value
    return ok({
      paper: listSheetOf(drafted, context),
      fileName: `推荐汇总表-${draftLabel(drafted).replaceAll(' ', '')}-${namePart(drafted.batch.title)}`,
    })
  },
})

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'now' | 'history'>

/** The sheet as a page model: landscape, in the order of the draft. */
export function listSheetOf(drafted: Drafted, context: Context): Paper {
  const { db, desk, person, now } = context
  const { page, draft, batch, isFinal, comparison } = drafted
  const isConfirmed = readBatchRules(db, batch.id, desk.institution)?.pack.basis.confirmed != null
  const marks = [isConfirmed ? null : '征求意见', isFinal ? null : draftLabel(drafted)].filter(
    (mark) => mark !== null,
  )
  const isJoint = batch.kind === 'joint'
  return {
    name: '推荐汇总表',
    environment: desk.environment,
    watermark: marks.length === 0 ? null : marks.join('　'),
    footer: footerOf(db, { by: person.name, at: now(), place: placeOfDraft(drafted, context) }),
    orientation: 'landscape',
    blocks: [
      { kind: 'title', text: `${batch.title}推荐汇总表` },
      {
        kind: 'note',
        text: [
          `推荐单位：${namesOf(db).name(page.institution)}`,
          `${draftLabel(drafted)}（${minuteOf(draft.at)}）`,
          `校验码：${draft.checkCode}`,
          ...(isJoint ? ['金额单位：万元'] : []),
        ].join('　　'),
      },
      rowsTable(drafted, byRegion(db, drafted)),
      ...deletedTable(drafted),
      ...leftOutTable(drafted),
      {
        kind: 'note',
        text: `${comparison ? '与上一稿不同的已在“较上稿”栏和“较上稿删除”中注明。' : ''}本稿校验值（各单位凭此核对所见为同一稿）：\n${digestLines(draft.id, 16)}`,
      },
    ],
  }
}

function rowsTable(drafted: Drafted, groups: readonly RegionGroup[]): PaperBlock {
  const { draft, batch, comparison } = drafted
  const isJoint = batch.kind === 'joint'
  const changed = comparison !== null
  const place = new Map(draft.rows.map(({ application }, i) => [application, i + 1]))
  const line = (row: DraftRow) => {
    const change = comparison?.changes.get(row.application)
    return [
      String(place.get(row.application)),
      row.number,
      row.title,
      row.field ?? notEntered,
      row.lead,
      row.others.join('、') || notEntered,
      ...(isJoint ? [amount(row.total), amount(row.requested)] : []),
      row.note,
      ...(changed ? [change ? changeInWords(change) : ''] : []),
    ]
  }
  const total = (label: string, rows: readonly DraftRow[]) => [
    '',
    label,
    `${rows.length} 项`,
    '',
    '',
    '',
    ...(isJoint
      ? [rows.map((row) => row.total), rows.map((row) => row.requested)].map((all) =>
          formatWan(sumOf(all).sum),
        )
      : []),
    '',
    ...(changed ? [''] : []),
  ]
  const subtotals = groups.map(({ label, rows }) => total(`${label}小计`, rows))
  const rows = isGrouped(draft.rows, groups)
    ? groups.flatMap(({ rows: own }, i) => [...own.map(line), subtotals[i]!])
    : [...draft.rows.map(line), ...subtotals]
  return {
    kind: 'table',
    head: [
      '序号',
      '编号',
      isJoint ? '项目名称' : '联合体名称',
      '领域',
      '牵头单位',
      '其他单位',
      ...(isJoint ? ['总投入', '申请支持'] : []),
      '推荐说明',
      ...(changed ? ['较上稿'] : []),
    ],
    widths: [
      7,
      21.5,
      22,
      11.5,
      16,
      21,
      ...(isJoint ? [12, 12] : []),
      isJoint ? 13 : 28,
      ...(changed ? [11] : []),
    ],
    align: [
      'center',
      'left',
      'left',
      'left',
      'left',
      'left',
      ...(isJoint ? (['right', 'right'] as const) : []),
      'left',
      ...(changed ? (['center'] as const) : []),
    ],
    rows: [...rows, total('合计', draft.rows)],
  }
}

/** True where the order of the draft keeps each region together, as its sums come. */
function isGrouped(rows: readonly DraftRow[], groups: readonly RegionGroup[]): boolean {
  const inGroups = groups.flatMap((group) => group.rows)
  return rows.every(({ application }, i) => inGroups[i]!.application === application)
}

function deletedTable({ comparison }: Drafted): readonly PaperBlock[] {
  if (!comparison || comparison.deleted.length === 0) return []
  return [
    { kind: 'heading', text: '较上稿删除' },
    {
      kind: 'table',
      head: ['编号', '名称', '牵头单位', '理由'],
      widths: [20, 36, 28, 40],
      rows: comparison.deleted.map(({ number, title, lead, reason }) => [
        number,
        title,
        lead,
        reason || '不再符合推荐条件（审查重新打开或签批撤销）',
      ]),
    },
  ]
}

function leftOutTable({ draft: { leftOut } }: Drafted): readonly PaperBlock[] {
  if (leftOut.length === 0) return []
  return [
    { kind: 'heading', text: '形式审查通过而未列入推荐的' },
    {
      kind: 'table',
      head: ['编号', '名称', '牵头单位', '理由'],
      widths: [20, 36, 28, 40],
      rows: leftOut.map(({ number, title, lead, reason }) => [number, title, lead, reason]),
    },
  ]
}

const notEntered = '未录入'

function amount(fen: number | null): string {
  return fen === null ? notEntered : formatWan(fen)
}
