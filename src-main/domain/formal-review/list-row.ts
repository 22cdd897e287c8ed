import { type ApplicationDesk, readDesksOf } from '../applications/desks.ts'
import { readLetterImports } from '../applications/queries.ts'
import { namesOfAssignees } from '../assignments/projection.ts'
import type { Assignee } from '../assignments/rules.ts'
import type { SignOffState } from '../sign-offs/rules.ts'
import { batchesWithSignOff, signOffStateOf } from '../sign-offs/standing.ts'
import type { Context } from './matching.ts'
import type { ReviewState } from './review-state.ts'
import { listTables as k, stateOf, withReviews } from './with-reviews.ts'

export type ListRow = {
  readonly id: string
  readonly batch: string
  /** Whose desk recorded it. */
  readonly institution: string
  /** Where it comes from: another one than `institution` only when `isUnverified`. */
  readonly origin: string
  /** 未校验来源: it came with a covering letter, not in a bundle. */
  readonly isUnverified: boolean
  readonly number: string
  readonly title: string
  readonly lead: string
  readonly leadRegion: string | null
  /** Regions of all organisations. */
  readonly regions: readonly string[]
  readonly field: string | null
  /** 分. */
  readonly requested: number | null
  readonly total: number | null
  readonly documents: number
  readonly state: ReviewState
  readonly deadline: string | null
  /** Where a closed review stands with whoever decides; null where nobody has to sign. */
  readonly signOff: SignOffState | null
  /** Which desk of our office writes it; null when the office has only one, or it is another's. */
  readonly desk: ApplicationDesk | null
  /** Whose work it is; null when it is nobody's. */
  readonly assignee: Assignee | null
}

/** These applications as lists show them, in this order; every one of them must be there. */
export function rowsOf({ db, desk }: Context, ids: readonly string[]): readonly ListRow[] {
  const required = batchesWithSignOff(db)
  const rows = db.all(
    withReviews(db, k.selectFrom('applications').where('applications.subject', 'in', ids)).select((eb) => [
      'applications.subject as id',
      'applications.batch',
      'applications.institution',
      'applications.import',
      'applications.number',
      'applications.title',
      'applications.lead',
      'applications.lead_region as leadRegion',
      'applications.regions',
      'applications.field',
      'applications.requested',
      'applications.total',
      'reviews.deadline',
      stateOf(eb).as('state'),
      signOffStateOf(eb as never, required).as('signOff'),
      eb
        .selectFrom('application_documents')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('application_documents.subject', '=', 'applications.subject')
        .as('documents'),
      eb
        .selectFrom('assignments')
        .select('assignments.person')
        .whereRef('assignments.subject', '=', 'applications.subject')
        .as('assignee'),
    ]),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const letters = readLetterImports(db)
  const desks = readDesksOf(db, desk, rows)
  const assigneeOf = namesOfAssignees(db)
  return ids.map((id) => {
    const { import: source, assignee, ...row } = byId.get(id)!
    const letter = letters.get(source)
    return {
      ...row,
      origin: letter?.origin ?? row.institution,
      isUnverified: letter !== undefined,
      documents: row.documents ?? 0,
      regions: row.regions.split(',').filter(Boolean),
      desk: desks.get(id) ?? null,
      assignee: assigneeOf(assignee),
    }
  })
}

/** These applications as lists show them, those that there are, whatever became of their import. */
export function readListedById(context: Context, applications: readonly string[]): readonly ListRow[] {
  const ids = [...new Set(applications)]
  const known = context.db
    .sql<{ id: string }>(
      'SELECT subject AS id FROM applications WHERE subject IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    )
    .map(({ id }) => id)
  return known.length === 0 ? [] : rowsOf(context, known)
}
