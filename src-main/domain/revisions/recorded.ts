import type { Db } from '../../core/db.ts'
import type { DeskFacts } from '../../core/module.ts'
import { type ApplicationDesk, readDesksOf } from '../applications/desks.ts'
import { numberKey } from '../applications/number-key.ts'
import type { ApplicationPerson } from '../applications/person.ts'
import { readLetterImports } from '../applications/queries.ts'
import type { ApplicationContent } from '../applications/record.ts'
import { linkedBatches } from '../batches/index.ts'
import type { Outcome } from '../formal-review/rules.ts'
import { reviewsBeside } from '../formal-review/which-review.ts'
import type { ReviewStanding } from './compared.ts'

/** An application of the batch, as far as lists are compared with it. */
export type RecordedApplication = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly lead: string
  readonly institution: string
  readonly origin: string
  readonly isWithdrawn: boolean
  readonly review: ReviewStanding
}

/** What the tables know of a batch: asked once for a whole list. */
export type RecordedBatch = {
  readonly byNumber: ReadonlyMap<string, RecordedApplication>
  /** Times at which numbers were taken in with lists that were withdrawn. */
  readonly withdrawnNumbers: ReadonlyMap<string, string>
}

/** Every application that stands in a batch or in those linked to it, by its number. */
export function readRecordedBatch(db: Db, batch: string): RecordedBatch {
  const linked = JSON.stringify(linkedBatches(db, batch))
  const letters = readLetterImports(db)
  const rows = db.sql<{
    subject: string
    number: string
    title: string
    lead: string
    institution: string
    import: string
    withdrawn: string | null
    taken_back: number
    at: string
  }>(
    `SELECT a.subject, a.number, a.title, a.lead, a.institution, a.import, i.withdrawn, a.at,
       w.subject IS NOT NULL AS taken_back
     FROM applications a LEFT JOIN imports i ON i.subject = a.import
     LEFT JOIN application_withdrawals w ON w.subject = a.subject
     WHERE a.batch IN (SELECT value FROM json_each(?)) ORDER BY a.subject`,
    linked,
  )
  const reviews = readReviewStandings(db)
  const byNumber = new Map<string, RecordedApplication>()
  const withdrawnNumbers = new Map<string, string>()
  for (const { subject: id, number, title, lead, institution, import: source, ...row } of rows) {
    const key = numberKey(number)
    if (row.withdrawn !== null) {
      withdrawnNumbers.set(key, row.at)
      continue
    }
    byNumber.set(key, {
      ...{ id, number, title, lead, institution },
      origin: letters.get(source)?.origin ?? institution,
      isWithdrawn: row.taken_back === 1,
      review: reviews.get(`${id} ${institution}`) ?? null,
    })
  }
  return { byNumber, withdrawnNumbers }
}

function readReviewStandings(db: Db): ReadonlyMap<string, Exclude<ReviewStanding, null>> {
  const beside = new Set(reviewsBeside(db))
  const rows = db.sql<{ subject: string; application: string; institution: string; outcome: Outcome | null }>(
    'SELECT subject, application, institution, outcome FROM reviews',
  )
  return new Map(
    rows
      .filter(({ subject }) => !beside.has(subject))
      .map(({ application, institution, outcome }) => [`${application} ${institution}`, outcome ?? 'open']),
  )
}

/** What single applications say, and what became of their fields. */
export type RecordedContents = {
  readonly contentOf: (application: string) => ApplicationContent | undefined
  readonly peopleOf: (application: string) => readonly ApplicationPerson[]
  /** Fields on which a person has the last word. */
  readonly typedOf: (application: string) => ReadonlySet<string>
  /** JSON of what stood in a field before it was changed, by lists that count and by persons. */
  readonly oldOf: (application: string, field: string) => ReadonlySet<string>
  readonly deskOf: (application: string) => ApplicationDesk | null
}

type Own = Pick<DeskFacts, 'device' | 'institution'>

/** Reads the contents of these applications of our office. */
export function readRecordedContents(
  db: Db,
  own: Own,
  applications: readonly Pick<RecordedApplication, 'id' | 'institution'>[],
): RecordedContents {
  const ids = JSON.stringify(applications.map(({ id }) => id))
  const contents = textsBySubject(db, 'application_contents', 'content', ids)
  const people = textsBySubject(db, 'application_people', 'people', ids)
  const changes = db.sql<{ subject: string; field: string; by: string; before: string }>(
    `SELECT c.subject, c.field, c.by, c.before FROM application_changes c
     LEFT JOIN imports i ON i.subject = c.import
     WHERE c.subject IN (SELECT value FROM json_each(?)) AND c.by <> 'undo' AND i.withdrawn IS NULL
     ORDER BY c.rowid`,
    ids,
  )
  const typed = new Map<string, Set<string>>()
  const old = new Map<string, Set<string>>()
  for (const { subject, field, by, before } of changes) {
    const fields = typed.get(subject) ?? new Set()
    if (by === 'person') fields.add(field)
    else fields.delete(field)
    typed.set(subject, fields)
    const key = `${subject} ${field}`
    old.set(key, (old.get(key) ?? new Set()).add(before))
  }
  const desks = readDesksOf(db, own, applications)
  const none: ReadonlySet<string> = new Set()
  return {
    contentOf(application) {
      const content = contents.get(application)
      return content === undefined ? undefined : (JSON.parse(content) as ApplicationContent)
    },
    peopleOf: (application) => JSON.parse(people.get(application) ?? '[]') as ApplicationPerson[],
    typedOf: (application) => typed.get(application) ?? none,
    oldOf: (application, field) => old.get(`${application} ${field}`) ?? none,
    deskOf: (application) => desks.get(application) ?? null,
  }
}

function textsBySubject(
  db: Db,
  table: 'application_contents' | 'application_people',
  column: 'content' | 'people',
  ids: string,
): ReadonlyMap<string, string> {
  const rows = db.sql<{ subject: string; text: string }>(
    `SELECT subject, ${column} AS text FROM ${table} WHERE subject IN (SELECT value FROM json_each(?))`,
    ids,
  )
  return new Map(rows.map(({ subject, text }) => [subject, text]))
}

/** When the file with this digest was taken into the batch; null when it never was, or was withdrawn. */
export function readSameFile(db: Db, batch: string, digest: string): string | null {
  const [row] = db.sql<{ at: string }>(
    `SELECT at FROM imports WHERE batch IN (SELECT value FROM json_each(?)) AND withdrawn IS NULL
     AND json_extract(data, '$.source.digest') = ? ORDER BY at LIMIT 1`,
    JSON.stringify(linkedBatches(db, batch)),
    digest,
  )
  return row?.at ?? null
}
