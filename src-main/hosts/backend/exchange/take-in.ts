import path from 'node:path'
import { utf8 } from '../../../core/bytes.ts'
import type { Envelope } from '../../../core/dsse.ts'
import { decodeHeader } from '../../../core/event.ts'
import type { BundleStanding, BundleTaken, ChainStanding, MissingRange } from '../../../core/ports/bundles.ts'
import { type Digest, type SuiteId, suiteOfDigest } from '../../../core/suite.ts'
import { truth } from '../../../core/truth.ts'
import { quarantined } from '../../../domain/bundles/forks.ts'
import { bringsBodies } from '../../../jobs/bundles/bodies-here.ts'
import { type Checked, keptFileName, type StagedChain } from '../../../jobs/bundles/names.ts'
import { stagedBodies, stagedHeaders } from '../../../platform/bundle/staged.ts'
import { suiteOf } from '../../../platform/suites/suite-of.ts'
import { keepCheckpoint } from '../checkpoints.ts'
import { type Desk, world } from '../desk.ts'
import { renewCertificates } from '../devices/renew-certificates.ts'
import { moveIntoInbox, sweepInbox } from './inbox-files.ts'
import { noteWhatOthersSay } from './own-chain.ts'

/** A checked bundle, and the name of the file that it was. */
export type Staged = Checked & { readonly name: string }

type Standing = StagedChain & { readonly now: ChainStanding }

/** A checked bundle on its way into this desk's log. */
export function takenOf(desk: Desk, staged: Staged, documents: readonly Digest[]): BundleTaken {
  const { db, log, folder } = desk
  const { summary } = staged
  const { sender, digest } = summary
  let chains: readonly Standing[] = []

  function stands(): BundleStanding {
    const aside = quarantined(db)
    chains = staged.chains.map((chain) => ({ ...chain, now: stateNow(desk, staged.folder, chain, aside) }))
    const joined = chains.filter(isJoined)
    const missing = chains.flatMap((chain) => missingBefore(desk, chain))
    const unplaced = summary.unplaced > 0
    const fresh = joined.some(({ device, to, own }) => !own && to > headOf(desk, device))
    return {
      chains: joined
        .filter(({ own }) => !own)
        .map(({ device, institution, from, to, head, checkpoint }) => {
          return { device, institution, from, to, head, checkpoint: JSON.parse(checkpoint) as Envelope }
        }),
      isNew: fresh || documents.length > 0 || bringsBodies(db, staged.folder),
      waits: missing.length > 0 || unplaced,
      missing,
      skipped: chains
        .filter((chain) => !isJoined(chain) && chain.now !== 'waits')
        .map(({ institution, now }) => ({ institution, state: now })),
      isWhole:
        missing.length === 0 && !unplaced && chains.every((chain) => isJoined(chain) || isThirds(chain)),
      isStale: chains.some(({ state, now }) => now === 'forks' && state !== 'forks'),
    }
  }

  /**
   * What a sender passes on of others it sends again by their heads. Of its own office, or between desks of ours, it goes
   * by bundles that arrived whole: then a chain that was left out is missed for ever.
   */
  function isThirds({ institution }: StagedChain): boolean {
    return sender !== folder.institution && institution !== sender && institution !== folder.institution
  }

  function store(isReading: boolean): ReturnType<BundleTaken['store']> {
    let events = 0
    for (const chain of chains) {
      if (isJoined(chain) && (!chain.own || isReading)) events += storeChain(desk, staged.folder, chain)
    }
    // Bodies of chains that are set aside (a fork, no pin) have no header here: they stay out.
    const { added, odd } = log.receiveBodies(stagedBodies(staged.folder))
    renewCertificates(desk)
    keepOrRelease()
    return { events, bodies: added, odd }
  }

  function keepOrRelease(): void {
    const missing = chains.flatMap((chain) => missingBefore(desk, chain))
    if (missing.length === 0 && summary.unplaced === 0) {
      db.run(truth.deleteFrom('inbox').where('digest', '=', digest))
      return
    }
    moveIntoInbox(folder, path.join(staged.folder, keptFileName), digest)
    const ranges = staged.chains.map(({ device, institution, from, to }) => {
      return { device, institution, from, to }
    })
    const waiting = { missing: JSON.stringify(missing), problem: null }
    db.run(
      truth
        .insertInto('inbox')
        .values({
          digest,
          sender,
          name: staged.name,
          size: summary.size,
          ranges: JSON.stringify(ranges),
          at: world.now(),
          ...waiting,
        })
        .onConflict((conflict) => conflict.column('digest').doUpdateSet(waiting)),
    )
  }

  return {
    sender,
    digest,
    documents,
    stands,
    store: () => store(false),
    collect: () => {
      return desk.db.transaction(() => {
        stands()
        return store(true)
      })
    },
    async settle() {
      sweepInbox(folder, db)
      noteWhatOthersSay(desk)
    },
  }
}

