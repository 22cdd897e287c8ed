import Database from 'better-sqlite3'
import type { Compilable } from 'kysely'
import type { Db, Value } from '../core/db.ts'
import type { Transaction } from '../core/execute.ts'
import { createTraffic } from './traffic.ts'

export type Sqlite = Db & {
  /** BEGIN IMMEDIATE … COMMIT around synchronous work; rolled back when it throws. */
  readonly transaction: Transaction
  readonly raw: Database.Database
  /** Where this connection and one that writes long beside it see each other: `give-way.ts`. */
  readonly traffic: SharedArrayBuffer
  close(): void
}

/** Set and asserted on every connection: better-sqlite3 reopens an existing WAL database with synchronous=NORMAL. */
export const requiredPragmas = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  secure_delete: 1,
} as const

const oldestSqlite = [3, 51, 3] as const

/** Opens a database with every pragma asserted; throws when the file or the library cannot be trusted with records. */
export function openSqlite(
  file: string,
  options: {
    readonly readOnly?: boolean
    /** Milliseconds for which a write waits for another connection's before it throws SQLITE_BUSY. */
    readonly patience?: number
  } = {},
): Sqlite {
  const { readOnly = false, patience = 10_000 } = options
  const raw = new Database(file, { readonly: readOnly, fileMustExist: readOnly, timeout: patience })
  try {
    const version = String(raw.prepare('SELECT sqlite_version()').pluck().get())
    if (!isAtLeast(version)) throw new Error(`SQLite ${version} is older than ${oldestSqlite.join('.')}`)
    if (!readOnly) raw.pragma('journal_mode = WAL')
    raw.pragma('synchronous = FULL')
    for (const pragma of ['foreign_keys', 'recursive_triggers', 'cell_size_check', 'secure_delete']) {
      raw.pragma(`${pragma} = ON`)
    }
    raw.pragma('trusted_schema = OFF')
    // Rarer checkpoints: a page that changes with every command is then written to the file once in hundreds.
    raw.pragma('wal_autocheckpoint = 8000')
    raw.pragma('cache_size = -32768')
    raw.pragma('temp_store = MEMORY')
    for (const [pragma, value] of Object.entries(requiredPragmas)) {
      const actual = raw.pragma(pragma, { simple: true })
      if (actual !== value) throw new Error(`pragma ${pragma} is ${String(actual)}, not ${value}`)
    }
  } catch (error) {
    raw.close()
    throw error
  }
  return wrap(raw)
}

/**
 * Looks at a database before it is decided whether to work on it: whatever its journal mode, nothing is ever written,
 * and while it is open no other connection of this process folds the write-ahead log into the file when it closes.
 */
export function peekSqlite(file: string): Sqlite {
  const raw = new Database(file, { readonly: true, fileMustExist: true, timeout: 2000 })
  raw.pragma('trusted_schema = OFF')
  raw.pragma('cell_size_check = ON')
  return wrap(raw)
}

/** A database of its own that can be made again from another: no durability, little memory. */
export function openScratch(file: string): Sqlite {
  const raw = new Database(file)
  raw.pragma('journal_mode = OFF')
  raw.pragma('synchronous = OFF')
  raw.pragma('trusted_schema = OFF')
  raw.pragma('cache_size = -16384')
  return wrap(raw)
}

function wrap(raw: Database.Database): Sqlite {
  const statements = new Map<string, Database.Statement>()
  let isInside = false
  function prepared(text: string): Database.Statement {
    const known = statements.get(text)
    if (known) return known
    if (statements.size > 500) statements.clear()
    const statement = raw.prepare(text)
    statements.set(text, statement)
    return statement
  }
  const { traffic, waitingToWrite } = createTraffic()
  function change(statement: Database.Statement, values: readonly Value[]): Database.RunResult {
    return isInside || raw.inTransaction
      ? statement.run(...values)
      : waitingToWrite(() => statement.run(...values))
  }
  function sql<Row>(text: string, ...values: readonly Value[]): Row[] {
    const statement = prepared(text)
    if (statement.reader) return statement.all(...values) as Row[]
    change(statement, values)
    return []
  }
  const begin = raw.prepare('BEGIN IMMEDIATE')
  const commit = raw.prepare('COMMIT')
  const rollback = raw.prepare('ROLLBACK')
  return {
    raw,
    traffic,
    sql,
    all<Row>(query: Compilable<Row>): Row[] {
      const { sql: text, parameters } = query.compile()
      return sql<Row>(text, ...(parameters as Value[]))
    },
    get<Row>(query: Compilable<Row>): Row | undefined {
      const { sql: text, parameters } = query.compile()
      return prepared(text).get(...(parameters as Value[])) as Row | undefined
    },
    run(query: Compilable<unknown>) {
      const { sql: text, parameters } = query.compile()
      return { changes: change(prepared(text), parameters as Value[]).changes }
    },
    script(text) {
      raw.exec(text)
    },
    transaction(work) {
      waitingToWrite(() => begin.run())
      isInside = true
      try {
        const value = work()
        commit.run()
        return value
      } catch (error) {
        if (raw.inTransaction) rollback.run()
        throw error
      } finally {
        isInside = false
      }
    },
    close() {
      raw.close()
    },
  }
}

function isAtLeast(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [i, oldest] of oldestSqlite.entries()) {
    const part = parts[i] ?? 0
    if (part !== oldest) return part > oldest
  }
  return true
}
