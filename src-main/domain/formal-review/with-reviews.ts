import { type ExpressionBuilder, sql } from 'kysely'
import { type Db, tables } from '../../core/db.ts'
import type { DesksTables } from '../applications/desks.ts'
import type { ApplicationsTables } from '../applications/projection.ts'
import type { AssignmentsTables } from '../assignments/projection.ts'
import type { SignOffTables } from '../sign-offs/projection.ts'
import { batchesWithSignOff, signOffStateOf } from '../sign-offs/standing.ts'
import type { ListFilter } from './list-filter.ts'
import type { ReviewTables } from './projection.ts'
import type { ReviewState } from './review-state.ts'
import { reviewsBeside } from './which-review.ts'

type ListTables = ApplicationsTables & AssignmentsTables & DesksTables & ReviewTables & SignOffTables

/** What a list of applications looks at. */
export const listTables = tables<ListTables>()

const applicationsOnly = () => listTables.selectFrom('applications')

/** Applications, as far as they were chosen. */
export type Found = ReturnType<typeof applicationsOnly>

type Joined = ExpressionBuilder<ListTables, 'applications' | 'reviews'>

/** True in SQL for applications that their applicant took back: few, so that looking is next to nothing. */
export const isTakenBack = sql<boolean>`applications.subject IN (SELECT subject FROM application_withdrawals)`

/** The state in SQL. */
export function stateOf(eb: Joined) {
  return eb
    .case()
    .when(isTakenBack)
    .then(sql.lit('已撤回'))
    .when('reviews.application', 'is', null)
    .then(sql.lit('未开始'))
    .when('reviews.outcome', 'is', null)
    .then(sql.lit('审查中'))
    .when('reviews.outcome', '=', sql.lit('通知补交材料' as const))
    .then(sql.lit('补交材料中'))
    .else(eb.ref('reviews.outcome'))
    .end()
    .$castTo<ReviewState>()
}

/** With the review by the office that recorded the application. */
export function withReviews(
  db: Db,
  found: Found,
  { states, signOffs = [] }: Pick<ListFilter, 'states' | 'signOffs'> = { states: [] },
) {
  const beside = reviewsBeside(db)
  const joined = found.leftJoin('reviews', (join) => {
    const own = join
      .onRef('reviews.application', '=', 'applications.subject')
      .onRef('reviews.institution', '=', 'applications.institution')
    return beside.length === 0 ? own : own.on('reviews.subject', 'not in', beside)
  })
  const inStates = states.length === 0 ? joined : joined.where((eb) => eb(stateOf(eb), 'in', states))
  if (signOffs.length === 0) return inStates
  const required = batchesWithSignOff(db)
  return inStates.where((eb) => eb(signOffStateOf(eb as never, required), 'in', signOffs))
}
