import path from 'node:path'
import { openProjections } from '../../core/projections.ts'
import { defaultSuite } from '../../core/suite.ts'
import { modules } from '../../domain/index.ts'
import { openScratch, type Sqlite } from '../../platform/sqlite.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import type { Pace } from './pace.ts'
import { projectedTables } from './schema.ts'

const rowsBetweenRests = 5000

/**
 * Names of projected tables that are not what the events make. They are made anew in a scratch database beside the desk's,
 * which is only read, and both are read side by side: no memory grows with the number of rows. The caller's transaction on
 * `db` keeps log and tables of one moment.
 */
export async function compareProjections(
  db: Sqlite,
  scratch: string,
  pace: Pace,
  onDone: (position: number) => void,
): Promise<readonly string[]> {
  const fresh = openScratch(path.join(scratch, 'lists.sqlite'))
  try {
    const projections = openProjections(fresh, Object.values(modules), suiteOf(defaultSuite), db)
    fresh.script('BEGIN')
    for (const position of projections.fillAll()) {
      onDone(position)
      await pace()
    }
    fresh.script('COMMIT')
    const different: string[] = []
    for (const table of projectedTables) {
      if (!(await isSame(table, db, fresh, pace))) different.push(table)
      await pace()
    }
    return different
  } finally {
    fresh.close()
  }
}

async function isSame(table: string, one: Sqlite, other: Sqlite, pace: Pace): Promise<boolean> {
  const columns = other.sql<{ name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?)', table)
  const keys = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  const order = (keys.length > 0 ? keys : columns).map(({ name }) => `"${name}"`).join(', ')
  const read = (db: Sqlite) =>
    db.raw.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).raw().iterate() as IterableIterator<unknown[]>
  let iterators: readonly IterableIterator<unknown[]>[] = []
  try {
    iterators = [read(one), read(other)]
    for (let row = 1; ; row++) {
      const [a, b] = iterators.map((rows) => rows.next())
      if (a!.done || b!.done) return a!.done === b!.done
      if (!isEqualRow(a!.value, b!.value)) return false
      if (row % rowsBetweenRests === 0) await pace()
    }
  } catch (error) {
    // A table that is gone, has other columns, or lies on a page that cannot be read is not what the events make.
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_')) return false
    throw error
  } finally {
    for (const rows of iterators) rows.return?.()
  }
}

function isEqualRow(a: readonly unknown[], b: readonly unknown[]): boolean {
  return (
    a.length === b.length &&
    a.every((value, i) => {
      const other = b[i]
      return value instanceof Uint8Array && other instanceof Uint8Array
        ? Buffer.compare(value, other) === 0
        : Object.is(value, other)
    })
  )
}
