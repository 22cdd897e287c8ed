import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query, task } from '../../core/module.ts'
import type { MissingRange } from '../../core/ports/bundles.ts'
import { ok, refuse } from '../../core/result.ts'
import { type Digest, fileDigestPattern } from '../../core/suite.ts'
import { truth } from '../../core/truth.ts'
import { readEnds, upTo } from '../../core/writers.ts'
import { may } from '../accounts/rules.ts'
import { quarantined } from './forks.ts'

/** A bundle that a person took in and that waits, whole or in part, for ranges that must come first. */
export type WaitingBundle = {
  readonly digest: Digest
  readonly sender: string
  /** Of the file, as it came. */
  readonly name: string
  readonly size: number
  readonly at: string
  readonly ranges: readonly MissingRange[]
  /** What is missing now; empty when only bodies wait whose events nobody can name. */
  readonly missing: readonly MissingRange[]
  /** Code of what became of it when it waits no longer; it is listed until a person has read it. */
  readonly problem: string | null
}

/** Every bundle of the inbox, the oldest first, with what it lacks at this moment. */
export function readInbox(db: Db): readonly WaitingBundle[] {
  const rows = db.all(truth.selectFrom('inbox').selectAll().orderBy('at').orderBy('digest'))
  if (rows.length === 0) return []
  const lacking = missingNow(db)
  return rows.map(({ ranges, missing, ...row }) => ({
    ...row,
    ranges: JSON.parse(ranges) as readonly MissingRange[],
    missing: row.problem === null ? lacking(JSON.parse(missing) as readonly MissingRange[]) : [],
  }))
}

/** Bundles of the inbox of which something may join now: a range they waited for is here, or will never come. */
export function readyInInbox(db: Db): readonly WaitingBundle[] {
  const stored = new Map(
    db
      .all(truth.selectFrom('inbox').select(['digest', 'missing']))
      .map(({ digest, missing }) => [digest, (JSON.parse(missing) as readonly MissingRange[]).length]),
  )
  return readInbox(db).filter(({ digest, missing, problem }) => {
    const before = stored.get(digest)!
    return problem === null && (before === 0 || missing.length < before)
  })
}

function missingNow(db: Db) {
  const heads = new Map(
    db
      .sql<{ device: Digest; head: number }>(
        'SELECT c.device, max(e.seq) AS head FROM chains c JOIN events e ON e.chain = c.number GROUP BY c.device',
      )
      .map(({ device, head }) => [device, head]),
  )
  const ends = readEnds(db)
  const aside = quarantined(db)
  return (missing: readonly MissingRange[]): readonly MissingRange[] =>
    missing.flatMap((range) => {
      const from = Math.max(range.from, (heads.get(range.device) ?? 0) + 1)
      // Of a chain that is set aside, or that ends before, the range will never come: the bundle is looked at again.
      const isClosed = aside.has(range.device) || upTo(ends.get(range.device)) < range.to
      return from > range.to || isClosed ? [] : [{ ...range, from }]
    })
}

const inbox = query({
  permission: may('bundles:list'),
  input: z.null(),
  read: ({ db }): readonly WaitingBundle[] => readInbox(db),
})

const digest = z.string().regex(fileDigestPattern)

/** Takes a bundle out of the inbox: what has joined of it stays, the rest must be sent again. */
const dropWaiting = task({
  permission: may('bundles:edit'),
  input: z.strictObject({ digest }),
  run: ({ input, db, ports, changed }) =>
    ports.bundles.inTurn(async () => {
      if (!readInbox(db).some((bundle) => bundle.digest === input.digest))
        return refuse('bundles/not-waiting')
      await ports.bundles.dropKept(input.digest)
      changed()
      return ok(null)
    }),
})

/** Looks for the files of the bundles that wait; those that are gone or damaged wait no longer and say why. */
const inspectInbox = task({
  permission: may('bundles:list'),
  input: z.null(),
  run: ({ db, ports, changed }) =>
    ports.bundles.inTurn(async () => {
      const lost = await ports.bundles.lookForKept(readInbox(db).filter(({ problem }) => problem === null))
      for (const { digest, code } of lost) markLost(db, digest, code)
      if (lost.length > 0) changed()
      return ok({ lost: lost.length })
    }),
})

/** What became of a bundle that can wait no longer; it stays listed until a person has read it. */
export function markLost(db: Db, bundle: Digest, code: string): void {
  db.run(truth.updateTable('inbox').set({ problem: code }).where('digest', '=', bundle))
}

export const inboxCalls = { inbox, dropWaiting, inspectInbox }
