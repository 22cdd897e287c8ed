import { z } from 'zod'
import { command, happened } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readDesksOf, refuseElsewhere } from '../applications/desks.ts'
import { importWithdrawn } from '../applications/events.ts'
import { applicationsTables } from '../applications/projection.ts'
import { readImport } from '../applications/queries.ts'
import { reviewTables } from './projection.ts'

/**
 * Takes a whole import back; refused as soon as a review of one of its applications has begun, or while another desk
 * writes one of them.
 */
export const withdrawImport = command({
  permission: may('applications:edit'),
  input: z.strictObject({ import: z.string(), reason: z.string().trim().min(1).max(500) }),
  decide({ input, db, desk }) {
    const found = readImport(db, input.import)
    if (!found) return refuse('applications/unknown-import')
    if (found.institution !== desk.institution) return refuse('formal-review/other-office')
    if (found.withdrawn !== null) return refuse('applications/already-withdrawn')
    const here = refuseElsewhere(db, desk, [input.import])
    if (!here.ok) return refuse('applications/import-at-other-desk', { ...here.error })
    const own = applicationsTables
      .selectFrom('applications')
      .select(['subject', 'institution'])
      .where('import', '=', input.import)
    const desks = readDesksOf(
      db,
      desk,
      db.all(own).map(({ subject, institution }) => ({ id: subject, institution })),
    )
    const elsewhere = [...desks.values()].filter(({ isHere }) => !isHere)
    if (elsewhere.length > 0) {
      const names = [...new Set(elsewhere.map(({ name }) => name))]
      return refuse('applications/handed-over', { desks: names, count: elsewhere.length })
    }
    const reviewed = db.all(
      reviewTables
        .selectFrom('reviews')
        .select('subject')
        .where('application', 'in', own.clearSelect().select('subject') as never),
    )
    if (reviewed.length > 0) return refuse('applications/review-has-begun', { count: reviewed.length })
    return ok({ events: [happened(importWithdrawn, input.import, { reason: input.reason })], value: null })
  },
})
