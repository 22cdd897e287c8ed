import { z } from 'zod'
import { utf8 } from '../../core/bytes.ts'
import type { Db } from '../../core/db.ts'
import { command, happened, type QueryContext, query } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { type Batch, readBatch } from '../batches/index.ts'
import { regionOrder } from '../formal-review/papers/listed.ts'
import { readInstitutions } from '../offices/index.ts'
import { readEligible } from './eligible.ts'
import { recommendationDrafted } from './events.ts'
import { ownRecommendation, type RecommendationPage } from './read.ts'
import { type DraftRow, limits, type Scope } from './rules.ts'

/** Room for a draft in the body of one event, with what stands around it. */
const mostBytes = 1_000_000

/** What a next draft begins with. */
export type Proposal = {
  readonly scope: Scope
  /** 第 n 稿 that it would become. */
  readonly draft: number
  readonly rows: readonly (DraftRow & { readonly isNew: boolean })[]
  readonly leftOut: readonly (DraftRow & { readonly isNew: boolean; readonly reason: string })[]
  readonly parties: readonly string[]
  /** Rows of the last draft that may not be recommended any more. */
  readonly gone: readonly Pick<DraftRow, 'application' | 'number' | 'title'>[]
}

type Context = Pick<QueryContext<unknown>, 'db' | 'desk'>

/** Joint research: of every office's list, by whoever puts it together; consortia: each province its own [A13, B5]. */
function scopeOf({ kind }: Batch): Scope {
  return kind === 'joint' ? 'all' : 'own'
}

/** The offices of the Delta without ourselves; a province's own list needs nobody. */
function usualParties(db: Db, own: string, scope: Scope): readonly string[] {
  if (scope === 'own') return []
  return readInstitutions(db)
    .filter(({ code, region }) => region !== null && code !== own)
    .map(({ code }) => code)
}

function propose(context: Context, batch: Batch): Proposal {
  const { db, desk } = context
  const scope = scopeOf(batch)
  const eligible = readEligible(context, { batch: batch.id, scope })
  const last = ownRecommendation(db, desk.institution, batch.id)?.drafts.at(-1)
  const now = new Map(eligible.map((row) => [row.application, row]))
  const kept = (last?.rows ?? []).flatMap((row) => {
    const one = now.get(row.application)
    return one ? [{ ...one, note: row.note, isNew: false }] : []
  })
  const leftOut = (last?.leftOut ?? []).flatMap(({ application, reason }) => {
    const one = now.get(application)
    return one ? [{ ...one, note: '', isNew: false, reason }] : []
  })
  const known = new Set([...kept, ...leftOut].map(({ application }) => application))
  const host = readInstitutions(db).find(({ code }) => code === batch.host)?.region ?? null
  const order = regionOrder(host)
  const added = eligible
    .filter(({ application }) => !known.has(application))
    .map((row) => ({ ...row, note: '', isNew: last !== undefined }))
    .sort((a, b) => order.indexOf(a.leadRegion as never) - order.indexOf(b.leadRegion as never))
  return {
    scope,
    draft: (last?.draft ?? 0) + 1,
    rows: [...kept, ...added],
    leftOut,
    parties: last?.parties ?? usualParties(db, desk.institution, scope),
    gone: (last?.rows ?? []).filter(({ application }) => !now.has(application)),
  }
}

/** What the next draft begins with: the last one, without what may not be recommended any more, and what came to it. */
export const proposal = query({
  permission: may('review:read'),
  input: z.strictObject({ batch: z.string().max(80) }),
  read(context): Proposal | null {
    const batch = readBatch(context.db, context.input.batch)
    return batch ? propose(context, batch) : null
  },
})

const input = z.strictObject({
  batch: z.string().max(80),
  /** The rows in their order. */
  rows: z
    .array(z.strictObject({ application: z.string().max(80), note: z.string().trim().max(limits.note) }))
    .max(limits.rows),
  leftOut: z
    .array(z.strictObject({ application: z.string().max(80), reason: z.string().trim().max(limits.reason) }))
    .max(limits.rows),
  parties: z.array(z.string().max(20)).max(50),
})

type Lists = Pick<z.output<typeof input>, 'rows' | 'leftOut'>

/** Everything that may be recommended stands on the list once, or is left out with a reason; nothing else does. */
function checkWhole(
  eligible: readonly { application: string; number: string }[],
  { rows, leftOut }: Lists,
): Result<void> {
  const may = new Map(eligible.map((one) => [one.application, one.number]))
  const named = [...rows, ...leftOut].map(({ application }) => application)
  if (rows.length === 0) return refuse('recommendations/empty')
  if (new Set(named).size < named.length) return refuse('recommendations/named-twice')
  const notEligible = named.filter((one) => !may.has(one))
  if (notEligible.length > 0) return refuse('recommendations/not-eligible', { count: notEligible.length })
  const missing = [...may].filter(([one]) => !named.includes(one)).map(([, number]) => number)
  if (missing.length > 0) return refuse('recommendations/left-out', { numbers: missing })
  if (leftOut.some(({ reason }) => reason === '')) return refuse('recommendations/reason-missing')
  return ok(undefined)
}

function isSame(last: RecommendationPage['drafts'][number], next: unknown): boolean {
  const { rows, leftOut, parties } = last
  return JSON.stringify({ rows, leftOut, parties }) === JSON.stringify(next)
}

/** 第 n 稿 as it is to be seen by everybody; refused once a draft is final. */
export const draft = command({
  permission: may('review:edit'),
  input,
  decide(context) {
    const { input: asked, db, desk, newSubject } = context
    const batch = readBatch(db, asked.batch)
    if (!batch) return refuse('batches/unknown')
    const scope = scopeOf(batch)
    const known = readInstitutions(db).map(({ code }) => code)
    const parties = known.filter((code) => asked.parties.includes(code) && code !== desk.institution)
    if (parties.length < new Set(asked.parties).size) return refuse('recommendations/unknown-party')
    const page = ownRecommendation(db, desk.institution, batch.id)
    if (page?.final) return refuse('recommendations/final-already')
    const eligible = readEligible(context, { batch: batch.id, scope })
    if (eligible.length > limits.rows) return refuse('recommendations/too-long', { most: limits.rows })
    const whole = checkWhole(eligible, asked)
    if (!whole.ok) return whole
    const now = new Map(eligible.map((row) => [row.application, row]))
    const rows = asked.rows.map(({ application, note }) => ({ ...now.get(application)!, note }))
    const leftOut = asked.leftOut.map(({ application, reason }) => {
      const { number, title, lead } = now.get(application)!
      return { application, number, title, lead, reason }
    })
    const last = page?.drafts.at(-1)
    if (last && isSame(last, { rows, leftOut, parties })) return refuse('recommendations/nothing-changed')
    const list = { rows: rows.map((row) => ({ ...row, others: [...row.others] })), leftOut, parties }
    if (utf8(JSON.stringify(list)).length > mostBytes) {
      return refuse('recommendations/too-long', { most: limits.rows })
    }
    const recommendation = page?.id ?? newSubject('recommendation')
    const number = (last?.draft ?? 0) + 1
    const said = { batch: batch.id, scope, draft: number, ...list }
    return ok({
      events: [happened(recommendationDrafted, recommendation, said)],
      value: { recommendation, draft: number },
    })
  },
})
