import type { Bytes } from '../../core/bytes.ts'
import { type Certificate, decodeCertificate, verifyCertificate } from '../../core/certificate.ts'
import { type Checkpoint, verifyCheckpoint } from '../../core/checkpoint.ts'
import { decodeEnvelope, type Envelope, keyId, opened, unverifiedPayload } from '../../core/dsse.ts'
import { decodeManifest, type Manifest, type ManifestRange, manifestType } from '../../core/manifest.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest, Suite } from '../../core/suite.ts'
import { suiteOf } from '../suites/suite-of.ts'
import { limits } from './limits.ts'
import type { Known, Us } from './trust.ts'

/** Why a chain that came along cannot be trusted here, or null. */
export type Doubt = 'not-pinned' | 'retired' | null

export type ClaimedChain = {
  readonly range: ManifestRange
  readonly certificate: Certificate
  readonly certificateEnvelope: Envelope
  readonly checkpoint: Checkpoint
  readonly suite: Suite
  readonly doubt: Doubt
}

export type Authenticated = {
  readonly manifest: Manifest
  readonly senderCertificate: Certificate
  readonly chains: readonly ClaimedChain[]
}

/**
 * From the exact bytes of `manifest.dsse.json` to a manifest that a pinned office's device signed for us: certificate
 * under OUR pin, signature, recipient, environment, suite, retirement; then each chain's certificate and checkpoint.
 */
export function authenticate(bytes: Bytes, known: Known, us: Us): Result<Authenticated> {
  const envelope = decodeEnvelope(bytes)
  if (!envelope) return refuse('bundles/envelope-unreadable')
  if (envelope.payloadType !== manifestType) {
    const isNewer = /^desk\/manifest\/v\d+$/.test(envelope.payloadType)
    return refuse(isNewer ? 'bundles/newer-format' : 'bundles/envelope-of-another-type')
  }
  const manifest = decodeManifest(unverifiedPayload(envelope))
  if (!manifest) return refuse('bundles/manifest-unreadable')
  // Before the keys, which differ between 正式 and 演练: a training bundle must not look like a forgery.
  if (manifest.environment !== us.environment) return refuse('bundles/other-environment')
  const claims = claimsByDevice(manifest)
  const senderCertificate = verifySender(envelope, manifest, claims, known, us)
  if (!senderCertificate.ok) return senderCertificate
  if (manifest.recipient !== us.institution) return refuse('bundles/other-recipient')
  if (manifest.ranges.length > limits.devices || manifest.documents.length > limits.documents) {
    return refuse('bundles/too-many-entries')
  }
  const chains = verifyChains(manifest, claims, known)
  if (!chains.ok) return chains
  if (isRetiredSender(manifest, chains.value, known)) return refuse('bundles/device-retired')
  return ok({ manifest, senderCertificate: senderCertificate.value, chains: chains.value })
}

function verifySender(
  envelope: Envelope,
  manifest: Manifest,
  claims: Claims,
  known: Known,
  us: Us,
): Result<Certificate> {
  const { institution, device } = manifest.sender
  const pin = known.pin(institution)
  if (!pin) return refuse('bundles/sender-not-pinned', { institution })
  if (manifest.suite !== pin.suite) return refuse('bundles/other-suite')
  const suite = suiteOf(pin.suite)
  const claim = claims.get(device)
  if (!claim) return refuse('bundles/certificate-missing')
  const senderCertificate = verifyCertificate(claim.envelope, { suite, officeKey: pin.officeKey })
  if (
    senderCertificate?.institution !== institution ||
    senderCertificate.environment !== manifest.environment
  ) {
    if (!isUnderAnotherKey(claim, manifest)) return refuse('bundles/certificate-invalid')
    const code =
      institution === us.institution ? 'bundles/own-office-key-differs' : 'bundles/office-key-differs'
    return refuse(code, { institution })
  }
  if (envelope.signatures[0].keyid !== device) return refuse('bundles/signer-is-not-sender')
  const publicKey = senderCertificate.deviceKey
  if (!opened(envelope, { suite, publicKey, payloadType: manifestType }))
    return refuse('bundles/signature-invalid')
  return ok(senderCertificate)
}

