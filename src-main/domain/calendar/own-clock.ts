import type { Db } from '../../core/db.ts'
import { decodeHeader } from '../../core/event.ts'
import type { DeskFacts } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'

/** Local calendar day (YYYY-MM-DD) of an instant of the log. */
export function localDay(instant: string): string {
  const date = new Date(instant)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/**
 * Refuses what depends on today's date while today lies before the day of the newest event of this desk: its clock goes
 * wrong, and a deadline counted by it would be too.
 */
export function checkOwnClock(db: Db, { device }: Pick<DeskFacts, 'device'>, today: string): Result<void> {
  const [newest] = db.sql<{ header: Uint8Array }>(
    `SELECT e.header FROM events e JOIN chains c ON c.number = e.chain WHERE c.device = ?
     ORDER BY e.seq DESC LIMIT 1`,
    device,
  )
  const at = newest && decodeHeader(newest.header)?.at
  const day = at === undefined ? today : localDay(at)
  return day <= today ? ok(undefined) : refuse('calendar/clock-behind', { today, newest: day })
}
