import { z } from 'zod'
import { type QueryContext, query } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import type { Batch } from '../batches/index.ts'
import { readBatch } from '../batches/index.ts'
import { readCalendar } from '../calendar/index.ts'
import type { FigureCell } from '../formal-review/figures.ts'
import type { ListFilter } from '../formal-review/list-filter.ts'
import { readDueDays, readFigures, readUndecidedTaken } from '../formal-review/read-figures.ts'
import { readReasons } from '../formal-review/read-reasons.ts'
import type { ReasonCell } from '../formal-review/reasons.ts'
import { type AgeSpan, ageSpans } from './ages.ts'
import { type BatchTitle, batchBefore, comparableBatches, jointBatchOf } from './batch-before.ts'

/** What of a batch is counted, and the figures with which it is compared. */
export type Overview = {
  readonly batch: Batch
  readonly cells: readonly FigureCell[]
  readonly reasons: readonly ReasonCell[]
  /** Days on which material is due, the nearest first. */
  readonly due: readonly { readonly day: string; readonly count: number }[]
  /** The undecided by their age in working days. */
  readonly ages: readonly (AgeSpan & { readonly count: number })[]
  /** Null when there is no batch to compare with, or none is wanted. */
  readonly before: {
    readonly batch: BatchTitle
    readonly cells: readonly FigureCell[]
    readonly reasons: readonly ReasonCell[]
  } | null
  /** Batches that may be chosen to compare with, the latest first. */
  readonly comparable: readonly BatchTitle[]
}

type Context = Pick<QueryContext<unknown>, 'db' | 'desk' | 'today'>

/** Which batch is compared with: a chosen one, none, or (left out) the one of the same kind before. */
export const compareSchema = z.string().max(120).nullable().optional()

/** Everything in a batch, whoever reviews it. */
export function wholeBatch(batch: string): ListFilter {
  return { batch, states: [], regions: [], institutions: [], field: null, search: '' }
}

/** Counts a batch and what it is compared with; refused for a batch that is not known or is of the other kind. */
export function readOverview(
  context: Context,
  id: string,
  compare: string | null | undefined,
): Result<Overview> {
  const { db, desk, today } = context
  const batch = jointBatchOf(db, id)
  if (!batch) return refuse('batches/unknown')
  const before =
    compare === undefined ? batchBefore(db, batch) : compare === null ? null : readBatch(db, compare)
  if (compare && (!before || before.kind !== batch.kind || before.id === batch.id)) {
    return refuse('oversight/not-comparable')
  }
  const whole = wholeBatch(batch.id)
  const spans = ageSpans(today, readCalendar(db, desk.institution))
  const counted = readUndecidedTaken(
    context,
    whole,
    spans.map(({ days }) => days),
  )
  return ok({
    batch,
    cells: readFigures(context, whole),
    reasons: readReasons(context, whole),
    due: readDueDays(context, whole),
    ages: spans.map((span, i) => ({ ...span, count: counted[i]! })),
    before: before
      ? {
          batch: { id: before.id, title: before.title },
          cells: readFigures(context, wholeBatch(before.id)),
          reasons: readReasons(context, wholeBatch(before.id)),
        }
      : null,
    comparable: comparableBatches(db, batch).map(({ id: one, title }) => ({ id: one, title })),
  })
}

/** Where a batch stands; null for an unknown one. */
export const overview = query({
  permission: may('review:read'),
  input: z.strictObject({ batch: z.string().max(120), compare: compareSchema }),
  read(context): Overview | null {
    const read = readOverview(context, context.input.batch, context.input.compare)
    return read.ok ? read.value : null
  },
})
