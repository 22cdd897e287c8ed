import { z } from 'zod'
import { type QueryContext, task } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { matching } from '../formal-review/matching.ts'
import type { ReviewState } from '../formal-review/review-state.ts'
import { withReviews } from '../formal-review/with-reviews.ts'
import { checkTarget, handOver, lookAt } from './hand-over.ts'

const undecided: readonly ReviewState[] = ['未开始', '审查中', '补交材料中']
const atOnce = 250

/**
 * Gives everything that one person has still to do at this desk to another desk of the office, with the reviews and whose
 * work they are; the other desk gives it back by the same call. What stands against it is told before anything is handed
 * over. Handed over in portions: cancelled half way, each application is at one desk or the other, and the rest can follow.
 */
export const handOverAssigned = task({
  permission: may('applications:edit'),
  input: z.strictObject({ person: z.string().max(80), to: z.string().regex(digestPattern) }),
  async run({ input, db, desk, signal, progress, pause, execute }) {
    const target = checkTarget(db, desk, input.to)
    if (!target.ok) return target
    const { desks } = target.value
    const all = unfinishedOf({ db, desk }, input.person)
    if (all.length === 0) return refuse('hand-over/nothing-assigned')
    const obstacles = all.flatMap((application) => lookAt(db, desk, desks, application).obstacle ?? [])
    if (obstacles.length > 0) {
      return refuse('hand-over/not-these', { count: obstacles.length, of: all.length, obstacles })
    }
    const done = { applications: 0, reviews: 0 }
    while (done.applications < all.length) {
      progress({ done: done.applications, total: all.length, step: 'hand-over' })
      await pause()
      signal.throwIfAborted()
      const applications = all.slice(done.applications, done.applications + atOnce)
      const given = execute(handOver, { applications, to: input.to })
      if (!given.ok) return given
      done.applications += given.value.applications
      done.reviews += given.value.reviews
    }
    return ok(done)
  },
})

/** What one person has still to do at this desk, in the order of the numbers. */
function unfinishedOf(
  context: Pick<QueryContext<unknown>, 'db' | 'desk'>,
  person: string,
): readonly string[] {
  const { db, desk } = context
  const filter = {
    batch: null,
    states: [],
    regions: [],
    institutions: [desk.institution],
    desk: 'here' as const,
    assignee: person,
    field: null,
    search: '',
  }
  const found = withReviews(db, matching(context, filter), { states: undecided })
  return db.all(found.select('applications.subject as id').orderBy('applications.number')).map(({ id }) => id)
}
