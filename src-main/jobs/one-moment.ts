import { type ChainInfo, readChains } from '../core/log.ts'
import { openSqlite, type Sqlite } from '../platform/sqlite.ts'

/** What is recorded at one moment, read on a connection of its own that cannot write; `own` is the desk's chain. */
export function readOneMoment<T>(
  database: string,
  read: (recorded: { readonly db: Sqlite; readonly own: ChainInfo }) => T,
): T {
  const db = openSqlite(database, { readOnly: true })
  try {
    return db.raw.transaction(() => read({ db, own: readChains(db).findLast(({ own }) => own)! }))()
  } finally {
    db.close()
  }
}
