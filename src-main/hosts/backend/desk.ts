import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import type { Db } from '../../core/db.ts'
import type { Executor } from '../../core/execute.ts'
import { type Log, LogFault, openLog, type World } from '../../core/log.ts'
import type { DeskFacts, Module } from '../../core/module.ts'
import { pinDigits } from '../../core/pin.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { grantingRole } from '../../domain/accounts/rules.ts'
import { modules } from '../../domain/index.ts'
import { type Anchor, openAnchor } from '../../platform/anchor.ts'
import { type DeskFolder, lockWriter } from '../../platform/home.ts'
import { migrate, readMigrations } from '../../platform/migrate.ts'
import { openSqlite, type Sqlite } from '../../platform/sqlite.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'

/** One open data folder: the database, its log, and everybody who waits for news of it. */
export type Desk = {
  readonly folder: DeskFolder
  readonly db: Sqlite
  readonly log: Log
  readonly executor: Executor
  readonly anchor: Anchor
  readonly listeners: Set<(at: number) => void>
  /** Tells every window that queries may answer differently, and moves the anchor on. */
  changed(): void
  close(): void
}

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

/** Salts are asked for ten thousand at a time: the system's randomness in pieces of 64 KiB, each byte given once. */
function pooledRandom(): World['random'] {
  let pool = Buffer.alloc(0)
  return (bytes) => {
    if (pool.length < bytes) pool = randomBytes(Math.max(65_536, bytes))
    const piece = pool.subarray(0, bytes)
    pool = pool.subarray(bytes)
    return piece
  }
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

/**
 * Opens a desk for work. Refused (and nothing changed) when another process has it (`desk/in-use`), when the database is
 * of a newer program, is damaged, or has lost history that the anchor remembers.
 */
export async function openDesk(folder: DeskFolder, migrations: string): Promise<Result<Desk>> {
  if (!existsSync(folder.database)) return refuse('desk/database-missing')
  const lock = lockWriter(folder.lock)
  if (!lock) return refuse('desk/in-use')
  try {
    const opened = await orDamaged(() => openDatabase(folder, migrations))
    if (!opened.ok) {
      lock.release()
      return opened
    }
    const desk = startDesk(folder, opened.value, lock)
    if (!desk.ok) {
      opened.value.close()
      lock.release()
    }
    return desk
  } catch (error) {
    lock.release()
    throw error
  }
}

function startDesk(folder: DeskFolder, db: Sqlite, lock: { release(): void }): Result<Desk> {
  const log = openLog(db, moduleList, suiteOf, world)
  const chain = log.chains().find(({ own }) => own)
  if (!chain) return refuse('desk/no-chain')
  const head = log.headOf(chain.number)
  const anchor = openAnchor(folder.anchor)
  const remembered = anchor.read()
  if (remembered && !isInLog(db, chain.number, remembered)) {
    anchor.close()
    return refuse('desk/history-lost', { remembered: remembered.seq, found: head?.seq ?? 0 })
  }
  if (head) anchor.follow(head)
  db.transaction(() => {
    log.projections.refresh()
    log.admitAgain()
  })
  rmSync(folder.staging, { recursive: true, force: true })
  mkdirSync(folder.staging, { recursive: true, mode: 0o700 })
  const { environment, institution } = folder
  const suite = suiteOf(chain.suite)
  const facts: DeskFacts = {
    environment,
    institution,
    suite: chain.suite,
    device: chain.device,
    pinCode: (office) => pinDigits(suite, { environment, ...office }),
    isPublicKey: (key) => suite.isPublicKey(key),
  }
  const listeners = new Set<(at: number) => void>()
  return ok({
    folder,
    db,
    log,
    anchor,
    listeners,
    executor: { db, log, chain, desk: facts, world, transaction: db.transaction, grantingRole },
    changed() {
      const newest = log.headOf(chain.number)
      if (newest) anchor.follow(newest)
      for (const listener of listeners) listener(newest?.seq ?? 0)
    },
    close() {
      anchor.close()
      db.close()
      lock.release()
    },
  })
}

function isInLog(db: Db, chain: number, { seq, id }: { readonly seq: number; readonly id: string }): boolean {
  const [row] = db.sql<{ id: string }>('SELECT id FROM events WHERE chain = ? AND seq = ?', chain, seq)
  return row?.id === id
}

async function orDamaged<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) return refuse('desk/database-damaged')
    if (/^SQLITE_(?:FULL|IOERR)/.test(code)) return refuse('desk/disk-failed')
    if (/^SQLITE_(?:READONLY|CANTOPEN|PERM)/.test(code)) return refuse('desk/database-not-writable')
    if (error instanceof LogFault) return refuse('desk/database-damaged')
    throw error
  }
}
