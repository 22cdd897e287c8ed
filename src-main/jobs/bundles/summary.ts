import { admit } from '../../core/admit.ts'
import { fromUtf8 } from '../../core/bytes.ts'
import type { Db } from '../../core/db.ts'
import { encodeEnvelope } from '../../core/dsse.ts'
import { decodeHeader, devicePrefix, parseSubject } from '../../core/event.ts'
import { readChains } from '../../core/log.ts'
import type { EventDefinition, Module } from '../../core/module.ts'
import type { BundleChecked, ChainStanding } from '../../core/ports/bundles.ts'
import { suiteOfDigest } from '../../core/suite.ts'
import { quarantined } from '../../domain/bundles/forks.ts'
import { modules } from '../../domain/index.ts'
import type { CheckedBundle, CheckedChain } from '../../platform/bundle/check.ts'
import { stagedBodies, stagedHeaders } from '../../platform/bundle/staged.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import { bringsBodies, hasBody } from './bodies-here.ts'
import { evidenceOf } from './fork-evidence.ts'
import type { Checked, StagedChain } from './names.ts'

/** What a checked bundle says to a person, and what is needed to take it in. */
export function summarise(db: Db, bundle: CheckedBundle): Checked {
  const { manifest, folder, digest } = bundle
  const own = readChains(db).findLast((chain) => chain.own)!.device
  const aside = quarantined(db)
  const forks = bundle.chains
    .filter(({ state }) => state === 'forks')
    .map((chain) => evidenceOf(db, folder, chain))
  const chains = bundle.chains.map((chain) => {
    const isAside = aside.has(chain.device) && (chain.state === 'joins' || chain.state === 'waits')
    const state: ChainStanding = isAside ? 'quarantined' : chain.state
    return { ...chain, standing: state, own: chain.device === own }
  })
  const missing = chains.flatMap((chain) => {
    if (chain.standing !== 'waits' || chain.state !== 'waits') return []
    return [{ device: chain.device, institution: chain.institution, ...chain.missing }]
  })
  const isNew = chains.some(({ standing, fresh }) => standing === 'joins' && fresh > 0)
  const isWanted = isNew || bundle.documents.staged > 0 || bringsBodies(db, folder)
  const isAside = chains.some(({ standing }) => standing !== 'joins' && standing !== 'known')
  const waits = missing.length > 0 || bundle.bodies.unplaced > 0
  return {
    folder,
    forks,
    summary: {
      digest,
      size: bundle.size,
      sender: manifest.sender.institution,
      to: manifest.recipient,
      environment: manifest.environment,
      encrypted: bundle.isEncrypted,
      newestAt: newestAt(bundle),
      outcome: waits ? 'waiting' : isWanted ? 'acceptable' : isAside ? 'nothing-joins' : 'already-imported',
      missing,
      unplaced: bundle.bodies.unplaced,
      isKept: db.sql('SELECT 1 FROM inbox WHERE digest = ? AND problem IS NULL', digest).length > 0,
      ranges: chains.map(({ device, institution, own, from, to, fresh, standing }) => ({
        device,
        institution,
        own,
        from,
        to,
        new: fresh,
        state: standing,
        forkedAt: forks.find((fork) => fork.device === device)?.seq ?? null,
      })),
      ...typesOf(
        db,
        folder,
        chains.filter(({ standing }) => ['joins', 'known', 'waits'].includes(standing)),
      ),
      withheld: bundle.bodies.withheld,
      documents: {
        count: bundle.documents.count,
        bytes: bundle.documents.bytes,
        new: bundle.documents.staged,
      },
    },
    chains: chains.map(
      (chain): StagedChain => ({
        device: chain.device,
        institution: chain.institution,
        suite: chain.certificate.suite,
        publicKey: chain.certificate.deviceKey,
        certificate: JSON.stringify(chain.certificateEnvelope),
        checkpoint: fromUtf8(encodeEnvelope(chain.checkpointEnvelope))!,
        from: chain.from,
        to: chain.to,
        head: chain.head.id,
        own: chain.own,
        state: chain.standing,
      }),
    ),
  }
}

/** A manifest has no date of its own; the sender's newest record is as close as clocks of others come. */
function newestAt({ folder, manifest, chains }: CheckedBundle): string | null {
  const { device } = manifest.sender
  if (!chains.some((chain) => chain.device === device)) return null
  let newest: Uint8Array | null = null
  for (const header of stagedHeaders(folder, device)) newest = header
  return newest && (decodeHeader(newest)?.at ?? null)
}

/** Events that are new here, by type, and how many bodies this program will set aside. */
function typesOf(
  db: Db,
  folder: string,
  chains: readonly Pick<CheckedChain, 'device' | 'institution' | 'from' | 'to' | 'fresh'>[],
): Pick<BundleChecked, 'types' | 'odd'> {
  const definitions = new Map<string, EventDefinition>(
    Object.values<Module>(modules).flatMap(({ events }) =>
      events.map((definition) => [definition.type, definition] as const),
    ),
  )
  const owners = new Map(readChains(db).map(({ device, institution }) => [device, institution]))
  for (const { device, institution } of chains) owners.set(device, institution)
  const creators = new Map(
    [...owners].map(([device, institution]) => [devicePrefix(device), institution] as const),
  )
  const deviceOf = new Map<string, string>()
  // Bodies of events that are new here cannot be here: only for the others the log is asked.
  const known = new Set<string>()
  for (const { device, from, to, fresh } of chains) {
    const suite = suiteOf(suiteOfDigest(device))
    let seq = from
    for (const header of stagedHeaders(folder, device)) {
      const event = suite.digest(header)
      deviceOf.set(event, device)
      if (seq <= to - fresh) known.add(event)
      seq++
    }
  }
  const types: BundleChecked['types'] & Record<string, number> = {}
  let odd = 0
  for (const { event, bytes } of stagedBodies(folder)) {
    const device = deviceOf.get(event)
    if (!device || (known.has(event) && hasBody(db, event))) continue
    const { body, problem } = admit(definitions, bytes)
    // Desks of one office write on each other's subjects after a hand-over: whether it counts, only the log can say.
    const creator = body && creators.get(parseSubject(body.subject)?.devicePrefix ?? '')
    if (!body || problem || creator !== owners.get(device)) odd++
    else types[body.type] = (types[body.type] ?? 0) + 1
  }
  return { types, odd }
}
