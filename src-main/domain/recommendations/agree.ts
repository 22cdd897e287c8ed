import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { command, happened, task } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type Digest, digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { checkScanIsHere } from '../documents/scan.ts'
import { readPin } from '../trust/pins.ts'
import { agreementRecorded, agreementWithdrawn } from './events.ts'
import { recommendationTables as k } from './projection.ts'
import { answerTo, type DraftPage, type RecommendationPage, readRecommendation } from './read.ts'
import { answers, checkAnswer, limits } from './rules.ts'

const digest = z.string().regex(digestPattern)

const said = {
  recommendation: z.string().max(80),
  /** Id of the draft that was seen. */
  draft: digest,
  answer: z.enum(answers),
  number: z.string().max(limits.number),
  date: z.string().max(10),
  remark: z.string().max(limits.remark),
  scan: digest.nullable(),
}
const own = z.strictObject(said)
const fromPaper = z.strictObject({ ...said, of: z.string().max(20) })

/** A draft that asks this institution; what was recorded of it from paper does not keep it from its own word. */
function asking(
  db: Db,
  { recommendation, draft }: { readonly recommendation: string; readonly draft: Digest },
  { of, by }: { readonly of: string; readonly by: string },
): Result<{ readonly page: RecommendationPage; readonly seen: DraftPage }> {
  const page = readRecommendation(db, recommendation)
  const seen = page?.drafts.find(({ id }) => id === draft)
  if (!page || !seen) return refuse('recommendations/unknown')
  if (!seen.parties.includes(of)) return refuse('recommendations/not-asked', { institution: of })
  const before = answerTo(
    page.agreements.filter(({ recordedBy }) => by === page.institution || recordedBy === by),
    of,
    draft,
  )
  if (before) return refuse('recommendations/answered-already', { institution: of, answer: before.answer })
  return ok({ page, seen })
}

/** The word of our own office on another's draft: only on the newest that is known here. */
export const recordOwnAnswer = command({
  permission: may('review:edit'),
  input: own,
  decide({ input, db, desk, today, newSubject }) {
    const { recommendation, draft, scan, ...typed } = input
    const of = desk.institution
    const found = asking(db, input, { of, by: of })
    if (!found.ok) return found
    const { page } = found.value
    if (page.drafts.at(-1)!.id !== draft) return refuse('recommendations/superseded')
    if (page.final) return refuse('recommendations/final-already')
    const paper = checkAnswer(typed, today)
    if (!paper.ok) return paper
    const agreement = newSubject('agreement')
    const event = happened(agreementRecorded, agreement, { recommendation, draft, of, ...paper.value, scan })
    return ok({ events: [event], value: { agreement } })
  },
})

/** The paper of an institution without a desk, recorded by whoever drafted; to any draft, because paper takes its time. */
export const recordPaperAnswer = command({
  permission: may('review:edit'),
  input: fromPaper,
  decide({ input, db, desk, today, newSubject }) {
    const { recommendation, draft, of, scan, ...typed } = input
    const found = asking(db, input, { of, by: desk.institution })
    if (!found.ok) return found
    if (found.value.page.institution !== desk.institution) return refuse('recommendations/other-office')
    if (readPin(db, desk.institution, of)) return refuse('recommendations/has-a-desk', { institution: of })
    const paper = checkAnswer(typed, today)
    if (!paper.ok) return paper
    const agreement = newSubject('agreement')
    const event = happened(agreementRecorded, agreement, { recommendation, draft, of, ...paper.value, scan })
    return ok({ events: [event], value: { agreement } })
  },
})

/** Undo (误登记): what was recorded stays in the history. */
const withdrawAnswer = command({
  permission: may('review:edit'),
  input: z.strictObject({
    agreement: z.string().max(80),
    reason: z.string().trim().min(1).max(limits.reason),
  }),
  decide({ input: { agreement, reason }, db, desk }) {
    const row = db.get(k.selectFrom('agreements').selectAll().where('subject', '=', agreement))
    if (!row || row.withdrawn !== null) return refuse('recommendations/unknown-answer')
    if (row.institution !== desk.institution) return refuse('recommendations/other-office')
    if (readRecommendation(db, row.recommendation)?.final?.draft === row.draft) {
      return refuse('recommendations/final-already')
    }
    return ok({ events: [happened(agreementWithdrawn, agreement, { reason })], value: null })
  },
})

/** Our own answer with the scan of its paper, which `documents.keepScan` put into the store. */
const answer = task({
  permission: may('review:edit'),
  input: own,
  async run({ input, ports, execute }) {
    const here = await checkScanIsHere(ports, input.scan)
    return here.ok ? execute(recordOwnAnswer, input) : here
  },
})

/** The answer of an institution without a desk, with the scan of its paper. */
const registerAnswer = task({
  permission: may('review:edit'),
  input: fromPaper,
  async run({ input, ports, execute }) {
    const here = await checkScanIsHere(ports, input.scan)
    return here.ok ? execute(recordPaperAnswer, input) : here
  },
})

export const answerCalls = { answer, registerAnswer, withdrawAnswer }
