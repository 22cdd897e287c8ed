import { verifyCheckpoint } from '../../../core/checkpoint.ts'
import type { Envelope } from '../../../core/dsse.ts'
import type { Digest } from '../../../core/suite.ts'
import { readEnds, upTo } from '../../../core/writers.ts'
import type { Checked } from '../../../jobs/bundles/names.ts'
import { suiteOf } from '../../../platform/suites/suite-of.ts'
import { type Desk, world } from '../desk.ts'

/**
 * Looks at what a checked bundle carries of this desk's own chain: records that are not here, or others than here, are
 * signed by this desk's key, so they were lost here. The desk writes nothing more.
 */
export function noteOwnChainIn(desk: Desk, { summary }: Checked): void {
  const range = summary.ranges.find(({ own }) => own)
  if (!range || range.state === 'known') return
  const here = desk.log.headOf(desk.executor.chain.number)?.seq ?? 0
  peersKnowMore(desk, { by: summary.sender, here, there: range.to })
}

/** Looks at what others say of this desk's chain in records that came: receipts beyond its head, its end. */
export function noteWhatOthersSay(desk: Desk): void {
  const { db, executor, log } = desk
  const { device, number } = executor.chain
  const here = log.headOf(number)?.seq ?? 0
  const beyond = db.sql<{ receiver: string; seq: number; head: Digest; data: string }>(
    `SELECT r.receiver, r.seq, r.head, b.data FROM bundle_receipts r JOIN bundles_received b ON b.subject = r.subject
     LEFT JOIN events e ON e.chain = ? AND e.seq = r.seq
     WHERE r.device = ? AND r.writer <> ? AND (e.id IS NULL OR e.id <> r.head) ORDER BY r.seq DESC`,
    number,
    device,
    device,
  )
  // Somebody's word alone makes no desk read-only: the receipt must hold what this desk's own key signed there.
  const proved = beyond.find((receipt) => isOurWord(desk, receipt))
  if (proved) peersKnowMore(desk, { by: proved.receiver, here, there: proved.seq })
  const end = readEnds(db).get(device as Digest)
  if (end) desk.noteCondition({ reason: 'retired', facts: { here, last: upTo(end) }, since: world.now() })
}

type Claim = { readonly seq: number; readonly head: Digest; readonly data: string }

function isOurWord({ executor }: Desk, { seq, head, data }: Claim): boolean {
  const { chain, desk } = executor
  const { chains } = JSON.parse(data) as {
    chains: readonly { device: string; checkpoint: Envelope | null }[]
  }
  const envelope = chains.find(({ device }) => device === chain.device)?.checkpoint
  if (!envelope) return false
  const said = verifyCheckpoint(envelope, { suite: suiteOf(chain.suite), deviceKey: chain.publicKey })
  return said?.environment === desk.environment && said.seq === seq && said.head === head
}

function peersKnowMore(
  desk: Desk,
  facts: { readonly by: string; readonly here: number; readonly there: number },
): void {
  desk.noteCondition({ reason: 'peers-know-more', facts, since: world.now() })
}
