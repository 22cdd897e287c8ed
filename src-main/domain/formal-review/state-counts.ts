import { z } from 'zod'
import { query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import { linkedBatches, readBatches } from '../batches/index.ts'
import { matching } from './matching.ts'
import { type ReviewState, reviewStates } from './review-state.ts'
import { isTakenBack, stateOf, withReviews } from './with-reviews.ts'

/** How many applications of each batch, with those linked to it, stand where: as many as the list of the batch shows. */
export const counts = query({
  permission: may('applications:read'),
  input: z.null(),
  read(context): readonly {
    readonly batch: string
    readonly state: ReviewState
    readonly count: number
  }[] {
    const { db } = context
    const all = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }
    const totals = db.all(
      matching(context, all)
        .select((eb) => ['applications.batch', eb.fn.countAll<number>().as('count')])
        .groupBy('applications.batch'),
    )
    // Apart, so that SQLite begins at the reviews and at what was taken back, and not at every application.
    const begun = [
      withReviews(db, matching(context, all)).where('reviews.application', 'is not', null),
      withReviews(db, matching(context, all)).where(isTakenBack).where('reviews.application', 'is', null),
    ].flatMap((found) =>
      db.all(
        found
          .select((eb) => [
            'applications.batch',
            stateOf(eb).as('state'),
            eb.fn.countAll<number>().as('count'),
          ])
          .groupBy((eb) => ['applications.batch', stateOf(eb)]),
      ),
    )
    const counted = totals.flatMap(({ batch, count }) => {
      const own = begun.filter((row) => row.batch === batch)
      const untouched = count - own.reduce((sum, row) => sum + row.count, 0)
      return untouched > 0 ? [{ batch, state: '未开始' as const, count: untouched }, ...own] : own
    })
    return readBatches(db).flatMap(({ id: batch }) => {
      const linked = new Set(linkedBatches(db, batch))
      const rows = counted.filter((row) => linked.has(row.batch))
      return reviewStates.flatMap((state) => {
        const count = rows.filter((row) => row.state === state).reduce((sum, row) => sum + row.count, 0)
        return count > 0 ? [{ batch, state, count }] : []
      })
    })
  },
})
