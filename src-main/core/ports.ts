import type { Bytes } from './bytes.ts'
import type { Sign } from './dsse.ts'
import type { Result } from './result.ts'
import type { Digest } from './suite.ts'

/** Names a file or folder that the person picked; the renderer never sees a path. Valid until the window closes. */
export type FileToken = string & { readonly __brand?: 'file' }

/** What slow work needs to stop early and to say how far it is. */
export type Job = {
  readonly signal: { readonly aborted: boolean; throwIfAborted(): void }
  progress(progress: { readonly done: number; readonly total: number | null; readonly step: string }): void
}

export type FileEntry = {
  readonly token: FileToken
  readonly name: string
  readonly kind: 'folder' | 'file'
  readonly size: number
  readonly modified: string
}

export type Files = {
  /** The entries of a folder, or (null) the places to start from; folders first, by name. */
  browse(folder: FileToken | null): Promise<
    Result<{
      readonly name: string
      readonly parent: FileToken | null
      readonly entries: readonly FileEntry[]
    }>
  >
  /** Name without its folder. */
  name(file: FileToken): string
  /** All files of a folder, not of its subfolders. */
  list(folder: FileToken): Promise<Result<readonly FileEntry[]>>
  makeFolder(parent: FileToken, name: string): Promise<Result<FileEntry>>
  /** A small file whole; refused as `files/too-large` when it has more bytes. */
  read(file: FileToken, maxBytes: number): Promise<Result<Bytes>>
  /** Writes a small file whole: temporary name, fsync, rename; never over an existing one (the name gets a number). */
  write(folder: FileToken, name: string, bytes: Bytes): Promise<Result<FileEntry>>
}

/** A table read from XLSX or CSV: every cell as the text a person would see, codes and IDs without loss. */
export type Table = {
  readonly format: 'xlsx' | 'csv'
  readonly encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | null
  readonly sheets: readonly string[]
  readonly sheet: string
  /** SHA-256 of the file, as `sha256:…`. */
  readonly digest: Digest
  /** Cells by row; row 0 is the first row of the sheet. Rows that are empty throughout are kept, to count right. */
  readonly rows: readonly (readonly string[])[]
  /** Things to tell about single cells: a formula without value, a number in scientific notation that lost digits, … */
  readonly notes: readonly { readonly row: number; readonly column: number; readonly code: string }[]
}

export type Sheet = {
  readonly name: string
  readonly rows: readonly (readonly (string | number | null)[])[]
  readonly widths?: readonly number[]
}

/** Names a pure function over a table, and carries the types of what it gets and answers. */
export type TableWork<Input, Answer> = string & { readonly __work?: (input: Input) => Answer }

export type Tables = {
  /**
   * Reads a table and works on it in a worker; refuses with `tables/…` what is not a table, is damaged, encrypted, or
   * too large. What the work stages stays in a private file under the token.
   */
  work<Input, Answer>(
    request: {
      readonly file: FileToken
      readonly sheet: string | null
      readonly work: TableWork<Input, Answer>
      readonly input: Input
    },
    job: Job,
  ): Promise<Result<{ readonly answer: Answer; readonly staged: string | null }>>
  /** An XLSX whose cells are text or numbers, never formulas. */
  write(sheets: readonly Sheet[]): Promise<Bytes>
}

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
}

export type Documents = {
  /** Copies the file into the store by its digest (fsynced) and looks into it. Adding it again has no effect. */
  add(file: FileToken, job: Job): Promise<Result<DocumentFacts>>
  /** Null when the document is not here (withheld, or not yet arrived). */
  facts(digest: Digest): Promise<DocumentFacts | null>
  read(digest: Digest, offset: number, length: number): Promise<Bytes | null>
  has(digest: Digest): boolean
  /** Removes our copy of a document that no record mentions. */
  discard(digest: Digest): Promise<void>
}

/** Keeps what a job prepared until the person decides: a token for the renderer, the value in a private file. */
export type Staging = {
  put(value: unknown): Promise<string>
  get(token: string): Promise<unknown>
  drop(token: string): Promise<void>
}

