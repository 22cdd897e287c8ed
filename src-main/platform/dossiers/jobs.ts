import type { Bytes } from '../../core/bytes.ts'
import type { Bindable } from '../../core/ports/dossiers.ts'
import type { JobName } from '../run-job.ts'

/** Paths of stored documents; null for one that is not here. */
export type LookInput = { readonly paths: readonly (string | null)[] }

export type BindInput = {
  readonly title: string
  readonly parts: readonly ({ readonly pdf: Bytes } | { readonly path: string })[]
}

export const lookForBindingJob: JobName<LookInput, readonly Bindable[]> = 'dossiers/look'
export const bindDossierJob: JobName<BindInput, Bytes> = 'dossiers/bind'
