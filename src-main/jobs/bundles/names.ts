import type { Environment } from '../../core/office.ts'
import type { BundleChecked, BundlePlan, BundleWritten } from '../../core/ports.ts'
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
  /** X25519 secret of the office. */
  readonly encryptionSecret: Uint8Array
}

/** `folder` holds the verified files until the bundle is taken in or dropped. */
export type Checked = {
  readonly folder: string
  readonly summary: Omit<BundleChecked, 'staged'>
  readonly chains: readonly StagedChain[]
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
  readonly joins: boolean
}

export const exportBundleJob: JobName<ExportInput, BundleWritten & { readonly checkpoint: string }> =
  'bundles/export'
export const checkBundleJob: JobName<CheckInput, Checked> = 'bundles/check'
