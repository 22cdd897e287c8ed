import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { decodeHeader } from '../../core/event.ts'
import { type QueryContext, query, type Recorded } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import type { BodyProblem } from '../../core/truth.ts'
import { readAccount } from '../accounts/queries.ts'
import { may } from '../accounts/rules.ts'
import { readApplication } from '../applications/queries.ts'
import { readBatch } from '../batches/index.ts'
import { findByCode } from '../papers/place.ts'
import { mayReadOf, shown, type TimelineEntry } from './shown.ts'
import { relatedSubjects, storyOf } from './story.ts'

/** An event of this desk's log; null is one whose body is not here, or is kept without being shown. */
export type RecentRow = {
  readonly id: Digest
  readonly institution: string
  readonly at: string
  readonly entry: TimelineEntry | null
  /** Why there is no entry: the body is not for this office, not for this person, or has one of the problems of a body. */
  readonly unshown: 'withheld' | 'not-permitted' | BodyProblem | null
  /** Where its story is read, and what that is called: number and title of an application, title of a batch. */
  readonly story: { readonly subject: string; readonly title: string | null } | null
}

type Row = {
  position: number
  id: Digest
  institution: string
  header: Uint8Array
  subject: string | null
  problem: BodyProblem | null
  has_body: number
}

const columns = `SELECT e.position, e.id, c.institution, e.header, b.subject, b.problem, b.position IS NOT NULL AS has_body
  FROM events e JOIN chains c ON c.number = e.chain LEFT JOIN bodies b ON b.position = e.position`

/** Everything in this desk's log in the order in which it came here, the newest first. */
export const recent = query({
  permission: may('applications:read'),
  input: z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(500) }),
  read({ input, db, person, history }): { readonly total: number; readonly rows: readonly RecentRow[] } {
    // Positions have no gaps: a page is a range of them, however long the log is.
    const [{ total }] = db.sql<{ total: number }>(
      'SELECT coalesce(max(position), 0) AS total FROM events',
    ) as [{ total: number }]
    const newest = total - input.offset
    const rows = db.sql<Row>(
      `${columns} WHERE e.position > ? AND e.position <= ? ORDER BY e.position DESC`,
      newest - input.limit,
      newest,
    )
    return { total, rows: told({ db, person, history }, rows) }
  },
})

/** The events whose check code (the first eight digits of the id, as papers carry it) this is; as a rule one. */
export const find = query({
  permission: may('applications:read'),
  input: z.strictObject({ code: z.string().regex(/^[0-9a-f]{8}$/) }),
  read: ({ input, db, person, history }): readonly RecentRow[] =>
    told(
      { db, person, history },
      db.sql<Row>(
        `${columns} WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.position`,
        JSON.stringify(findByCode(db, input.code)),
      ),
    ),
})

function told(
  { db, person, history }: Pick<QueryContext<unknown>, 'db' | 'person' | 'history'>,
  rows: readonly Row[],
): readonly RecentRow[] {
  const events = new Map<string, ReadonlyMap<Digest, Recorded>>()
  const eventsOf = (subject: string) => {
    if (!events.has(subject)) events.set(subject, new Map(history(subject).map((one) => [one.id, one])))
    return events.get(subject)!
  }
  const stories = new Map<string, NonNullable<RecentRow['story']>>()
  const storyFor = (subject: string) => {
    if (!stories.has(subject)) stories.set(subject, titled(db, storyOf(db, subject)))
    return stories.get(subject)!
  }
  return rows.map(({ id, institution, header, subject, problem, has_body }) => {
    const isPermitted = subject === null || mayReadOf(subject, person!)
    const recorded = subject === null || problem || !isPermitted ? undefined : eventsOf(subject).get(id)
    return {
      id,
      institution,
      at: decodeHeader(header)!.at,
      entry: recorded ? entryOf(db, recorded) : null,
      unshown: has_body === 0 ? 'withheld' : (problem ?? (isPermitted ? null : 'not-permitted')),
      story: recorded ? storyFor(recorded.subject) : null,
    }
  })
}

function entryOf(db: Db, recorded: Recorded): TimelineEntry {
  return shown(recorded, readAccount(db, recorded.actor.id)?.name ?? null)
}

function titled(db: Db, subject: string): NonNullable<RecentRow['story']> {
  const content = readApplication(db, subject)?.content
  const title = content ? `${content.number} ${content.title}` : readBatch(db, subject)?.title
  return { subject, title: title ?? null }
}

/** Events of a record's story that are kept without being shown, by why, so that its timeline can say so. */
export const unshown = query({
  permission: may('applications:read'),
  input: z.string(),
  read: ({
    input,
    db,
  }): readonly { readonly problem: BodyProblem; readonly institution: string; readonly count: number }[] =>
    db.sql(
      `SELECT b.problem, c.institution, count(*) AS count FROM bodies b
       JOIN events e ON e.position = b.position JOIN chains c ON c.number = e.chain
       WHERE b.problem IS NOT NULL AND b.subject IN (SELECT value FROM json_each(?))
       GROUP BY b.problem, c.institution ORDER BY 2, 1`,
      JSON.stringify(relatedSubjects(db, input)),
    ),
})
