import { type Bytes, equal, utf8 } from './bytes.ts'
import { type Envelope, orderedEnvelope, readEnvelope } from './dsse.ts'
import { isDigest } from './event.ts'
import { hasKeys, parseStrict } from './json.ts'
import { type Environment, isEnvironment, isInstitution } from './office.ts'
import type { Json } from './result.ts'
import { type Digest, fileDigestPattern, isSuiteId, type SuiteId } from './suite.ts'

export const manifestType = 'desk/manifest/v1'
export const maxManifestBytes = 16 * 1024 * 1024

/** Headers `from`..`to` of one device, in a file of this size and digest; `to` is where the checkpoint stands. */
export type ManifestRange = {
  readonly device: Digest
  readonly from: number
  readonly to: number
  readonly checkpoint: Envelope
  readonly size: number
  readonly digest: Digest
}

export type ManifestBodies = {
  /** Of the file that holds them. */
  readonly size: number
  readonly digest: Digest
  /** Events whose bodies are inside, in the order of the file; also of events that are in no range. */
  readonly events: readonly Digest[]
}

export type ManifestDocument = { readonly digest: Digest; readonly size: number }

/** What a bundle holds and for whom; its signed bytes decide, the files around it only fill it. */
export type Manifest = {
  readonly v: 1
  readonly environment: Environment
  readonly suite: SuiteId
  readonly sender: { readonly institution: string; readonly device: Digest }
  readonly recipient: string
  /** One for the sender's device and one for each device of a range, in ascending order of the devices' ids. */
  readonly certificates: readonly Envelope[]
  /** In ascending order of the devices' ids, at most one a device. */
  readonly ranges: readonly ManifestRange[]
  readonly bodies: ManifestBodies
  /** In ascending order of their digests. */
  readonly documents: readonly ManifestDocument[]
}

const manifestKeys = [
  'v',
  'environment',
  'suite',
  'sender',
  'recipient',
  'certificates',
  'ranges',
  'bodies',
  'documents',
]

/** Bytes of a manifest in the settled key order. */
export function encodeManifest(manifest: Omit<Manifest, 'v'>): Bytes {
  const { environment, suite, sender, recipient, certificates, ranges, bodies, documents } = manifest
  return utf8(
    JSON.stringify({
      v: 1,
      environment,
      suite,
      sender: { institution: sender.institution, device: sender.device },
      recipient,
      certificates: certificates.map(orderedEnvelope),
      ranges: ranges.map(({ device, from, to, checkpoint, size, digest }) => ({
        device,
        from,
        to,
        checkpoint: orderedEnvelope(checkpoint),
        size,
        digest,
      })),
      bodies: { size: bodies.size, digest: bodies.digest, events: bodies.events },
      documents: documents.map(({ digest, size }) => ({ digest, size })),
    }),
  )
}

/**
 * The manifest in these bytes, or undefined unless {@link encodeManifest} writes exactly them, they are at most 16 MiB,
 * lists are ordered, and nothing is named twice.
 */
export function decodeManifest(bytes: Bytes): Manifest | undefined {
  if (bytes.length > maxManifestBytes) return undefined
  const value = parseStrict(bytes)
  if (!hasKeys(value, manifestKeys)) return undefined
  const { v, environment, suite, sender, recipient } = value
  if (v !== 1 || !isEnvironment(environment) || !isSuiteId(suite) || !isInstitution(recipient))
    return undefined
  if (!hasKeys(sender, ['institution', 'device'])) return undefined
  const { institution, device } = sender
  if (!isInstitution(institution) || !isDigest(device)) return undefined
  const certificates = list(value.certificates, readEnvelope)
  const ranges = list(value.ranges, readRange)
  const bodies = readBodies(value.bodies)
  const documents = list(value.documents, readDocument)
  if (!certificates || !ranges || !bodies || !documents) return undefined
  if (!isAscending(ranges.map((range) => range.device))) return undefined
  if (!isAscending(documents.map((document) => document.digest))) return undefined
  const from = { institution, device }
  const manifest = { v, environment, suite, sender: from, recipient, certificates, ranges, bodies, documents }
  return equal(encodeManifest(manifest), bytes) ? { ...manifest, v: 1 } : undefined
}

function readRange(value: Json): ManifestRange | undefined {
  if (!hasKeys(value, ['device', 'from', 'to', 'checkpoint', 'size', 'digest'])) return undefined
  const { device, from, to, size, digest } = value
  const checkpoint = readEnvelope(value.checkpoint)
  if (!checkpoint || !isDigest(device) || !isFileDigest(digest) || !isSize(size)) return undefined
  if (typeof from !== 'number' || typeof to !== 'number' || from < 1 || to < from) return undefined
  return { device, from, to, checkpoint, size, digest }
}

function readBodies(value: Json | undefined): ManifestBodies | undefined {
  if (!hasKeys(value, ['size', 'digest', 'events'])) return undefined
  const { size, digest } = value
  const events = list(value.events, (event) => (isDigest(event) ? event : undefined))
  if (!events || !isSize(size) || !isFileDigest(digest) || new Set(events).size !== events.length)
    return undefined
  return { size, digest, events }
}

function readDocument(value: Json): ManifestDocument | undefined {
  if (!hasKeys(value, ['digest', 'size'])) return undefined
  const { digest, size } = value
  return isFileDigest(digest) && isSize(size) ? { digest, size } : undefined
}

function list<T>(value: Json | undefined, read: (item: Json) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined
  const items: T[] = []
  for (const item of value as readonly Json[]) {
    const one = read(item)
    if (one === undefined) return undefined
    items.push(one)
  }
  return items
}

function isSize(value: Json | undefined): value is number {
  return typeof value === 'number' && value >= 0
}

function isFileDigest(value: Json | undefined): value is Digest {
  return typeof value === 'string' && fileDigestPattern.test(value)
}

function isAscending(digests: readonly Digest[]): boolean {
  return digests.every((digest, i) => i === 0 || digests[i - 1]! < digest)
}
