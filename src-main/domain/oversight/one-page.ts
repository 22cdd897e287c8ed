import { z } from 'zod'
import type { Paper, PaperBlock } from '../../core/ports/papers.ts'
import { ok } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readCalendar } from '../calendar/index.ts'
import { deadlineInWords } from '../calendar/rules.ts'
import { type FigureCell, type Figures, notPassedIn, sumUp, undecidedIn } from '../formal-review/figures.ts'
import { type FiguresLine, figuresTable, reasonsTable } from '../formal-review/papers/figures-tables.ts'
import { draftMark, namePart } from '../formal-review/papers/frozen.ts'
import { hostRegion, regionOrder } from '../formal-review/papers/listed.ts'
import { rankReasons } from '../formal-review/reasons.ts'
import { isDelta, regionLabel } from '../organisations/rules.ts'
import { type PaperContext, paperTask } from '../papers/paper-task.ts'
import { footerOf, placeOf } from '../papers/place.ts'
import { formatWan } from '../papers/rules.ts'
import { minuteOf, namesOf } from '../papers/words.ts'
import { readBatchRules } from '../rule-packs/index.ts'
import { compareSchema, type Overview, readOverview } from './overview.ts'

/** 处长一页纸 of a batch as it stands this minute, with the figures of the batch before beside. */
export const onePage = paperTask({
  permission: may('review:read'),
  input: z.strictObject({ batch: z.string().max(120), compare: compareSchema }),
  paper(context) {
    const read = readOverview(context, context.input.batch, context.input.compare)
    if (!read.ok) return read
    return ok({
      paper: onePageOf(read.value, context),
      fileName: `形式审查一页纸-${namePart(read.value.batch.title)}`,
    })
  },
})

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'now' | 'today'>

/** What is told by name; the rest is counted together, so that the page stays one. */
const toldReasons = 4
const toldDays = 2

/** The page as a model; it always fits on one sheet. */
export function onePageOf(overview: Overview, context: Context): Paper {
  const { db, desk, person, now } = context
  const { batch, cells, before } = overview
  const rules = readBatchRules(db, batch.id, desk.institution)
  const figures = sumUp(cells)
  const beforeFigures = before && before.cells.length > 0 ? sumUp(before.cells) : undefined
  const isJoint = batch.kind === 'joint'
  const compared = beforeFigures
    ? `灰色小字为上一批（${before!.batch.title}）的数字。`
    : '没有可以对照的上一批。'
  return {
    name: '形式审查一页纸',
    environment: desk.environment,
    watermark: draftMark(rules?.pack.basis.confirmed != null),
    footer: footerOf(db, { by: person.name, at: now(), place: placeOf(db, batch.id, 'last')! }),
    blocks: [
      { kind: 'title', text: '形式审查情况（一页纸）' },
      { kind: 'subtitle', text: batch.title },
      {
        kind: 'note',
        text: `${namesOf(db).name(desk.institution)}　　截至 ${minuteOf(now())}　　${compared}`,
      },
      { kind: 'heading', text: '一、办理情况' },
      { kind: 'paragraph', text: situation(figures, isJoint) },
      figuresTable(linesOf(overview, context), { title: '所在地', withMoney: isJoint }),
      ...numbered([deadlines(overview, context), whyNot(overview, figures, beforeFigures)]),
    ],
  }
}

function situation(figures: Figures, isJoint: boolean): string {
  const { total, states, requested, absent } = figures
  const money = isJoint
    ? `申请支持资金 ${formatWan(requested)} 万元${absent > 0 ? `（${absent} 项未录入，未计入）` : ''}。`
    : ''
  return `共 ${total} 项：通过 ${states.通过} 项，补交材料 ${states.补交材料中} 项，不予受理 ${states.不予受理} 项，未办结 ${undecidedIn(figures)} 项。${money}`
}

/** A line a region that has any, those outside of the Delta together, and all of them. */
function linesOf({ batch, cells, before }: Overview, { db }: Context): readonly FiguresLine[] {
  const earlier = before && before.cells.length > 0 ? before.cells : null
  const order = regionOrder(hostRegion(db, batch))
  const inside = order.filter((region) => region !== null && isDelta(region))
  const outside = order.filter((region) => region === null || !isDelta(region))
  const line = (label: string, regions: readonly (string | null)[]): readonly FiguresLine[] => {
    const own = (all: readonly FigureCell[]) => sumUp(all.filter(({ region }) => regions.includes(region)))
    const figures = own(cells)
    const was = earlier ? own(earlier) : undefined
    return figures.total + (was?.total ?? 0) === 0 ? [] : [{ label, figures, before: was }]
  }
  return [
    ...inside.flatMap((region) => line(regionLabel(region!), [region])),
    ...line('其他', outside),
    { label: '合计', figures: sumUp(cells), before: earlier ? sumUp(earlier) : undefined },
  ]
}

/** The parts that there are, numbered after the first one. */
function numbered(parts: readonly (readonly PaperBlock[])[]): readonly PaperBlock[] {
  return parts
    .filter(({ length }) => length > 0)
    .flatMap((part, i) =>
      part.map((block) =>
        block.kind === 'heading' ? { ...block, text: `${'二三'[i]}、${block.text}` } : block,
      ),
    )
}

/** In sentences: a table would take the room that the reasons need. */
function deadlines({ batch, due }: Overview, { db, desk, today }: Context): readonly PaperBlock[] {
  const calendar = readCalendar(db, desk.institution)
  const words = (day: string) => `${day}（${deadlineInWords(day, today, calendar).words}）`
  const later = due.slice(toldDays).reduce((sum, { count }) => sum + count, 0)
  const days = due.slice(0, toldDays).map(({ day, count }) => `${words(day)} ${count} 项`)
  const told = [
    batch.closes >= today ? `受理截止 ${words(batch.closes)}。` : '',
    days.length > 0 ? `补交材料截止：${days.join('，')}${later > 0 ? `，以后 ${later} 项` : ''}。` : '',
  ].join('')
  if (told === '') return []
  return [
    { kind: 'heading', text: '期限' },
    { kind: 'paragraph', text: told },
  ]
}

function whyNot(
  { reasons, before }: Overview,
  figures: Figures,
  beforeFigures: Figures | undefined,
): readonly PaperBlock[] {
  const ranked = rankReasons(reasons)
  if (ranked.length === 0) return []
  return [
    { kind: 'heading', text: '未通过的主要原因' },
    reasonsTable(ranked, {
      most: toldReasons,
      shareOf: notPassedIn(figures),
      before: beforeFigures
        ? { reasons: rankReasons(before!.reasons), notPassed: notPassedIn(beforeFigures) }
        : null,
    }),
  ]
}
