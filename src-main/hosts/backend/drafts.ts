import { existsSync, renameSync } from 'node:fs'
import { putter } from '../../core/db.ts'
import type { Draft, Drafts, KeptForm } from '../../core/ports/drafts.ts'
import type { DeskFolder } from '../../platform/home.ts'
import { openSqlite, type Sqlite } from '../../platform/sqlite.ts'

export type DraftsFile = Drafts & {
  /** It could not be read and lies beside under another name: this one is empty. */
  readonly beganAnew: boolean
  close(): void
}

const table = `CREATE TABLE IF NOT EXISTS drafts (
  person TEXT NOT NULL, form TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (person, form)
) STRICT, WITHOUT ROWID`

const put = putter<{ person: string; form: string; value: string; at: string }>(
  'drafts',
  ['person', 'form'],
  ['value', 'at'],
)

/**
 * A file of its own beside the database: whoever types is not made to wait while thousands of records are taken in, and a
 * kill in that time loses no more than at any other. Earlier programs kept drafts in the database (`from`): they are
 * taken over. A damaged file is set aside, because no record depends on it. On a full disk the desk opens without it:
 * nothing is read, and each writing tries again and says so.
 */
export function openDrafts({ drafts: file }: DeskFolder, from: Sqlite): DraftsFile {
  let opened: Opened | null = null
  const open = () => (opened ??= openTakingOver(file, from))
  try {
    open()
  } catch (error) {
    if (!/^SQLITE_(?:FULL|IOERR)/.test(codeOf(error))) throw error
  }
  return {
    get beganAnew() {
      return opened?.beganAnew ?? false
    },
    read(person, form) {
      const found = opened?.db.sql<Draft>(
        'SELECT value, at FROM drafts WHERE person = ? AND form = ?',
        person,
        form,
      )
      return found?.[0] ?? null
    },
    write(person, form, draft) {
      const { db } = open()
      if (draft.value === '') db.sql('DELETE FROM drafts WHERE person = ? AND form = ?', person, form)
      else put(db, { person, form, ...draft })
    },
    writtenBetween: (person, since, to, most) =>
      opened?.db.sql<KeptForm>(
        `SELECT form, value, at FROM drafts WHERE person = ? AND at >= ? AND at < ? ORDER BY at DESC LIMIT ?`,
        person,
        since,
        to,
        most,
      ) ?? [],
    close: () => opened?.db.close(),
  }
}

type Opened = { readonly db: Sqlite; readonly beganAnew: boolean }

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code)
}

function openTakingOver(file: string, from: Sqlite): Opened {
  const opened = openOrBegin(file)
  try {
    takeOver(from, opened.db)
    return opened
  } catch (error) {
    opened.db.close()
    throw error
  }
}

function openOrBegin(file: string): Opened {
  try {
    return { db: openWhole(file), beganAnew: false }
  } catch (error) {
    if (!/^SQLITE_(?:CORRUPT|NOTADB)/.test(codeOf(error))) throw error
  }
  const aside = `${file}.damaged-${Date.now()}`
  for (const ending of ['', '-wal', '-shm'])
    if (existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${aside}${ending}`)
  return { db: openWhole(file), beganAnew: true }
}

function openWhole(file: string): Sqlite {
  const db = openSqlite(file)
  try {
    db.script(table)
    const found = db.raw.pragma('quick_check(1)', { simple: true })
    if (found !== 'ok')
      throw Object.assign(new Error('the file of drafts is damaged'), { code: 'SQLITE_CORRUPT' })
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function takeOver(from: Sqlite, to: Sqlite): void {
  const left = leftIn(from)
  if (left.length === 0) return
  to.transaction(() => {
    for (const { person, form, value, at } of left)
      to.sql(
        'INSERT OR IGNORE INTO drafts (person, form, value, at) VALUES (?, ?, ?, ?)',
        person,
        form,
        value,
        at,
      )
  })
  from.sql('DELETE FROM drafts')
}

/** A table that is gone or damaged keeps nobody from opening the desk: the check of the records says what was done to it. */
function leftIn(from: Sqlite) {
  try {
    return from.sql<Draft & { person: string; form: string }>('SELECT person, form, value, at FROM drafts')
  } catch (error) {
    if (!/^SQLITE_(?:ERROR|CORRUPT)/.test(codeOf(error))) throw error
    return []
  }
}