function isJoined({ now }: Standing): boolean {
  return now === 'joins' || now === 'known'
}

/** Others may have been taken in since the check: what joined then may be known now, what waited may join. */
function stateNow(desk: Desk, folder: string, chain: StagedChain, aside: ReadonlySet<Digest>): ChainStanding {
  if (!['joins', 'known', 'waits'].includes(chain.state)) return chain.state
  const { device, from, to } = chain
  const held = headOf(desk, device)
  if (aside.has(device) && to > held) return 'quarantined'
  if (from > held + 1) return 'waits'
  if (held === 0) return 'joins'
  const contact = Math.min(held, to)
  return idInRange(folder, device, from, contact) === eventAt(desk, device, contact)
    ? to <= held
      ? 'known'
      : 'joins'
    : 'forks'
}

/** The id that a staged range has at a place inside of it, or at the one before it. */
function idInRange(folder: string, device: Digest, from: number, seq: number): Digest | null {
  let at = from
  for (const header of stagedHeaders(folder, device)) {
    if (at === from && seq === from - 1) return decodeHeader(header)!.prev
    if (at === seq) return suiteOf(suiteOfDigest(device)).digest(header)
    at++
  }
  return null
}

function missingBefore(desk: Desk, { now, device, institution, from }: Standing): readonly MissingRange[] {
  if (now !== 'waits') return []
  const held = headOf(desk, device)
  return held + 1 < from ? [{ device, institution, from: held + 1, to: from - 1 }] : []
}

function headOf({ db }: Desk, device: Digest): number {
  const [row] = db.sql<{ head: number | null }>(
    'SELECT max(e.seq) AS head FROM events e JOIN chains c ON c.number = e.chain WHERE c.device = ?',
    device,
  )
  return row?.head ?? 0
}

function eventAt({ db }: Desk, device: Digest, seq: number): Digest | null {
  const [row] = db.sql<{ id: Digest }>(
    'SELECT e.id FROM events e JOIN chains c ON c.number = e.chain WHERE c.device = ? AND e.seq = ?',
    device,
    seq,
  )
  return row?.id ?? null
}

function storeChain(desk: Desk, folder: string, staged: StagedChain): number {
  const { log, db } = desk
  const { device, institution, publicKey, certificate } = staged
  const known = log.chains().find((chain) => chain.device === device)
  const chain =
    known ??
    log.addChain({
      device,
      institution,
      suite: staged.suite as SuiteId,
      publicKey,
      certificate: JSON.parse(certificate) as Envelope,
      own: false,
    })
  const held = headOf(desk, device)
  const fresh = stagedHeaders(folder, device, Math.max(0, held - staged.from + 1))
  const { added } = log.receiveHeaders(chain, fresh)
  // Of what the device signed only what lies on the chain that is here: this one does, it joined.
  const { to: seq, head, checkpoint } = staged
  keepCheckpoint(db, chain.number, { seq, head, envelope: utf8(checkpoint) })
  return added
}
