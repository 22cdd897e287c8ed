import { ok, type Result, refuse } from '../../core/result.ts'
import { truth } from '../../core/truth.ts'
import { readAccount } from '../../domain/accounts/queries.ts'
import { readSetting, writeSetting } from '../../domain/settings/index.ts'
import { type DailyKeys, openKeys } from '../../platform/vault.ts'
import type { Desk } from './desk.ts'
import { readCredential } from './vault-port.ts'

type Failures = { readonly count: number; readonly last: number }

const freeTries = 5
const longestDelay = 5 * 60_000

/**
 * Opens a person's keys with the password. After five wrong ones the next try waits 1, 2, 4 … 300 seconds, remembered
 * in the database so that a restart does not help. Refusals never say whether the name or the password was wrong.
 */
export async function logIn(desk: Desk, person: string, password: string): Promise<Result<DailyKeys>> {
  const setting = `login/${person}`
  const failures = (readSetting(desk.db, setting) as Failures | undefined) ?? { count: 0, last: 0 }
  const wait = waitOf(failures)
  if (wait > 0) return refuse('desk/login-wait', { seconds: Math.ceil(wait / 1000) })
  const account = readAccount(desk.db, person)
  const credential = readCredential(desk, person)
  const keys = account?.open && credential ? await openKeys(credential, password) : null
  if (!keys) {
    writeSetting(desk.db, setting, { count: failures.count + 1, last: Date.now() })
    noteSecurity(desk, 'desk/wrong-password', { person })
    return refuse('desk/wrong-password', { left: Math.max(0, freeTries - failures.count - 1) })
  }
  if (failures.count > 0) writeSetting(desk.db, setting, { count: 0, last: 0 })
  return ok(keys)
}

function waitOf({ count, last }: Failures): number {
  if (count < freeTries) return 0
  const delay = Math.min(longestDelay, 1000 * 2 ** (count - freeTries))
  const since = Date.now() - last
  // A clock that was set back must not free the way: then the whole delay counts again.
  return since < 0 ? delay : Math.max(0, delay - since)
}

const kept = 10_000

/** Keeps a refusal with security meaning in the bounded local log; never personal data, keys or paths. */
export function noteSecurity(
  { db }: Desk,
  code: string,
  facts: { readonly [fact: string]: string | number },
): void {
  const at = new Date().toISOString()
  db.run(truth.insertInto('security_log').values({ at, code, facts: JSON.stringify(facts) } as never))
  db.sql('DELETE FROM security_log WHERE number <= (SELECT max(number) FROM security_log) - ?', kept)
}
