import { chainReader } from './chain.ts'
import type { Db } from './db.ts'
import type { ChainInfo } from './log.ts'
import type { Digest, Suite } from './suite.ts'

/**
 * Why a place of a stored chain does not hold: `chain` headers do not join · `stored-id` another id is stored than the
 * header has · `body` not the body that the header names · `body-missing` a body of our own is gone · `columns` what is
 * stored beside a body is not what it says · `writer` an event counts, or does not, against the rules of who may write ·
 * `checkpoint` a stored checkpoint is not signed, or is not of this chain · `certificate` its certificate or genesis is
 * not this device's · `shorter` records are gone that were here at the last check.
 */
export type ChainFaultReason =
  | 'chain'
  | 'stored-id'
  | 'body'
  | 'body-missing'
  | 'columns'
  | 'writer'
  | 'checkpoint'
  | 'certificate'
  | 'shorter'

export type ChainVerdict = {
  readonly device: Digest
  readonly institution: string
  readonly events: number
  readonly bodies: number
  /** Id of the last record that holds. */
  readonly head: Digest | null
  /** Places where the writer's clock had been set back by more than a minute, the first twenty. */
  readonly clockJumps: readonly { readonly seq: number; readonly from: string; readonly to: string }[]
  /** The first place that does not hold, and why; null when all of the chain does. */
  readonly fault: { readonly seq: number; readonly reason: ChainFaultReason } | null
}

/** What a check of a whole desk found. Numbers, codes and ids only: it may be shown, printed and sent. */
export type DeskVerdict = {
  readonly program: string
  readonly startedAt: string
  readonly finishedAt: string
  /** What SQLite says of its own file. */
  readonly database: 'ok' | 'not-a-database' | 'unreadable' | 'pages-damaged' | 'references-broken'
  /** Tables, indexes and triggers that are not as the migrations make them. */
  readonly schema: readonly string[]
  readonly chains: readonly (ChainVerdict & { readonly own: boolean; readonly checkpoints: number })[]
  /** Whether the heads that are remembered outside of the database stand in the log. */
  readonly remembered: { readonly anchor: Memory; readonly witness: Memory }
  /** Projected tables that were not what the events make; null when they were not compared. */
  readonly projections: readonly string[] | null
}

export type Memory = 'agrees' | 'contradicts' | 'absent'

const page = 2000
const jumpsKept = 20
const clockTolerance = 60_000

/**
 * Follows one stored chain from genesis: headers join, their stored ids are theirs, and every body that is here has the
 * digest its header names. SQLite's own check sees none of that (of 600 bit flips it caught 51, this 355).
 */
export function* verifyChain(db: Db, chain: ChainInfo, suite: Suite): Generator<number, ChainVerdict> {
  const reader = chainReader(suite, chain.device, null)
  const { device, institution } = chain
  const clockJumps: { seq: number; from: string; to: string }[] = []
  let events = 0
  let bodies = 0
  let head: Digest | null = null
  let lastAt = ''
  const verdict = (fault: ChainVerdict['fault']): ChainVerdict => ({
    device,
    institution,
    events,
    bodies,
    head,
    clockJumps,
    fault,
  })
  for (;;) {
    const rows = db.sql<{ seq: number; id: Digest; header: Uint8Array; bytes: Uint8Array | null }>(
      `SELECT e.seq, e.id, e.header, b.bytes FROM events e LEFT JOIN bodies b ON b.position = e.position
       WHERE e.chain = ? AND e.seq > ? ORDER BY e.seq LIMIT ${page}`,
      chain.number,
      events,
    )
    for (const { seq, id, header, bytes } of rows) {
      const read = reader.next(header)
      if ('fault' in read) return verdict({ seq: read.at, reason: 'chain' })
      if (read.id !== id || read.header.seq !== seq) return verdict({ seq, reason: 'stored-id' })
      if (bytes && suite.digest(bytes) !== read.header.body) return verdict({ seq, reason: 'body' })
      const { at } = read.header
      if (
        at < lastAt &&
        clockJumps.length < jumpsKept &&
        Date.parse(lastAt) - Date.parse(at) > clockTolerance
      )
        clockJumps.push({ seq, from: lastAt, to: at })
      lastAt = at
      head = id
      events++
      if (bytes) bodies++
    }
    yield events
    if (rows.length < page) return verdict(null)
  }
}

/** Runs a check to its end at once; `between` two pieces it may be stopped by a throw. */
export function verdictOf(
  steps: Generator<unknown, ChainVerdict>,
  between: () => void = () => undefined,
): ChainVerdict {
  let step = steps.next()
  while (!step.done) {
    between()
    step = steps.next()
  }
  return step.value
}
