import type { Envelope } from '../dsse.ts'
import type { Result } from '../result.ts'
import type { Digest } from '../suite.ts'
import type { FileToken } from './files.ts'
import type { Job } from './job.ts'

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
