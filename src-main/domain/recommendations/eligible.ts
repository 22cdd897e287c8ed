import type { Db } from '../../core/db.ts'
import type { QueryContext } from '../../core/module.ts'
import type { ApplicationContent } from '../applications/record.ts'
import { readListed } from '../formal-review/list.ts'
import { reviewsBeside } from '../formal-review/which-review.ts'
import { type DraftRow, limits, type Scope } from './rules.ts'

type Context = Pick<QueryContext<unknown>, 'db' | 'desk'>

/** An application that may be recommended now, as a row of a list would say it, without a note. */
export type Eligible = Omit<DraftRow, 'note'>

/**
 * Everything that may be recommended: passed formal review, signed off where the batch requires it, in the order of their
 * numbers; one more than a list may hold, so that whoever asks can tell.
 */
export function readEligible(
  context: Context,
  { batch, scope }: { readonly batch: string; readonly scope: Scope },
): readonly Eligible[] {
  const { db, desk } = context
  const rows = readListed(
    context,
    {
      batch,
      states: ['通过'],
      regions: [],
      institutions: scope === 'own' ? [desk.institution] : [],
      field: null,
      search: '',
    },
    { column: 'number', descending: false },
    limits.rows + 1,
  ).filter(({ signOff }) => signOff === null || signOff === '已签批')
  const ids = rows.map(({ id }) => id)
  const closings = closingsOf(db, ids)
  const others = othersOf(db, ids)
  return rows.map(({ id, number, title, field, lead, leadRegion, total, requested }) => ({
    application: id,
    closing: closings.get(id)!,
    number,
    title,
    field,
    lead,
    leadRegion,
    others: others.get(id) ?? [],
    total,
    requested,
  }))
}

/** Closing events by application, of the reviews that count. */
function closingsOf(db: Db, applications: readonly string[]): ReadonlyMap<string, string> {
  const rows = db.sql<{ application: string; closing: string }>(
    `SELECT r.application, r.closing_id AS closing FROM reviews r
     JOIN applications a ON a.subject = r.application AND a.institution = r.institution
     WHERE r.closing_id IS NOT NULL AND r.subject NOT IN (SELECT value FROM json_each(?))
       AND r.application IN (SELECT value FROM json_each(?))`,
    JSON.stringify(reviewsBeside(db)),
    JSON.stringify(applications),
  )
  return new Map(rows.map(({ application, closing }) => [application, closing]))
}

/** Names of the organisations besides the lead, by application. */
function othersOf(db: Db, applications: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const rows = db.sql<{ subject: string; content: string }>(
    'SELECT subject, content FROM application_contents WHERE subject IN (SELECT value FROM json_each(?))',
    JSON.stringify(applications),
  )
  return new Map(
    rows.map(({ subject, content }) => {
      const { organisations } = JSON.parse(content) as Pick<ApplicationContent, 'organisations'>
      return [subject, organisations.filter(({ roles }) => !roles.includes('牵头')).map(({ name }) => name)]
    }),
  )
}
