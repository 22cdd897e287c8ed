import type { Db } from '../../core/db.ts'
import { stagedBodies } from '../../platform/bundle/staged.ts'

/** Null: the event is here without its body; undefined: it is not here. */
function bodyOf(db: Db, event: string): number | null | undefined {
  const [row] = db.sql<{ body: number | null }>(
    'SELECT b.position AS body FROM events e LEFT JOIN bodies b ON b.position = e.position WHERE e.id = ?',
    event,
  )
  return row?.body
}

export function hasBody(db: Db, event: string): boolean {
  return typeof bodyOf(db, event) === 'number'
}

/** True when the folder of a checked bundle holds bodies of events that are here without them. */
export function bringsBodies(db: Db, folder: string): boolean {
  for (const { event } of stagedBodies(folder)) if (bodyOf(db, event) === null) return true
  return false
}
