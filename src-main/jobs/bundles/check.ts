import { existsSync, rmSync } from 'node:fs'
import { admit } from '../../core/admit.ts'
import { fromUtf8 } from '../../core/bytes.ts'
import type { Db } from '../../core/db.ts'
import { encodeEnvelope } from '../../core/dsse.ts'
import { decodeBody, decodeHeader } from '../../core/event.ts'
import { readChains } from '../../core/log.ts'
import type { EventDefinition, Module } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { modules } from '../../domain/index.ts'
import { chainBegan } from '../../domain/trust/events.ts'
import { readOwnKeys, readPin } from '../../domain/trust/pins.ts'
import { ageIdentity } from '../../platform/bundle/age.ts'
import { type CheckedBundle, checkBundle } from '../../platform/bundle/check.ts'
import { stagedBodies, stagedHeaders } from '../../platform/bundle/staged.ts'
import type { Known } from '../../platform/bundle/trust.ts'
import { documentPath } from '../../platform/documents/store.ts'
import type { JobFunction } from '../../platform/run-job.ts'
import { openSqlite } from '../../platform/sqlite.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import type { Checked, CheckInput, DeskPlaces } from './names.ts'

/** Checks a bundle against a read-only view of this desk and says what is inside; changes nothing. */
export const checkBundleFor: JobFunction<CheckInput, Checked> = async (
  { places, path, encryptionSecret },
  job,
) => {
  const db = openSqlite(places.database, { readOnly: true })
  try {
    db.script('BEGIN')
    const { institution, environment } = places
    const checked = await checkBundle({
      path,
      tempFolder: places.staging,
      identity: ageIdentity(encryptionSecret),
      us: { institution, environment },
      known: knownOf(db, places),
      job,
    })
    if (!checked.ok) return checked
    const owned = ownersAgree(db, checked.value)
    if (!owned.ok) {
      rmSync(checked.value.folder, { recursive: true, force: true })
      return owned
    }
    return ok(summarise(db, checked.value))
  } finally {
    db.close()
  }
}

/**
 * A pinned office could certify another office's device key and pass that chain off as its own. So the chain's own first
 * event must name the same institution and keys as the certificate, and a device that is known stays with its office.
 */
function ownersAgree(db: Db, { folder, chains }: CheckedBundle): Result<void> {
  const known = new Map(readChains(db).map((chain) => [chain.device, chain.institution]))
  const bodies = new Map([...stagedBodies(folder)].map(({ event, bytes }) => [event, bytes]))
  for (const { device, from, certificate } of chains) {
    const owner = known.get(device)
    if (owner !== undefined && owner !== certificate.institution) return refuse('bundles/device-of-another')
    if (owner !== undefined || from !== 1) continue
    const [first] = stagedHeaders(folder, device)
    const genesis = first && bodies.get(suiteOf(certificate.suite).digest(first))
    const said = genesis && chainBegan.data.safeParse(decodeBody(genesis)?.data)
    if (!said?.success) return refuse('bundles/genesis-missing')
    const { institution, environment, officeKey, deviceKey } = said.data
    const agrees =
      institution === certificate.institution &&
      environment === certificate.environment &&
      officeKey === certificate.officeKey &&
      deviceKey === certificate.deviceKey
    if (!agrees) return refuse('bundles/device-of-another')
  }
  return ok(undefined)
}

