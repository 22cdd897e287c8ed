import { z } from 'zod'
import { fromUtf8 } from '../../core/bytes.ts'
import type { Db } from '../../core/db.ts'
import { readChains } from '../../core/log.ts'
import { type EventDefinition, query } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { readFacts } from '../documents/index.ts'
import { readPin } from '../trust/pins.ts'
import { confirmedUpTo } from './confirmed.ts'
import { dueFor, type Places } from './due.ts'

/** What a bundle for an institution would hold if it were written now. */
export type BundlePreview = {
  readonly pinned: boolean
  readonly confirmed: number
  /** Places of our chain that would go: all that it has not confirmed, or all from the beginning. */
  readonly from: number
  readonly to: number
  /** Bodies of our office that it may read, by type. */
  readonly types: Readonly<Record<string, number>>
  /** Our events of which only the place and the digest would go: their bodies are not for it. */
  readonly withheld: number
  /** Chains of others that would be passed on, by institution, with the records that are new to the recipient. */
  readonly relayed: readonly { readonly institution: string; readonly records: number }[]
  /** Headers and bodies. */
  readonly recordBytes: number
  readonly documents: { readonly count: number; readonly bytes: number }
}

const readable = `(b.audience = 'members'
  OR EXISTS (SELECT 1 FROM (SELECT ? AS us) WHERE us IN (SELECT institution FROM chains WHERE own = 1)
    OR b.audience = 'named' AND us IN (SELECT value FROM json_each(b.recipients))))`

/** Says before an export what would go and what would stay; counts as the export itself does. */
export const preview = query({
  permission: may('bundles:edit'),
  input: z.strictObject({ to: z.string(), fromBeginning: z.boolean() }),
  read({ input, db, desk, definitions }): BundlePreview {
    const { to, fromBeginning } = input
    const { ranges, covers } = dueFor(db, desk.device, to, fromBeginning)
    const institutions = new Map(readChains(db).map(({ device, institution }) => [device, institution]))
    const isOurs = ({ device }: Places) => institutions.get(device) === desk.institution
    const own = ranges.find(({ device }) => device === desk.device)
    const confirmed = confirmedUpTo(db, to, desk.device)
    const bodies = covers.flatMap((places) =>
      typesIn(db, to, places).map((row) => ({ ...row, ours: isOurs(places) })),
    )
    const types: Record<string, number> = {}
    for (const { type, count, ours } of bodies) if (ours) types[type] = (types[type] ?? 0) + count
    const relayed = new Map<string, number>()
    for (const range of ranges) {
      const institution = institutions.get(range.device)!
      if (!isOurs(range))
        relayed.set(institution, (relayed.get(institution) ?? 0) + range.to - range.from + 1)
    }
    const withDocuments = fromBeginning || to === desk.institution ? covers : covers.filter(isOurs)
    return {
      pinned: to === desk.institution || readPin(db, desk.institution, to) !== undefined,
      confirmed,
      from: own?.from ?? confirmed + 1,
      to: own?.to ?? confirmed,
      types,
      withheld: ranges.filter(isOurs).reduce((sum, range) => sum + withheldIn(db, to, range), 0),
      relayed: [...relayed].map(([institution, records]) => ({ institution, records })),
      recordBytes:
        bodies.reduce((sum, { bytes }) => sum + bytes, 0) +
        ranges.reduce((sum, range) => sum + headerBytes(db, range), 0),
      documents: documentsIn(db, definitions, to, withDocuments),
    }
  },
})

const placed = `FROM bodies b JOIN events e ON e.position = b.position JOIN chains c ON c.number = e.chain
  WHERE c.device = ? AND e.seq BETWEEN ? AND ?`

function typesIn(db: Db, recipient: string, { device, from, to }: Places) {
  return db.sql<{ type: string; count: number; bytes: number }>(
    `SELECT coalesce(b.type, '') AS type, count(*) AS count, sum(length(b.bytes)) AS bytes
     ${placed} AND ${readable} GROUP BY b.type`,
    device,
    from,
    to,
    recipient,
  )
}

function withheldIn(db: Db, recipient: string, { device, from, to }: Places): number {
  const [row] = db.sql<{ n: number }>(
    `SELECT count(*) AS n ${placed} AND ${readable}`,
    device,
    from,
    to,
    recipient,
  )
  return to - from + 1 - row!.n
}

function headerBytes(db: Db, { device, from, to }: Places): number {
  const [row] = db.sql<{ n: number | null }>(
    `SELECT sum(length(e.header)) AS n FROM events e JOIN chains c ON c.number = e.chain
     WHERE c.device = ? AND e.seq BETWEEN ? AND ?`,
    device,
    from,
    to,
  )
  return row!.n ?? 0
}

function documentsIn(
  db: Db,
  definitions: ReadonlyMap<string, EventDefinition>,
  recipient: string,
  places: readonly Places[],
): BundlePreview['documents'] {
  const found = new Map<Digest, number>()
  for (const definition of definitions.values()) {
    if (!definition.documents) continue
    for (const { device, from, to } of places) {
      const rows = db.sql<{ bytes: Uint8Array }>(
        `SELECT b.bytes ${placed} AND ${readable} AND b.type = ?`,
        device,
        from,
        to,
        recipient,
        definition.type,
      )
      for (const { bytes } of rows) {
        const { data } = JSON.parse(fromUtf8(bytes)!) as { data: unknown }
        for (const digest of definition.documents(data)) {
          const facts = found.has(digest) ? null : readFacts(db, digest)
          if (facts) found.set(digest, facts.size)
        }
      }
    }
  }
  return { count: found.size, bytes: [...found.values()].reduce((sum, size) => sum + size, 0) }
}
