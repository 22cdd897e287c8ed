import { z } from 'zod'
import type { Db } from '../../../core/db.ts'
import type { Paper, PaperBlock } from '../../../core/ports/papers.ts'
import { ok } from '../../../core/result.ts'
import { may } from '../../accounts/rules.ts'
import { type PaperContext, paperTask } from '../../papers/paper-task.ts'
import { footerOf, placeOf } from '../../papers/place.ts'
import { formatWan } from '../../papers/rules.ts'
import { dateInWords, namesOf } from '../../papers/words.ts'
import { readRulePack } from '../../rule-packs/index.ts'
import type { Rule, RuleCode } from '../../rule-packs/rules.ts'
import type { ReviewClosing } from '../events.ts'
import { filterSchema, type ListRow, type ReviewState, sortSchema } from '../list.ts'
import { itemStates, type Review } from '../outcome.ts'
import { reviewsBeside } from '../which-review.ts'
import type { NoticeOutcome } from '../wording.ts'
import { draftMark, namePart } from './frozen.ts'
import { type Listed, readForPaper, sumOf } from './listed.ts'

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
export function approvalSheetOf(listed: Listed, { db, desk, person, now, today }: Context): Paper {
  const { batch, rules, rows, chosen } = listed
  const office = namesOf(db).name(desk.institution)
  const reasons = reasonsOf(db, rows, desk.institution)
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
      { kind: 'paragraph', text: situation(listed) },
      countsTable(listed),
      ...(reasons.length === 0
        ? []
        : [{ kind: 'heading' as const, text: '二、主要原因' }, reasonsTable(reasons)]),
      { kind: 'heading', text: `${reasons.length === 0 ? '二' : '三'}、呈请审定` },
      { kind: 'paragraph', text: requestOf(rows) },
      {
        kind: 'table',
        head: ['拟办意见', '审核意见', '批示'],
        widths: [1, 1, 1],
        rows: [['拟办', '审核', '批示'].map(() => `\n\n\n签名：\n　　　年　　月　　日`)],
      },
    ],
  }
}

const undecided: readonly ReviewState[] = ['未开始', '审查中']

function countIn(rows: readonly ListRow[], ...states: readonly ReviewState[]): number {
  return rows.filter(({ state }) => states.includes(state)).length
}

function situation({ batch, rows }: Listed): string {
  const open = countIn(rows, ...undecided)
  const { sum } = sumOf(rows.map(({ requested }) => requested))
  const money = batch.kind === 'joint' ? `，申请支持资金 ${formatWan(sum)} 万元` : ''
  return `共有申报 ${rows.length} 项${money}，${open === 0 ? '均已办结' : `尚未办结 ${open} 项`}。`
}

function countsTable({ batch, rows, groups }: Listed): PaperBlock {
  const isJoint = batch.kind === 'joint'
  // The page is one: what lies outside of the Delta is counted together.
  const elsewhere = groups.filter(({ isDelta }) => !isDelta).flatMap(({ rows: own }) => own)
  const line = (label: string, own: readonly ListRow[]) => [
    label,
    ...[
      own.length,
      countIn(own, '通过'),
      countIn(own, '补交材料中'),
      countIn(own, '不予受理'),
      countIn(own, ...undecided),
    ].map(String),
    ...(isJoint ? [formatWan(sumOf(own.map(({ requested }) => requested)).sum)] : []),
  ]
  return {
    kind: 'table',
    head: [
      '牵头单位所在地',
      '申报',
      '通过',
      '补交材料',
      '不予受理',
      '未办结',
      ...(isJoint ? ['申请支持（万元）'] : []),
    ],
    widths: [20, 9, 9, 12, 12, 10, ...(isJoint ? [20] : [])],
    align: ['left', ...Array<'center'>(5).fill('center'), ...(isJoint ? (['right'] as const) : [])],
    rows: [
      ...groups.filter(({ isDelta }) => isDelta).map(({ region, rows: own }) => line(region, own)),
      ...(elsewhere.length > 0 ? [line('其他', elsewhere)] : []),
      line('合计', rows),
    ],
  }
}

