import { ok, type Result, refuse } from '../../core/result.ts'
import { isDay } from '../batches/rules.ts'

/** 'all': of every office's applications, by who puts the joint list together [A13]; 'own': each province its own [B5]. */
export const scopes = ['all', 'own'] as const
export type Scope = (typeof scopes)[number]

/** What an office answered to a draft. Only 同意 counts as agreement. */
export const answers = ['同意', '有意见', '不同意'] as const
export type Answer = (typeof answers)[number]

export const limits = { rows: 1500, note: 200, reason: 500, number: 60, remark: 1000 } as const

/** One line of a 推荐汇总表, frozen as everybody saw it. */
export type DraftRow = {
  readonly application: string
  /** The closing of its review that let it in. */
  readonly closing: string
  readonly number: string
  readonly title: string
  readonly field: string | null
  readonly lead: string
  readonly leadRegion: string | null
  readonly others: readonly string[]
  /** 分. */
  readonly total: number | null
  readonly requested: number | null
  /** What the office says of it. */
  readonly note: string
}

/** What might have been recommended and is not, and why. */
export type LeftOut = Pick<DraftRow, 'application' | 'number' | 'title' | 'lead'> & {
  readonly reason: string
}

export type Draft = { readonly rows: readonly DraftRow[]; readonly leftOut: readonly LeftOut[] }

export type ChangeKind = '新增' | '改动' | '次序'

/** What differs from the draft before. */
export type Comparison = {
  /** By application; rows that are as they were are absent. */
  readonly changes: ReadonlyMap<string, { readonly kind: ChangeKind; readonly what: readonly string[] }>
  /** Rows that were in the draft before and are not in this one, with the reason where one is given. */
  readonly deleted: readonly (DraftRow & { readonly reason: string })[]
}

const parts: readonly (readonly [label: string, part: (row: DraftRow) => string])[] = [
  ['编号', ({ number }) => number],
  ['名称', ({ title }) => title],
  ['领域', ({ field }) => field ?? ''],
  ['牵头单位', ({ lead }) => lead],
  ['其他单位', ({ others }) => others.join('、')],
  ['总投入', ({ total }) => String(total)],
  ['申请支持', ({ requested }) => String(requested)],
  ['推荐说明', ({ note }) => note],
  ['重新审查', ({ closing }) => closing],
]

/** A draft against the one before it: what is new, gone, worded otherwise, and what was moved among the others. */
export function compareDrafts(before: Draft, after: Draft): Comparison {
  const was = new Map(before.rows.map((row, place) => [row.application, { row, place }]))
  const kept = after.rows.flatMap(({ application }) => was.get(application)?.place ?? [])
  const inOrder = longestAscending(kept)
  const changes = new Map<string, { kind: ChangeKind; what: readonly string[] }>()
  for (const row of after.rows) {
    const earlier = was.get(row.application)
    if (!earlier) changes.set(row.application, { kind: '新增', what: [] })
    else {
      const what = parts.flatMap(([label, part]) => (part(earlier.row) === part(row) ? [] : [label]))
      const isMoved = !inOrder.has(earlier.place)
      if (what.length > 0)
        changes.set(row.application, { kind: '改动', what: isMoved ? [...what, '次序'] : what })
      else if (isMoved) changes.set(row.application, { kind: '次序', what: [] })
    }
  }
  const here = new Set(after.rows.map(({ application }) => application))
  const reasons = new Map(after.leftOut.map(({ application, reason }) => [application, reason]))
  const deleted = before.rows
    .filter(({ application }) => !here.has(application))
    .map((row) => ({ ...row, reason: reasons.get(row.application) ?? '' }))
  return { changes, deleted }
}

/** The members of a longest ascending run through these numbers: moving one row marks one row, not all behind it. */
function longestAscending(numbers: readonly number[]): ReadonlySet<number> {
  const tails: number[] = []
  const before = new Map<number, number | undefined>()
  for (const number of numbers) {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (tails[middle]! < number) low = middle + 1
      else high = middle
    }
    before.set(number, tails[low - 1])
    tails[low] = number
  }
  const members = new Set<number>()
  for (let at = tails.at(-1); at !== undefined; at = before.get(at)) members.add(at)
  return members
}

/** 「改动（名称、推荐说明）」 */
export function changeInWords({
  kind,
  what,
}: {
  readonly kind: ChangeKind
  readonly what: readonly string[]
}): string {
  if (kind === '次序') return '次序变动'
  return what.length === 0 ? kind : `${kind}（${what.join('、')}）`
}

/** The answer of an office as its paper says it. */
export type AnswerPaper = {
  readonly answer: Answer
  readonly number: string
  readonly date: string
  readonly remark: string
}

export type AnswerProblem =
  | 'recommendations/number-missing'
  | 'recommendations/date-missing'
  | 'recommendations/no-such-day'
  | 'recommendations/in-the-future'
  | 'recommendations/remark-missing'

/** An answer has a number and a day that has been; whoever does not agree says what about. */
export function checkAnswer(
  paper: AnswerPaper,
  today: string,
): Result<AnswerPaper, { readonly code: AnswerProblem }> {
  const { answer, date } = paper
  const [number, remark] = [paper.number.trim(), paper.remark.trim()]
  if (number === '') return refuse('recommendations/number-missing')
  if (date === '') return refuse('recommendations/date-missing')
  if (!isDay(date)) return refuse('recommendations/no-such-day')
  if (date > today) return refuse('recommendations/in-the-future', { today })
  if (answer !== '同意' && remark === '') return refuse('recommendations/remark-missing')
  return ok({ answer, number, date, remark })
}

/** Where an office stands with one draft; one word each. */
export const standings = ['同意', '有意见', '不同意', '未回复', '须重新同意', '起草', '不需会签'] as const
export type DraftStanding = (typeof standings)[number]
