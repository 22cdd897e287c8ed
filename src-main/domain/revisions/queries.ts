import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { type QueryContext, query } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { readDesksOf } from '../applications/desks.ts'
import type { applicationRevised } from '../applications/events.ts'
import { applicationsTables } from '../applications/projection.ts'
import type { RevisedField } from '../applications/revisable-fields.ts'
import type { ReviewClosing } from '../formal-review/events.ts'
import { reviewTables } from '../formal-review/projection.ts'
import { readReviewOf } from '../formal-review/which-review.ts'
import type { RuleCode } from '../rule-packs/rules.ts'
import { fieldsUnder, rulesWithFields } from './affected-rules.ts'

/** What a list changed in an application, as it was told then. */
export type ToldChange = {
  readonly field: RevisedField
  readonly before: string | null
  readonly after: string | null
}

/** An application that an import changed. */
export type RevisedByImport = {
  readonly application: string
  readonly number: string
  readonly title: string
  /** As the spreadsheet numbers it. */
  readonly row: number
  readonly reason: string
  readonly changes: readonly ToldChange[]
}

type Revised = ReturnType<(typeof applicationRevised)['data']['parse']>

function isRevisionBy(id: string) {
  return ({ type, data }: { readonly type: string; readonly data: unknown }) =>
    type === 'ApplicationRevised' && (data as Revised).import === id
}

/** One page of the applications that an import changed, with what it changed. */
const ofImport = query({
  permission: may('applications:read'),
  input: z.strictObject({ import: z.string(), offset: z.int().min(0), limit: z.int().min(1).max(500) }),
  read({ input, db, history }): { readonly total: number; readonly rows: readonly RevisedByImport[] } {
    const found = applicationsTables
      .selectFrom('application_changes')
      .innerJoin('applications', 'applications.subject', 'application_changes.subject')
      .where('application_changes.import', '=', input.import)
      .where('application_changes.by', '=', 'list')
    const { total } = db.get(
      found.select((eb) => eb.fn.count<number>('applications.subject').distinct().as('total')),
    )!
    const page = db.all(
      found
        .select(['applications.subject as application', 'applications.number', 'applications.title'])
        .distinct()
        .orderBy('applications.number')
        .orderBy('applications.subject')
        .limit(input.limit)
        .offset(input.offset),
    )
    const rows = page.flatMap((one): readonly RevisedByImport[] => {
      const event = history(one.application).find(isRevisionBy(input.import))
      if (!event) return []
      const { row, reason, changes } = event.data as Revised
      return [{ ...one, row, reason, changes: changes as readonly ToldChange[] }]
    })
    return { total, rows }
  },
})

/** Verdicts that were given before a list changed what they rest on. */
export type SinceVerdicts = {
  /** Of an open review, one an item. */
  readonly items: readonly {
    readonly code: RuleCode
    readonly at: string
    readonly changes: readonly ToldChange[]
  }[]
  /** Everything that lists changed since the outcome of a closed review, newest last. */
  readonly sinceOutcome: readonly ToldChange[]
}

