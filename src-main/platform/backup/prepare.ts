import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { verifyCheckpoint } from '../../core/checkpoint.ts'
import { decodeBody } from '../../core/event.ts'
import { chainBegan } from '../../core/governing.ts'
import { readChains } from '../../core/log.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { verdictOf, verifyChain } from '../../core/verify.ts'
import { freeBytes, isSystemError, mediumErrors, noSpaceErrors, syncFolder } from '../disk.ts'
import { openSqlite, type Sqlite } from '../sqlite.ts'
import { suiteOf } from '../suites/suite-of.ts'
import {
  type BackupFacts,
  copyHashed,
  databaseName,
  documentsName,
  readBackupFacts,
  reporter,
} from './layout.ts'

export type PrepareInput = {
  /** Folder of one backup. */
  readonly backup: string
  /** An empty private folder beside the desks: becomes the desk when people have confirmed. */
  readonly into: string
  /** Number of the newest migration that this program knows. */
  readonly knownSchema: number
  /** People decided to go on without documents that are missing in the backup or damaged. */
  readonly mayLackDocuments: boolean
}

export type Prepared = {
  readonly facts: BackupFacts
  readonly bytes: number
  /** Documents that are not there. */
  readonly lacking: number
}

/**
 * Copies a backup into a private folder and checks all of it there: facts, the database's digest, integrity and schema,
 * every chain from genesis, the place that is noted and its checkpoint, every document. Nothing else is touched. Refuses
 * with `recovery/not-a-backup`, `recovery/backup-unreadable`, `recovery/backup-damaged` (`what`),
 * `recovery/backup-incomplete` (documents), `recovery/backup-newer-program`, `recovery/no-space-here`.
 */
export async function prepareRestore(input: PrepareInput, job: Job): Promise<Result<Prepared>> {
  const read = readBackupFacts(input.backup)
  if (!read.ok) return read
  const facts = read.value
  if (facts.schema > input.knownSchema) return refuse('recovery/backup-newer-program')
  const bytes = facts.documents.reduce((sum, { size }) => sum + size, facts.database.size)
  // Migrating makes a copy of the database beside it.
  if (freeBytes(input.into) < bytes + facts.database.size) return refuse('recovery/no-space-here', { bytes })
  try {
    const database = copyDatabase(input, facts, job)
    if (!database.ok) return database
    const documents = copyDocuments(input, facts, job)
    return documents.ok ? ok({ facts, bytes, lacking: documents.value }) : documents
  } catch (error) {
    if (isSystemError(error, noSpaceErrors)) return refuse('recovery/no-space-here', { bytes })
    if (isSystemError(error, mediumErrors)) return refuse('recovery/backup-unreadable')
    throw error
  }
}

function copyDatabase({ backup, into }: PrepareInput, facts: BackupFacts, job: Job): Result<void> {
  const file = path.join(into, databaseName)
  const report = reporter(job, 'restore/database', facts.database.size)
  const sha256 = copyHashed(path.join(backup, databaseName), file, report)
  if (sha256 !== facts.database.sha256) return refuse('recovery/backup-damaged', { what: 'database' })
  job.progress({ done: 0, total: null, step: 'restore/verify' })
  const db = openChecked(file)
  if (!db) return refuse('recovery/backup-damaged', { what: 'database' })
  try {
    const checked = checkDatabase(db, facts, job)
    if (checked.ok) db.raw.pragma('journal_mode = DELETE')
    return checked
  } finally {
    db.close()
  }
}

function openChecked(file: string): Sqlite | null {
  let db: Sqlite | null = null
  try {
    db = openSqlite(file)
    if (db.raw.pragma('integrity_check', { simple: true }) === 'ok') return db
  } catch (error) {
    if (!/^SQLITE_(?:CORRUPT|NOTADB)/.test(String((error as { code?: unknown }).code))) throw error
  }
  db?.close()
  return null
}

function checkDatabase(db: Sqlite, facts: BackupFacts, job: Job): Result<void> {
  const damaged = (what: string) => refuse('recovery/backup-damaged', { what })
  if (Number(db.raw.pragma('user_version', { simple: true })) !== facts.schema) return damaged('schema')
  const chains = readChains(db)
  const own = chains.find((chain) => chain.own)
  if (own?.device !== facts.device || own.institution !== facts.institution) return damaged('facts')
  for (const chain of chains) {
    const { fault } = verdictOf(verifyChain(db, chain, suiteOf(chain.suite)), () =>
      job.signal.throwIfAborted(),
    )
    if (fault) return damaged('chain')
  }
  const ends = db.sql<{ seq: number; id: string; bytes: Uint8Array | null }>(
    `SELECT e.seq, e.id, b.bytes FROM events e LEFT JOIN bodies b ON b.position = e.position
     WHERE e.chain = ? AND e.seq IN (1, (SELECT max(seq) FROM events WHERE chain = ?)) ORDER BY e.seq`,
    own.number,
    own.number,
  )
  const last = ends.at(-1)
  if (last?.seq !== facts.seq || last.id !== facts.head) return damaged('facts')
  const genesis = chainBegan.data.safeParse(ends[0]?.bytes ? decodeBody(ends[0].bytes)?.data : undefined)
  if (!genesis.success || genesis.data.environment !== facts.environment) return damaged('facts')
  return checkpointHolds(facts, own.publicKey) ? ok(undefined) : damaged('checkpoint')
}

/** A backup without a checkpoint says so; one that has another's, or one of another place, was put together by somebody. */
function checkpointHolds(facts: BackupFacts, deviceKey: string): boolean {
  if (!facts.checkpoint) return true
  const checkpoint = verifyCheckpoint(facts.checkpoint, { suite: suiteOf(facts.suite), deviceKey })
  return (
    checkpoint !== undefined &&
    checkpoint.environment === facts.environment &&
    checkpoint.seq === facts.seq &&
    checkpoint.head === facts.head
  )
}

/** Answers how many documents are not there, those that the backup itself lacks among them. */
function copyDocuments(
  { backup, into, mayLackDocuments }: PrepareInput,
  facts: BackupFacts,
  job: Job,
): Result<number> {
  const from = path.join(path.dirname(backup), documentsName)
  const total = facts.documents.reduce((sum, { size }) => sum + size, 0)
  const report = reporter(job, 'restore/documents', total)
  mkdirSync(path.join(into, documentsName), { recursive: true })
  let bad = 0
  for (const { sha256, size } of facts.documents) {
    job.signal.throwIfAborted()
    const source = path.join(from, sha256.slice(0, 2), sha256)
    const to = path.join(into, documentsName, sha256.slice(0, 2), sha256)
    mkdirSync(path.dirname(to), { recursive: true })
    const temp = `${to}.part`
    const isThere = statSync(source, { throwIfNoEntry: false })?.size === size
    if (isThere && copyHashed(source, temp, report) === sha256) {
      renameSync(temp, to)
      syncFolder(path.dirname(to))
    } else {
      rmSync(temp, { force: true })
      bad++
    }
  }
  if (bad > 0 && !mayLackDocuments) return refuse('recovery/backup-incomplete', { documents: bad })
  return ok(bad + facts.lacking.length)
}
