import { uptime } from 'node:os'
import { ok, type Result, refuse } from '../../core/result.ts'
import { readSetting, writeSetting } from '../../domain/settings/index.ts'
import type { Desk } from './desk.ts'
import { noteSecurity } from './security-log.ts'

/** `up` is how long the machine had been running: unlike the clock, nobody sets it. */
type Failures = { readonly count: number; readonly last: number; readonly up?: number }

const freeTries = 5
const longestDelay = 5 * 60_000

type Secret = { readonly name: string; readonly code: string }

/** Tries of one secret wait for each other: many at once would all count as the first. */
const turns = new WeakMap<Desk['db'], Map<string, Promise<unknown>>>()

/**
 * Lets a secret be tried: after five wrong ones the next try waits 1, 2, 4 … 300 seconds, remembered in the database so
 * that a restart does not help. A wrong one (null) is noted and refused with `code`, the wait as `desk/login-wait`.
 */
export function withLimitedTries<T>(
  desk: Pick<Desk, 'db'>,
  secret: Secret,
  attempt: () => Promise<T | null>,
): Promise<Result<T>> {
  const ofDesk = turns.get(desk.db) ?? new Map<string, Promise<unknown>>()
  turns.set(desk.db, ofDesk)
  const before = ofDesk.get(secret.name) ?? Promise.resolve()
  const turn = before.then(() => tryOnce(desk, secret, attempt))
  ofDesk.set(
    secret.name,
    turn.catch(() => undefined),
  )
  return turn
}

async function tryOnce<T>(
  desk: Pick<Desk, 'db'>,
  { name, code }: Secret,
  attempt: () => Promise<T | null>,
): Promise<Result<T>> {
  const setting = `login/${name}`
  const failures = (readSetting(desk.db, setting) as Failures | undefined) ?? { count: 0, last: 0 }
  const wait = waitOf(failures)
  if (wait > 0) return refuse('desk/login-wait', { seconds: Math.ceil(wait / 1000) })
  const value = await attempt()
  if (value === null) {
    const failed: Failures = { count: failures.count + 1, last: Date.now(), up: upNow() }
    writeSetting(desk.db, setting, failed)
    noteSecurity(desk, code, { person: name })
    return refuse(code, { left: Math.max(0, freeTries - failed.count) })
  }
  if (failures.count > 0) writeSetting(desk.db, setting, { count: 0, last: 0 })
  return ok(value)
}

function upNow(): number {
  return Math.round(uptime() * 1000)
}

/**
 * Time counts only as far as both the clock and the machine's running time say that it passed: setting the clock forward
 * or back frees nobody. A machine that was started again counts from its start.
 */
function waitOf({ count, last, up = 0 }: Failures): number {
  if (count < freeTries) return 0
  const delay = Math.min(longestDelay, 1000 * 2 ** (count - freeTries))
  const byClock = Date.now() - last
  const running = upNow()
  const byMachine = running >= up ? running - up : running
  return Math.max(0, delay - Math.max(0, Math.min(byClock, byMachine)))
}
