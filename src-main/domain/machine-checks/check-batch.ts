import type { Db } from '../../core/db.ts'
import type { Reading, ReadingContext } from '../../core/ports/readings.ts'
import { readApplication } from '../applications/queries.ts'
import type { Finding } from '../formal-review/finding.ts'
import { machineFindings } from '../formal-review/machine-findings.ts'
import { readBatchSurroundings, readReviewInput } from '../formal-review/read-input.ts'
import type { RuleCode } from '../rule-packs/rules.ts'

/** What the machine says of one application, by rule. */
export type CheckedApplication = {
  readonly id: string
  readonly number: string
  readonly institution: string
  readonly fails: readonly RuleCode[]
  readonly open: readonly RuleCode[]
  readonly hints: readonly RuleCode[]
}

export type CheckedBatch = {
  readonly applications: readonly CheckedApplication[]
  /** The last event that was there, and how many documents had been read. */
  readonly seen: Seen
}

export type Seen = { readonly position: number; readonly documents: number }

export const checkBatchReading: Reading<string, CheckedBatch | null> = 'machine-checks/check-batch'

const tellEvery = 50

/** Checks every application of a batch that is here, one after the other; null for a batch nobody knows. */
export function checkBatch({
  input: id,
  db,
  desk,
  today,
  step,
}: ReadingContext<string>): CheckedBatch | null {
  const surroundings = readBatchSurroundings({ db, desk, today }, id)
  if (!surroundings) return null
  const { lists } = surroundings.duplicates
  const batches = lists.linked(id)
  const rows = db
    .sql<{ subject: string; import: string }>(
      `SELECT subject, import FROM applications
        WHERE batch IN (SELECT value FROM json_each(?))
          AND subject NOT IN (SELECT subject FROM application_withdrawals) ORDER BY number, subject`,
      JSON.stringify(batches),
    )
    .filter((row) => !lists.isWithdrawn(row.import))
  const applications: CheckedApplication[] = []
  for (const [i, { subject }] of rows.entries()) {
    if (i % tellEvery === 0) step(i, rows.length, 'machine-checks')
    const application = readApplication(db, subject)!
    const findings =
      frozenFindings(db, subject, application.institution) ??
      machineFindings(readReviewInput(db, application, surroundings))
    const { number } = application.content
    applications.push({ id: subject, number, institution: application.institution, ...sorted(findings) })
  }
  return { applications, seen: readSeen(db) }
}

/** Of a closed review what was frozen: it is never computed again. */
function frozenFindings(db: Db, application: string, institution: string): readonly Finding[] | null {
  const [row] = db.sql<{ closing: string | null }>(
    'SELECT closing FROM reviews WHERE application = ? AND institution = ? ORDER BY subject LIMIT 1',
    application,
    institution,
  )
  return row?.closing ? (JSON.parse(row.closing) as { findings: Finding[] }).findings : null
}

/** A rule that only a person can answer is not for the machine to count. */
function sorted(findings: readonly Finding[]) {
  const those = (verdict: Finding['verdict']) =>
    findings.filter((one) => one.verdict === verdict && one.reason.code !== 'person').map(({ code }) => code)
  return { fails: those('fail'), open: those('cannot-check'), hints: those('hint') }
}

export function readSeen(db: Db): Seen {
  const [events] = db.sql<{ position: number | null }>('SELECT max(position) AS position FROM events')
  const [documents] = db.sql<{ count: number }>('SELECT count(*) AS count FROM document_fingerprints')
  return { position: events!.position ?? 0, documents: documents!.count }
}
