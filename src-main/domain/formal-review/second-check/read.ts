import type { Db } from '../../../core/db.ts'
import { handedOver, takenOver } from '../../../core/governing.ts'
import type { Recorded } from '../../../core/module.ts'
import type { Digest } from '../../../core/suite.ts'
import { isAboutAssignment } from '../../assignments/events.ts'
import type { RuleCode } from '../../rule-packs/rules.ts'
import type { ItemState, ItemVerdict, Outcome } from '../outcome.ts'
import { type CheckGiven, differenceSettled, secondCheckRequested } from './events.ts'
import { secondCheckTables as k } from './projection.ts'
import type { CheckLevel } from './requirement.ts'

/** Where two people see an item differently, and what became of it. */
export type Difference = {
  readonly code: RuleCode
  readonly first: ItemVerdict
  readonly second: ItemVerdict
  readonly note: string
  readonly settled: {
    readonly how: 'adopted' | 'kept'
    /** Why the first word stays; empty when the second was taken over. */
    readonly reason: string
    readonly person: string
    readonly at: string
  } | null
}

/** A second check as it stands beside the review now. */
export type GivenCheck = {
  readonly id: string
  readonly person: string
  readonly at: string
  readonly isBlind: boolean
  /** True when the review or the application has changed since, other than by settling its differences. */
  readonly isStale: boolean
  readonly items: number
  readonly differences: readonly Difference[]
}

/** What the plan wants of a review in the way of a second check, and what there is of it. */
export type SecondCheck = {
  readonly level: CheckLevel
  /** The last request; null when there never was one. */
  readonly request: {
    readonly id: Digest
    /** Null where it is not shown. */
    readonly outcome: Outcome | null
    readonly person: string
    readonly at: string
  } | null
  /** True while the last request is not answered. */
  readonly isWaiting: boolean
  /** The check that counts; null when there is none. */
  readonly given: GivenCheck | null
}

export function readCheckLevel(db: Db, batch: string): CheckLevel {
  const row = db.get(k.selectFrom('second_check_plans').select('level').where('subject', '=', batch))
  return row?.level ?? '不要求'
}

type Reviewed = {
  readonly batch: string
  readonly review: { readonly id: string; readonly outcome: Outcome | null } | null
  readonly institution: string
  readonly states: readonly ItemState[]
  /** Whose verdicts stand. */
  readonly judges: readonly string[]
  /** Events of application and review, in the order of their writers. */
  readonly events: { readonly application: readonly Recorded[]; readonly review: readonly Recorded[] }
}

/** The second check of a review; those of another office than the review's own say nothing about it. */
export function readSecondCheck(
  db: Db,
  { batch, review, institution, states, judges, events }: Reviewed,
): SecondCheck {
  const level = readCheckLevel(db, batch)
  if (!review) return { level, request: null, isWaiting: false, given: null }
  const row = db.get(k.selectFrom('second_check_requests').selectAll().where('subject', '=', review.id))
  const checks = db.all(
    k
      .selectFrom('second_checks')
      .selectAll()
      .where('review', '=', review.id)
      .where('institution', '=', institution),
  )
  const isWaiting =
    row !== undefined && review.outcome === null && !checks.some(({ request }) => request === row.request)
  const placed = checks.map((check) => ({ ...check, said: JSON.parse(check.data) as CheckGiven }))
  // Clocks decide nothing: which check is the last is where in the review its request stands.
  const order = (request: string) => events.review.findIndex(({ id }) => id === request)
  const last = placed.toSorted((a, b) => order(a.request) - order(b.request) || (a.at < b.at ? -1 : 1)).at(-1)
  const request = row && {
    id: row.request as Digest,
    outcome: row.outcome,
    person: row.person,
    at: row.at,
  }
  if (!last) return { level, request: request ?? null, isWaiting, given: null }
  const settled = db.all(
    k
      .selectFrom('settled_differences')
      .selectAll()
      .where('subject', '=', review.id)
      .where('second_check', '=', last.subject),
  )
  const differences = last.said.verdicts
    .filter(({ first, verdict }) => first !== verdict)
    .map(({ code, first, verdict, note }): Difference => {
      const end = settled.find((one) => one.code === code)
      return {
        code: code as RuleCode,
        first,
        second: verdict,
        note,
        settled: end ? { how: end.how, reason: end.reason, person: end.person, at: end.at } : null,
      }
    })
  // Also what came from another desk is no second word when it is the first one's own.
  const isOwn = ({ person, request: answered }: typeof last) =>
    judges.includes(person) || events.review.some(({ id, actor }) => id === answered && actor.id === person)
  const given = {
    id: last.subject,
    person: last.person,
    at: last.at,
    isBlind: last.said.blind,
    // What was closed on it stays as it was.
    isStale: review.outcome === null && (isOwn(last) || isStale(last.subject, last.said, states, events)),
    items: last.said.verdicts.length,
    differences,
  }
  return { level, request: request ?? null, isWaiting, given }
}

const moves: readonly string[] = [handedOver.type, takenOver.type]

function isStale(
  check: string,
  said: CheckGiven,
  states: readonly ItemState[],
  events: Reviewed['events'],
): boolean {
  const review = after(events.review, said.seen.review)
  const application = after(events.application, said.seen.application)
  if (!review || !application) return true
  const isOfSettling = ({ type, data }: Recorded) =>
    type === secondCheckRequested.type ||
    (type === differenceSettled.type && (data as { readonly check: string }).check === check)
  if (review.some((event) => !moves.includes(event.type) && !isOfSettling(event))) return true
  if (application.some((event) => !moves.includes(event.type) && !isAboutAssignment(event))) return true
  // Rules, registers and other lists change what the machine finds without an event on either.
  return states
    .filter(({ blocks }) => blocks)
    .some(({ code, verdict }) => {
      const item = said.verdicts.find((one) => one.code === code)
      return !item || (verdict !== item.first && verdict !== item.verdict)
    })
}

/** The events behind this one; null when it is not among them. */
function after(events: readonly Recorded[], id: string): readonly Recorded[] | null {
  const at = events.findIndex((event) => event.id === id)
  return at < 0 ? null : events.slice(at + 1)
}

/** Who spoke first: everybody whose verdict stands, and who asked for the check. They give none themselves. */
export function firstPeople(
  verdicts: readonly { readonly person: string }[],
  { request }: Pick<SecondCheck, 'request'>,
): readonly string[] {
  return [...new Set([...verdicts.map(({ person }) => person), ...(request ? [request.person] : [])])]
}
