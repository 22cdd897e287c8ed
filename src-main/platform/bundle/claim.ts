import { decodeEnvelope, unverifiedPayload } from '../../core/dsse.ts'
import { decodeManifest, type Manifest } from '../../core/manifest.ts'
import type { Pin } from '../../core/pin.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { claimsByDevice } from './authenticate.ts'
import { readContainer } from './container.ts'
import { readAt } from './file.ts'
import { readOuter } from './outer.ts'

/** What a bundle says of itself. Nothing of it is proven: who believes it must compare the 核对码 of the pin. */
export type Claim = {
  readonly manifest: Manifest
  /** Institution and keys of the office that certified the sender's device, as the bundle has them. */
  readonly pin: Pin
}

/**
 * Reads what a plain bundle, or a set of its parts, says of itself, for people who have no pin. An encrypted one is
 * refused as `bundles/encrypted-for-another`; the other refusals are those of the first checks.
 */
export async function readClaim(request: {
  readonly path: string
  /** A private folder, for a set that is put together; left empty. */
  readonly folder: string
  readonly job: Job
}): Promise<Result<Claim>> {
  return readOuter({ ...request, identities: [] }, ({ container: file }) => {
    const container = readContainer(file)
    if (!container.ok) return container
    const [first] = container.value.entries
    const envelope = decodeEnvelope(readAt(file, first!.dataAt, first!.size))
    if (!envelope) return refuse('bundles/envelope-unreadable')
    const manifest = decodeManifest(unverifiedPayload(envelope))
    if (!manifest) return refuse('bundles/manifest-unreadable')
    const own = claimsByDevice(manifest).get(manifest.sender.device)?.certificate
    if (own?.institution !== manifest.sender.institution) return refuse('bundles/certificate-missing')
    const { institution, suite, officeKey, encryptionKey } = own
    return ok({ manifest, pin: { institution, suite, officeKey, encryptionKey } })
  })
}
