import { z } from 'zod'
import type { Db } from '../../../core/db.ts'
import { query } from '../../../core/module.ts'
import { readAccount } from '../../accounts/queries.ts'
import { may } from '../../accounts/rules.ts'
import { readBatch } from '../../batches/index.ts'
import { checkCodeOf } from '../../papers/place.ts'
import { draw, type FrameRow, rankOf, requestDigest, type SampleSize, seedOf } from './draw.ts'
import { type InspectionResult, inspectionTables as k } from './projection.ts'

export type Frozen = {
  readonly batch: string
  readonly round: number
  readonly chosen: string
  readonly strata: 'none' | 'region' | 'outcome'
  readonly size: SampleSize
  readonly rows: readonly {
    readonly application: string
    readonly number: string
    readonly stratum: string
  }[]
  readonly digest: string
  readonly again: { readonly reason: string; readonly second: string } | null
}

export type Drawn = {
  readonly dice: readonly string[]
  readonly parties: readonly string[]
  readonly seed: string
  readonly drawn: readonly number[]
}

export type Inspection = {
  readonly id: string
  readonly institution: string
  readonly batchTitle: string
  readonly at: string
  readonly person: string | null
  readonly frozen: Frozen
  readonly drawn: (Drawn & { readonly at: string }) | null
  readonly findings: readonly {
    readonly application: string
    readonly result: InspectionResult
    readonly note: string
    readonly person: string | null
    readonly at: string
  }[]
}

export function readInspection(db: Db, id: string): Inspection | undefined {
  const row = db.get(k.selectFrom('inspections').selectAll().where('subject', '=', id))
  if (!row) return undefined
  const findings = db.all(
    k.selectFrom('inspection_findings').selectAll().where('subject', '=', id).orderBy('at'),
  )
  const frozen = JSON.parse(row.frozen) as Frozen
  return {
    id,
    institution: row.institution,
    batchTitle: readBatch(db, row.batch)?.title ?? row.batch,
    at: row.at,
    person: readAccount(db, row.person)?.name ?? null,
    frozen,
    drawn: row.drawn === null ? null : { ...(JSON.parse(row.drawn) as Drawn), at: row.drawn_at! },
    findings: findings.map(({ application, result, note, person, at }) => ({
      application,
      result,
      note,
      person: readAccount(db, person)?.name ?? null,
      at,
    })),
  }
}

/** Rows with their places, from 1. */
export function placed(rows: Frozen['rows']): readonly FrameRow[] {
  return rows.map(({ number, stratum }, i) => ({ row: i + 1, number, stratum }))
}

/** The draw done again from what was recorded: each step by itself, and whether it comes out the same. */
export type Replay = {
  readonly digestAgrees: boolean
  readonly seedAgrees: boolean
  readonly drawnAgrees: boolean
  /** Drawn rows with the rank that drew them. */
  readonly ranks: readonly { readonly row: number; readonly rank: string }[]
}

export function replayed({ frozen, drawn }: Inspection): Replay | null {
  if (!drawn) return null
  const rows = placed(frozen.rows)
  const digest = requestDigest({ batch: frozen.batch, round: frozen.round, size: frozen.size, rows })
  const seed = seedOf(digest, drawn.dice)
  const again = draw(rows, frozen.size, seed).map(({ row }) => row)
  return {
    digestAgrees: digest === frozen.digest,
    seedAgrees: seed === drawn.seed,
    drawnAgrees: JSON.stringify(again) === JSON.stringify(drawn.drawn),
    ranks: again.map((row) => ({ row, rank: rankOf(seed, row) })),
  }
}

/** Every inspection of which this desk knows, the newest first. */
export const inspections = query({
  permission: may('dossiers:read'),
  input: z.null(),
  read: ({ db }) =>
    db
      .all(k.selectFrom('inspections').select('subject').orderBy('at', 'desc').limit(200))
      .map(({ subject }) => readInspection(db, subject)!)
      .map(({ id, batchTitle, at, person, frozen, drawn, findings }) => ({
        id,
        batchTitle,
        at,
        person,
        round: frozen.round,
        rows: frozen.rows.length,
        drawn: drawn ? drawn.drawn.length : null,
        found: findings.length,
      })),
})

/** One inspection with its replay; null for an unknown one. */
export const inspection = query({
  permission: may('dossiers:read'),
  input: z.string().max(120),
  read({ input, db }) {
    const found = readInspection(db, input)
    return found ? { ...found, checkCode: checkCodeOf(db, input), replay: replayed(found) } : null
  },
})
