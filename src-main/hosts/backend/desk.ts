import { existsSync, mkdirSync, rmSync } from 'node:fs'
import type { DeskCondition } from '../../core/condition.ts'
import type { Executor } from '../../core/execute.ts'
import { type Log, LogFault, openLog, type World } from '../../core/log.ts'
import type { Module } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { verdictOf, verifyChain } from '../../core/verify.ts'
import { grantingRole } from '../../domain/accounts/rules.ts'
import { beginRun, endRun } from '../../domain/drafts/runs.ts'
import { modules } from '../../domain/index.ts'
import { readSetting, writeSetting } from '../../domain/settings/index.ts'
import { genesisOf } from '../../jobs/verify/genesis.ts'
import type { Anchor } from '../../platform/anchor.ts'
import { deskFacts } from '../../platform/desk-facts.ts'
import { type DeskFolder, lockWriter } from '../../platform/home.ts'
import { migrate, readMigrations } from '../../platform/migrate.ts'
import { pooledRandom } from '../../platform/pooled-random.ts'
import { openSqlite, peekSqlite, type Sqlite } from '../../platform/sqlite.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import { type DraftsFile, openDrafts } from './drafts.ts'
import { noMemories, noteOpening, openMemories, recogniseFolder, unlessFull } from './opening.ts'
import { noteSecurity } from './security-log.ts'

/** One open data folder: the database, its log, and everybody who waits for news of it. */
export type Desk = {
  readonly folder: DeskFolder
  readonly db: Sqlite
  readonly drafts: DraftsFile
  readonly log: Log
  readonly executor: Executor
  /** What remembers the head of the own chain; null where it is out of reach, or evidence of a condition. */
  readonly memories: { readonly anchor: Anchor | null; readonly witness: Anchor | null }
  readonly listeners: Set<(at: number) => void>
  /** Makes the desk read-only from now on, also after a restart; the first condition stays. */
  noteCondition(found: DeskCondition): void
  /** Tells every window that queries may answer differently, and moves the anchors on. */
  changed(): void
  close(): void
}

/** Where a condition is remembered until a new device succeeds this one. */
export const conditionSetting = 'desk/condition'

export const moduleList: readonly Module[] = Object.values(modules)

export const world: World = {
  now: () => new Date().toISOString(),
  today() {
    const now = new Date()
    const two = (part: number) => String(part).padStart(2, '0')
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  },
  random: pooledRandom(),
}

/** Opens the database of a folder with its schema up to date; the caller holds the writer's lock. */
export async function openDatabase(folder: DeskFolder, migrations: string): Promise<Result<Sqlite>> {
  const db = openSqlite(folder.database)
  try {
    const migrated = await migrate(db, readMigrations(migrations), `${folder.database}.before-migration`)
    if (migrated.ok) return ok(db)
    db.close()
    return migrated
  } catch (error) {
    db.close()
    throw error
  }
}

export type DeskSurroundings = {
  /** Folder of the .sql files. */
  readonly migrations: string
  /** Folder of the witness, outside of the data folder. */
  readonly witness: string
  /** What tells this machine from others; null where nothing does. */
  readonly machine: string | null
  /** Clock and chance; those of this machine when not given. */
  readonly world?: World
}

/**
 * Opens a desk for work, or for reading only when something is not as it was left here (lost history, a copy). Refused,
 * with every file as it was, when another process has it (`desk/in-use`), or when the database is missing, of a newer
 * program, another office's, or nothing that can be opened.
 */
export async function openDesk(folder: DeskFolder, surroundings: DeskSurroundings): Promise<Result<Desk>> {
  if (!existsSync(folder.database)) return refuse('desk/database-missing')
  return orDamaged(async () => {
    const lock = lockWriter(folder.lock)
    if (!lock) return refuse('desk/in-use')
    const held: { close(): void }[] = [{ close: lock.release }]
    try {
      // Closed last on a refusal: so the write-ahead log is not folded into a file that somebody may want to look at.
      const peek = peekSqlite(folder.database)
      held.push(peek)
      const ours = checkOwner(peek, folder)
      if (!ours.ok) return ours
      const opened = await openDatabase(folder, surroundings.migrations)
      if (!opened.ok) return opened
      held.push(opened.value)
      const desk = startDesk(folder, opened.value, surroundings, lock)
      held.splice(0, held.length, peek)
      return ok(desk)
    } finally {
      for (const one of held.reverse()) one.close()
    }
  })
}

