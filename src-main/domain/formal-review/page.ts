import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { type QueryContext, query } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import { grantingRole, may } from '../accounts/rules.ts'
import { readDeskOf, type WritingDesk } from '../applications/desks.ts'
import { applicationsTables } from '../applications/projection.ts'
import { type Application, readApplication } from '../applications/queries.ts'
import { isAboutAssignment } from '../assignments/events.ts'
import { namesOfAssignees, readAssignee } from '../assignments/projection.ts'
import type { Assignee } from '../assignments/rules.ts'
import type { Batch } from '../batches/index.ts'
import type { OtherApplication } from '../duplicates/others.ts'
import { type BatchRules, readRulePack } from '../rule-packs/index.ts'
import type { RuleCode, RulePack } from '../rule-packs/rules.ts'
import type { Standing } from '../sign-offs/rules.ts'
import { readStanding } from '../sign-offs/standing.ts'
import type { ReviewClosing } from './events.ts'
import type { Evidence, Finding } from './finding.ts'
import { machineFindings } from './machine-findings.ts'
import { type ItemState, itemStates, type PossibleOutcomes, possibleOutcomes } from './outcome.ts'
import { reviewTables as k, type Outcome, type Verdict } from './projection.ts'
import { readBatchSurroundings, readReviewInput } from './read-input.ts'
import type { ReviewedDocument } from './review-input.ts'
import { readSecondCheck, type SecondCheck } from './second-check/read.ts'
import { readReviewOf } from './which-review.ts'
import type { NoticeItem, NoticeOutcome } from './wording.ts'

export type StoredVerdict = {
  readonly code: RuleCode
  readonly verdict: Verdict
  readonly note: string
  readonly evidence: readonly Evidence[]
  readonly person: string
  readonly at: string
}

export type ReviewRecord = {
  readonly id: string
  readonly openedAt: string
  /** Null while it is open. */
  readonly outcome: Outcome | null
  readonly deadline: string | null
  readonly closedAt: string | null
  /** Where the closing stands with whoever decides; null while it is open, and where nobody has to sign. */
  readonly signOff: Standing | null
  /** Outcome of the last notice, also while the review is open again; null when there never was one. */
  readonly noticed: NoticeOutcome | null
  readonly closing: {
    readonly reason: string
    readonly second: string | null
    readonly findings: readonly Finding[]
    readonly notice: readonly NoticeItem[]
    readonly pack: ReviewClosing['pack']
  } | null
}

/** Everything the review of one application shows; while it is open the findings are computed at this moment. */
export type ReviewPage = {
  readonly application: Application
  readonly batch: Batch
  readonly rules: BatchRules
  /** The pack it is reviewed under: the batch's, and once closed the version that was frozen, whatever the plan says today. */
  readonly pack: RulePack
  readonly documents: readonly ReviewedDocument[]
  /** Applications that this one may repeat, with what our office said of each pair. */
  readonly others: readonly OtherApplication[]
  readonly findings: readonly Finding[]
  readonly review: ReviewRecord | null
  readonly verdicts: readonly StoredVerdict[]
  readonly states: readonly ItemState[]
  readonly outcomes: PossibleOutcomes
  /** What was seen: closing names it, and is refused when something has changed since. */
  readonly seen: { readonly application: Digest; readonly review: Digest | null }
  /** Null, or why this desk may not write this application and its review. */
  readonly readOnly: 'other-office' | 'other-desk' | 'withdrawn' | null
  /** Which desk of our office writes it; null when the office has only one, or it is another's. */
  readonly desk: WritingDesk | null
  /** Whose work it is; null when it is nobody's. Others may act all the same. */
  readonly assignee: Assignee | null
  readonly secondCheck: SecondCheck
}

type Context = Pick<QueryContext<unknown>, 'db' | 'desk' | 'today' | 'history'>

/** What persons said, as it would stand if a closed review were open again. */
export type AsOpen = (verdicts: readonly StoredVerdict[]) => readonly StoredVerdict[]

/**
 * The review of an application by the desk that recorded it; undefined for an unknown application or batch. `asOpen`
 * computes a closed one as if it went on now.
 */
