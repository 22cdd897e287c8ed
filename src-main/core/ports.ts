import type { Bytes } from './bytes.ts'
import type { Envelope, Sign } from './dsse.ts'
import type { Actor } from './event.ts'
import type { NewEvent } from './module.ts'
import type { Result } from './result.ts'
import type { Digest } from './suite.ts'
import type { DeskVerdict } from './verify.ts'

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
  /** Looks into documents that just came here, without anybody waiting; until then they are `not-checked`. */
  lookLater(documents: readonly Digest[]): void
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
  /** Places of which every body that the recipient may read goes along. */
  readonly covers: readonly { readonly device: Digest; readonly from: number; readonly to: number }[]
  /** `own`: those that records of our office mention; `all`: also those of chains that we pass on. */
  readonly documents: 'none' | 'own' | 'all'
  /** Bytes of each part of a set; null writes one file. */
  readonly partSize: number | null
}

export type BundleWritten = {
  /** Name of the file; of a set, the name before the number. */
  readonly file: string
  /** How many parts were written; null for one file. */
  readonly parts: number | null
  readonly size: number
  readonly digest: Digest
  readonly events: number
  readonly bodies: number
  readonly documents: number
}

/**
 * How a chain of a bundle stands to what is here: `forks` contradicts it, `quarantined` did so before and its office has
 * not ended it yet; of both, as of `not-pinned` and `retired`, nothing is taken in.
 */
export type ChainStanding = 'joins' | 'known' | 'waits' | 'forks' | 'quarantined' | 'not-pinned' | 'retired'

