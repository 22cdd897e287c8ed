import { z } from 'zod'
import { fromUtf8 } from '../../core/bytes.ts'
import type { Db } from '../../core/db.ts'
import { type EventDefinition, query } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { documentAttached } from '../applications/events.ts'
import { readFacts } from '../documents/index.ts'
import { readPin } from '../trust/pins.ts'
import { confirmedUpTo } from './queries.ts'

/** Events whose documents travel with them. */
export const documentCarriers: readonly EventDefinition[] = [documentAttached as EventDefinition]

/** What a bundle for an institution would hold if it were written now. */
export type BundlePreview = {
  readonly pinned: boolean
  readonly confirmed: number
  /** Places of our chain that would go: all that it has not confirmed, or all from the beginning. */
  readonly from: number
  readonly to: number
  /** Bodies that it may read, by type. */
  readonly types: Readonly<Record<string, number>>
  /** Events of which only the place and the digest would go: their bodies are not for it. */
  readonly withheld: number
  /** Headers and bodies. */
  readonly recordBytes: number
  readonly documents: { readonly count: number; readonly bytes: number }
}

const inRange = `FROM events e JOIN chains c ON c.number = e.chain LEFT JOIN bodies b ON b.position = e.position
  AND (b.audience = 'members'
    OR (b.audience = 'named' AND EXISTS (SELECT 1 FROM json_each(b.recipients) r WHERE r.value = ?)))
  WHERE c.own = 1 AND e.seq >= ?`

/** Says before an export what would go and what would stay; counts as the export itself does. */
export const preview = query({
  permission: may('bundles:edit'),
  input: z.strictObject({ to: z.string(), fromBeginning: z.boolean() }),
  read({ input, db, desk }): BundlePreview {
    const confirmed = confirmedUpTo(db, input.to, desk.device)
    const from = input.fromBeginning ? 1 : confirmed + 1
    const rows = db.sql<{ type: string | null; count: number; bytes: number; last: number }>(
      `SELECT b.type, count(*) AS count, sum(length(e.header) + coalesce(length(b.bytes), 0)) AS bytes,
         max(e.seq) AS last ${inRange} GROUP BY b.type`,
      input.to,
      from,
    )
    return {
      pinned: readPin(db, desk.institution, input.to) !== undefined,
      confirmed,
      from,
      to: rows.reduce((last, row) => Math.max(last, row.last), from - 1),
      types: Object.fromEntries(rows.flatMap(({ type, count }) => (type === null ? [] : [[type, count]]))),
      withheld: rows.find(({ type }) => type === null)?.count ?? 0,
      recordBytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
      documents: documentsIn(db, input.to, from),
    }
  },
})

function documentsIn(db: Db, to: string, from: number): BundlePreview['documents'] {
  const found = new Map<Digest, number>()
  for (const definition of documentCarriers) {
    const rows = db.sql<{ bytes: Uint8Array }>(
      `SELECT b.bytes ${inRange} AND b.type = ?`,
      to,
      from,
      definition.type,
    )
    for (const { bytes } of rows) {
      const { data } = JSON.parse(fromUtf8(bytes)!) as { data: unknown }
      for (const digest of definition.documents!(data)) {
        const facts = found.has(digest) ? null : readFacts(db, digest)
        if (facts) found.set(digest, facts.size)
      }
    }
  }
  return { count: found.size, bytes: [...found.values()].reduce((sum, size) => sum + size, 0) }
}