export function readReviewPage(
  { db, desk, today, history }: Context,
  id: string,
  asOpen?: AsOpen,
): ReviewPage | undefined {
  const application = readApplication(db, id)
  const surroundings = application && readBatchSurroundings({ db, desk, today }, application.batch)
  if (!application || !surroundings) return undefined
  const { batch, rules } = surroundings
  const writtenAt = readDeskOf(db, desk, id)
  const review = readReview(db, application, batch)
  const said = review ? readVerdicts(db, review.id) : []
  const verdicts = asOpen ? asOpen(said) : said
  const input = readReviewInput(db, application, surroundings)
  const { documents } = input
  const findings = (asOpen ? undefined : review?.closing?.findings) ?? machineFindings(input)
  const whole = { rules: rules.rules, findings, verdicts }
  const states = itemStates(whole)
  const events = { application: history(id), review: review ? history(review.id) : [] }
  return {
    application,
    batch,
    rules,
    pack: reviewedUnder(db, rules, asOpen ? null : review, desk.institution),
    documents,
    others: input.others.applications,
    findings,
    review,
    verdicts,
    states,
    outcomes: possibleOutcomes(whole),
    seen: {
      // Whose work it is says nothing of what is in it.
      application: events.application.findLast((event) => !isAboutAssignment(event))!.id,
      review: events.review.at(-1)?.id ?? null,
    },
    readOnly: readOnlyBecause(db, desk, application, writtenAt),
    desk: writtenAt,
    assignee: namesOfAssignees(db)(readAssignee(db, id)),
    secondCheck: readSecondCheck(db, {
      batch: batch.id,
      review,
      institution: application.institution,
      states,
      judges: verdicts.map(({ person }) => person),
      events,
    }),
  }
}

function reviewedUnder(
  db: Db,
  { pack }: BatchRules,
  review: ReviewRecord | null,
  institution: string,
): RulePack {
  const frozen = review?.closing?.pack
  return (frozen && readRulePack(db, frozen.id, frozen.version, institution)) ?? pack
}

function readOnlyBecause(
  db: Db,
  { institution }: Context['desk'],
  application: Application,
  writtenAt: WritingDesk | null,
): ReviewPage['readOnly'] {
  if (application.institution !== institution) return 'other-office'
  if (application.withdrawal || isWithdrawn(db, application)) return 'withdrawn'
  return writtenAt && !writtenAt.isHere ? 'other-desk' : null
}

function readReview(db: Db, { id, institution }: Application, { signOff }: Batch): ReviewRecord | null {
  const counts = readReviewOf(db, id, institution)
  const row = db.get(
    k
      .selectFrom('reviews')
      .selectAll()
      .where('subject', '=', counts ?? ''),
  )
  if (!row) return null
  return {
    id: row.subject,
    openedAt: row.opened_at,
    outcome: row.outcome,
    deadline: row.deadline,
    closedAt: row.closed_at,
    signOff: row.closing_id === null ? null : readStanding(db, row.closing_id, signOff),
    noticed: row.noticed,
    closing: row.closing === null ? null : (JSON.parse(row.closing) as NonNullable<ReviewRecord['closing']>),
  }
}

function readVerdicts(db: Db, review: string): readonly StoredVerdict[] {
  const rows = db.all(
    k.selectFrom('review_verdicts').selectAll().where('subject', '=', review).orderBy('code'),
  )
  return rows.map(({ code, verdict, note, evidence, person, at }) => ({
    code: code as RuleCode,
    verdict,
    note,
    evidence: JSON.parse(evidence) as Evidence[],
    person,
    at,
  }))
}

function isWithdrawn(db: Db, { import: source }: Application): boolean {
  const row = db.get(
    applicationsTables.selectFrom('imports').select('withdrawn').where('subject', '=', source),
  )
  return row?.withdrawn != null
}

/** Whoever may read applications and not reviews sees where it stands, and nothing of what was found or judged. */
function withoutReview(page: ReviewPage): ReviewPage {
  const review = page.review && { ...page.review, closing: null }
  const nothing = { others: [], findings: [], verdicts: [] }
  const outcomes = possibleOutcomes({ rules: page.rules.rules, ...nothing })
  const secondCheck = { ...page.secondCheck, request: null, isWaiting: false, given: null }
  return { ...page, review, ...nothing, states: [], outcomes, secondCheck }
}

export const open = query({
  permission: may('applications:read'),
  input: z.string(),
  read(context): ReviewPage | null {
    const page = readReviewPage(context, context.input)
    if (!page) return null
    return grantingRole('review:read', context.person!.roles) ? page : withoutReview(page)
  },
})