/** Places of a chain that must come first. */
export type MissingRange = {
  readonly device: Digest
  readonly institution: string
  readonly from: number
  readonly to: number
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
  /** `waiting`: some of it must wait, whether or not the rest joins; `nothing-joins`: all that is new is set aside. */
  readonly outcome: 'acceptable' | 'already-imported' | 'waiting' | 'nothing-joins'
  readonly missing: readonly MissingRange[]
  /** Bodies of events that are neither here nor inside: they wait as well. */
  readonly unplaced: number
  /** True when this very file waits in the inbox already. */
  readonly isKept: boolean
  readonly ranges: readonly {
    readonly device: Digest
    readonly institution: string
    /** The chain of this very desk: whoever knows more of it than this desk does shows that records were lost here. */
    readonly own: boolean
    readonly from: number
    readonly to: number
    readonly new: number
    readonly state: ChainStanding
    /** First place that is known to contradict what is here; only of `forks`. */
    readonly forkedAt: number | null
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
export type TakenChain = {
  readonly device: Digest
  readonly institution: string
  readonly from: number
  readonly to: number
  readonly head: Digest
  /** What its device signed at `to`. */
  readonly checkpoint: Envelope
}

/** How a checked bundle stands to what is here at this moment: others may have been taken in since it was checked. */
export type BundleStanding = {
  /** Those that join or are known, without the own one. */
  readonly chains: readonly TakenChain[]
  /** It brings events, bodies or documents that are not here. */
  readonly isNew: boolean
  /** Something of it has to wait. */
  readonly waits: boolean
  readonly missing: readonly MissingRange[]
  /** Chains of which nothing is taken in. */
  readonly skipped: readonly { readonly institution: string; readonly state: ChainStanding }[]
  /** Everything in it that its sender relies on finds its place. */
  readonly isWhole: boolean
  /** What came in since the check contradicts it: it must be checked again. */
  readonly isStale: boolean
}

export type BundleTaken = {
  readonly sender: string
  readonly digest: Digest
  /** Documents that came into the store with it. */
  readonly documents: readonly Digest[]
  /** To be asked inside the transaction that stores. */
  stands(): BundleStanding
  /**
   * Stores events, bodies and checkpoints; what has to wait stays in the inbox as the file came, what need not leaves it.
   * To be called inside the transaction that records the receipt, after `stands`.
   */
  store(): { readonly events: number; readonly bodies: number; readonly odd: number }
  /** The same in a transaction of its own, for a desk that may not write receipts; also what peers hold of its chain. */
  collect(): { readonly events: number; readonly bodies: number; readonly odd: number }
  /** What is to be done when it is stored: files that are no longer needed, what others know of this desk's chain. */
  settle(): Promise<void>
}

export type Bundles = {
  /** Temp, fsync, read back and verify, rename; in a worker. Refuses with `bundles/…`. */
  write(plan: BundlePlan, job: Job): Promise<Result<BundleWritten>>
  /**
   * Every check of the format, in its order; refuses with `bundles/…`. No record changes, but a proof that a device told
   * two stories, or that others know more of this desk's chain than it does, is kept.
   */
  check(file: FileToken, job: Job): Promise<Result<BundleChecked>>
  /** The same for a bundle of the inbox; `bundles/kept-missing` and `bundles/kept-damaged` when its file is. */
  checkKept(digest: Digest, job: Job): Promise<Result<BundleChecked>>
  /** Moves the documents of a checked bundle into the store; the rest waits for `store`. */
  take(staged: string, job: Job): Promise<Result<BundleTaken>>
  /** Removes what a check left, taken in or not. */
  drop(staged: string): Promise<void>
  /** Takes a bundle out of the inbox. */
  dropKept(digest: Digest): Promise<void>
  /** Looks for the files of these bundles of the inbox; answers those that are gone, or have another size. */
  lookForKept(
    kept: readonly { readonly digest: Digest; readonly size: number }[],
  ): Promise<readonly { readonly digest: Digest; readonly code: string }[]>
  /** Works of one desk that follow one another: two imports at once must not see the same bundle as new. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

/** A desk that asks its office for a certificate, because it is new or the office key is. */
export type DeskRequest = {
  readonly name: string
  readonly device: Digest
  /** Its public key in the suite of this office. */
  readonly deviceKey: string
  /** One-time X25519 key (hex) that the answer is encrypted to. */
  readonly wrapKey: string
  /** Over these very keys: six groups of four digits, compared by people. */
  readonly code: string
}

/** The office's keys that one secret makes; the secret itself stays with who asked. */
export type OfficeKeys = {
  readonly officeKey: string
  readonly encryptionKey: string
  certify(deviceKey: string): Promise<Envelope>
}

/** What an admitted desk is told besides the keys; null when it only renews its certificate. */
export type Admission = {
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly string[] }
  /** The bundle that lies beside the answer. */
  readonly bundle: { readonly file: string; readonly digest: Digest }
}

/** The certificate of this desk by a new office key, as another desk of the office answered it. */
export type Renewal = {
  readonly name: string
  readonly officeKey: string
  readonly encryptionKey: string
  readonly certificate: Envelope
  /** Makes these the keys of the office at this desk; inside the transaction that records the certificate. */
  adopt(): void
}

/** Certificates of the office's desks, and the files by which a desk asks for one. */
export type Enrolment = {
  /** Refuses with `trust/…` what is no request for this office and environment. */
  readRequest(file: FileToken): Promise<Result<DeskRequest>>
  officeOf(seed: Bytes): OfficeKeys
  /** The key of this device, when the certificate is by the office key that counts here; else null. */
  certifiedKey(device: Digest, certificate: Envelope): string | null
  /** A new secret of 32 bytes. */
  newSeed(): Bytes
  /** Writes what the asking desk needs, encrypted to its one-time key; the office's secret is not in it. */
  writeAnswer(answer: {
    readonly folder: FileToken
    readonly request: DeskRequest
    readonly seed: Bytes
    readonly certificate: Envelope
    /** What the answering desk is called. */
    readonly by: string
    readonly admission: Admission | null
  }): Promise<Result<FileEntry>>
  /** Makes the keys of this secret those of the office at this desk; inside the transaction that records it. */
  adopt(seed: Bytes): void
  /** Writes this desk's own request; its one-time key is kept until a renewal was adopted. */
  writeRequest(
    folder: FileToken,
    name: string,
  ): Promise<Result<{ readonly file: string; readonly code: string }>>
  /** Refuses with `trust/…` what is not the answer to the last request of this desk. */
  readRenewal(file: FileToken): Promise<Result<Renewal>>
}

export type Integrity = {
  /**
   * Checks everything that this desk holds, in a worker, and acts on it: a fault of our own chain or of the tables makes
   * the desk read-only, lists that are not what the events make are made again. The verdict is kept.
   */
  verify(job: Job): Promise<Result<DeskVerdict>>
}

export type BackupDone = {
  /** Name of the backup's folder. */
  readonly name: string
  readonly seq: number
  readonly documents: number
  /** Documents that had to be copied this time. */
  readonly copied: number
  /** Documents whose copy on this desk is missing or damaged: they are not in the backup. */
  readonly lacking: number
  readonly bytes: number
  /** The backup lies on the same disk as the desk. */
  readonly isSameDisk: boolean
}

export type Backups = {
  /** Copies the desk into a folder (null: that of the daily backup) while it is worked on; refuses with `recovery/…`. */
  write(folder: FileToken | null, job: Job): Promise<Result<BackupDone>>
  /** Remembers the folder of the daily backup, and how many stay in it; null: no daily backup. */
  chooseDaily(folder: FileToken | null, keep: number): Promise<Result<null>>
}

/** What begins a new device for this desk: the office's secret, who says so, and what is said right behind genesis. */
export type NewDevice = {
  readonly seed: Bytes
  readonly actor: Actor
  events(newSubject: (kind: string) => string): readonly NewEvent[]
}

export type Rebuilt = {
  readonly events: number
  /** Records behind a place that does not hold, and contents that are not what their record names: not in the new one. */
  readonly lostEvents: number
  readonly lostBodies: number
}

export type Succession = {
  /**
   * Makes a new database of everything that the chains of a damaged one prove, and keeps the damaged folder under another
   * name; everybody is logged out, the desk stays read-only. Refuses with `recovery/…`.
   */
  rebuild(job: Job): Promise<Result<Rebuilt>>
  /**
   * Ends the own chain at the last place held and begins a new one that goes on for it, in one transaction; then closes
   * the desk and opens it again, so that everybody logs in anew. Refuses with `recovery/…`.
   */
  beginAnew(request: NewDevice, job: Job): Promise<Result<{ readonly device: Digest }>>
}

export type Ports = {
  readonly files: Files
  readonly tables: Tables
  readonly documents: Documents
  readonly staging: Staging
  readonly vault: Vault
  readonly papers: Papers
  readonly bundles: Bundles
  readonly backups: Backups
  readonly succession: Succession
  readonly enrolment: Enrolment
  readonly integrity: Integrity
}
