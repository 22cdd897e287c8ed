import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import { readAccount } from '../accounts/queries.ts'
import { may } from '../accounts/rules.ts'
import { linkedBatches } from '../batches/index.ts'
import { checkCodeOf, findByCode } from '../papers/place.ts'
import { signOffTables as k, type SignOffTables } from './projection.ts'
import type { SignedPaper } from './rules.ts'
import { paperOf } from './standing.ts'

/** A 呈批件 with what became of it. */
export type SignOff = {
  readonly id: string
  readonly institution: string
  readonly batch: string
  /** The code on the paper. */
  readonly checkCode: string
  readonly at: string
  /** Null where the account is not known here. */
  readonly by: string | null
  readonly count: number
  /** Why it was taken back. */
  readonly withdrawn: string | null
  readonly paper: SignedPaper | null
  readonly registeredAt: string | null
  readonly registeredBy: string | null
  readonly scan: Digest | null
}

function toSignOff(db: Db, row: SignOffTables['sign_offs']): SignOff {
  const nameOf = (person: string | null) => (person === null ? null : (readAccount(db, person)?.name ?? null))
  return {
    id: row.subject,
    institution: row.institution,
    batch: row.batch,
    checkCode: checkCodeOf(db, row.subject),
    at: row.requested_at,
    by: nameOf(row.requested_by),
    count: row.count,
    withdrawn: row.withdrawn,
    paper: paperOf(row),
    registeredAt: row.registered_at,
    registeredBy: nameOf(row.registered_by),
    scan: row.scan,
  }
}

export function readSignOff(db: Db, id: string): SignOff | undefined {
  const row = db.get(k.selectFrom('sign_offs').selectAll().where('subject', '=', id))
  return row && toSignOff(db, row)
}

/** The 呈批件 of a batch, or of all, the newest first; those of other offices as they came. */
const list = query({
  permission: may('review:read'),
  input: z.strictObject({ batch: z.string().max(80).nullable() }),
  read({ input: { batch }, db }): readonly SignOff[] {
    const all = k.selectFrom('sign_offs').selectAll().orderBy('requested_at', 'desc')
    const found = batch === null ? all : all.where('batch', 'in', linkedBatches(db, batch))
    return db.all(found).map((row) => toSignOff(db, row))
  },
})

/** The 呈批件 whose check code this is, the paper in the hand; null when no record of one begins so. */
const byCode = query({
  permission: may('review:read'),
  input: z.strictObject({ code: z.string().max(40) }),
  read({ input: { code }, db }): string | null {
    const events = findByCode(db, code.replaceAll(/\s/g, '').toLowerCase())
    const [found] = db.sql<{ subject: string }>(
      `SELECT b.subject FROM events e JOIN bodies b ON b.position = e.position
       WHERE e.id IN (SELECT value FROM json_each(?)) AND b.subject IN (SELECT subject FROM sign_offs)`,
      JSON.stringify(events),
    )
    return found?.subject ?? null
  },
})

export const signOffQueries = { list, byCode }
