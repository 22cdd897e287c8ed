import { z } from 'zod'
import { type TaskContext, task } from '../../core/module.ts'
import type { Sheet } from '../../core/ports/tables.ts'
import { ok, type Result } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { type FigureCell, type Figures, notPassedIn, sumUp, undecidedIn } from '../formal-review/figures.ts'
import { readListed } from '../formal-review/list.ts'
import { namePart } from '../formal-review/papers/frozen.ts'
import { type ReasonCell, rankReasons, totalOf } from '../formal-review/reasons.ts'
import { reviewStates } from '../formal-review/review-state.ts'
import { type Region, regionLabel, regions } from '../organisations/rules.ts'
import { minuteOf, namesOf } from '../papers/words.ts'
import { compareSchema, type Overview, readOverview, wholeBatch } from './overview.ts'

/** Rows of the sheet of applications: what a spreadsheet takes in well. */
const mostRows = 100_000

/** Statistics of a batch as XLSX, numbers as numbers and codes as text, without formulas; refused as the overview is. */
export const writeStatistics = task({
  permission: may('review:read'),
  input: z.strictObject({ batch: z.string().max(120), compare: compareSchema, folder: fileToken }),
  async run(context): Promise<Result<{ readonly name: string }>> {
    const { input, ports, today, progress, signal } = context
    const read = readOverview(context, input.batch, input.compare)
    if (!read.ok) return read
    progress({ done: 0, total: null, step: 'write-sheets' })
    const bytes = await ports.tables.write(statisticsSheets(read.value, context))
    signal.throwIfAborted()
    const name = `形式审查统计-${namePart(read.value.batch.title)}-${today.replaceAll('-', '')}.xlsx`
    const written = await ports.files.write(input.folder, name, bytes)
    return written.ok ? ok({ name: written.value.name }) : written
  },
})

type Context = Pick<TaskContext<unknown>, 'db' | 'desk' | 'now' | 'today'>

/** The sheets: overview, by region, by field, by office, reasons, deadlines, applications. */
export function statisticsSheets(overview: Overview, context: Context): readonly Sheet[] {
  const { batch, cells, before, due } = overview
  const names = namesOf(context.db)
  const earlier = before?.cells ?? null
  const byRegion = (region: string) => (region === '' ? '所在地未录入' : regionLabel(region as Region))
  const order = (key: string) => (key === '' ? regions.length : regions.indexOf(key as Region))
  return [
    {
      name: '总览',
      widths: [24, 16, 16],
      rows: [
        ['批次', batch.title, null],
        ['统计单位', names.name(context.desk.institution), null],
        ['截至', minuteOf(context.now()), null],
        ['对照批次', before?.batch.title ?? '无', null],
        ['指标', '本批', '上一批'],
        ...figureLines(sumUp(cells), earlier && sumUp(earlier)),
      ],
    },
    divided('各地', '牵头单位所在地', overview, ({ region }) => region ?? '', byRegion, order),
    divided(
      '各领域',
      '领域',
      overview,
      ({ field }) => field ?? '',
      (key) => key || '领域未录入',
    ),
    divided('各审查单位', '审查单位', overview, ({ institution }) => institution, names.name),
    reasonsSheet(overview),
    {
      name: '补交期限',
      widths: [14, 10],
      rows: [['截止日期', '申报（项）'], ...due.map(({ day, count }) => [day, count])],
    },
    applicationsSheet(overview, context),
  ]
}

const wan = (fen: number) => Math.round(fen / 10_000) / 100

function figureLines(figures: Figures, before: Figures | null): Sheet['rows'] {
  const lines: readonly (readonly [string, (of: Figures) => number])[] = [
    ['申报（项）', ({ total }) => total],
    ...reviewStates.map((state): [string, (of: Figures) => number] => [
      `${state}（项）`,
      ({ states }) => states[state],
    ]),
    ['未办结（项）', undecidedIn],
    ['申请支持（万元）', ({ requested }) => wan(requested)],
    ['未录入申请支持（项）', ({ absent }) => absent],
  ]
  return lines.map(([label, of]) => [label, of(figures), before && of(before)])
}

