import { ok, type Result, refuse } from '../../core/result.ts'
import { storeCredential } from '../../domain/accounts/commands.ts'
import { readAccount } from '../../domain/accounts/queries.ts'
import { costOf, type DailyKeys, openKeys, sealKeys } from '../../platform/vault.ts'
import type { Desk } from './desk.ts'
import { areSameKeys, followKeyring } from './keyring.ts'
import { withLimitedTries } from './limited-tries.ts'
import { readCredential } from './vault-port.ts'

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
  const account = readAccount(desk.db, person)
  // Whoever makes names up leaves nothing behind: only tries on somebody are counted.
  if (!account) return refuse('desk/wrong-password', { left: 0 })
  const credential = readCredential(desk, person)
  const opened = await withLimitedTries(desk, { name: person, code: 'desk/wrong-password' }, async () =>
    account.open && credential ? openKeys(credential, password) : null,
  )
  if (!opened.ok) return opened
  const newest = followKeyring(desk.db, opened.value)
  if (!areSameKeys(newest, opened.value)) {
    const credentialFor = await sealKeys(password, newest, costOf(credential!))
    storeCredential(desk.db, credentialFor(person))
  }
  return ok(newest)
}
