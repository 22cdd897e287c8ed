import type { DocumentFacts, DocumentText } from '../../core/ports/documents.ts'
import type { Digest } from '../../core/suite.ts'
import type { JobName } from '../run-job.ts'

export type CopyInput = {
  readonly source: string
  /** The store. */
  readonly folder: string
  /** Where the copy grows, on the same disk as the store. */
  readonly temporary: string
}

export type InspectInput = {
  readonly path: string
  readonly digest: Digest
  /** Folder of the CMaps that come with pdf.js: old Chinese PDFs name them instead of carrying them. */
  readonly cmaps: string
}

export type Inspected = { readonly facts: DocumentFacts; readonly text: DocumentText }

export const copyDocumentJob: JobName<CopyInput, { readonly digest: Digest; readonly size: number }> =
  'documents/copy'
export const inspectDocumentJob: JobName<InspectInput, Inspected> = 'documents/inspect'