function divided(
  name: string,
  heading: string,
  { cells, before }: Overview,
  of: (cell: FigureCell) => string,
  label: (key: string) => string,
  order: (key: string) => number = () => 0,
): Sheet {
  const all = [...cells, ...(before?.cells ?? [])]
  const keys = [...new Set(all.map(of))].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1))
  const line = (title: string, isIn: (cell: FigureCell) => boolean) => {
    const own = sumUp(cells.filter(isIn))
    const was = before && sumUp(before.cells.filter(isIn))
    return [
      title,
      own.total,
      ...reviewStates.map((state) => own.states[state]),
      wan(own.requested),
      was === null ? null : was.total,
      was === null ? null : was.states.通过,
      was === null ? null : notPassedIn(was),
      was === null ? null : wan(was.requested),
    ]
  }
  return {
    name,
    widths: [24, 8, 8, 8, 8, 12, 10, 16, 14, 14, 18, 20],
    rows: [
      [
        heading,
        '申报',
        ...reviewStates,
        '申请支持（万元）',
        '上一批申报',
        '上一批通过',
        '上一批未通过',
        '上一批申请支持（万元）',
      ],
      ...keys.map((key) => line(label(key), (cell) => of(cell) === key)),
      line('合计', () => true),
    ],
  }
}

function reasonsSheet({ cells, reasons, before }: Overview): Sheet {
  const notPassed = notPassedIn(sumUp(cells))
  const was = before && rankReasons(before.reasons)
  const wasNotPassed = before && notPassedIn(sumUp(before.cells))
  const share = (part: number, whole: number) => (whole === 0 ? null : Math.round((1000 * part) / whole) / 10)
  const places = [...regions, ''] as const
  const countIn = (code: string, region: string) =>
    reasons.reduce(
      (sum: number, cell: ReasonCell) =>
        cell.code === code && (cell.region ?? '') === region ? sum + cell.count : sum,
      0,
    )
  return {
    name: '未通过原因',
    widths: [8, 40, 10, 10, 8, 14, 12, 18, ...places.map(() => 10)],
    rows: [
      [
        '编号',
        '审查项',
        '补交材料',
        '不予受理',
        '合计',
        '占未通过（%）',
        '上一批合计',
        '上一批占未通过（%）',
        ...places.map((region) => (region === '' ? '所在地未录入' : regionLabel(region))),
      ],
      ...rankReasons(reasons).map((reason) => {
        const earlier = was?.find(({ code }) => code === reason.code)
        const wasTotal = was && (earlier ? totalOf(earlier) : 0)
        return [
          reason.code,
          reason.title,
          reason.通知补交材料,
          reason.不予受理,
          totalOf(reason),
          share(totalOf(reason), notPassed),
          wasTotal,
          wasTotal === null ? null : share(wasTotal, wasNotPassed!),
          ...places.map((region) => countIn(reason.code, region)),
        ]
      }),
    ],
  }
}

/** Every application with where it stands; at most as many as a sheet takes in well. */
function applicationsSheet({ batch }: Overview, context: Context): Sheet {
  const rows = readListed(context, wholeBatch(batch.id), { column: 'number', descending: false }, mostRows)
  const reasons = reasonsBySubject(context)
  const names = namesOf(context.db)
  return {
    name: '申报清单',
    widths: [22, 44, 30, 12, 14, 16, 14, 14, 12, 14, 20],
    rows: [
      [
        '编号',
        '名称',
        '牵头单位',
        '所在地',
        '领域',
        '审查单位',
        '总投入（万元）',
        '申请支持（万元）',
        '形式审查',
        '补交期限',
        '未通过原因',
      ],
      ...rows.map((row) => [
        row.number,
        row.title,
        row.lead,
        row.leadRegion === null ? '未录入' : regionLabel(row.leadRegion as Region),
        row.field ?? '未录入',
        names.short(row.institution),
        row.total === null ? null : wan(row.total),
        row.requested === null ? null : wan(row.requested),
        row.state,
        row.deadline,
        reasons.get(row.id) ?? '',
      ]),
    ],
  }
}

function reasonsBySubject({ db }: Context): ReadonlyMap<string, string> {
  const rows = db.sql<{ application: string; codes: string }>(
    `SELECT r.application, group_concat(c.code, '、' ORDER BY c.code) AS codes
     FROM closing_reasons c JOIN reviews r ON r.subject = c.subject
     JOIN applications a ON a.subject = r.application AND a.institution = r.institution GROUP BY r.application`,
  )
  return new Map(rows.map(({ application, codes }) => [application, codes]))
}
