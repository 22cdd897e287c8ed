import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Certificate } from '../../core/certificate.ts'
import type { Head } from '../../core/chain.ts'
import type { Envelope } from '../../core/dsse.ts'
import type { Manifest } from '../../core/manifest.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { isSystemError, noSpaceErrors } from '../disk.ts'
import { type Authenticated, authenticate } from './authenticate.ts'
import { matchBodies } from './body-file.ts'
import { type ChainState, followChain } from './chain-file.ts'
import { readContainer } from './container.ts'
import { verifyContents } from './contents.ts'
import { bodiesName, headersName } from './entry.ts'
import { readAt } from './file.ts'
import { readOuter } from './outer.ts'
import type { Known, Us } from './trust.ts'

export type CheckedChain = ChainState & {
  readonly device: Digest
  readonly institution: string
  readonly from: number
  readonly to: number
  readonly head: Head
  /** Headers that are not here yet. */
  readonly fresh: number
  readonly certificate: Certificate
  readonly certificateEnvelope: Envelope
  readonly checkpointEnvelope: Envelope
}

/** A bundle that passed every check. Its verified files lie in `folder`, which the caller removes when done. */
export type CheckedBundle = {
  readonly folder: string
  /** Of the bundle's file as it came. */
  readonly digest: Digest
  readonly size: number
  readonly isEncrypted: boolean
  readonly manifest: Manifest
  readonly senderCertificate: Certificate
  readonly chains: readonly CheckedChain[]
  readonly events: number
  readonly bodies: {
    readonly count: number
    /** Of events that are neither here nor inside: they could not be checked and are not in the folder. */
    readonly unplaced: number
    /** Events of the ranges whose bodies are not inside. */
    readonly withheld: number
  }
  readonly documents: { readonly count: number; readonly bytes: number; readonly staged: number }
}

export type CheckRequest = {
  readonly path: string
  /** A private folder of this desk; a folder is made in it for the bundle, and removed again on every refusal. */
  readonly tempFolder: string
  /** Our age identities, `AGE-SECRET-KEY-1…`; each is tried. */
  readonly identities: readonly string[]
  readonly us: Us
  readonly known: Known
  readonly job: Job
}

const sourceLost = ['EIO', 'ENODEV', 'ENXIO', 'ESTALE', 'EREMOTEIO']

/** Makes every check of the format on a bundle's file, in its order (README); refuses with `bundles/…`. */
export async function checkBundle(request: CheckRequest): Promise<Result<CheckedBundle>> {
  const folder = mkdtempSync(join(request.tempFolder, 'bundle-'))
  let isKept = false
  try {
    const checked = await checkInto(folder, request)
    isKept = checked.ok
    return checked
  } catch (error) {
    if (isSystemError(error, noSpaceErrors)) return refuse('bundles/no-space')
    if (isSystemError(error, sourceLost)) return refuse('bundles/unreadable')
    throw error
  } finally {
    if (!isKept) rmSync(folder, { recursive: true, force: true })
  }
}

async function checkInto(folder: string, request: CheckRequest): Promise<Result<CheckedBundle>> {
  const { path, identities, known, us, job } = request
  return readOuter({ path, folder, identities, job }, async ({ container: file, size, encryptedDigest }) => {
    const container = readContainer(file)
    if (!container.ok) return container
    const [first] = container.value.entries
    const envelope = readAt(file, first!.dataAt, first!.size)
    const authenticated = authenticate(envelope, known, us)
    if (!authenticated.ok) return authenticated
    const { manifest } = authenticated.value
    const wants = (document: Digest) => known.wants(document)
    const contents = { file, container: container.value, manifest, envelope, folder, wants, job }
    const verified = await verifyContents(contents)
    if (!verified.ok) return verified
    const followed = followChains(folder, authenticated.value, known)
    if (!followed.ok) return followed
    const staged = manifest.documents.filter(({ digest }) => known.wants(digest)).length
    return ok({
      folder,
      digest: encryptedDigest ?? verified.value,
      size,
      isEncrypted: encryptedDigest !== null,
      manifest,
      senderCertificate: authenticated.value.senderCertificate,
      ...followed.value,
      documents: {
        count: manifest.documents.length,
        bytes: manifest.documents.reduce((sum, document) => sum + document.size, 0),
        staged,
      },
    })
  })
}

function followChains(
  folder: string,
  { manifest, chains }: Authenticated,
  known: Known,
): Result<Pick<CheckedBundle, 'chains' | 'events' | 'bodies'>> {
  const bodyOf = new Map<Digest, Digest | null>(manifest.bodies.events.map((event) => [event, null]))
  const checked: CheckedChain[] = []
  let events = 0
  let withheld = 0
  for (const chain of chains) {
    const { device, from, to } = chain.range
    const followed = followChain(join(folder, headersName(device)), chain, known, (event, header) => {
      events++
      if (bodyOf.has(event)) bodyOf.set(event, header.body)
      else withheld++
    })
    if (!followed.ok) return followed
    const held = known.head(device)?.seq ?? 0
    checked.push({
      ...followed.value,
      device,
      institution: chain.certificate.institution,
      from,
      to,
      head: { seq: to, id: chain.checkpoint.head },
      fresh: Math.max(0, to - Math.max(held, from - 1)),
      certificate: chain.certificate,
      certificateEnvelope: chain.certificateEnvelope,
      checkpointEnvelope: chain.range.checkpoint,
    })
  }
  const matched = matchBodies({
    path: join(folder, bodiesName),
    listed: manifest.bodies.events,
    bodyOf: (event) => bodyOf.get(event) ?? known.bodyOf(event),
  })
  if (!matched.ok) return matched
  const { unplaced } = matched.value
  return ok({ chains: checked, events, bodies: { count: manifest.bodies.events.length, unplaced, withheld } })
}
