import { readCertified } from '../../core/certified.ts'
import type { Db } from '../../core/db.ts'
import { type ChainInfo, readChains } from '../../core/log.ts'
import type { Digest } from '../../core/suite.ts'
import { type End, readEnds, upTo } from '../../core/writers.ts'
import { chainsNotToRelay } from '../integrity/records.ts'
import { idAt } from './confirmed.ts'
import type { BundleReceived, BundleSent } from './events.ts'
import { quarantined } from './forks.ts'
import { type Interval, intersection, interval, minus, union } from './intervals.ts'
import { bundlesTables as k } from './projection.ts'

export type Places = { readonly device: Digest; readonly from: number; readonly to: number }

/** What a bundle would carry: headers of `ranges`, and every body in `covers` that its recipient may read. */
export type Due = { readonly ranges: readonly Places[]; readonly covers: readonly Places[] }

/**
 * What an institution does not hold yet, as far as its receipts say: headers of every chain that is here (ours and those
 * of others, as far as a checkpoint proves them), bodies of our office's chains wherever they did not arrive with a
 * bundle that was taken in whole, bodies of other offices' chains along with their headers. For the own institution:
 * what any other desk of the office lacks. `fromBeginning` believes no receipt.
 */
export function dueFor(db: Db, own: Digest, recipient: string, fromBeginning: boolean): Due {
  const chains = readChains(db)
  const us = chains.find(({ device }) => device === own)!.institution
  const ends = readEnds(db)
  const holders = recipient === us ? otherDesks(db, chains, ends, own) : desksOf(chains, recipient)
  const aside = quarantined(db)
  const damaged = chainsNotToRelay(db)
  const holdings = fromBeginning ? [] : holders.map((device) => holdingsOf(db, device, ends))
  const ranges: Places[] = []
  const covers: Places[] = []
  for (const chain of chains) {
    const { device } = chain
    const to = lastSendable(db, chain, upTo(ends.get(device)))
    if (to === 0 || damaged.has(device) || aside.has(device)) continue
    const isOurs = chain.institution === us
    const isTheirs = chain.institution === recipient && recipient !== us
    if (isTheirs && !fromBeginning && !ends.has(device)) continue
    const heads = holdings.map((holding) => holding.head(device))
    const held = heads.length === 0 ? 0 : recipient === us ? Math.min(...heads) : Math.max(...heads)
    if (held < to) ranges.push({ device, from: held + 1, to })
    const bodies = holdings.map((holding) => holding.bodies(device))
    const arrived =
      bodies.length === 0
        ? []
        : bodies.reduce((one, other) => (recipient === us ? intersection(one, other) : union(one, other)))
    const lacking = isOurs || recipient === us ? minus(interval(1, to), arrived) : interval(held + 1, to)
    covers.push(...lacking.map((part) => ({ device, ...part })))
  }
  return { ranges, covers }
}

/** The last place of a chain that this desk can vouch for: its own head, or a checkpoint of the chain's device. */
function lastSendable(db: Db, { number, own }: ChainInfo, end: number): number {
  const text = own
    ? 'SELECT max(seq) AS seq FROM events WHERE chain = ? AND seq <= ?'
    : `SELECT max(p.seq) AS seq FROM checkpoints p JOIN events e ON e.chain = p.chain AND e.seq = p.seq AND e.id = p.head
       WHERE p.chain = ? AND p.seq <= ?`
  return db.sql<{ seq: number | null }>(text, number, end)[0]?.seq ?? 0
}

function desksOf(chains: readonly ChainInfo[], institution: string): readonly Digest[] {
  return chains.filter((chain) => chain.institution === institution).map(({ device }) => device)
}

