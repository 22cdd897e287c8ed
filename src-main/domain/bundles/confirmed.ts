import type { Db } from '../../core/db.ts'
import type { Digest } from '../../core/suite.ts'
import { bundlesTables as k } from './projection.ts'

/** Id of the record at a place of a device's chain; undefined when it is not here. */
export function idAt(db: Db, device: string, seq: number): Digest | undefined {
  const [row] = db.sql<{ id: Digest }>(
    'SELECT e.id FROM events e JOIN chains c ON c.number = e.chain WHERE c.device = ? AND e.seq = ?',
    device,
    seq,
  )
  return row?.id
}

/** How far an institution has confirmed a chain; 0 before its first receipt. A receipt of another place is no receipt. */
export function confirmedUpTo(db: Db, receiver: string, device: Digest): number {
  const rows = db.all(
    k
      .selectFrom('bundle_receipts')
      .select(['seq', 'head'])
      .where('receiver', '=', receiver)
      .where('device', '=', device)
      .orderBy('seq', 'desc'),
  )
  return rows.find(({ seq, head }) => idAt(db, device, seq) === head)?.seq ?? 0
}

/**
 * Own records after one place and up to another that others may read, without those that only tell of exchange: of these
 * there would always be a new one.
 */
export function countBetween(db: Db, after: number, upTo: number): number {
  const [row] = db.sql<{ n: number }>(
    `SELECT count(*) AS n FROM events e JOIN chains c ON c.number = e.chain JOIN bodies b ON b.position = e.position
     WHERE c.own = 1 AND e.seq > ? AND e.seq <= ? AND b.audience <> 'office' AND b.type NOT IN ('BundleSent', 'BundleReceived')`,
    after,
    upTo,
  )
  return row!.n
}
