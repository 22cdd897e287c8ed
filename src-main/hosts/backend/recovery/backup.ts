import { realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { utf8 } from '../../../core/bytes.ts'
import type { Job } from '../../../core/ports/job.ts'
import type { BackupDone, Backups } from '../../../core/ports/recovery.ts'
import { ok, type Refusal, type Result, refuse } from '../../../core/result.ts'
import { dailySetting, failedBackupSetting, lastBackupSetting } from '../../../domain/recovery/queries.ts'
import {
  type DailySetting,
  defaultBackups,
  type FailedBackup,
  isSameDay,
  type LastBackup,
} from '../../../domain/recovery/rules.ts'
import { readSetting, writeSetting } from '../../../domain/settings/index.ts'
import { writeBackupJob } from '../../../jobs/backups/names.ts'
import { makeBackupsFolder } from '../../../platform/backup/write.ts'
import type { RunJob } from '../../../platform/run-job.ts'
import type { DailyKeys } from '../../../platform/vault.ts'
import { keepCheckpoint } from '../checkpoints.ts'
import { type Desk, world } from '../desk.ts'
import type { FileTokens } from '../files.ts'
import { unlessFull } from '../opening.ts'

type Means = { readonly runJob: RunJob; readonly program: string }

type Order = {
  readonly path: string
  readonly keep: number
  readonly isDaily: boolean
  readonly keys: DailyKeys
}

const running = new WeakSet<Desk>()

/** One backup at a time for each desk; what came of it is remembered for the work bench. */
async function backUp(desk: Desk, order: Order, means: Means, job: Job): Promise<Result<BackupDone>> {
  if (running.has(desk)) return refuse('recovery/backup-running')
  running.add(desk)
  try {
    const done = await runBackup(desk, order, means, job)
    if (desk.db.raw.open) remember(desk, order, done)
    return done
  } finally {
    running.delete(desk)
  }
}

async function runBackup(
  desk: Desk,
  { path: target, keep, isDaily, keys }: Order,
  { runJob, program }: Means,
  job: Job,
): Promise<Result<BackupDone>> {
  const { folder, executor } = desk
  if (isInside(target, path.dirname(folder.root))) return refuse('recovery/target-inside-data')
  const { database, documents, staging, institution, environment } = folder
  const at = world.now()
  const made = await runJob(
    writeBackupJob,
    {
      database,
      documents,
      staging,
      institution,
      environment,
      target,
      mustExist: isDaily,
      // A desk whose chain is in trouble says nothing more with its key.
      deviceSeed: executor.desk.condition ? null : Uint8Array.from(keys.deviceSeed),
      program,
      at,
      keep,
      isThorough: !isDaily,
    },
    job,
  )
  if (!made.ok) return made
  const { checkpoint, head, ...rest } = made.value
  if (checkpoint && desk.db.raw.open) {
    keepCheckpoint(desk.db, executor.chain.number, { seq: rest.seq, head, envelope: utf8(checkpoint) })
  }
  return ok({ ...rest, isSameDisk: isSameDisk(target, folder.root) })
}

function remember({ db, changed }: Desk, { isDaily }: Order, done: Result<BackupDone>): void {
  const at = world.now()
  if (done.ok) {
    const { name, seq, documents, lacking, bytes } = done.value
    writeSetting(db, lastBackupSetting, {
      at,
      name,
      seq,
      documents,
      lacking,
      bytes,
      isDaily,
    } satisfies LastBackup)
  }
  if (isDaily) writeSetting(db, failedBackupSetting, done.ok ? null : failed(at, done.error))
  changed()
}

function failed(at: string, { code, ...facts }: Refusal): FailedBackup {
  return { at, code, facts: facts as FailedBackup['facts'] }
}

function isInside(target: string, home: string): boolean {
  const from = path.relative(
    realpathSync(home),
    statSync(target, { throwIfNoEntry: false }) ? realpathSync(target) : target,
  )
  return from === '' || (!from.startsWith('..') && !path.isAbsolute(from))
}

function isSameDisk(target: string, root: string): boolean {
  const [there, here] = [statSync(target, { throwIfNoEntry: false }), statSync(root)]
  return there?.dev === here.dev
}

/** The backups that one session may order. */
export function createBackups(
  context: Means & { readonly desk: Desk; readonly keys: DailyKeys; readonly files: FileTokens },
): Backups {
  const { desk, keys, files, ...means } = context
  return {
    async write(folder, job) {
      const daily = readSetting(desk.db, dailySetting) as DailySetting | undefined
      if (folder) {
        const order = {
          path: files.pathOf(folder),
          keep: daily?.keep ?? defaultBackups,
          isDaily: false,
          keys,
        }
        return backUp(desk, order, means, job)
      }
      if (!daily) return refuse('recovery/no-daily-folder')
      return backUp(desk, { ...daily, isDaily: true, keys }, means, job)
    },
    async chooseDaily(folder, keep) {
      if (!folder) {
        writeSetting(desk.db, dailySetting, null)
        writeSetting(desk.db, failedBackupSetting, null)
        return ok(null)
      }
      const chosen = files.pathOf(folder)
      const { institution, environment, root } = desk.folder
      if (isInside(chosen, path.dirname(root))) return refuse('recovery/target-inside-data')
      const made = makeBackupsFolder(chosen, institution, environment)
      if (!made.ok) return made
      const setting: DailySetting = { path: chosen, name: path.basename(chosen) || chosen, keep }
      writeSetting(desk.db, dailySetting, setting)
      writeSetting(desk.db, failedBackupSetting, null)
      return ok(null)
    },
  }
}

const hour = 3_600_000

/**
 * Backs desks up by itself: after the first login of a day, and looks again every hour as long as somebody is logged in.
 * Nobody waits for it; what fails stands on the work bench until it succeeds.
 */
export function createDailyBackups(means: Means): {
  /** Somebody logged in; call what it answers when they leave. */
  entered(desk: Desk, keys: DailyKeys): () => void
  close(): void
} {
  const present = new Map<Desk, Set<DailyKeys>>()
  const stop = new AbortController()
  const timer = setInterval(() => {
    for (const desk of present.keys()) void look(desk)
  }, hour)
  timer.unref()

  async function look(desk: Desk): Promise<void> {
    const [keys] = present.get(desk) ?? []
    const daily = keys && desk.db.raw.open && dueOf(desk)
    if (!daily) return
    const job: Job = { signal: stop.signal, progress: () => undefined }
    try {
      await backUp(desk, { ...daily, isDaily: true, keys }, means, job)
    } catch (error) {
      if (stop.signal.aborted || !desk.db.raw.open) return
      const code = (error as Error).name === 'AbortError' ? 'desk/cancelled' : 'recovery/backup-unexpected'
      // Nobody waits for this: on a full disk it is said the next time, and ends nothing.
      unlessFull(() => writeSetting(desk.db, failedBackupSetting, failed(world.now(), { code })))
      desk.changed()
    }
  }

  return {
    entered(desk, keys) {
      const there = present.get(desk) ?? new Set()
      present.set(desk, there.add(keys))
      setImmediate(() => void look(desk))
      return () => {
        there.delete(keys)
        if (there.size === 0) present.delete(desk)
      }
    },
    close() {
      clearInterval(timer)
      stop.abort()
    },
  }
}

/** The daily backup that is still to be made today, or to be tried again. */
function dueOf({ db }: Desk): DailySetting | null {
  const daily = readSetting(db, dailySetting) as DailySetting | null | undefined
  const last = readSetting(db, lastBackupSetting) as LastBackup | undefined
  const isFailed = (readSetting(db, failedBackupSetting) ?? null) !== null
  const isMade = last?.isDaily === true && isSameDay(last.at, world.today()) && !isFailed
  return daily && !isMade ? daily : null
}
