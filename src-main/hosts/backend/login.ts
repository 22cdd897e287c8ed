import { ok, type Result, refuse } from '../../core/result.ts'
import { truth } from '../../core/truth.ts'
import { storeCredential } from '../../domain/accounts/commands.ts'
import { readAccount } from '../../domain/accounts/queries.ts'
import { readSetting, writeSetting } from '../../domain/settings/index.ts'
import { costOf, type DailyKeys, openKeys, sealKeys } from '../../platform/vault.ts'
import type { Desk } from './desk.ts'
import { areSameKeys, followKeyring } from './keyring.ts'
import { readCredential } from './vault-port.ts'

type Failures = { readonly count: number; readonly last: number }

const freeTries = 5
const longestDelay = 5 * 60_000

/** What a login needs of a desk: also one that is only being looked at. */
type WithDatabase = Pick<Desk, 'db'>

/**
 * Opens a person's keys with the password; the newest ones, when others followed those that the password opens. Refusals
 * never say whether the name or the password was wrong.
 */
export async function logIn(
  desk: WithDatabase,
  person: string,
  password: string,
): Promise<Result<DailyKeys>> {
  const credential = readCredential(desk, person)
  const opened = await withLimitedTries(desk, { name: person, code: 'desk/wrong-password' }, async () =>
    readAccount(desk.db, person)?.open && credential ? openKeys(credential, password) : null,
  )
  if (!opened.ok) return opened
  const newest = followKeyring(desk.db, opened.value)
  if (!areSameKeys(newest, opened.value)) {
    const credentialFor = await sealKeys(password, newest, costOf(credential!))
    storeCredential(desk.db, credentialFor(person))
  }
  return ok(newest)
}

/**
 * Lets a secret be tried: after five wrong ones the next try waits 1, 2, 4 … 300 seconds, remembered in the database so
 * that a restart does not help. A wrong one (null) is noted and refused with `code`, the wait as `desk/login-wait`.
 */
export async function withLimitedTries<T>(
  desk: WithDatabase,
  { name, code }: { readonly name: string; readonly code: string },
  attempt: () => Promise<T | null>,
): Promise<Result<T>> {
  const setting = `login/${name}`
  const failures = (readSetting(desk.db, setting) as Failures | undefined) ?? { count: 0, last: 0 }
  const wait = waitOf(failures)
  if (wait > 0) return refuse('desk/login-wait', { seconds: Math.ceil(wait / 1000) })
  const value = await attempt()
  if (value === null) {
    writeSetting(desk.db, setting, { count: failures.count + 1, last: Date.now() })
    noteSecurity(desk, code, { person: name })
    return refuse(code, { left: Math.max(0, freeTries - failures.count - 1) })
  }
  if (failures.count > 0) writeSetting(desk.db, setting, { count: 0, last: 0 })
  return ok(value)
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
  { db }: WithDatabase,
  code: string,
  facts: { readonly [fact: string]: string | number | null },
): void {
  const at = new Date().toISOString()
  db.run(truth.insertInto('security_log').values({ at, code, facts: JSON.stringify(facts) } as never))
  db.sql('DELETE FROM security_log WHERE number <= (SELECT max(number) FROM security_log) - ?', kept)
}
