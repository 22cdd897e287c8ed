import type { Db } from '../../core/db.ts'
import type { DeskFacts } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import { readEnds } from '../../core/writers.ts'
import { idAt } from '../bundles/confirmed.ts'
import { bundlesTables } from '../bundles/projection.ts'
import { readSetting } from '../settings/index.ts'

/**
 * Where the own chain stood when its desk became read-only (what is beyond came back from others), and the last place
 * that was known when another device went on for it.
 */
export type HeldThen = { readonly device: Digest; readonly seq: number; readonly knownUpTo?: number }
export const heldThenSetting = 'recovery/held-then'

export type Range = { readonly from: number; readonly to: number }

/** Whose word says that the chain went up to a place; null stands for what this machine itself remembers. */
export type Witnessing = { readonly institution: string | null; readonly seq: number }

export type ChainLoss = {
  readonly device: Digest
  readonly heldThen: number
  readonly held: number
  readonly knownUpTo: number
  readonly witnesses: readonly Witnessing[]
  /** What came back since, and what is known to have existed and is not here. */
  readonly cameBack: Range | null
  readonly missing: Range | null
  /** Somebody confirmed another record at a place that is here: then two of this desk wrote at once. */
  readonly contradictions: readonly Witnessing[]
  /** Records that are here without their content: `office` bodies come back only from a backup or another desk. */
  readonly withoutContent: { readonly count: number; readonly ranges: readonly Range[] }
}

/** The chain that is, or was last, in trouble here: of this desk while it is read-only, else of the one it goes on for. */
export function readLoss(db: Db, desk: DeskFacts): ChainLoss | null {
  const then = readSetting(db, heldThenSetting) as HeldThen | undefined
  if (desk.condition) return lossOf(db, desk, desk.device, then)
  return then && then.device !== desk.device ? lossOf(db, desk, then.device, then) : null
}

function lossOf(db: Db, desk: DeskFacts, device: Digest, then: HeldThen | undefined): ChainLoss | null {
  const [chain] = db.sql<{ number: number; held: number }>(
    `SELECT c.number, coalesce((SELECT max(seq) FROM events WHERE chain = c.number), 0) AS held
     FROM chains c WHERE c.device = ?`,
    device,
  )
  if (!chain) return null
  const { held, number } = chain
  const facts = desk.device === device ? (desk.condition?.facts ?? {}) : {}
  const heldThen = then?.device === device ? then.seq : asPlace(facts.found ?? facts.seq) || held
  const said = [...confirmedBy(db, device), ...signedFor(db, number)]
  const remembered = asPlace(facts.remembered ?? (then?.device === device ? then.knownUpTo : null))
  if (remembered > 0) said.push({ institution: null, seq: remembered, head: null })
  const knownUpTo = Math.max(held, ...said.map(({ seq }) => seq))
  return {
    device,
    heldThen,
    held,
    knownUpTo,
    witnesses: furthest(said.filter(({ seq }) => seq > heldThen)),
    cameBack: held > heldThen ? { from: heldThen + 1, to: held } : null,
    missing: knownUpTo > held ? { from: held + 1, to: knownUpTo } : null,
    contradictions: furthest(
      said.filter(({ seq, head }) => head !== null && seq <= held && idAt(db, device, seq) !== head),
    ),
    withoutContent: withoutContent(db, number),
  }
}

function asPlace(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0
}

type Said = Witnessing & { readonly head: string | null }

function confirmedBy(db: Db, device: Digest): Said[] {
  return db
    .all(
      bundlesTables
        .selectFrom('bundle_receipts')
        .select(['receiver', 'seq', 'head'])
        .where('device', '=', device),
    )
    .map(({ receiver, seq, head }) => ({ institution: receiver, seq, head }))
}

function signedFor(db: Db, chain: number): Said[] {
  return db
    .sql<{ seq: number; head: string }>('SELECT seq, head FROM checkpoints WHERE chain = ?', chain)
    .map(({ seq, head }) => ({ institution: null, seq, head }))
}

function furthest(said: readonly Witnessing[]): readonly Witnessing[] {
  const best = new Map<string | null, number>()
  for (const { institution, seq } of said) best.set(institution, Math.max(seq, best.get(institution) ?? 0))
  return [...best].map(([institution, seq]) => ({ institution, seq })).sort((a, b) => b.seq - a.seq)
}

const mostRanges = 40

function withoutContent(db: Db, chain: number): ChainLoss['withoutContent'] {
  const rows = db.sql<{ from: number; to: number }>(
    `SELECT min(seq) AS "from", max(seq) AS "to" FROM (
       SELECT seq, seq - row_number() OVER (ORDER BY seq) AS run FROM events
       WHERE chain = ? AND NOT EXISTS (SELECT 1 FROM bodies b WHERE b.position = events.position)
     ) GROUP BY run ORDER BY 1`,
    chain,
  )
  const count = rows.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  return { count, ranges: rows.slice(0, mostRanges) }
}

/** Records that a chain of this office has beyond the place where another device went on for it: they count nowhere. */
export type PastEnd = {
  readonly device: Digest
  readonly last: number
  readonly records: readonly { readonly seq: number; readonly type: string | null }[]
  readonly count: number
}

export function readPastEnds(db: Db, institution: string): readonly PastEnd[] {
  const chains = db.sql<{ number: number; device: Digest }>(
    'SELECT number, device FROM chains WHERE institution = ?',
    institution,
  )
  const ends = readEnds(db)
  return chains.flatMap(({ number, device }) => {
    const end = ends.get(device)
    if (!end) return []
    const last = end.last?.seq ?? 0
    const records = db.sql<{ seq: number; type: string | null }>(
      `SELECT e.seq, b.type FROM events e LEFT JOIN bodies b ON b.position = e.position
       WHERE e.chain = ? AND e.seq > ? ORDER BY e.seq`,
      number,
      last,
    )
    return records.length > 0 ? [{ device, last, records: records.slice(0, 200), count: records.length }] : []
  })
}
