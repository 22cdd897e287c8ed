import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import { readAccount } from '../accounts/queries.ts'
import { may } from '../accounts/rules.ts'
import { linkedBatches } from '../batches/index.ts'
import { type AppealsTables, appealsTables as k } from './projection.ts'
import type { AppealState } from './rules.ts'

export type Appeal = {
  readonly id: string
  readonly institution: string
  readonly application: string
  /** Id of the closing that it is about. */
  readonly closing: Digest
  readonly received: string
  readonly deadline: string | null
  readonly grounds: string
  readonly state: AppealState
  readonly reason: string | null
  readonly endedAt: string | null
  /** Who decided, or recorded that it was taken back; names that are not known here are null. */
  readonly endedBy: string | null
  readonly second: string | null
  /** Empty where nobody wrote it down; null in other offices. */
  readonly broughtBy: string | null
  readonly scan: Digest | null
}

export type ListedAppeal = Appeal & {
  readonly batch: string
  readonly number: string
  readonly title: string
  readonly lead: string
}

function toAppeal(db: Db, row: AppealsTables['appeals']): Appeal {
  const nameOf = (person: string | null) => (person === null ? null : (readAccount(db, person)?.name ?? null))
  return {
    id: row.subject,
    institution: row.institution,
    application: row.application,
    closing: row.closing as Digest,
    received: row.received,
    deadline: row.deadline,
    grounds: row.grounds,
    state: row.state,
    reason: row.reason,
    endedAt: row.ended_at,
    endedBy: nameOf(row.ended_by),
    second: nameOf(row.second),
    broughtBy: row.brought_by,
    scan: row.scan as Digest | null,
  }
}

/** Appeals about an application that its own office recorded, the first one first. */
export function readAppealsOf(db: Db, application: string): readonly Appeal[] {
  const rows = db.sql<AppealsTables['appeals']>(
    `SELECT p.* FROM appeals p JOIN applications a ON a.subject = p.application AND a.institution = p.institution
     WHERE p.application = ? ORDER BY p.received, p.subject`,
    application,
  )
  return rows.map((row) => toAppeal(db, row))
}

export function readAppeal(db: Db, id: string): Appeal | undefined {
  const row = db.get(k.selectFrom('appeals').selectAll().where('subject', '=', id))
  return row && toAppeal(db, row)
}

export const ofApplication = query({
  permission: may('review:read'),
  input: z.string().max(120),
  read: ({ db, input }): readonly Appeal[] => readAppealsOf(db, input),
})

/** Every appeal that is here, of a batch with those linked to it or of all, what waits first and by its last day. */
export const list = query({
  permission: may('review:read'),
  input: z.strictObject({ batch: z.string().max(120).nullable() }),
  read({ db, input }): readonly ListedAppeal[] {
    const rows = db.sql<
      AppealsTables['appeals'] & { batch: string; number: string; title: string; lead: string }
    >(
      `SELECT p.*, a.batch, a.number, a.title, a.lead FROM appeals p
       JOIN applications a ON a.subject = p.application AND a.institution = p.institution
       JOIN imports i ON i.subject = a.import
       WHERE i.withdrawn IS NULL AND (? OR a.batch IN (SELECT value FROM json_each(?)))
       ORDER BY p.state <> '申诉待处理', p.deadline IS NULL, p.deadline, p.received`,
      input.batch === null ? 1 : 0,
      JSON.stringify(input.batch === null ? [] : linkedBatches(db, input.batch)),
    )
    return rows.map((row) => ({
      ...toAppeal(db, row),
      batch: row.batch,
      number: row.number,
      title: row.title,
      lead: row.lead,
    }))
  },
})
