import { z } from 'zod'
import type { Paper } from '../../../core/ports/papers.ts'
import { ok } from '../../../core/result.ts'
import { may } from '../../accounts/rules.ts'
import { type PaperContext, paperTask } from '../../papers/paper-task.ts'
import { footerOf, placeOf } from '../../papers/place.ts'
import { formatWan } from '../../papers/rules.ts'
import { dateInWords, namesOf } from '../../papers/words.ts'
import { type FigureCell, type Figures, sumUp, undecidedIn } from '../figures.ts'
import { filterSchema, sortSchema } from '../list-filter.ts'
import { readFigures } from '../read-figures.ts'
import { readReasons } from '../read-reasons.ts'
import { rankReasons } from '../reasons.ts'
import { type FiguresLine, figuresTable, reasonsTable } from './figures-tables.ts'
import { draftMark, namePart } from './frozen.ts'
import { type Listed, readForPaper } from './listed.ts'

/** 呈批件 of a batch, or of what is listed of it: one page for who decides and never logs in. */
export const approvalSheet = paperTask({
  permission: may('review:read'),
  input: z.strictObject({ filter: filterSchema, sort: sortSchema }),
  paper(context) {
    const { filter, sort } = context.input
    const listed = readForPaper(context, filter, sort)
    if (!listed.ok) return listed
    return ok({
      paper: approvalSheetOf(listed.value, context),
      fileName: `呈批件-${namePart(listed.value.batch.title)}`,
    })
  },
})

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'now' | 'today'>

/** Reasons told on the one page; the others are counted. */
const toldReasons = 4

/** The paper as a page model: counts, reasons by how often they occur, what is asked for, places to write. */
export function approvalSheetOf(listed: Listed, context: Context): Paper {
  const { db, desk, person, now, today } = context
  const { batch, rules, filter, groups, chosen } = listed
  const cells = readFigures(context, filter)
  const figures = sumUp(cells)
  const office = namesOf(db).name(desk.institution)
  const reasons = rankReasons(readReasons(context, filter))
  return {
    name: '呈批件',
    environment: desk.environment,
    watermark: draftMark(rules.pack.basis.confirmed !== null),
    footer: footerOf(db, { by: person.name, at: now(), place: placeOf(db, batch.id, 'last')! }),
    blocks: [
      { kind: 'title', text: '呈批件' },
      { kind: 'subtitle', text: `${batch.title}形式审查情况` },
      {
        kind: 'note',
        text: `呈报单位：${office}　　呈报日期：${dateInWords(today)}${chosen === '' ? '' : `　　范围：${chosen}`}`,
      },
      { kind: 'heading', text: '一、审查情况' },
      { kind: 'paragraph', text: situation(listed, figures) },
      figuresTable(linesOf(groups, cells), { title: '牵头单位所在地', withMoney: batch.kind === 'joint' }),
      ...(reasons.length === 0
        ? []
        : [{ kind: 'heading' as const, text: '二、主要原因' }, reasonsTable(reasons, { most: toldReasons })]),
      { kind: 'heading', text: `${reasons.length === 0 ? '二' : '三'}、呈请审定` },
      { kind: 'paragraph', text: requestOf(figures) },
      {
        kind: 'table',
        head: ['拟办意见', '审核意见', '批示'],
        widths: [1, 1, 1],
        rows: [['拟办', '审核', '批示'].map(() => `\n\n\n签名：\n　　　年　　月　　日`)],
      },
    ],
  }
}

function situation({ batch }: Listed, figures: Figures): string {
  const open = undecidedIn(figures)
  const money = batch.kind === 'joint' ? `，申请支持资金 ${formatWan(figures.requested)} 万元` : ''
  return `共有申报 ${figures.total} 项${money}，${open === 0 ? '均已办结' : `尚未办结 ${open} 项`}。`
}

/** A line a region of the Delta; the page is one, so what lies outside is counted together. */
function linesOf(groups: Listed['groups'], cells: readonly FigureCell[]): readonly FiguresLine[] {
  const inRegions = (wanted: readonly (string | null)[]) =>
    sumUp(cells.filter(({ region }) => wanted.includes(region)))
  const elsewhere = groups.filter(({ isDelta }) => !isDelta)
  return [
    ...groups
      .filter(({ isDelta }) => isDelta)
      .map(({ code, region }) => ({ label: region, figures: inRegions([code]) })),
    ...(elsewhere.length > 0
      ? [{ label: '其他', figures: inRegions(elsewhere.map(({ code }) => code)) }]
      : []),
    { label: '合计', figures: sumUp(cells) },
  ]
}

function requestOf({ states }: Figures): string {
  const [passed, material, refused] = [states.通过, states.补交材料中, states.不予受理]
  const asked = [
    ...(passed > 0 ? [`${passed} 项通过`] : []),
    ...(material > 0 ? [`${material} 项补交材料`] : []),
    ...(refused > 0 ? [`${refused} 项不予受理`] : []),
  ]
  if (asked.length === 0) return '以上申报尚在审查中，现将进展情况呈报，请审阅。'
  return `拟同意 ${asked.join('、')}，名单附后。妥否，请批示。`
}
