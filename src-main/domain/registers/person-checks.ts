import { sql } from 'kysely'
import type { Db } from '../../core/db.ts'
import type { CheckResult, RegisterEntry } from './entry.ts'
import { registersTables as k } from './projection.ts'

/** A check of a person of an application: personal data, for this office only. */
export type PersonCheck = RegisterEntry & {
  readonly name: string
  readonly note: string
  readonly evidence: { readonly document: string; readonly page: number | null } | null
  readonly person: string
  readonly at: string
}

/** Checks of persons by this office that were not taken back. */
function countingChecks(institution: string) {
  return k
    .selectFrom('person_checks as e')
    .selectAll('e')
    .select(
      sql<number>`EXISTS (SELECT 1 FROM register_liftings l JOIN lifting_confirmations c ON c.subject = l.second
          WHERE l.entry = e.subject AND l.institution = e.institution AND c.institution = e.institution
            AND c.entry = l.entry AND c.person <> l.person AND NOT EXISTS (SELECT 1 FROM register_withdrawals v
              WHERE v.target = l.subject AND v.institution = e.institution))`.as('lifted'),
    )
    .where('e.institution', '=', institution)
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM register_withdrawals w
          WHERE w.target = e.subject AND w.institution = e.institution)`,
    )
}

/** The checks of the people of an application that were not taken back, the newest first. */
export function readPersonChecks(db: Db, institution: string, application: string): readonly PersonCheck[] {
  const rows = db.all(
    countingChecks(institution)
      .where('e.application', '=', application)
      .orderBy('e.checked_on', 'desc')
      .orderBy('e.at', 'desc'),
  )
  return rows.map((row) => ({
    id: row.subject,
    row: null,
    register: row.register,
    channel: row.channel,
    checkedOn: row.checked_on,
    months: row.months,
    result: row.result,
    penaltyFrom: row.penalty_from,
    penaltyTo: row.penalty_to,
    isLifted: row.lifted === 1,
    name: row.name,
    note: row.note,
    evidence: row.evidence === null ? null : (JSON.parse(row.evidence) as PersonCheck['evidence']),
    person: row.person,
    at: row.at,
  }))
}

/** One check, without whom it is about; undefined when it is none of a person, or was taken back. */
export function readPersonCheckOf(
  db: Db,
  institution: string,
  id: string,
): { readonly result: CheckResult; readonly isLifted: boolean } | undefined {
  const row = db.get(countingChecks(institution).where('e.subject', '=', id))
  return row && { result: row.result, isLifted: row.lifted === 1 }
}

/** Applications of which a person was looked up: few, so they are asked once for all. */
export function readApplicationsWithChecks(db: Db): ReadonlySet<string> {
  const rows = db.all(k.selectFrom('person_checks').select('application').distinct())
  return new Set(rows.map(({ application }) => application))
}
