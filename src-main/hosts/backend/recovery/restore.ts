import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openLog } from '../../../core/log.ts'
import type { Environment } from '../../../core/office.ts'
import type { FileToken } from '../../../core/ports/files.ts'
import type { Job } from '../../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { prepareRestoreJob } from '../../../jobs/backups/names.ts'
import { type BackupFacts, findBackups, readBackupFacts } from '../../../platform/backup/layout.ts'
import { syncFolder } from '../../../platform/disk.ts'
import { type DeskFolder, deskFolder, lockWriter, prepareHome } from '../../../platform/home.ts'
import { readMigrations } from '../../../platform/migrate.ts'
import type { RunJob } from '../../../platform/run-job.ts'
import { suiteOf } from '../../../platform/suites/suite-of.ts'
import { moduleList, openDatabase, world } from '../desk.ts'
import type { FileTokens } from '../files.ts'
import { compareWithHere, type HereNow } from './restore-compare.ts'
import { type Confirmation, confirmInside, type PersonInside, peopleInside } from './restore-confirm.ts'
import { finishRestores, preparingPrefix, readyPrefix } from './restore-finish.ts'

export type FoundBackup = {
  readonly backup: FileToken
  readonly institution: string
  readonly environment: Environment
  /** When it was made, UTC. */
  readonly at: string
  readonly seq: number
  readonly documents: number
}

/** A backup that was copied and checked as a whole, and what people should know before they confirm. */
export type CheckedBackup = {
  readonly restore: string
  readonly institution: string
  readonly environment: Environment
  readonly at: string
  readonly seq: number
  readonly people: readonly PersonInside[]
  /** Nobody in it could be the second person: then the recovery sheet stands for it. */
  readonly needsSheet: boolean
  readonly documents: number
  /** Documents that are missing in the backup or damaged. */
  readonly lacking: number
  readonly bytes: number
  /** What lies at its place on this machine; null when nothing does. */
  readonly here: HereNow | null
}

export type Restores = {
  /** The complete backups in or below a folder, the newest first. */
  find(folder: FileToken): Promise<Result<readonly FoundBackup[]>>
  /** Copies and checks one; no desk is touched. `insteadOf`: the desk whose place it takes. */
  prepare(
    request: {
      readonly backup: FileToken
      readonly insteadOf: DeskFolder | null
      readonly mayLackDocuments: boolean
    },
    job: Job,
  ): Promise<Result<CheckedBackup>>
  /** Puts a prepared one in its place: it is read-only until a new device goes on for it. */
  confirm(restore: string, confirmation: Confirmation): Promise<Result<DeskFolder>>
  drop(restore: string): void
}

type Pending = {
  readonly folder: DeskFolder
  readonly facts: BackupFacts
  readonly needsSheet: boolean
}

/** Restoring from backups on this machine; everything happens beside the desks until it is put in place. */
export function createRestores(context: {
  readonly home: string
  readonly migrations: string
  readonly files: FileTokens
  readonly runJob: RunJob
  /** Closes the desk if this process has it open; whoever is logged in at it is logged out. */
  close(root: string): Promise<void>
}): Restores {
  const { migrations, files, runJob } = context
  const pending = new Map<string, Pending>()
  /** Those that are pending, and those that windows are still preparing. */
  const begun = new Set<string>()

  function drop(restore: string): void {
    pending.delete(restore)
    begun.delete(restore)
    if (/^[0-9a-f-]{36}$/.test(restore))
      rmSync(path.join(context.home, `${preparingPrefix}${restore}`), { recursive: true, force: true })
  }

  return {
    drop,
    async find(folder) {
      const picked = files.pathOf(folder)
      const found: FoundBackup[] = []
      for (const backup of findBackups(picked)) {
        const read = readBackupFacts(backup)
        if (!read.ok) continue
        const { institution, environment, at, seq, documents } = read.value
        const { token } = await files.grant(backup)
        found.push({ backup: token, institution, environment, at, seq, documents: documents.length })
      }
      if (found.length === 0) return refuse('recovery/no-backup-found')
      return ok(found.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, 200))
    },

    async prepare({ backup, insteadOf, mayLackDocuments }, job) {
      const from = files.pathOf(backup)
      const read = readBackupFacts(from)
      if (!read.ok) return read
      const facts = read.value
      const home = prepareHome(context.home)
      if (!home.ok) return home
      const place = deskFolder(home.value.home, facts.institution, facts.environment)
      const here = compareWithHere(place, insteadOf, facts)
      if (!here.ok) return here
      for (const name of readdirSync(context.home).filter((name) => name.startsWith(preparingPrefix)))
        if (!begun.has(name.slice(preparingPrefix.length)))
          rmSync(path.join(context.home, name), { recursive: true, force: true })

      const restore = randomUUID()
      begun.add(restore)
      const folder = deskFolder(
        path.join(context.home, `${preparingPrefix}${restore}`),
        facts.institution,
        facts.environment,
      )
      mkdirSync(folder.root, { recursive: true, mode: 0o700 })
      let isKept = false
      try {
        const knownSchema = readMigrations(migrations).length
        const input = { backup: from, into: folder.root, knownSchema, mayLackDocuments }
        const prepared = await runJob(prepareRestoreJob, input, job)
        if (!prepared.ok) return prepared
        const inside = await readInside(folder, facts)
        if (!inside.ok) return inside
        pending.set(restore, { folder, facts, needsSheet: inside.value.needsSheet })
        isKept = true
        const { institution, environment, at, seq } = facts
        return ok({
          restore,
          institution,
          environment,
          at,
          seq,
          ...inside.value,
          documents: facts.documents.length + facts.lacking.length,
          lacking: prepared.value.lacking,
          bytes: prepared.value.bytes,
          here: here.value,
        })
      } finally {
        if (!isKept) drop(restore)
      }
    },

    async confirm(restore, confirmation) {
      const one = pending.get(restore)
      if (!one) return refuse('recovery/check-again')
      const { folder, facts, needsSheet } = one
      const place = deskFolder(context.home, facts.institution, facts.environment)
      const confirmed = await confirmInside(folder, migrations, { facts, needsSheet, confirmation })
      if (!confirmed.ok) return confirmed
      if (existsSync(place.root)) {
        await context.close(place.root)
        const lock = lockWriter(place.lock)
        if (!lock) return refuse('desk/in-use')
        lock.release()
      }
      pending.delete(restore)
      const ready = path.join(context.home, `${readyPrefix}${path.basename(place.root)}`)
      rmSync(ready, { recursive: true, force: true })
      // From this rename on the restore has happened: what is left of it is done now, or at the next start.
      renameSync(folder.root, ready)
      syncFolder(context.home)
      drop(restore)
      if (!finishRestores(context.home)) return refuse('recovery/finish-at-restart')
      return ok(place)
    },
  }

  async function readInside(
    folder: DeskFolder,
    facts: BackupFacts,
  ): Promise<Result<{ readonly people: readonly PersonInside[]; readonly needsSheet: boolean }>> {
    const opened = await openDatabase(folder, migrations)
    if (!opened.ok) return opened
    const db = opened.value
    try {
      const log = openLog(db, moduleList, suiteOf, world)
      db.transaction(() => log.projections.refresh())
      return ok(peopleInside(db, facts.institution))
    } finally {
      db.close()
      rmSync(`${folder.database}.before-migration`, { force: true })
    }
  }
}
