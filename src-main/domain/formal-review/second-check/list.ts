import { z } from 'zod'
import { query } from '../../../core/module.ts'
import { readAccount } from '../../accounts/queries.ts'
import { may } from '../../accounts/rules.ts'
import { itemStates, type Outcome, possibleOutcomes } from '../outcome.ts'
import { type ReviewPage, readReviewPage } from '../page.ts'
import { reviewsBeside } from '../which-review.ts'
import { readCheckLevel } from './read.ts'
import type { CheckLevel } from './requirement.ts'

/** An open review for which a second check was asked. */
export type CheckRow = {
  readonly application: string
  readonly batch: string
  readonly number: string
  readonly title: string
  readonly lead: string
  readonly outcome: Outcome
  readonly requestedBy: string | null
  readonly requestedAt: string
  /** False for whoever spoke first in it. */
  readonly mayCheck: boolean
  /** Null while it waits for a second person. */
  readonly given: {
    readonly by: string | null
    readonly at: string
    readonly differences: number
    /** Differences that the first person has not settled yet. */
    readonly open: number
  } | null
}

type Row = {
  readonly review: string
  readonly application: string
  readonly batch: string
  readonly number: string
  readonly title: string
  readonly lead: string
  readonly outcome: Outcome
  readonly person: string
  readonly at: string
  readonly spoke: number
  readonly by: string | null
  readonly given: string | null
  readonly differences: number | null
  readonly settled: number
}

/** Second checks of our office that are asked for or given in reviews that are still open, the oldest request first. */
export const checks = query({
  permission: may('review:read'),
  input: z.null(),
  read({ db, desk, person }): readonly CheckRow[] {
    const beside = reviewsBeside(db)
    const rows = db.sql<Row>(
      `SELECT q.subject AS review, r.application, a.batch, a.number, a.title, a.lead, q.outcome, q.person, q.at,
         EXISTS (SELECT 1 FROM review_verdicts v WHERE v.subject = q.subject AND v.person = ?) AS spoke,
         c.person AS "by", c.at AS given, c.differences,
         (SELECT count(*) FROM settled_differences s WHERE s.subject = q.subject AND s.second_check = c.subject) AS settled
       FROM second_check_requests q
       JOIN reviews r ON r.subject = q.subject
       JOIN applications a ON a.subject = r.application AND a.institution = r.institution
       JOIN imports i ON i.subject = a.import
       LEFT JOIN second_checks c ON c.review = q.subject AND c.request = q.request AND c.institution = r.institution
       WHERE r.institution = ? AND r.outcome IS NULL AND i.withdrawn IS NULL
       ORDER BY q.at`,
      person!.id,
      desk.institution,
    )
    const nameOf = (id: string | null) => (id === null ? null : (readAccount(db, id)?.name ?? null))
    return rows
      .filter(({ review }) => !beside.includes(review))
      .map(({ application, batch, number, title, lead, outcome, ...row }) => ({
        application,
        batch,
        number,
        title,
        lead,
        outcome,
        requestedBy: nameOf(row.person),
        requestedAt: row.at,
        mayCheck: row.spoke === 0 && row.person !== person!.id,
        given:
          row.given === null
            ? null
            : {
                by: nameOf(row.by),
                at: row.given,
                differences: row.differences ?? 0,
                open: (row.differences ?? 0) - row.settled,
              },
      }))
  },
})

/** What the plan of a batch says about second checks. */
export const checkLevel = query({
  permission: may('batches:read'),
  input: z.string(),
  read: ({ db, input }): CheckLevel => readCheckLevel(db, input),
})

/** The review for a second person who wants to see nothing of the first: what the machine found, and the documents. */
export const openBlind = query({
  permission: may('second-check:edit'),
  input: z.string(),
  read(context): ReviewPage | null {
    const page = readReviewPage(context, context.input)
    if (!page) return null
    // What was given is no secret any more, and a closed review is on record.
    if (!page.secondCheck.isWaiting) return page
    const alone = { rules: page.rules.rules, findings: page.findings, verdicts: [] }
    const { request } = page.secondCheck
    return {
      ...page,
      verdicts: [],
      states: itemStates(alone),
      outcomes: possibleOutcomes(alone),
      secondCheck: { ...page.secondCheck, request: request && { ...request, outcome: null }, given: null },
    }
  },
})
