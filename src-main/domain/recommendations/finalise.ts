import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { command, happened, type QueryContext, query } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type Digest, digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { readEligible } from './eligible.ts'
import { finalListConfirmed, recommendationFinalised, recommendationReopened } from './events.ts'
import { answerTo, type RecommendationPage, readRecommendation } from './read.ts'
import { limits } from './rules.ts'

type Context = Pick<QueryContext<unknown>, 'db' | 'desk'>

/** What stands against making the newest draft final. */
export type Obstacles = {
  /** Institutions that have not agreed to exactly this draft. */
  readonly notAgreed: readonly string[]
  /** Numbers of rows whose review was opened again or closed anew, or whose sign-off is not there any more. */
  readonly changed: readonly string[]
  /** Numbers of what passed since and is in no draft: told, and no obstacle. */
  readonly newer: readonly string[]
}

export function readObstacles(context: Context, page: RecommendationPage): Obstacles {
  const last = page.drafts.at(-1)!
  const eligible = new Map(readEligible(context, page).map((row) => [row.application, row]))
  const known = new Set([...last.rows, ...last.leftOut].map(({ application }) => application))
  return {
    notAgreed: last.parties.filter((of) => answerTo(page.agreements, of, last.id)?.answer !== '同意'),
    changed: last.rows
      .filter(({ application, closing }) => eligible.get(application)?.closing !== closing)
      .map(({ number }) => number),
    newer: [...eligible.values()]
      .filter(({ application }) => !known.has(application))
      .map(({ number }) => number),
  }
}

/** What stands against making the newest draft of an own recommendation final; null for an unknown or foreign one. */
export const obstacles = query({
  permission: may('review:read'),
  input: z.strictObject({ recommendation: z.string().max(80) }),
  read(context): Obstacles | null {
    const page = readRecommendation(context.db, context.input.recommendation)
    return page?.institution === context.desk.institution ? readObstacles(context, page) : null
  },
})

function ownPage(db: Db, own: string, id: string): Result<RecommendationPage> {
  const page = readRecommendation(db, id)
  if (!page) return refuse('recommendations/unknown')
  return page.institution === own ? ok(page) : refuse('recommendations/other-office')
}

function second(draft: Digest, recommendation: string, final: boolean, statement: string, person: string) {
  return happened(
    finalListConfirmed,
    statement,
    { recommendation, draft, final },
    { actor: { id: person, role: '复核人' } },
  )
}

/** 定稿: two people, on a draft to which everybody who is asked has agreed and whose reviews are as they were. */
export const finalise = command({
  permission: may('review:edit'),
  secondPermission: may('second-check:edit'),
  input: z.strictObject({ recommendation: z.string().max(80), draft: z.string().regex(digestPattern) }),
  decide(context) {
    const { input, db, desk, newSubject } = context
    const found = ownPage(db, desk.institution, input.recommendation)
    if (!found.ok) return found
    const page = found.value
    if (page.final) return refuse('recommendations/final-already')
    if (page.drafts.at(-1)!.id !== input.draft) return refuse('recommendations/superseded')
    const { notAgreed, changed } = readObstacles(context, page)
    if (notAgreed.length > 0) return refuse('recommendations/agreement-missing', { institutions: notAgreed })
    if (changed.length > 0) return refuse('recommendations/review-changed', { numbers: changed })
    const statement = newSubject('final-list-check')
    return ok({
      events: [
        second(input.draft, page.id, true, statement, context.second!.id),
        happened(recommendationFinalised, page.id, { draft: input.draft, second: statement }),
      ],
      value: null,
    })
  },
})

/** The final list is a draft again, by two people and with a reason. */
export const reopen = command({
  permission: may('review:edit'),
  secondPermission: may('second-check:edit'),
  input: z.strictObject({
    recommendation: z.string().max(80),
    reason: z.string().trim().min(1).max(limits.reason),
  }),
  decide({ input, db, desk, second: confirming, newSubject }) {
    const found = ownPage(db, desk.institution, input.recommendation)
    if (!found.ok) return found
    const { id, final } = found.value
    if (!final) return refuse('recommendations/not-final')
    const statement = newSubject('final-list-check')
    return ok({
      events: [
        second(final.draft, id, false, statement, confirming!.id),
        happened(recommendationReopened, id, { reason: input.reason, second: statement }),
      ],
      value: null,
    })
  },
})
