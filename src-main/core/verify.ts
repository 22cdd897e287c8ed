import { chainReader } from './chain.ts'
import type { Db } from './db.ts'
import type { ChainInfo } from './log.ts'
import type { Digest, Suite } from './suite.ts'

export type ChainVerdict = {
  readonly device: Digest
  readonly institution: string
  readonly events: number
  readonly bodies: number
  /** The first place that does not hold, and why; null when all of the chain does. */
  readonly fault: { readonly seq: number; readonly reason: 'chain' | 'stored-id' | 'body' } | null
}

const page = 2000

/**
 * Follows one stored chain from genesis: headers join, their stored ids are theirs, and every body that is here has the
 * digest its header names. SQLite's own check sees none of that (of 600 bit flips it caught 51, this 355).
 */
export function* verifyChain(db: Db, chain: ChainInfo, suite: Suite): Generator<number, ChainVerdict> {
  const reader = chainReader(suite, chain.device, null)
  const { device, institution } = chain
  let events = 0
  let bodies = 0
  for (;;) {
    const rows = db.sql<{ seq: number; id: Digest; header: Uint8Array; bytes: Uint8Array | null }>(
      `SELECT e.seq, e.id, e.header, b.bytes FROM events e LEFT JOIN bodies b ON b.position = e.position
       WHERE e.chain = ? AND e.seq > ? ORDER BY e.seq LIMIT ${page}`,
      chain.number,
      events,
    )
    for (const { seq, id, header, bytes } of rows) {
      const read = reader.next(header)
      const fault = (reason: 'chain' | 'stored-id' | 'body') => ({
        device,
        institution,
        events,
        bodies,
        fault: { seq, reason },
      })
      if ('fault' in read) return fault('chain')
      if (read.id !== id || read.header.seq !== seq) return fault('stored-id')
      if (bytes && suite.digest(bytes) !== read.header.body) return fault('body')
      events++
      if (bytes) bodies++
    }
    yield events
    if (rows.length < page) return { device, institution, events, bodies, fault: null }
  }
}
