import { type Identity, isMeant, type Named } from '../organisations/rules.ts'

/** Two registers that are never mixed: research integrity [A19, B7.3] and social credit [B4]. */
export const registerKinds = ['科研诚信', '社会信用'] as const
export type RegisterKind = (typeof registerKinds)[number]

/** Where a check was made, the usual place first. */
export const channels = {
  科研诚信: ['国家科研诚信严重失信行为数据库', '省级科研诚信数据库', '其他'],
  社会信用: ['信用中国', '省级公共信用信息平台', '其他'],
} as const satisfies Readonly<Record<RegisterKind, readonly string[]>>

export const checkResults = ['无记录', '有记录'] as const
export type CheckResult = (typeof checkResults)[number]

/** Months that a check is good for where neither it nor the rule says anything else. */
export const usualMonths = 6

/** One thing that a register says of an organisation or a person: a check made here, or a row of a list. */
export type RegisterEntry = {
  /** Subject of the check or of the list. */
  readonly id: string
  /** Row of the list as the spreadsheet numbers it; null for a check of its own. */
  readonly row: number | null
  readonly register: RegisterKind
  readonly channel: string
  /** YYYY-MM-DD: when it was looked up, or the date of the list. */
  readonly checkedOn: string
  /** How long it is good for; null: as the rule of the batch says. */
  readonly months: number | null
  readonly result: CheckResult
  /** YYYY-MM-DD; an absent end means that none is stated. */
  readonly penaltyFrom: string | null
  readonly penaltyTo: string | null
  /** Two people said that it stands in the way no longer. */
  readonly isLifted: boolean
}

/** How sure it is that an entry means the organisation: `related` never decides, a person looks. */
export type Match = 'same' | 'related'

export type MatchedEntry = RegisterEntry & {
  readonly match: Match
  /** The name under which it stands in the register; empty for persons, whose names stay out of findings. */
  readonly under: string
}

/** True while a penalty runs on this day: not ended the day before or earlier, and not yet to begin. */
export function isRunning(
  { result, penaltyFrom, penaltyTo }: Pick<RegisterEntry, 'result' | 'penaltyFrom' | 'penaltyTo'>,
  day: string,
): boolean {
  if (result === '无记录') return false
  return (penaltyFrom === null || penaltyFrom <= day) && (penaltyTo === null || day <= penaltyTo)
}

/** The last day on which a check is good: the same day of the month so many months later, or the last of a shorter one. */
export function validUntil(
  { checkedOn, months }: Pick<RegisterEntry, 'checkedOn' | 'months'>,
  usual: number,
): string {
  const [year, month, day] = checkedOn.split('-').map(Number) as [number, number, number]
  const target = month - 1 + (months ?? usual)
  const last = new Date(Date.UTC(year, target + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, target, Math.min(day, last))).toISOString().slice(0, 10)
}

/** Where an organisation stands in a register on a day. */
export type Standing = {
  readonly state: '有记录' | '未核查' | '已过有效期' | '有效'
  /** Entries whose penalty runs and that nobody lifted. */
  readonly hits: readonly MatchedEntry[]
  /** The same of other organisations of the family, and of names that only the machine connects. */
  readonly relatedHits: readonly MatchedEntry[]
  /** Records that two people lifted while they run. */
  readonly lifted: readonly MatchedEntry[]
  /** The last day of the check that is good the longest, also when it has passed; null when there was none. */
  readonly until: string | null
  readonly newest: MatchedEntry | null
}

/** What the entries of an organisation come to on a day; a check of the future is none. */
export function standingOf(
  entries: readonly MatchedEntry[],
  { today, months }: { readonly today: string; readonly months: number },
): Standing {
  const running = entries.filter((entry) => isRunning(entry, today))
  const own = entries.filter(({ match, checkedOn }) => match === 'same' && checkedOn <= today)
  const ends = own.map((entry) => validUntil(entry, months)).sort()
  const until = ends.at(-1) ?? null
  const hits = running.filter(({ match, isLifted }) => match === 'same' && !isLifted)
  return {
    state: hits.length > 0 ? '有记录' : until === null ? '未核查' : until < today ? '已过有效期' : '有效',
    hits,
    relatedHits: running.filter(({ match, isLifted }) => match === 'related' && !isLifted),
    lifted: running.filter(({ match, isLifted }) => match === 'same' && isLifted),
    until,
    newest: own.toSorted((a, b) => (a.checkedOn < b.checkedOn ? 1 : -1))[0] ?? null,
  }
}

/** How an entry belongs to an organisation: by what it is known as, by its relatives, or not at all. */
export function matchOf(
  entry: Named,
  { own, related }: { readonly own: Identity; readonly related: readonly Identity[] },
): Match | null {
  if (isMeant(own, entry)) return 'same'
  return related.some((one) => isMeant(one, entry)) ? 'related' : null
}
