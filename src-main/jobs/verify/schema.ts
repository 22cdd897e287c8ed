import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Db } from '../../core/db.ts'
import { modules } from '../../domain/index.ts'
import { migrate, readMigrations } from '../../platform/migrate.ts'
import { openScratch } from '../../platform/sqlite.ts'

type Entry = { readonly type: string; readonly name: string; readonly tbl_name: string; readonly sql: string }

/** Tables that are made anew from events: their own check compares and rebuilds them. */
export const projectedTables: ReadonlySet<string> = new Set(
  Object.values(modules).flatMap((module) => ('projection' in module ? module.projection.tables : [])),
)

/**
 * Names of tables, indexes and triggers that differ from what the migrations make of an empty database, are missing, or
 * were added: a dropped trigger lets records be changed, an added one changes them by itself.
 */
export async function compareSchema(db: Db, migrations: string, scratch: string): Promise<readonly string[]> {
  const file = path.join(scratch, 'schema.sqlite')
  const fresh = openScratch(file)
  try {
    await migrate(fresh, readMigrations(migrations), null)
    const wanted = entriesOf(fresh)
    const found = entriesOf(db)
    const names = [...new Set([...wanted.keys(), ...found.keys()])].filter(
      (name) => wanted.get(name) !== found.get(name),
    )
    return names.filter((name) => !isMadeAnew(name, found.get(name) ?? '')).sort()
  } finally {
    fresh.close()
    rmSync(file, { force: true })
  }
}

function entriesOf(db: Db): ReadonlyMap<string, string> {
  const rows = db.sql<Entry>(
    `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  )
  return new Map(rows.map(({ type, name, tbl_name, sql }) => [name, `${type} ${tbl_name} ${sql}`]))
}

/** Tables of projections and caches, and their indexes; never a trigger on them. */
function isMadeAnew(name: string, found: string): boolean {
  const [type, table = name] = found.split(' ')
  return type !== 'trigger' && (projectedTables.has(table) || localTables.has(table))
}

/** What the log and the modules make themselves: the list of projections, caches of what was read and compared. */
const localTables = new Set([
  'projections',
  'document_facts',
  'document_fingerprints',
  'duplicate_hits',
  'duplicate_state',
  'batch_checks',
])
