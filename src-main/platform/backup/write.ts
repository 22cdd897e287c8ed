import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from '../../core/office.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Refusal, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { readDigest } from '../bundle/file.ts'
import { freeBytes, isSystemError, mediumErrors, noSpaceErrors, quietly, syncFolder } from '../disk.ts'
import { copyDocuments } from './documents.ts'
import {
  type BackupFacts,
  backupsFolderName,
  copyHashed,
  databaseName,
  documentsName,
  encodeFacts,
  factsName,
  isFolder,
  listBackups,
  listUnfinished,
  nameOfBackup,
  readBackupFacts,
  reporter,
  unfinishedName,
} from './layout.ts'
import { type Snapshot, type SnapshotInput, takeSnapshot } from './snapshot.ts'

export type BackupInput = SnapshotInput & {
  readonly documents: string
  /** Private folder of the desk, on its own disk. */
  readonly staging: string
  readonly institution: string
  /** The folder that a person picked. */
  readonly target: string
  /** The desk's folder must be there already: otherwise another medium, or none, is at this place. */
  readonly mustExist: boolean
  readonly program: string
  /** UTC. */
  readonly at: string
  /** How many backups of this desk stay. */
  readonly keep: number
  /** Reads every document on the medium again, not only the new ones. */
  readonly isThorough: boolean
}

export type BackupMade = {
  readonly name: string
  readonly seq: number
  readonly head: Digest
  readonly checkpoint: string | null
  readonly documents: number
  /** Documents that had to be copied this time. */
  readonly copied: number
  /** Documents that could not be copied because the desk's own copy is missing or damaged. */
  readonly lacking: number
  readonly bytes: number
}

/** Makes the folder of this desk's backups, so that a daily backup knows the medium again. Refuses as {@link writeBackup}. */
export function makeBackupsFolder(
  target: string,
  institution: string,
  environment: Environment,
): Result<null> {
  if (!isFolder(target)) return refuse('recovery/target-missing')
  try {
    mkdirSync(path.join(target, backupsFolderName(institution, environment)), { recursive: true })
    return ok(null)
  } catch (error) {
    return asTargetRefusal(error)
  }
}

/**
 * Copies a desk while it is being worked on. The folder gets its name last, when everything in it was read back; until
 * then, and for ever after a failure, its name says that it is unfinished. Refuses with `recovery/target-missing`,
 * `recovery/target-lost`, `recovery/target-not-writable`, `recovery/no-space`, `recovery/no-space-here`,
 * `recovery/too-large-for-target`, `recovery/read-back-differs`, `recovery/own-records-damaged`.
 */
export async function writeBackup(input: BackupInput, job: Job): Promise<Result<BackupMade>> {
  const snapshot = path.join(input.staging, `backup-${process.pid}-${Date.parse(input.at)}.sqlite`)
  try {
    const taken = await takeSnapshot(input, snapshot, job)
    if (!taken.ok) return taken
    return await orTargetRefusal(() => writeTo(input, snapshot, taken.value, job))
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal'])
      quietly(() => rmSync(`${snapshot}${suffix}`, { force: true }))
  }
}

async function writeTo(
  input: BackupInput,
  snapshot: string,
  taken: Snapshot,
  job: Job,
): Promise<Result<BackupMade>> {
  const base = path.join(input.target, backupsFolderName(input.institution, input.environment))
  if (!isFolder(input.target) || (input.mustExist && !isFolder(base)))
    return refuse('recovery/target-missing')
  mkdirSync(path.join(base, documentsName), { recursive: true })
  for (const left of listUnfinished(base, taken.device))
    rmSync(path.join(base, left), { recursive: true, force: true })
  const name = freeName(base, input.at, taken.seq)
  const folder = path.join(base, unfinishedName(name, taken.device))
  mkdirSync(folder)
  let isKept = false
  try {
    const database = copyDatabase(snapshot, path.join(folder, databaseName), job)
    if (!database.ok) return database
    const documents = copyDocuments(input, path.join(base, documentsName), job)
    if (!documents.ok) return documents
    job.progress({ done: 0, total: null, step: 'backup/finish' })
    const facts: BackupFacts = {
      format: 'desk/backup/v1',
      institution: input.institution,
      environment: input.environment,
      ...taken,
      at: input.at,
      program: input.program,
      database: database.value,
      documents: documents.value.all,
      lacking: documents.value.lacking,
    }
    const file = path.join(folder, factsName)
    const bytes = encodeFacts(facts)
    writeFileSync(file, bytes, { flag: 'wx', mode: 0o600, flush: true })
    if (!readFileSync(file).equals(bytes) || !readBackupFacts(folder).ok)
      return refuse('recovery/read-back-differs')
    syncFolder(folder)
    job.signal.throwIfAborted()
    renameSync(folder, path.join(base, name))
    isKept = true
    syncFolder(base)
    job.progress({ done: 0, total: null, step: 'backup/tidy' })
    quietly(() => removeOld(base, taken.device, input.keep))
    const { all, copied, lacking } = documents.value
    return ok({
      name,
      seq: taken.seq,
      head: taken.head,
      checkpoint: taken.checkpoint && JSON.stringify(taken.checkpoint),
      documents: all.length,
      copied,
      lacking: lacking.length,
      bytes: all.reduce((sum, { size }) => sum + size, facts.database.size),
    })
  } finally {
    if (!isKept) quietly(() => rmSync(folder, { recursive: true, force: true }))
  }
}

/** Two backups of one second get names of different ones. */
function freeName(base: string, at: string, seq: number): string {
  for (let second = 0; ; second++) {
    const name = nameOfBackup(new Date(Date.parse(at) + second * 1000), seq)
    if (!existsSync(path.join(base, name))) return name
  }
}

function copyDatabase(from: string, to: string, job: Job): Result<BackupFacts['database']> {
  const { size } = statSync(from)
  if (freeBytes(path.dirname(to)) < size) return refuse('recovery/no-space', { bytes: size })
  const report = reporter(job, 'backup/database', 2 * size)
  const sha256 = copyHashed(from, to, report)
  if (sha256 === null || readDigest(to, report) !== sha256) return refuse('recovery/read-back-differs')
  return ok({ size, sha256 })
}

/** Beyond `keep`, the oldest of this desk; each first loses its name, so that none is ever half there. */
function removeOld(base: string, device: string, keep: number): void {
  const own = listBackups(base).filter((name) => {
    const facts = readBackupFacts(path.join(base, name))
    return facts.ok && facts.value.device === device
  })
  for (const name of own.slice(keep)) {
    const gone = path.join(base, unfinishedName(name, device))
    renameSync(path.join(base, name), gone)
    rmSync(gone, { recursive: true, force: true })
  }
}

async function orTargetRefusal<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    return asTargetRefusal(error)
  }
}

function asTargetRefusal(error: unknown): { readonly ok: false; readonly error: Refusal } {
  if (isSystemError(error, noSpaceErrors)) return refuse('recovery/no-space', { bytes: null })
  if (isSystemError(error, ['EFBIG'])) return refuse('recovery/too-large-for-target')
  if (isSystemError(error, ['EROFS', 'EACCES', 'EPERM'])) return refuse('recovery/target-not-writable')
  if (isSystemError(error, [...mediumErrors, 'ENOTEMPTY', 'EINVAL'])) return refuse('recovery/target-lost')
  throw error
}
