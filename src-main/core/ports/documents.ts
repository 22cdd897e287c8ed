import type { Bytes } from '../bytes.ts'
import type { Result } from '../result.ts'
import type { Digest } from '../suite.ts'
import type { FileToken } from './files.ts'
import type { Job } from './job.ts'

export type DocumentFacts = {
  readonly digest: Digest
  readonly size: number
  readonly kind: 'pdf' | 'docx' | 'xlsx' | 'image' | 'other'
  /** Null when it is no PDF or cannot be opened. */
  readonly pages: number | null
  readonly state: 'ok' | 'encrypted' | 'damaged' | 'not-checked'
  /** Pages 1 to n were looked at for text and marks; on longer documents the rest was not read. */
  readonly pagesRead: number
  /** Pages with machine-readable text; the others that were read are scans. */
  readonly textPages: readonly number[]
  /** Marks of secrecy (密级★期限, 密级：秘密 …), with the page and the words around them. */
  readonly secrecyMarks: readonly { readonly page: number; readonly text: string }[]
  /** Only fresh from the document: how much text it has, and a sample of it in base64 to compare it with others. */
  readonly fingerprint?: { readonly characters: number; readonly rows: string }
}

/** What could be read of a document, by page (from 1), or by paragraph where it has no pages; empty ones are left out. */
export type DocumentText = {
  readonly unit: 'page' | 'paragraph'
  readonly parts: readonly { readonly place: number; readonly text: string }[]
}

export type Documents = {
  /** Copies the file into the store by its digest (fsynced) and looks into it. Adding it again has no effect. */
  add(file: FileToken, job: Job): Promise<Result<DocumentFacts>>
  /** Null when the document is not here (withheld, or not yet arrived). */
  facts(digest: Digest): Promise<DocumentFacts | null>
  /** What the machine could read of it; null when it is not here. A cache beside the document, made again when it is gone. */
  text(digest: Digest): Promise<DocumentText | null>
  /** Looks into documents that just came here, without anybody waiting; until then they are `not-checked`. */
  lookLater(documents: readonly Digest[]): void
  read(digest: Digest, offset: number, length: number): Promise<Bytes | null>
  has(digest: Digest): boolean
  /** Removes our copy of a document that no record mentions. */
  discard(digest: Digest): Promise<void>
}
