import { fromUtf8 } from '../../core/bytes.ts'
import type { Db } from '../../core/db.ts'
import { decodeEnvelope } from '../../core/dsse.ts'
import { decodeHeader } from '../../core/event.ts'
import type { ForkBranch } from '../../core/fork-proof.ts'
import type { Digest } from '../../core/suite.ts'
import type { CheckedChain } from '../../platform/bundle/check.ts'
import { stagedHeaders } from '../../platform/bundle/staged.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import type { StagedFork } from './names.ts'

/**
 * What proves that a chain of a checked bundle contradicts the one that is here: of both the device's checkpoint, and
 * the headers that lead to it from the first place where they are known to differ.
 */
export function evidenceOf(db: Db, folder: string, chain: CheckedChain): StagedFork {
  const { device, institution, from } = chain
  const suite = suiteOf(chain.certificate.suite)
  const here = (seq: number) => headerAt(db, device, seq)
  const theirs = [...stagedHeaders(folder, device)]
  const before = decodeHeader(theirs[0]!)!.prev
  const differs = theirs.findIndex((header, i) => here(from + i)?.id !== suite.digest(header))
  // Where the range begins behind the contradiction, its first header still names another predecessor than ours.
  const seq = from > 1 && here(from - 1)!.id !== before ? from - 1 : from + differs
  const branch: ForkBranch = {
    checkpoint: chain.checkpointEnvelope,
    headers: theirs.slice(Math.max(0, seq - from)).map((header) => fromUtf8(header)!),
  }
  return { device, institution, seq, ours: ourBranch(db, device, seq), theirs: JSON.stringify(branch) }
}

function headerAt(db: Db, device: Digest, seq: number) {
  const [row] = db.sql<{ id: Digest; header: Uint8Array }>(
    `SELECT e.id, e.header FROM events e JOIN chains c ON c.number = e.chain WHERE c.device = ? AND e.seq = ?`,
    device,
    seq,
  )
  return row
}

/** From the contradiction to the nearest checkpoint behind it. */
function ourBranch(db: Db, device: Digest, seq: number): string | null {
  const [checkpoint] = db.sql<{ seq: number; envelope: Uint8Array }>(
    `SELECT p.seq, p.envelope FROM checkpoints p JOIN chains c ON c.number = p.chain
     JOIN events e ON e.chain = p.chain AND e.seq = p.seq AND e.id = p.head
     WHERE c.device = ? AND p.seq >= ? ORDER BY p.seq LIMIT 1`,
    device,
    seq,
  )
  const envelope = checkpoint && decodeEnvelope(checkpoint.envelope)
  if (!envelope) return null
  const headers = db
    .sql<{ header: Uint8Array }>(
      `SELECT e.header FROM events e JOIN chains c ON c.number = e.chain
       WHERE c.device = ? AND e.seq BETWEEN ? AND ? ORDER BY e.seq`,
      device,
      seq,
      checkpoint.seq,
    )
    .map(({ header }) => fromUtf8(header)!)
  const branch: ForkBranch = { checkpoint: envelope, headers }
  return JSON.stringify(branch)
}