/** Desks of the office that are in use, without this one; certified ones count before anything came from them. */
function otherDesks(
  db: Db,
  chains: readonly ChainInfo[],
  ends: ReadonlyMap<Digest, End>,
  own: Digest,
): readonly Digest[] {
  const us = chains.find(({ device }) => device === own)!.institution
  const certified = readCertified(db, us).map(({ device }) => device)
  const all = new Set([...desksOf(chains, us), ...certified])
  return [...all].filter((device) => device !== own && !ends.has(device))
}

/** How far another desk of the own office has come. */
export type DeskStanding = {
  readonly device: Digest
  /** False while nothing of its own came from it. */
  readonly hasBegun: boolean
  /** Last place of our chain that it confirmed. */
  readonly confirmed: number
  /** Records here (of ours and of others) that it has not confirmed. */
  readonly lacking: number
}

/** What each other desk of the own office holds of what is here, by its receipts. */
export function deskStandings(db: Db, own: Digest): readonly DeskStanding[] {
  const chains = readChains(db)
  const ends = readEnds(db)
  return otherDesks(db, chains, ends, own).map((device) => {
    const holding = holdingsOf(db, device, ends)
    const lacking = chains.reduce((sum, chain) => {
      const to = lastSendable(db, chain, upTo(ends.get(chain.device)))
      return sum + Math.max(0, to - holding.head(chain.device))
    }, 0)
    const hasBegun = chains.some((chain) => chain.device === device)
    return { device, hasBegun, confirmed: holding.head(own), lacking }
  })
}

type Holdings = {
  /** How far a desk has the headers of a chain. */
  head(device: Digest): number
  /** Places whose bodies, as far as they are meant for it, arrived there. */
  bodies(device: Digest): readonly Interval[]
}

/** What a desk holds by its own word: its chain, what its receipts name, and what the desk held that it goes on for. */
function holdingsOf(db: Db, desk: Digest, ends: ReadonlyMap<Digest, End>): Holdings {
  const selves = predecessors(desk, ends)
  const receipts = db.all(
    k
      .selectFrom('bundle_receipts')
      .select(['device', 'seq', 'head'])
      .where('writer', 'in', [...selves.keys()]),
  )
  const heads = new Map<string, number>(selves)
  for (const { device, seq, head } of receipts) {
    if (seq > (heads.get(device) ?? 0) && idAt(db, device, seq) === head) heads.set(device, seq)
  }
  const arrived = new Map<string, readonly Interval[]>(
    [...selves].map(([device, to]) => [device, interval(1, to)]),
  )
  for (const { device, from, to } of coversReceived(db, [...selves.keys()])) {
    arrived.set(device, union(arrived.get(device) ?? [], interval(from, to)))
  }
  return {
    head: (device) => heads.get(device) ?? 0,
    bodies: (device) => arrived.get(device) ?? [],
  }
}

/** The desk and those that it goes on for by genesis, each with the last place that it knows of that chain. */
function predecessors(desk: Digest, ends: ReadonlyMap<Digest, End>): ReadonlyMap<Digest, number> {
  const found = new Map<Digest, number>([[desk, Number.MAX_SAFE_INTEGER]])
  for (let more = true; more; ) {
    more = false
    for (const [device, end] of ends) {
      // A genesis is at place 1: a desk that retires another one later does not hold what that one held.
      if (end.saidAt !== 1 || !found.has(end.successor) || found.has(device)) continue
      found.set(device, upTo(end))
      more = true
    }
  }
  return found
}

/** Places covered by bundles that these desks took in whole, by whomever they were sent. */
function coversReceived(db: Db, writers: readonly Digest[]): readonly Places[] {
  const rows = db.all(
    k
      .selectFrom('bundles_received as r')
      .innerJoin('bundles_sent as s', 's.digest', 'r.digest')
      .select(['s.data as sent', 'r.data as received'])
      .where('r.writer', 'in', [...writers]),
  )
  return rows.flatMap(({ sent, received }) => {
    if (!(JSON.parse(received) as BundleReceived).whole) return []
    return (JSON.parse(sent) as BundleSent).covers
  })
}
