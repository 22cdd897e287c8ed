import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { devicePrefix } from '../../core/event.ts'
import { envelopeData } from '../../core/governing.ts'
import { type Environment, environments } from '../../core/office.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { digestPattern, suiteIds } from '../../core/suite.ts'
import { digestOf, openFile, writeFully } from '../bundle/file.ts'
import { isSystemError } from '../disk.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const schema = z.strictObject({
  format: z.literal('desk/backup/v1'),
  institution: z.string(),
  environment: z.enum(environments),
  /** Device of the own chain, the suite it signs in, and the place up to which the chain is inside. */
  device: z.string().regex(digestPattern),
  suite: z.enum(suiteIds),
  seq: z.int().min(1),
  head: z.string().regex(digestPattern),
  /** The device's word for that place; null when nobody was logged in, or the desk was read-only. */
  checkpoint: envelopeData.nullable(),
  /** When it was made, UTC. */
  at: z.string(),
  program: z.string().max(40),
  /** Number of the newest migration in the database. */
  schema: z.int().min(1),
  database: z.strictObject({ size: z.int().min(1), sha256 }),
  documents: z.array(z.strictObject({ sha256, size: z.int().min(1) })),
  /** Documents whose copy on the desk was missing or damaged already. */
  lacking: z.array(sha256),
})

/** What stands in backup.json, the last file to be written. */
export type BackupFacts = z.output<typeof schema>

/**
 * What lies on the medium: `评审工作台备份-<code>-<environment>/` with a folder `<YYYYMMDD-HHMMSS>-<seq>` for each backup and one
 * `documents/` for all of them, where a document lies under its digest as in the store.
 */
export const databaseName = 'desk.sqlite'
export const factsName = 'backup.json'
export const documentsName = 'documents'

const backupName = /^\d{8}-\d{6}-\d+$/

/** What a backup, or the removal of one, is called until it is whole or gone; with the desk whose it is. */
export function unfinishedName(name: string, device: string): string {
  return `${name}.${devicePrefix(device)}.part`
}

export function backupsFolderName(institution: string, environment: Environment): string {
  return `评审工作台备份-${institution}-${environment}`
}

/** `at` in the machine's own time, because people look for a day. */
export function nameOfBackup(at: Date, seq: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}-${seq}`
}

export function encodeFacts(facts: BackupFacts): Buffer {
  return Buffer.from(`${JSON.stringify(facts, null, 1)}\n`, 'utf8')
}

/**
 * What a backup says of itself. Refuses with `recovery/not-a-backup`, `recovery/backup-unreadable`,
 * `recovery/backup-newer-program` (a later format), `recovery/backup-damaged`.
 */
export function readBackupFacts(folder: string): Result<BackupFacts> {
  let text: string
  try {
    text = readFileSync(path.join(folder, factsName), 'utf8')
  } catch (error) {
    if (isSystemError(error, ['ENOENT', 'ENOTDIR'])) return refuse('recovery/not-a-backup')
    if (isSystemError(error, ['EIO', 'EACCES', 'EPERM', 'EISDIR']))
      return refuse('recovery/backup-unreadable')
    throw error
  }
  const value = parsed(text)
  const facts = schema.safeParse(value)
  if (facts.success) return ok(facts.data)
  const format = (value as { format?: unknown } | null)?.format
  const isLater = typeof format === 'string' && /^desk\/backup\/v(?!1$)\d+$/.test(format)
  return isLater
    ? refuse('recovery/backup-newer-program')
    : refuse('recovery/backup-damaged', { what: 'facts' })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The complete backups of one desk in its folder on the medium, the newest first. */
export function listBackups(base: string): readonly string[] {
  return namesIn(base)
    .filter((name) => backupName.test(name))
    .sort()
    .reverse()
}

/** What this desk's backups left behind when they were killed or lost their medium. */
export function listUnfinished(base: string, device: string): readonly string[] {
  return namesIn(base).filter((name) => name === unfinishedName(name.split('.')[0]!, device))
}

/** Folders of backups at, in or below a folder that a person picked: the backup itself, the desk's, or the medium. */
export function findBackups(picked: string): readonly string[] {
  if (namesIn(picked).includes(factsName)) return [picked]
  const bases = [picked, ...namesIn(picked).map((name) => path.join(picked, name))].filter(isFolder)
  return bases.flatMap((base) => listBackups(base).map((name) => path.join(base, name)))
}

export function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (isSystemError(error, ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'])) return []
    throw error
  }
}

/** Counts bytes towards `total` for a job; throws when it was cancelled. */
export function reporter(job: Job, step: string, total: number): (bytes: number) => void {
  let done = 0
  job.progress({ done, total, step })
  return (bytes) => {
    job.signal.throwIfAborted()
    done += bytes
    job.progress({ done: Math.min(done, total), total, step })
  }
}

/** Copies a file under a new name, fsynced; answers the digest of what was read. `each` may throw to stop it. */
export function copyHashed(from: string, to: string, each: (bytes: number) => void): string | null {
  const source = openFile(from)
  if (!source.ok) return null
  try {
    const target = openSync(to, 'wx', 0o600)
    try {
      const digest = digestOf(source.value, (chunk) => {
        writeFully(target, chunk)
        each(chunk.length)
      })
      fsyncSync(target)
      return digest
    } finally {
      closeSync(target)
    }
  } finally {
    closeSync(source.value.fd)
  }
}
