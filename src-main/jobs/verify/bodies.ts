import type { Db } from '../../core/db.ts'
import { decodeBody } from '../../core/event.ts'
import type { Digest } from '../../core/suite.ts'
import type { ChainFaultReason } from '../../core/verify.ts'
import { creatorOf, inWritersOrder, readActs, readEnds, upTo } from '../../core/writers.ts'
import type { Pace } from './pace.ts'

export type BodyFault = { readonly chain: number; readonly seq: number; readonly reason: ChainFaultReason }

type Row = {
  position: number
  chain: number
  seq: number
  type: string | null
  audience: string | null
  recipients: string | null
  subject: string | null
  bytes: Uint8Array
}

const page = 2000

/** Bodies whose type, audience, recipients or subject is stored otherwise than their bytes say: they would be projected, or sent, as something else. */
export async function oddColumns(
  db: Db,
  pace: Pace,
  onDone: (position: number) => void,
): Promise<readonly BodyFault[]> {
  const faults: BodyFault[] = []
  for (let after = 0; ; ) {
    const rows = db.sql<Row>(
      `SELECT b.position, e.chain, e.seq, b.type, b.audience, b.recipients, b.subject, b.bytes FROM bodies b
       JOIN events e ON e.position = b.position WHERE b.position > ? ORDER BY b.position LIMIT ${page}`,
      after,
    )
    for (const { chain, seq, bytes, type, audience, recipients, subject } of rows) {
      const said = decodeBody(bytes)
      const agrees =
        type === (said?.type ?? null) &&
        audience === (said?.audience ?? null) &&
        recipients === (said?.to ? JSON.stringify(said.to) : null) &&
        subject === (said?.subject ?? null)
      if (!agrees) faults.push({ chain, seq, reason: 'columns' })
    }
    if (rows.length < page) return faults
    after = rows.at(-1)!.position
    onDone(after)
    await pace()
  }
}

/** Bodies of our own chain that are gone: nobody withholds them from us. */
export function missingBodies(db: Db, chain: number): readonly BodyFault[] {
  const rows = db.sql<{ seq: number }>(
    `SELECT e.seq FROM events e LEFT JOIN bodies b ON b.position = e.position
     WHERE e.chain = ? AND b.position IS NULL ORDER BY e.seq LIMIT 1`,
    chain,
  )
  return rows.map(({ seq }) => ({ chain, seq, reason: 'body-missing' }))
}

/**
 * Events that are shown although their device may not write on their subject, or kept back although it may. Only subjects
 * on which more than one device wrote, or whose writer's chain was ended, are looked at: elsewhere it cannot differ.
 */
export async function wronglyCounted(db: Db, pace: Pace): Promise<readonly BodyFault[]> {
  const ends = readEnds(db)
  const prefix = `substr(c.device, instr(c.device, ':') + 1, 8)`
  const subjects = new Set(
    db
      .sql<{ subject: string }>(
        `SELECT DISTINCT b.subject FROM bodies b JOIN events e ON e.position = b.position
         JOIN chains c ON c.number = e.chain WHERE b.subject IS NOT NULL AND (b.problem IN ('not-the-writer', 'past-end')
         OR ${prefix} <> substr(b.subject, instr(b.subject, '/') + 1, 8))`,
      )
      .map(({ subject }) => subject),
  )
  for (const [device, end] of ends) {
    const beyond = db.sql<{ subject: string }>(
      `SELECT DISTINCT b.subject FROM bodies b JOIN events e ON e.position = b.position
       JOIN chains c ON c.number = e.chain WHERE c.device = ? AND e.seq > ? AND b.subject IS NOT NULL`,
      device,
      upTo(end),
    )
    for (const { subject } of beyond) subjects.add(subject)
  }
  const faults: BodyFault[] = []
  for (const subject of subjects) {
    const acts = readActs(db, subject)
    const creator = creatorOf(db, subject)
    const endOf = (device: Digest) => ends.get(device) ?? null
    const order = creator ? inWritersOrder(creator, acts, endOf).acts : []
    const counted = new Set(order.map(({ position }) => position))
    for (const { position, chain, seq, problem } of acts) {
      if (counted.has(position) !== (problem === null)) faults.push({ chain, seq, reason: 'writer' })
    }
    await pace()
  }
  return faults
}