/**
 * True when the office named in the certificate may have renewed its key, or somebody calls himself that office: only its
 * people can tell which, by comparing codes. What is wrong in itself needs no telephone call.
 */
function isUnderAnotherKey(
  { envelope, certificate }: Claim,
  { sender, environment, suite: id }: Manifest,
): boolean {
  return (
    certificate.institution === sender.institution &&
    certificate.environment === environment &&
    certificate.suite === id &&
    verifyCertificate(envelope, { suite: suiteOf(id), officeKey: certificate.officeKey }) !== undefined
  )
}

function verifyChains(manifest: Manifest, claims: Claims, known: Known): Result<readonly ClaimedChain[]> {
  const devices = new Set([manifest.sender.device, ...manifest.ranges.map((range) => range.device)])
  if (
    claims.size !== manifest.certificates.length ||
    [...claims.keys()].some((device) => !devices.has(device))
  ) {
    return refuse('bundles/certificate-superfluous')
  }
  const chains: ClaimedChain[] = []
  for (const range of manifest.ranges) {
    const claim = claims.get(range.device)
    if (!claim) return refuse('bundles/certificate-missing')
    const chain = verifyChain(manifest, range, claim, known)
    if (!chain.ok) return chain
    chains.push(chain.value)
  }
  return ok(chains)
}

function verifyChain(
  manifest: Manifest,
  range: ManifestRange,
  claim: Claim,
  known: Known,
): Result<ClaimedChain> {
  const suite = suiteOf(claim.certificate.suite)
  const pin = known.pin(claim.certificate.institution)
  // An honest sender may relay chains of an office that we did not pin, or under keys older or newer than our pin.
  const isPinned = pin?.officeKey === claim.certificate.officeKey && pin.suite === suite.id
  const certificate = verifyCertificate(claim.envelope, { suite, officeKey: claim.certificate.officeKey })
  if (certificate?.environment !== manifest.environment) return refuse('bundles/certificate-invalid')
  const checkpoint = verifyCheckpoint(range.checkpoint, { suite, deviceKey: certificate.deviceKey })
  if (checkpoint?.environment !== manifest.environment || checkpoint.seq !== range.to) {
    return refuse('bundles/checkpoint-invalid')
  }
  const doubt = !isPinned ? 'not-pinned' : isBeyondRetirement(range, checkpoint, known) ? 'retired' : null
  return ok({ range, certificate, certificateEnvelope: claim.envelope, checkpoint, suite, doubt })
}

/**
 * A retired device may have lost its key to anybody, so what it signs proves nothing: only the last valid id, which a
 * sister device named, vouches for what comes before it. What we already hold needs nobody to vouch for it.
 */
function isBeyondRetirement(range: ManifestRange, checkpoint: Checkpoint, known: Known): boolean {
  const last = known.retirement(range.device)
  if (!last || range.to <= (known.head(range.device)?.seq ?? 0)) return false
  return checkpoint.seq !== last.seq || checkpoint.head !== last.id
}

function isRetiredSender(manifest: Manifest, chains: readonly ClaimedChain[], known: Known): boolean {
  if (!known.retirement(manifest.sender.device)) return false
  const own = chains.find((chain) => chain.range.device === manifest.sender.device)
  return own?.doubt !== null
}

type Claim = { readonly envelope: Envelope; readonly certificate: Certificate }
type Claims = ReadonlyMap<Digest, Claim>

/** Certificates by the device that they name, before anything is known about their signatures. */
export function claimsByDevice(manifest: Manifest): Claims {
  const claims = new Map<Digest, Claim>()
  for (const envelope of manifest.certificates) {
    const certificate = decodeCertificate(unverifiedPayload(envelope))
    if (certificate)
      claims.set(keyId(suiteOf(certificate.suite), certificate.deviceKey), { envelope, certificate })
  }
  return claims
}