export type Vault = {
  /** True when the password opens this person's credential. Takes about 0.4 s (scrypt). */
  check(person: string, password: string): Promise<boolean>
  /**
   * Prepares a credential for a new password (scrypt); the function it gives wraps the keys of the logged-in session
   * for a person, synchronously, so that it can be stored in the transaction that records the person.
   */
  wrap(password: string): Promise<(person: string) => Credential>
  /** Signs with the device key of the logged-in session. */
  readonly sign: Sign
  /** The office's secret seed while it is still kept here (until the recovery sheet is confirmed), else null. */
  recoverySeed(): Promise<Bytes | null>
  /** Forgets the seed: from then on only the printed sheet has it. */
  forgetRecoverySeed(): void
}

/** A person's wrapped keys: a row of the local table `credentials`. */
export type Credential = { readonly person: string; readonly kdf: string; readonly sealed: Bytes }

/** A page of print: what a paper says, not how it is drawn. */
export type PaperBlock =
  | { readonly kind: 'title' | 'subtitle' | 'paragraph' | 'note' | 'code'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly widths: readonly number[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'signatures'; readonly places: readonly string[] }

export type Paper = {
  readonly name: string
  readonly environment: '正式' | '演练'
  /** 「征求意见」 while the basis is unconfirmed. */
  readonly watermark: string | null
  /** Printed in the footer: operator, time, check code. */
  readonly footer: string
  readonly blocks: readonly PaperBlock[]
}

export type Papers = { pdf(paper: Paper): Promise<Bytes> }

export type BundlePlan = {
  readonly folder: FileToken
  /** File name without extension. */
  readonly name: string
  readonly to: string
  /** X25519 key (hex) of the institution; null writes a plain bundle. */
  readonly encryptTo: string | null
  readonly ranges: readonly { readonly device: Digest; readonly from: number; readonly to: number }[]
  readonly withDocuments: boolean
}

export type BundleWritten = {
  readonly file: string
  readonly size: number
  readonly digest: Digest
  readonly events: number
  readonly bodies: number
  readonly documents: number
}

/** What is in a checked bundle, and whether it can be taken in. */
export type BundleChecked = {
  /** Names the verified files until the bundle is taken in. */
  readonly staged: string
  readonly digest: Digest
  readonly size: number
  readonly sender: string
  readonly to: string
  readonly environment: string
  readonly encrypted: boolean
  /** When the sender's newest record inside was made, by its clock; null when there is none. */
  readonly newestAt: string | null
  readonly outcome: 'acceptable' | 'already-imported' | 'waiting'
  /** Ranges that are missing before this bundle joins. */
  readonly missing: readonly { readonly device: Digest; readonly from: number; readonly to: number }[]
  readonly ranges: readonly {
    readonly device: Digest
    readonly institution: string
    readonly from: number
    readonly to: number
    readonly new: number
    readonly state: 'joins' | 'known' | 'waits' | 'forks' | 'not-pinned' | 'retired'
  }[]
  /** Events by type that are new here and readable. */
  readonly types: Readonly<Record<string, number>>
  /** Events whose bodies are not for us. */
  readonly withheld: number
  /** Bodies that this program will keep without showing them. */
  readonly odd: number
  readonly documents: { readonly count: number; readonly bytes: number; readonly new: number }
}

/** Chain ranges of a checked bundle, as the receipt names them. */
export type BundleTaken = {
  readonly sender: string
  readonly digest: Digest
  readonly chains: readonly {
    readonly device: Digest
    readonly institution: string
    readonly from: number
    readonly to: number
    readonly head: Digest
  }[]
  readonly documents: readonly Digest[]
  /** Stores events, bodies and checkpoints; to be called inside the transaction that records the receipt. */
  store(): { readonly events: number; readonly bodies: number; readonly odd: number }
}

export type Bundles = {
  /** Temp, fsync, read back and verify, rename; in a worker. Refuses with `bundles/…`. */
  write(plan: BundlePlan, job: Job): Promise<Result<BundleWritten>>
  /** Every check of the format, in its order; nothing is changed. Refuses with `bundles/…`. */
  check(file: FileToken, job: Job): Promise<Result<BundleChecked>>
  /** Moves the documents of a checked bundle into the store; the rest waits for `store`. */
  take(staged: string, job: Job): Promise<Result<BundleTaken>>
  /** Removes what a check left, taken in or not. */
  drop(staged: string): Promise<void>
}

export type Ports = {
  readonly files: Files
  readonly tables: Tables
  readonly documents: Documents
  readonly staging: Staging
  readonly vault: Vault
  readonly papers: Papers
  readonly bundles: Bundles
}
