import { z } from 'zod'
import type { Db } from '../../../core/db.ts'
import { type CommandContext, command, type Decision, happened } from '../../../core/module.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { may } from '../../accounts/rules.ts'
import { linkedBatches } from '../../batches/index.ts'
import { readListed } from '../../formal-review/list.ts'
import { type ReviewState, reviewStates } from '../../formal-review/review-state.ts'
import { type Region, regionShortLabel } from '../../organisations/rules.ts'
import { jointBatchOf } from '../batch-before.ts'
import { wholeBatch } from '../overview.ts'
import { dicePattern, draw, requestDigest, seedOf } from './draw.ts'
import { inspectionDrawn, inspectionFound, inspectionFrozen, inspectionResults } from './events.ts'
import { inspectionTables as k } from './projection.ts'
import { placed, readInspection } from './queries.ts'

/** Rows of a list that one event can hold with what names them. */
export const longestFrame = 5000

const request = {
  batch: z.string().max(120),
  states: z.array(z.enum(reviewStates)),
  regions: z.array(z.string().max(10)).max(10),
  strata: z.enum(['none', 'region', 'outcome']),
  size: z.strictObject({ kind: z.enum(['count', 'percent']), value: z.int().min(1).max(longestFrame) }),
}
type Request = z.output<z.ZodObject<typeof request>>

/** How often a list of this batch, or of one linked to it, was frozen here. */
export function frozenBefore(db: Db, batch: string): number {
  const counted = db.get(
    k
      .selectFrom('inspections')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('batch', 'in', linkedBatches(db, batch)),
  )
  return counted!.count
}

function frozen(
  context: CommandContext<Request>,
  again: { readonly reason: string; readonly second: string } | null,
): Result<Decision<{ readonly inspection: string }>> {
  const { db, input, newSubject } = context
  const { batch: asked, states, regions, strata, size } = input
  const batch = jointBatchOf(db, asked)
  if (!batch) return refuse('batches/unknown')
  const before = frozenBefore(db, batch.id)
  if (before > 0 && !again) return refuse('oversight/frozen-before', { count: before })
  if (before === 0 && again) return refuse('oversight/never-frozen')
  if (size.kind === 'percent' && size.value > 100) return refuse('oversight/more-than-all')
  const filter = { ...wholeBatch(batch.id), states, regions }
  const listed = readListed(context, filter, { column: 'number', descending: false }, longestFrame + 1)
  if (listed.length === 0) return refuse('oversight/nothing-to-inspect')
  if (listed.length > longestFrame) return refuse('oversight/frame-too-long', { most: longestFrame })
  const rows = listed.map(({ id, number, leadRegion, state }) => ({
    application: id,
    number,
    stratum: strata === 'none' ? '' : strata === 'outcome' ? state : regionWord(leadRegion),
  }))
  const round = before + 1
  const digest = requestDigest({ batch: batch.id, round, size, rows: placed(rows) })
  const inspection = newSubject('inspection')
  const data = {
    batch: batch.id,
    round,
    chosen: chosenWords(states, regions),
    strata,
    size,
    rows,
    digest,
    again,
  }
  return ok({ events: [happened(inspectionFrozen, inspection, data)], value: { inspection } })
}

function regionWord(region: string | null): string {
  return region === null ? '所在地未录入' : regionShortLabel(region as Region)
}

function chosenWords(states: readonly ReviewState[], regions: readonly string[]): string {
  return [
    states.length > 0 ? `状态为${states.join('、')}` : '',
    regions.length > 0 ? `牵头单位在${regions.map((one) => regionWord(one || null)).join('、')}` : '',
  ]
    .filter(Boolean)
    .join('，')
}

/** Freezes the list of a batch for the first time. */
export const freezeInspection = command({
  permission: may('dossiers:read'),
  input: z.strictObject(request),
  decide: (context) => frozen(context, null),
})

/** Freezes a list of the same batch once more: with a reason, a second person, and counted for ever. */
export const freezeInspectionAgain = command({
  permission: may('dossiers:read'),
  secondPermission: may('review:read'),
  input: z.strictObject({ ...request, reason: z.string().trim().min(1).max(500) }),
  decide: (context) => frozen(context as never, { reason: context.input.reason, second: context.second!.id }),
})

/** Draws by the dice of three parties; refused once they were thrown, so that nobody tries until it fits. */
export const drawInspection = command({
  permission: may('dossiers:read'),
  input: z.strictObject({
    inspection: z.string().max(120),
    parties: z.array(z.string().trim().min(1).max(40)).length(3),
    dice: z.array(z.string().regex(dicePattern)).length(3),
  }),
  decide({ input, db, desk }) {
    const found = readInspection(db, input.inspection)
    if (!found) return refuse('oversight/unknown-inspection')
    if (found.institution !== desk.institution) return refuse('oversight/other-office')
    if (found.drawn) return refuse('oversight/drawn-before')
    const { parties, dice } = input
    const seed = seedOf(found.frozen.digest, dice)
    const drawn = draw(placed(found.frozen.rows), found.frozen.size, seed).map(({ row }) => row)
    return ok({
      events: [happened(inspectionDrawn, input.inspection, { parties, dice, seed, drawn })],
      value: { drawn: drawn.length },
    })
  },
})

/** Records what was found in an application that was drawn. */
export const recordFinding = command({
  permission: may('dossiers:read'),
  input: z.strictObject({
    inspection: z.string().max(120),
    application: z.string().max(120),
    result: z.enum(inspectionResults),
    note: z.string().trim().max(2000),
  }),
  decide({ input, db, desk }) {
    const { inspection, ...finding } = input
    const found = readInspection(db, inspection)
    if (!found) return refuse('oversight/unknown-inspection')
    if (found.institution !== desk.institution) return refuse('oversight/other-office')
    const isDrawn = found.drawn?.drawn.some(
      (row) => found.frozen.rows[row - 1]?.application === finding.application,
    )
    if (!isDrawn) return refuse('oversight/not-drawn')
    if (finding.result !== '未发现问题' && finding.note === '') return refuse('oversight/finding-needs-words')
    return ok({ events: [happened(inspectionFound, inspection, finding)], value: null })
  },
})
