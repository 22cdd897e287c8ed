import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query, type Recorded } from '../../core/module.ts'
import { readAccount } from '../accounts/queries.ts'
import { may } from '../accounts/rules.ts'
import { applicantPeopleRecorded } from '../applications/events.ts'
import { applicationsTables } from '../applications/projection.ts'
import { reviewTables } from '../formal-review/projection.ts'

/** One thing that happened, with the name of who did it. */
export type TimelineEntry = Recorded & {
  /** Null when the account is not known here. */
  readonly actorName: string | null
}

/** The subjects whose events belong to the story of this one. */
function related(db: Db, subject: string): readonly string[] {
  const application = db.get(
    applicationsTables.selectFrom('applications').select('import').where('subject', '=', subject),
  )
  const reviews = db.all(
    reviewTables.selectFrom('reviews').select('subject').where('application', '=', subject),
  )
  const statements = reviews.flatMap((review) =>
    db.all(
      reviewTables.selectFrom('outcome_confirmations').select('subject').where('review', '=', review.subject),
    ),
  )
  return [
    subject,
    ...(application ? [application.import] : []),
    ...[...reviews, ...statements].map((row) => row.subject),
  ]
}

/** Everything that happened to a record, by whoever, oldest first: the order of the chains, times only for display. */
const timeline = query({
  permission: may('applications:read'),
  input: z.string(),
  read({ input, db, history }): readonly TimelineEntry[] {
    const names = new Map<string, string | null>()
    const nameOf = (id: string) => {
      if (!names.has(id)) names.set(id, readAccount(db, id)?.name ?? null)
      return names.get(id)!
    }
    return related(db, input)
      .flatMap((subject) => history(subject))
      .sort((a, b) => (a.device === b.device ? a.seq - b.seq : a.at < b.at ? -1 : 1))
      .map((recorded) => ({ ...recorded, data: shown(recorded), actorName: nameOf(recorded.actor.id) }))
  },
})

/** Personal data are looked at where they are recorded, one application at a time, not in timelines. */
function shown({ type, data }: Recorded): unknown {
  return type === applicantPeopleRecorded.type ? null : data
}

/** 全程留痕: what happened, who, when, from where. */
export const history = { name: 'history', events: [], calls: { timeline } } as const
