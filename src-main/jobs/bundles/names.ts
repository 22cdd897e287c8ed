import type { Environment } from '../../core/office.ts'
import type { BundleChecked, BundlePlan, BundleWritten, ChainStanding } from '../../core/ports/bundles.ts'
import type { JobName } from '../../platform/run-job.ts'

/** What a worker needs of an open desk; it opens the database for itself, read-only. */
export type DeskPlaces = {
  readonly database: string
  readonly documents: string
  readonly staging: string
  readonly institution: string
  readonly environment: Environment
}

export type ExportInput = {
  readonly places: DeskPlaces
  readonly plan: Omit<BundlePlan, 'folder'> & { readonly folder: string }
  /** Seed of the device key: it stays within the process. */
  readonly deviceSeed: Uint8Array
}

export type CheckInput = {
  readonly places: DeskPlaces
  readonly path: string
  /** X25519 secrets of the office, the newest first. */
  readonly encryptionSecrets: readonly Uint8Array[]
  /** Copies the file of a bundle that has to wait, so that it can be kept when the person takes it. */
  readonly keepsFile?: boolean
}

/** `folder` holds the verified files until the bundle is taken in or dropped. */
export type Checked = {
  readonly folder: string
  readonly summary: Omit<BundleChecked, 'staged'>
  readonly chains: readonly StagedChain[]
  readonly forks: readonly StagedFork[]
}

export type StagedChain = {
  readonly device: string
  readonly institution: string
  readonly suite: string
  readonly publicKey: string
  readonly certificate: string
  readonly checkpoint: string
  readonly from: number
  readonly to: number
  readonly head: string
  readonly own: boolean
  readonly state: ChainStanding
}

/** A contradiction, as the table `forks` keeps it: `ours` is null when no checkpoint of what is here shows it. */
export type StagedFork = {
  readonly device: string
  readonly institution: string
  readonly seq: number
  readonly ours: string | null
  readonly theirs: string
}

/** What lies in the folder of a checked bundle under this name: its file as it came, where it was asked for. */
export const keptFileName = 'as-it-came'

export const exportBundleJob: JobName<ExportInput, BundleWritten & { readonly checkpoint: string }> =
  'bundles/export'
export const checkBundleJob: JobName<CheckInput, Checked> = 'bundles/check'
