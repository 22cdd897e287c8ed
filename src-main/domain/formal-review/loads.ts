import { z } from 'zod'
import { query } from '../../core/module.ts'
import { readAccounts } from '../accounts/queries.ts'
import { grantingRole, may } from '../accounts/rules.ts'
import { matching } from './matching.ts'
import { type ReviewState, reviewStates } from './review-state.ts'
import { stateOf, withReviews } from './with-reviews.ts'

/** What one person of the office has to do in formal review. */
export type Load = {
  readonly person: string
  readonly name: string
  /** False for who may not be given more: the account is closed, or no longer reviews. */
  readonly mayReview: boolean
  readonly counts: Readonly<Record<ReviewState, number>>
}

/** How many applications of our office are whose work, by where they stand; who reviews is named also without any. */
export const loads = query({
  permission: may('review:read'),
  input: z.strictObject({ batch: z.string().max(80).nullable() }),
  read(context): readonly Load[] {
    const { db, desk, input } = context
    const filter = {
      batch: input.batch,
      states: [],
      regions: [],
      institutions: [desk.institution],
      field: null,
      search: '',
    }
    const rows = db.all(
      withReviews(db, matching(context, filter))
        .innerJoin('assignments', 'assignments.subject', 'applications.subject')
        .select((eb) => [
          'assignments.person',
          stateOf(eb as never).as('state'),
          eb.fn.countAll<number>().as('count'),
        ])
        .groupBy((eb) => ['assignments.person', stateOf(eb as never)]),
    )
    return readAccounts(db, desk.institution).flatMap(({ id, name, open, roles }) => {
      const mayReview = open && grantingRole(may('review:edit'), roles) !== null
      const own = rows.filter(({ person }) => person === id)
      if (!mayReview && own.length === 0) return []
      const counts = Object.fromEntries(
        reviewStates.map((state) => [state, own.find((row) => row.state === state)?.count ?? 0]),
      ) as Load['counts']
      return [{ person: id, name, mayReview, counts }]
    })
  },
})