type ReasonCount = { readonly code: RuleCode; readonly title: string } & Record<NoticeOutcome, number>

/** Why applications were not passed, by rule, the most frequent first; one application counts once under each rule. */
function reasonsOf(db: Db, rows: readonly ListRow[], institution: string): readonly ReasonCount[] {
  const rulesOf = ({ id, version }: ReviewClosing['pack']) =>
    readRulePack(db, id, version, institution)?.rules ?? []
  const ids = rows.filter(({ state }) => state === '补交材料中' || state === '不予受理').map(({ id }) => id)
  const beside = reviewsBeside(db)
  const closings = db
    .sql<{ subject: string; closing: string }>(
      `SELECT r.subject, r.closing FROM reviews r
       JOIN applications a ON a.subject = r.application AND a.institution = r.institution
       WHERE r.closing IS NOT NULL AND r.application IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    )
    .filter(({ subject }) => !beside.includes(subject))
    .map(({ closing }) => JSON.parse(closing) as ReviewClosing)
  const counts = new Map<RuleCode, ReasonCount>()
  for (const closing of closings) {
    const { outcome, pack } = closing
    if (outcome === '通过') continue
    const known = rulesOf(pack)
    for (const code of codesOf(closing, known)) {
      const title = known.find((rule) => rule.code === code)?.title ?? ''
      const before = counts.get(code) ?? { code, title, 通知补交材料: 0, 不予受理: 0 }
      counts.set(code, { ...before, [outcome]: before[outcome] + 1 })
    }
  }
  return [...counts.values()].sort((a, b) => totalOf(b) - totalOf(a) || (a.code < b.code ? -1 : 1))
}

/** The items of the notice; where none were recorded, all that did not conform. */
function codesOf({ notice, findings, verdicts }: ReviewClosing, known: readonly Rule[]): readonly RuleCode[] {
  if (notice.length > 0) return notice.map(({ code }) => code as RuleCode)
  const frozen = { findings, verdicts } as unknown as Pick<Review, 'findings' | 'verdicts'>
  const rules = known
    .filter(({ code }) => frozen.findings.some((finding) => finding.code === code))
    .map((rule) => ({ ...rule, parameters: {} }))
  return itemStates({ rules, ...frozen })
    .filter(({ blocks, verdict }) => blocks && verdict === '不符合')
    .map(({ code }) => code)
}

function totalOf(reason: ReasonCount): number {
  return reason.通知补交材料 + reason.不予受理
}

function reasonsTable(reasons: readonly ReasonCount[]): PaperBlock {
  const told = reasons.slice(0, toldReasons)
  const others = reasons.slice(toldReasons)
  const line = (label: string, counted: readonly ReasonCount[]) => {
    const of = (outcome: NoticeOutcome) => counted.reduce((sum, one) => sum + one[outcome], 0)
    const [material, refused] = [of('通知补交材料'), of('不予受理')]
    return [label, String(material), String(refused), String(material + refused)]
  }
  return {
    kind: 'table',
    head: ['序号', '不符合的审查项（一项申报可有几项）', '补交材料', '不予受理', '合计'],
    widths: [8, 52, 14, 14, 10],
    align: ['center', 'left', 'center', 'center', 'center'],
    rows: [
      ...told.map((reason, i) => [String(i + 1), ...line(`${reason.code}　${reason.title}`, [reason])]),
      ...(others.length > 0 ? [['', ...line(`其他 ${others.length} 个审查项`, others)]] : []),
    ],
  }
}

function requestOf(rows: readonly ListRow[]): string {
  const [passed, material, refused] = [
    countIn(rows, '通过'),
    countIn(rows, '补交材料中'),
    countIn(rows, '不予受理'),
  ]
  const asked = [
    ...(passed > 0 ? [`${passed} 项通过`] : []),
    ...(material > 0 ? [`${material} 项补交材料`] : []),
    ...(refused > 0 ? [`${refused} 项不予受理`] : []),
  ]
  if (asked.length === 0) return '以上申报尚在审查中，现将进展情况呈报，请审阅。'
  return `拟同意 ${asked.join('、')}，名单附后。妥否，请批示。`
}
