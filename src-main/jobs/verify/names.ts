import type { Head } from '../../core/chain.ts'
import type { DeskVerdict } from '../../core/verify.ts'
import type { JobName } from '../../platform/run-job.ts'

export type VerifyInput = {
  readonly database: string
  /** Folder for a scratch database as large as the lists; removed at the end. */
  readonly scratch: string
  /** Folder of the .sql files. */
  readonly migrations: string
  readonly program: string
  readonly environment: string
  readonly institution: string
  /** What is remembered outside of the database. */
  readonly anchor: Head | null
  readonly witness: Head | null
  /** The last check of this desk, whose records must still be here. */
  readonly earlier: DeskVerdict | null
  /** Rests as long as it works, so that whoever works at the desk does not notice. */
  readonly isGentle: boolean
}

/** Checks everything that a desk holds; never refuses: what cannot be read is a verdict, too. */
export const verifyDeskJob: JobName<VerifyInput, DeskVerdict> = 'desk/verify'
