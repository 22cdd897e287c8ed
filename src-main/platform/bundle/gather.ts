import { join } from 'node:path'
import { type Bytes, utf8 } from '../../core/bytes.ts'
import { decodeCertificate } from '../../core/certificate.ts'
import { type chainReader, type Head, rangeReader } from '../../core/chain.ts'
import { decodeCheckpoint, signCheckpoint } from '../../core/checkpoint.ts'
import { type Envelope, encodeEnvelope, type Sign, seal, unverifiedPayload } from '../../core/dsse.ts'
import { maxBodyBytes } from '../../core/event.ts'
import {
  decodeManifest,
  encodeManifest,
  type Manifest,
  type ManifestRange,
  manifestType,
  maxManifestBytes,
} from '../../core/manifest.ts'
import type { Environment } from '../../core/office.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type Digest, hexOf, type Suite } from '../../core/suite.ts'
import { hasDigest, suiteOf } from '../suites/suite-of.ts'
import { bodiesName } from './entry.ts'
import { limits } from './limits.ts'
import { type Part, spool } from './spool.ts'
import { frameLine } from './staged.ts'

type Pieces<T> = Iterable<T> | AsyncIterable<T>

export type RangeToSend = {
  readonly device: Digest
  readonly certificate: Envelope
  readonly from: number
  readonly to: number
  /** The device's checkpoint at `to`; null for the sender's own device, which then signs a new one. */
  readonly checkpoint: Envelope | null
  /** The bytes of the headers `from`..`to` as they are stored, in order. */
  readonly headers: Pieces<Bytes>
}

/** A body as it is stored, with its event and the digest that its event's header names. */
export type BodyToSend = { readonly event: Digest; readonly body: Digest; readonly bytes: Bytes }

export type DocumentToSend = { readonly digest: Digest; readonly size: number; readonly path: string }

/**
 * What goes into a bundle. Which bodies the recipient may read, and that documents or `office` and `named` bodies never
 * leave unencrypted, is for the caller to decide.
 */
export type BundleContent = {
  readonly environment: Environment
  readonly suite: Suite
  readonly sender: { readonly institution: string; readonly device: Digest; readonly certificate: Envelope }
  readonly recipient: string
  readonly ranges: readonly RangeToSend[]
  readonly bodies: Pieces<BodyToSend>
  readonly documents: readonly DocumentToSend[]
}

export type Gathered = {
  readonly manifest: Manifest
  readonly envelope: Buffer
  /** In the order of the manifest's ranges. */
  readonly headers: readonly Part[]
  readonly bodies: Part
  readonly documents: readonly DocumentToSend[]
}

/** Spools headers and bodies into `folder`, checks that they hang together, and signs the manifest over them. */
export async function gather(content: BundleContent, folder: string, sign: Sign): Promise<Result<Gathered>> {
  const { environment, suite, sender, recipient } = content
  const sorted = content.ranges.toSorted((a, b) => (a.device < b.device ? -1 : 1))
  const documents = content.documents.toSorted((a, b) => (a.digest < b.digest ? -1 : 1))
  if (documents.length > limits.documents || sorted.length > limits.devices) return refuse('bundles/too-much')
  if (documents.some(({ size }) => size > limits.document)) return refuse('bundles/too-much')
  const headers: Part[] = []
  const ranges: ManifestRange[] = []
  for (const range of sorted) {
    if (!range.checkpoint && range.device !== sender.device) {
      throw new Error('only its own device can sign a checkpoint')
    }
    const spooled = await spoolHeaders(join(folder, hexOf(range.device)), range)
    if (!spooled.ok) return spooled
    const { part, head } = spooled.value
    const signNew = () =>
      signCheckpoint(
        { environment, suite: suite.id, device: range.device, seq: head.seq, head: head.id },
        sign,
      )
    const checkpoint = range.checkpoint ?? (await signNew())
    const { device, from, to } = range
    if (decodeCheckpoint(unverifiedPayload(checkpoint))?.head !== head.id) {
      return refuse('bundles/own-chain-broken', { seq: to })
    }
    headers.push(part)
    ranges.push({ device, from, to, checkpoint, size: part.size, digest: part.digest })
  }
  const bodies = await spoolBodies(join(folder, bodiesName), content.bodies)
  if (!bodies.ok) return bodies
  const { part, events } = bodies.value
  const manifest: Manifest = {
    v: 1,
    environment,
    suite: suite.id,
    sender: { institution: sender.institution, device: sender.device },
    recipient,
    certificates: sortedCertificates(sender, sorted),
    ranges,
    bodies: { size: part.size, digest: part.digest, events },
    documents: documents.map(({ digest, size }) => ({ digest, size })),
  }
  const bytes = encodeManifest(manifest)
  if (bytes.length > maxManifestBytes || isTooLarge(headers, part, documents)) {
    return refuse('bundles/too-much')
  }
  if (!decodeManifest(bytes)) throw new Error('a manifest that no desk would read')
  const envelope = await seal(manifestType, bytes, { keyid: sender.device, sign })
  return ok({ manifest, envelope: Buffer.from(encodeEnvelope(envelope)), headers, bodies: part, documents })
}

function isTooLarge(headers: readonly Part[], bodies: Part, documents: readonly DocumentToSend[]): boolean {
  const total = [...headers, bodies, ...documents].reduce((sum, { size }) => sum + size, 0)
  // What stands around the files is a small part of the margin.
  if (total > limits.bundle - limits.margin || bodies.size > limits.bodiesFile) return true
  return headers.some(({ size }) => size > limits.headersFile)
}

function sortedCertificates(
  sender: BundleContent['sender'],
  ranges: readonly RangeToSend[],
): readonly Envelope[] {
  const byDevice = new Map(ranges.map(({ device, certificate }) => [device, certificate]))
  byDevice.set(sender.device, sender.certificate)
  return [...byDevice].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, certificate]) => certificate)
}

async function spoolHeaders(
  path: string,
  range: RangeToSend,
): Promise<Result<{ readonly part: Part; readonly head: Head }>> {
  const suite = suiteOf(decodeCertificate(unverifiedPayload(range.certificate))!.suite)
  let reader: ReturnType<typeof chainReader> | undefined
  let brokenAt: number | null = null
  async function* lines() {
    for await (const bytes of range.headers) {
      reader ??= rangeReader(suite, range.device, range.from, bytes)
      const step = reader.next(bytes)
      if ('fault' in step || step.header.seq > range.to) {
        brokenAt = 'fault' in step ? step.at : step.header.seq
        return
      }
      yield bytes
      yield newline
    }
  }
  const part = await spool(path, lines())
  const head = reader?.head
  if (brokenAt !== null || head?.seq !== range.to) {
    return refuse('bundles/own-chain-broken', { seq: brokenAt ?? (head?.seq ?? range.from - 1) + 1 })
  }
  return ok({ part, head })
}

async function spoolBodies(
  path: string,
  bodies: Pieces<BodyToSend>,
): Promise<Result<{ readonly part: Part; readonly events: readonly Digest[] }>> {
  const events: Digest[] = []
  let altered: Digest | null = null
  async function* frames() {
    for await (const { event, body, bytes } of bodies) {
      if (bytes.length > maxBodyBytes || !hasDigest(bytes, body)) {
        altered = event
        return
      }
      events.push(event)
      yield frameLine(event, bytes.length)
      yield bytes
      yield newline
    }
  }
  const part = await spool(path, frames())
  return altered === null ? ok({ part, events }) : refuse('bundles/own-body-altered', { event: altered })
}

const newline = utf8('\n')
