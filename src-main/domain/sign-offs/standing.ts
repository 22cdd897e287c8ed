import { type ExpressionBuilder, sql } from 'kysely'
import type { Db } from '../../core/db.ts'
import type { Digest } from '../../core/suite.ts'
import { readBatches } from '../batches/index.ts'
import type { ReviewTables } from '../formal-review/projection.ts'
import { signOffTables as k, ranks, type SignOffTables } from './projection.ts'
import { type Effect, effectOf, type SignedPaper, type SignOffState, type Standing } from './rules.ts'

/** The sign-offs that count of these closings, by the id of the closing event; those that nobody laid before anybody are absent. */
export function readStandings(db: Db, closings: readonly string[]): ReadonlyMap<string, Standing> {
  const ids = JSON.stringify(closings)
  const rows = db.all(
    k
      .selectFrom('sign_off_items as i')
      .innerJoin('sign_offs as s', 's.subject', 'i.subject')
      .select(['i.closing', 'i.rank', 's.subject', 's.opinion', 's.date', 's.person', 's.office'])
      .select(['s.number', 's.remark'])
      // As one value: a list may have more closings than a statement may have parameters.
      .where('i.closing', 'in', sql<string>`(SELECT value FROM json_each(${ids}))`)
      .where('i.rank', '>', ranks.withdrawn)
      .orderBy('i.rank')
      .orderBy('s.registered_at')
      .orderBy('s.subject'),
  )
  return new Map(
    rows.map(({ closing, rank, subject, ...said }) => [
      closing,
      { state: stateOfRank(rank), signOff: subject, paper: paperOf(said) },
    ]),
  )
}

type Said = Pick<SignOffTables['sign_offs'], 'opinion' | 'date' | 'person' | 'office' | 'number' | 'remark'>

/** What the signed paper says, of a row of `sign_offs`; null while nothing is registered. */
export function paperOf({ opinion, date, person, office, number, remark }: Said): SignedPaper | null {
  return opinion === null
    ? null
    : { opinion, date: date!, person: person!, office: office!, number: number!, remark: remark! }
}

function stateOfRank(rank: number): SignOffState {
  if (rank === ranks.agreed) return '已签批'
  return rank === ranks.waiting ? '待签批' : '已退回'
}

/** What is known of the sign-off of one closing; null where it is neither required nor was ever asked for. */
export function readStanding(db: Db, closing: Digest, isRequired: boolean): Standing | null {
  const found = readStandings(db, [closing]).get(closing)
  return found ?? (isRequired ? { state: '待呈批', signOff: null, paper: null } : null)
}

/** Whether a closing of a batch has taken effect. */
export function readEffect(db: Db, closing: Digest, { signOff }: { readonly signOff: boolean }): Effect {
  return effectOf(signOff, readStanding(db, closing, signOff))
}

/** Batches in which nothing takes effect without a sign-off: few, and asked once. */
export function batchesWithSignOff(db: Db): readonly string[] {
  return readBatches(db).flatMap(({ id, signOff }) => (signOff ? [id] : []))
}

type Joined = ReviewTables & SignOffTables & { applications: { batch: string } }

/** In SQL the state of the sign-off of a review beside its application; null as `readStanding`. */
export function signOffStateOf(
  eb: ExpressionBuilder<Joined, 'applications' | 'reviews'>,
  required: readonly string[],
) {
  const rank = eb
    .selectFrom('sign_off_items')
    .select(({ fn }) => fn.max('sign_off_items.rank').as('rank'))
    .whereRef('sign_off_items.closing', '=', 'reviews.closing_id')
  const batches = JSON.stringify(required)
  return sql<SignOffState | null>`CASE WHEN reviews.closing_id IS NULL THEN NULL ELSE
    CASE coalesce(${rank}, 0) WHEN ${sql.lit(ranks.agreed)} THEN '已签批' WHEN ${sql.lit(ranks.waiting)} THEN '待签批'
    WHEN ${sql.lit(ranks.returned)} THEN '已退回'
    ELSE CASE WHEN applications.batch IN (SELECT value FROM json_each(${batches})) THEN '待呈批' END END END`
}
