import { signCheckpoint } from '../../core/checkpoint.ts'
import { signWith } from '../../core/dsse.ts'
import { type ChainInfo, readChains } from '../../core/log.ts'
import type { Environment } from '../../core/office.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { verdictOf, verifyChain } from '../../core/verify.ts'
import { openSqlite, type Sqlite } from '../sqlite.ts'
import { signerFor, suiteOf } from '../suites/suite-of.ts'
import type { BackupFacts } from './layout.ts'

export type Snapshot = Pick<BackupFacts, 'device' | 'suite' | 'seq' | 'head' | 'checkpoint' | 'schema'>

export type SnapshotInput = {
  readonly database: string
  readonly environment: Environment
  /** Seed of the device key: it stays within the process; null makes a snapshot without a checkpoint. */
  readonly deviceSeed: Uint8Array | null
}

/**
 * One state of the database in a file of its own on the desk's disk, checked as on the day of need. Refuses with
 * `recovery/no-space-here`, `recovery/own-records-damaged`.
 */
export async function takeSnapshot(input: SnapshotInput, file: string, job: Job): Promise<Result<Snapshot>> {
  job.progress({ done: 0, total: null, step: 'backup/snapshot' })
  const db = openSqlite(input.database, { readOnly: true })
  try {
    // The read transaction keeps one state while others go on writing; without it every write would begin the copy anew.
    db.script('BEGIN')
    db.sql('SELECT count(*) FROM chains')
    await db.raw.backup(file, {
      progress() {
        job.signal.throwIfAborted()
        return 1024
      },
    })
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_FULL') return refuse('recovery/no-space-here')
    throw error
  } finally {
    db.close()
  }
  job.progress({ done: 0, total: null, step: 'backup/verify' })
  const copy = openSqlite(file)
  try {
    const checked = checkSnapshot(copy, job)
    if (!checked.ok) return checked
    copy.raw.pragma('journal_mode = DELETE')
    const { chain, seq, head } = checked.value
    const schema = Number(copy.raw.pragma('user_version', { simple: true }))
    const facts = { environment: input.environment, suite: chain.suite, device: chain.device, seq, head }
    const { deviceSeed } = input
    const checkpoint =
      deviceSeed && (await signCheckpoint(facts, signWith(signerFor(chain.suite, deviceSeed))))
    return ok({ device: chain.device, suite: chain.suite, seq, head, checkpoint, schema })
  } finally {
    copy.close()
  }
}

function checkSnapshot(
  copy: Sqlite,
  job: Job,
): Result<{ readonly chain: ChainInfo; readonly seq: number; readonly head: Digest }> {
  if (copy.raw.pragma('integrity_check', { simple: true }) !== 'ok')
    return refuse('recovery/own-records-damaged', { seq: null })
  const chain = readChains(copy).find(({ own }) => own)
  if (!chain) return refuse('recovery/own-records-damaged', { seq: null })
  const { fault, events, head } = verdictOf(verifyChain(copy, chain, suiteOf(chain.suite)), () =>
    job.signal.throwIfAborted(),
  )
  if (fault) return refuse('recovery/own-records-damaged', { seq: fault.seq })
  return head ? ok({ chain, seq: events, head }) : refuse('recovery/own-records-damaged', { seq: events })
}
