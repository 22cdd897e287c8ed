import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import {
  type CommandContext,
  command,
  happened,
  type NewEvent,
  type StagedWork,
  task,
} from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readDesksOf, refuseElsewhere } from '../applications/desks.ts'
import { applicantPeopleRecorded, importWithdrawn, revisionWithdrawn } from '../applications/events.ts'
import { applicationsTables } from '../applications/projection.ts'
import { readImport } from '../applications/queries.ts'
import type { ApplicationContent } from '../applications/record.ts'
import { changedBetween, excerpts, textIn } from '../applications/revisable-fields.ts'
import { withoutImport } from '../applications/without-import.ts'
import { reviewTables } from './projection.ts'

const input = z.strictObject({ import: z.string(), reason: z.string().trim().min(1).max(500) })

export type ImportTakenBack = { readonly restored: number }

/**
 * Takes a whole import back, and puts the applications that it changed back to what they say without it. Refused as soon
 * as a review of one of its applications has begun, a verdict was given on what it changed, or while another desk writes
 * one of them.
 */
export const recordImportWithdrawn = command({
  permission: may('applications:edit'),
  input,
  decide(context) {
    const { db, desk } = context
    const { import: id, reason } = context.input
    const found = readImport(db, id)
    if (!found) return refuse('applications/unknown-import')
    if (found.institution !== desk.institution) return refuse('formal-review/other-office')
    if (found.withdrawn !== null) return refuse('applications/already-withdrawn')
    const here = refuseElsewhere(db, desk, [id])
    if (!here.ok) return refuse('applications/import-at-other-desk', { ...here.error })
    const own = applicationsTables
      .selectFrom('applications')
      .select(['subject', 'institution'])
      .where('import', '=', id)
    const revised = revisedIn(db, id)
    const desks = readDesksOf(
      db,
      desk,
      [...db.all(own), ...revised].map(({ subject, institution }) => ({ id: subject, institution })),
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
    const judged = judgedSince(db, id)
    if (judged.length > 0) {
      return refuse('applications/verdict-since', { count: judged.length, numbers: judged.slice(0, 5) })
    }
    const events = [
      happened(importWithdrawn, id, { reason }),
      ...revised.flatMap(({ subject }) => restored(context, subject, id)),
    ]
    return ok({ events, value: { restored: revised.length } satisfies ImportTakenBack })
  },
})

function revisedIn(db: Db, id: string) {
  return db.sql<{ subject: string; institution: string }>(
    `SELECT DISTINCT c.subject, a.institution FROM application_changes c JOIN applications a ON a.subject = c.subject
     WHERE c.import = ? AND c.by = 'list'`,
    id,
  )
}

/** Numbers of applications on which somebody decided something after this list had changed them. */
function judgedSince(db: Db, id: string): readonly string[] {
  const rows = db.sql<{ number: string }>(
    `SELECT DISTINCT a.number FROM application_changes c
     JOIN applications a ON a.subject = c.subject
     JOIN reviews r ON r.application = c.subject
     JOIN chains h ON substr(h.device, 8, 8) = c.device
     JOIN events e ON e.chain = h.number AND e.seq = c.seq
     JOIN bodies b ON b.subject = r.subject AND b.position > e.position AND b.problem IS NULL
     WHERE c.import = ? AND c.by = 'list' AND b.type IN ('VerdictRecorded', 'DifferenceSettled', 'ReviewClosed')
     ORDER BY a.number`,
    id,
  )
  return rows.map(({ number }) => number)
}

function restored(
  { db, history }: Pick<CommandContext<unknown>, 'db' | 'history'>,
  application: string,
  id: string,
): readonly NewEvent[] {
  const without = withoutImport(history(application), id)
  const row = db.get(
    applicationsTables
      .selectFrom('application_contents')
      .select('content')
      .where('subject', '=', application),
  )
  if (!without || !row) return []
  const now = JSON.parse(row.content) as ApplicationContent
  const changes = changedBetween(now, without.content).map((field) => ({
    field,
    ...excerpts(textIn(now, field), textIn(without.content, field)),
  }))
  const ofPeople = without.people ? [{ field: 'people', before: null, after: null }] : []
  const said = { import: id, changes: [...changes, ...ofPeople], content: without.content }
  return [
    happened(revisionWithdrawn, application, said as never),
    ...(without.people
      ? [happened(applicantPeopleRecorded, application, { people: [...without.people] })]
      : []),
  ]
}

type Input = z.output<typeof input>

export const withdrawImportWork: StagedWork<Input, ImportTakenBack> = 'formal-review/withdraw-import'

/** The work of {@link withdrawImport}: nothing is staged, it is only done beside the backend. */
export function takeImportBack(_: unknown, given: Input) {
  return ok({ command: recordImportWithdrawn, input: given })
}

/** Takes a whole import back beside the backend: it may have changed ten thousand applications. */
export const withdrawImport = task({
  permission: may('applications:edit'),
  input,
  run: ({ input: given, executeStaged }): Promise<Result<ImportTakenBack>> =>
    executeStaged(withdrawImportWork, '', given),
})