/** Refuses what is no desk of this office and environment, before anything is written to it. */
function checkOwner(db: Sqlite, { institution, environment }: DeskFolder): Result<void> {
  if (db.sql(`SELECT 1 FROM sqlite_schema WHERE name = 'chains'`).length === 0) return refuse('desk/no-chain')
  const [own] = db.sql<{ number: number; institution: string }>(
    'SELECT number, institution FROM chains WHERE own = 1 ORDER BY number DESC LIMIT 1',
  )
  if (!own) return refuse('desk/no-chain')
  const said = genesisOf(db, own.number)
  const isOurs = own.institution === institution && (!said || said.environment === environment)
  return isOurs ? ok(undefined) : refuse('desk/another-desk', { institution: own.institution })
}

function startDesk(
  folder: DeskFolder,
  db: Sqlite,
  surroundings: DeskSurroundings,
  lock: { release(): void },
): Desk {
  const clock = surroundings.world ?? world
  const log = openLog(db, moduleList, suiteOf, clock)
  const chain = log.chains().findLast(({ own }) => own)!
  const found = recogniseFolder(folder, db, log, chain, surroundings)
  bringUpToDate(log, db)
  rmSync(folder.staging, { recursive: true, force: true })
  mkdirSync(folder.staging, { recursive: true, mode: 0o700 })
  let condition = (readSetting(db, conditionSetting) as DeskCondition | undefined) ?? null
  const memories =
    condition || found.condition ? noMemories : openMemories(folder, chain.device, surroundings)
  const facts = deskFacts(folder, chain, () => condition)
  const drafts = openDrafts(folder, db)
  const listeners = new Set<(at: number) => void>()
  const head = () => log.headOf(chain.number)
  const tell = () => {
    for (const listener of listeners) listener(head()?.seq ?? 0)
  }
  const remember = () => {
    const newest = head()
    // What a desk in a condition remembers is the evidence of it.
    if (!newest || condition) return
    memories.anchor?.follow(newest)
    memories.witness?.follow(newest)
  }
  const desk: Desk = {
    folder,
    db,
    drafts,
    log,
    memories,
    listeners,
    executor: { db, log, chain, desk: facts, world: clock, transaction: db.transaction, grantingRole },
    changed() {
      remember()
      tell()
    },
    noteCondition(noted) {
      if (condition) return
      condition = noted
      // On a full disk it counts until the desk is closed, and is found again when it is opened.
      unlessFull(() => {
        writeSetting(db, conditionSetting, noted)
        noteSecurity(desk, `desk/${noted.reason}`, noted.facts)
      })
      tell()
    },
    close() {
      memories.anchor?.close()
      memories.witness?.close()
      drafts.close()
      noteEnd(db)
      db.close()
      lock.release()
    },
  }
  try {
    noteOpening(desk, found, surroundings)
    unlessFull(() => beginRun(db, world.now()))
    if (found.condition) desk.noteCondition({ ...found.condition, since: world.now() })
    remember()
    return desk
  } catch (error) {
    memories.anchor?.close()
    memories.witness?.close()
    drafts.close()
    throw error
  }
}

/** A desk whose disk has failed or is full must be left all the same: then the next opening says it was not closed. */
function noteEnd(db: Sqlite): void {
  try {
    endRun(db)
  } catch (error) {
    if (!/^SQLITE_/.test((error as { code?: string }).code ?? '')) throw error
  }
}

/** Projections of an older program are made again; a body that can no longer be read is damage, not a fault of theirs. */
function bringUpToDate(log: Log, db: Sqlite): void {
  try {
    db.transaction(() => {
      log.projections.refresh()
      log.admitAgain()
    })
  } catch (error) {
    for (const chain of log.chains()) {
      const fault = verdictOf(verifyChain(db, chain, suiteOf(chain.suite))).fault
      if (fault) throw new LogFault({ fault: 'unreadable', at: fault.seq })
    }
    throw error
  }
}

async function orDamaged<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) return refuse('desk/database-damaged')
    if (/^SQLITE_(?:FULL|IOERR)/.test(code)) return refuse('desk/disk-failed')
    if (/^SQLITE_(?:READONLY|CANTOPEN|PERM)|^EACCES$|^EROFS$/.test(code))
      return refuse('desk/database-not-writable')
    if (/^SQLITE_(?:BUSY|LOCKED)/.test(code)) return refuse('desk/database-busy')
    if (error instanceof LogFault) return refuse('desk/database-damaged')
    throw error
  }
}