function knownOf(db: Db, places: DeskPlaces): Known {
  const chains = new Map(readChains(db).map((chain) => [chain.device, chain]))
  const own = [...chains.values()].find((chain) => chain.own)!
  return {
    pin(institution) {
      if (institution !== places.institution) return readPin(db, places.institution, institution) ?? null
      return { institution, suite: own.suite, ...readOwnKeys(db, own.device) }
    },
    // Retirement of devices is not recorded by this release.
    retirement: () => null,
    head(device) {
      const chain = chains.get(device)
      if (!chain) return null
      const [row] = db.sql<{ seq: number; id: Digest }>(
        'SELECT seq, id FROM events WHERE chain = ? ORDER BY seq DESC LIMIT 1',
        chain.number,
      )
      return row ?? null
    },
    eventAt(device, seq) {
      const chain = chains.get(device)
      if (!chain) return null
      const [row] = db.sql<{ id: Digest }>(
        'SELECT id FROM events WHERE chain = ? AND seq = ?',
        chain.number,
        seq,
      )
      return row?.id ?? null
    },
    bodyOf(event) {
      const [row] = db.sql<{ header: Uint8Array }>('SELECT header FROM events WHERE id = ?', event)
      return row ? (decodeHeader(row.header)?.body ?? null) : null
    },
    wants(document) {
      const file = documentPath(places.documents, document)
      return file !== null && !existsSync(file)
    },
  }
}

function summarise(db: Db, bundle: CheckedBundle): Checked {
  const { manifest, chains } = bundle
  const waiting = chains.flatMap(({ device, ...chain }) =>
    chain.state === 'waits' ? [{ device, ...chain.missing }] : [],
  )
  const isNew = chains.some(({ state, fresh }) => state === 'joins' && fresh > 0)
  const lateBodies = [...stagedBodies(bundle.folder)].some(({ event }) => !hasBody(db, event))
  const isWanted = isNew || lateBodies || bundle.documents.staged > 0
  const outcome = waiting.length > 0 ? 'waiting' : isWanted ? 'acceptable' : 'already-imported'
  return {
    folder: bundle.folder,
    summary: {
      digest: bundle.digest,
      size: bundle.size,
      sender: manifest.sender.institution,
      to: manifest.recipient,
      environment: manifest.environment,
      encrypted: bundle.isEncrypted,
      newestAt: newestAt(bundle),
      outcome,
      missing: waiting,
      ranges: chains.map(({ device, institution, from, to, fresh, state }) => ({
        device,
        institution,
        from,
        to,
        new: fresh,
        state,
      })),
      ...typesOf(db, bundle),
      withheld: bundle.bodies.withheld,
      documents: {
        count: bundle.documents.count,
        bytes: bundle.documents.bytes,
        new: bundle.documents.staged,
      },
    },
    chains: chains.map((chain) => ({
      device: chain.device,
      institution: chain.institution,
      suite: chain.certificate.suite,
      publicKey: chain.certificate.deviceKey,
      certificate: JSON.stringify(chain.certificateEnvelope),
      checkpoint: fromUtf8(encodeEnvelope(chain.checkpointEnvelope))!,
      from: chain.from,
      to: chain.to,
      head: chain.head.id,
      joins: chain.state === 'joins' || chain.state === 'known',
    })),
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
  { folder, chains }: CheckedBundle,
): { readonly types: Record<string, number>; readonly odd: number } {
  const definitions = new Map<string, EventDefinition>(
    Object.values<Module>(modules).flatMap(({ events }) =>
      events.map((definition) => [definition.type, definition] as const),
    ),
  )
  const deviceOf = new Map<Digest, Digest>()
  for (const { device, certificate } of chains) {
    const suite = suiteOf(certificate.suite)
    for (const header of stagedHeaders(folder, device)) deviceOf.set(suite.digest(header), device)
  }
  const types: Record<string, number> = {}
  let odd = 0
  for (const { event, bytes } of stagedBodies(folder)) {
    const device = deviceOf.get(event)
    if (!device || hasBody(db, event)) continue
    const { body, problem } = admit(definitions, device, bytes)
    if (!body || problem) odd++
    else types[body.type] = (types[body.type] ?? 0) + 1
  }
  return { types, odd }
}

function hasBody(db: Db, event: Digest): boolean {
  return (
    db.sql('SELECT 1 FROM events e JOIN bodies b ON b.position = e.position WHERE e.id = ?', event).length > 0
  )
}
