import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { command, happened, query } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { linkedBatches } from '../batches/index.ts'
import { signOffRequested } from '../sign-offs/events.ts'
import { mostCovered, type SignOffState } from '../sign-offs/rules.ts'
import { readStandings } from '../sign-offs/standing.ts'
import type { Outcome } from './projection.ts'
import { type CoveredItem, readCovered, type SignOffPage } from './sign-off-covered.ts'
import { reviewsBeside } from './which-review.ts'

type Closed = {
  readonly application: string
  readonly batch: string
  readonly institution: string
  readonly number: string
  readonly review: string | null
  readonly outcome: Outcome | null
  readonly closing: Digest | null
}

/** The applications with their reviews by the office that recorded them, in the order in which a 呈批件 lists them. */
function readClosed(db: Db, applications: readonly string[]): readonly Closed[] {
  const beside = reviewsBeside(db)
  return db
    .sql<Closed>(
      `SELECT a.subject AS application, a.batch, a.institution, a.number, r.subject AS review, r.outcome,
         r.closing_id AS closing FROM applications a
       LEFT JOIN reviews r ON r.application = a.subject AND r.institution = a.institution
         AND r.subject NOT IN (SELECT value FROM json_each(?))
       WHERE a.subject IN (SELECT value FROM json_each(?))
       ORDER BY CASE r.outcome WHEN '通过' THEN 1 WHEN '通知补交材料' THEN 2 ELSE 3 END, a.number, a.subject`,
      JSON.stringify(beside),
      JSON.stringify(applications),
    )
    .map((row) => row)
}

function numbersOf(rows: readonly Closed[]): readonly string[] {
  return rows.map(({ number }) => number)
}

/** Only closed reviews of this office and batch that wait for nobody's signature may be laid before whoever decides. */
function admit(db: Db, own: string, batch: string, rows: readonly Closed[]): Result<void> {
  const others = rows.filter(({ institution }) => institution !== own)
  if (others.length > 0) return refuse('sign-offs/of-other-offices', { numbers: numbersOf(others) })
  const batches = linkedBatches(db, batch)
  const elsewhere = rows.filter((row) => !batches.includes(row.batch))
  if (elsewhere.length > 0) return refuse('sign-offs/of-another-batch', { numbers: numbersOf(elsewhere) })
  const open = rows.filter(({ closing }) => closing === null)
  if (open.length > 0) return refuse('sign-offs/not-closed', { numbers: numbersOf(open) })
  const standings = readStandings(
    db,
    rows.map(({ closing }) => closing!),
  )
  const covered = rows.filter(({ closing }) => {
    const state = standings.get(closing!)?.state
    return state === '待签批' || state === '已签批'
  })
  return covered.length === 0
    ? ok(undefined)
    : refuse('sign-offs/covered-already', { numbers: numbersOf(covered) })
}

/** 呈批: lays closed reviews before whoever decides, each by the event that closed it; all of them or none. */
export const requestSignOff = command({
  permission: may('review:edit'),
  input: z.strictObject({
    batch: z.string().max(80),
    applications: z.array(z.string().max(80)).min(1).max(mostCovered),
  }),
  decide({ input, db, desk, newSubject }) {
    const wanted = [...new Set(input.applications)]
    const rows = readClosed(db, wanted)
    if (rows.length < wanted.length) return refuse('formal-review/unknown-application')
    const admitted = admit(db, desk.institution, input.batch, rows)
    if (!admitted.ok) return admitted
    const covered = rows.map(({ application, review, outcome, closing }) => ({
      application,
      review: review!,
      outcome: outcome!,
      closing: closing!,
    }))
    const signOff = newSubject('sign-off')
    return ok({
      events: [happened(signOffRequested, signOff, { batch: input.batch, covered })],
      value: { signOff, count: covered.length },
    })
  },
})

/** One 呈批件 with everything on its list and where each stands now; null for an unknown one. */
export const signOff = query({
  permission: may('review:read'),
  input: z.string().max(60),
  read: ({ input, db }): SignOffPage | null => readCovered(db, input) ?? null,
})

/** How many closed reviews of this office stand where, by batch. */
export const signOffCounts = query({
  permission: may('review:read'),
  input: z.null(),
  read({ db, desk }): readonly {
    readonly batch: string
    readonly state: SignOffState
    readonly count: number
  }[] {
    return db.sql(
      `SELECT batch, state, count(*) AS count FROM (
         SELECT a.batch, CASE coalesce((SELECT max(i.rank) FROM sign_off_items i WHERE i.closing = r.closing_id), 0)
           WHEN 3 THEN '已签批' WHEN 2 THEN '待签批' WHEN 1 THEN '已退回'
           ELSE CASE WHEN json_extract(b.content, '$.signOff') THEN '待呈批' END END AS state
         FROM reviews r JOIN applications a ON a.subject = r.application AND a.institution = r.institution
         JOIN batches b ON b.subject = a.batch
         WHERE r.closing_id IS NOT NULL AND r.institution = ?
           AND r.subject NOT IN (SELECT value FROM json_each(?)))
       WHERE state IS NOT NULL GROUP BY batch, state`,
      desk.institution,
      JSON.stringify(reviewsBeside(db)),
    )
  },
})

export type { CoveredItem, SignOffPage }
