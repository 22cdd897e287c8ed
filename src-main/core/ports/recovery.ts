import type { Bytes } from '../bytes.ts'
import type { Actor } from '../event.ts'
import type { NewEvent } from '../module.ts'
import type { Result } from '../result.ts'
import type { Digest } from '../suite.ts'
import type { FileToken } from './files.ts'
import type { Job } from './job.ts'

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