/** What lists changed in an application since the verdicts on it were given. */
const sinceVerdicts = query({
  permission: may('review:read'),
  input: z.string(),
  read(context): SinceVerdicts {
    const { db, input: application, history } = context
    const nothing: SinceVerdicts = { items: [], sinceOutcome: [] }
    const [any] = db.sql(
      'SELECT 1 FROM application_changes WHERE subject = ? AND import IS NOT NULL',
      application,
    )
    const row = db.get(
      applicationsTables.selectFrom('applications').select('institution').where('subject', '=', application),
    )
    if (!any || !row) return nothing
    const review = readReviewOf(db, application, row.institution)
    if (!review) return nothing
    const events = history(application)
    const revisions = events.flatMap((event, index) =>
      event.type === 'ApplicationRevised' || event.type === 'RevisionWithdrawn'
        ? [{ ...event, index, changes: (event.data as Revised).changes as readonly ToldChange[] }]
        : [],
    )
    const closing = db.get(reviewTables.selectFrom('reviews').select('closing').where('subject', '=', review))
    if (closing?.closing) {
      const { seen } = JSON.parse(closing.closing) as Pick<ReviewClosing, 'seen'>
      const at = events.findIndex(({ id }) => id === (seen as Digest))
      return {
        items: [],
        sinceOutcome: latest(revisions.filter(({ index }) => index > at).flatMap(({ changes }) => changes)),
      }
    }
    const verdicts = db.all(
      reviewTables
        .selectFrom('review_verdicts')
        .select(['code', 'at', 'device', 'seq', 'verdict'])
        .where('subject', '=', review)
        .orderBy('code'),
    )
    return {
      items: verdicts.flatMap((verdict) => {
        const fields = fieldsUnder(verdict.code as RuleCode)
        const later = revisions.filter((revision) => isAfter(revision, verdict))
        const changes = latest(later.flatMap((revision) => revision.changes)).filter(({ field }) =>
          fields.includes(field),
        )
        return changes.length === 0 ? [] : [{ code: verdict.code as RuleCode, at: verdict.at, changes }]
      }),
      sinceOutcome: [],
    }
  },
})

type Placed = { readonly device: string; readonly seq: number; readonly at: string }

/** By the chain where both stand in one; a hand-over lies between those of different desks, and the times say which way. */
function isAfter(revision: Placed, verdict: Placed): boolean {
  const desk = revision.device.slice('sha256:'.length, 'sha256:'.length + 8)
  return desk === verdict.device ? revision.seq > verdict.seq : revision.at > verdict.at
}

/** A field once: from what stood there first to what stands there last; what came back to where it was is no change. */
function latest(changes: readonly ToldChange[]): readonly ToldChange[] {
  const byField = Map.groupBy(changes, ({ field }) => field)
  return [...byField].flatMap(([field, all]) => {
    const told = { field, before: all[0]!.before, after: all.at(-1)!.after }
    return field !== 'people' && told.before === told.after ? [] : [told]
  })
}

/** An application whose open review has verdicts on something that lists changed since. */
export type ToLookAgain = {
  readonly application: string
  readonly number: string
  readonly title: string
  readonly codes: readonly RuleCode[]
}

/** Applications under review here with items to look at again. */
const toLookAgain = query({
  permission: may('review:read'),
  input: z.null(),
  read: ({ db, desk }): readonly ToLookAgain[] => readToLookAgain(db, desk),
})

function readToLookAgain(db: Db, desk: QueryContext<null>['desk']): readonly ToLookAgain[] {
  const pairs = rulesWithFields()
    .map(([code, field]) => `('${code}', '${field}')`)
    .join(', ')
  const rows = db.sql<{ application: string; number: string; title: string; codes: string }>(
    `SELECT a.subject AS application, a.number, a.title, group_concat(DISTINCT v.code) AS codes
     FROM application_changes c
     JOIN applications a ON a.subject = c.subject AND a.institution = ?
     JOIN reviews r ON r.application = c.subject AND r.institution = a.institution AND r.outcome IS NULL
     JOIN review_verdicts v ON v.subject = r.subject AND (v.code, c.field) IN (VALUES ${pairs})
     LEFT JOIN imports i ON i.subject = a.import
     WHERE c.by <> 'person' AND i.withdrawn IS NULL
       AND CASE WHEN v.device = c.device THEN v.seq < c.seq ELSE v.at < c.at END
       AND a.subject NOT IN (SELECT subject FROM application_withdrawals)
     GROUP BY a.subject ORDER BY a.number`,
    desk.institution,
  )
  const desks = readDesksOf(
    db,
    desk,
    rows.map(({ application }) => ({ id: application, institution: desk.institution })),
  )
  return rows
    .filter(({ application }) => desks.get(application)?.isHere !== false)
    .map(({ codes, ...row }) => ({ ...row, codes: codes.split(',').sort() as RuleCode[] }))
}

export const revisionQueries = { ofImport, sinceVerdicts, toLookAgain }
