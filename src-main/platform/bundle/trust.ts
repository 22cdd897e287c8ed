import type { Head } from '../../core/chain.ts'
import type { Environment } from '../../core/office.ts'
import type { Pin } from '../../core/pin.ts'
import type { Digest } from '../../core/suite.ts'

/** What this desk knows, asked while a bundle is checked; answers must not change until the check has ended. */
export type Known = {
  /** The keys pinned for an institution; for our own institution its own keys. Null when there is no pin. */
  pin(institution: string): Pin | null
  /** Last valid place in the chain of a device that its office retired; null while it is in use or unknown. */
  retirement(device: Digest): Head | null
  /** The last place up to which we hold this device's chain without gaps; null when we hold nothing of it. */
  head(device: Digest): Head | null
  /** Id of the event at this place of a chain that we hold. */
  eventAt(device: Digest, seq: number): Digest | null
  /** Digest of the body as the header of an event that we hold says it; null when we do not hold that event. */
  bodyOf(event: Digest): Digest | null
  /** False for a document that is already here: it is checked, but not staged. */
  wants(document: Digest): boolean
}

/** Who is importing. */
export type Us = { readonly institution: string; readonly environment: Environment }
