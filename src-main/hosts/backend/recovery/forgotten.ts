import { randomUUID } from 'node:crypto'
import { execute } from '../../../core/execute.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { storeCredential } from '../../../domain/accounts/commands.ts'
import { recordPassword } from '../../../domain/accounts/logins.ts'
import { readAccount } from '../../../domain/accounts/queries.ts'
import { checkPassword } from '../../../domain/accounts/rules.ts'
import { colleagues } from '../../../domain/recovery/queries.ts'
import { canBeResetByColleagues } from '../../../domain/recovery/rules.ts'
import { seedFromGroups } from '../../../domain/trust/rules.ts'
import { forgetKeys, openWithRecovery, recoveryOwner, scryptCost, sealKeys } from '../../../platform/vault.ts'
import type { Desk } from '../desk.ts'
import { followKeyring } from '../keyring.ts'
import { withLimitedTries } from '../limited-tries.ts'
import { noteSecurity } from '../security-log.ts'
import { readCredential } from '../vault-port.ts'

/**
 * Gives a person a new password with the recovery sheet, where no two colleagues could. The same limits as for
 * passwords; recorded in the chain at once, or in the security log alone while the desk is read-only. Refuses with
 * `recovery/colleagues-can-reset`, `recovery/groups-wrong`, `recovery/other-sheet`.
 */
export async function resetWithSheet(
  desk: Desk,
  {
    person,
    groups,
    password,
  }: { readonly person: string; readonly groups: string; readonly password: string },
  cost = scryptCost,
): Promise<Result<null>> {
  const { db, executor, folder } = desk
  const strong = checkPassword(password)
  if (!strong.ok) return strong
  const account = readAccount(db, person)
  const people = colleagues(db, folder.institution)
  if (!account?.open || !people.some(({ id }) => id === person)) return refuse('accounts/unknown')
  if (canBeResetByColleagues(people, person)) return refuse('recovery/colleagues-can-reset')
  const seed = seedFromGroups(groups)
  if (!seed) return refuse('recovery/groups-wrong')
  const credential = readCredential(desk, recoveryOwner)
  if (!credential) return refuse('recovery/no-sheet-here')
  const opened = await withLimitedTries(
    desk,
    { name: 'recovery-sheet', code: 'recovery/other-sheet' },
    async () => openWithRecovery(credential, seed),
  )
  if (!opened.ok) return opened
  const keys = followKeyring(db, opened.value)
  const credentialFor = await sealKeys(password, keys, cost)
  forgetKeys(keys)
  const alongside = () => {
    storeCredential(db, credentialFor(person))
    db.sql('DELETE FROM settings WHERE name = ?', `login/${person}`)
    noteSecurity(desk, 'recovery/password-by-sheet', { person })
  }
  if (executor.desk.condition) {
    executor.transaction(alongside)
    return ok(null)
  }
  const recorded = execute(
    executor,
    recordPassword,
    {
      key: randomUUID(),
      call: 'entry.resetWithSheet',
      input: { person, reset: true },
      person: { id: account.id, name: account.name, roles: account.roles },
      second: null,
    },
    { alongside },
  )
  if (recorded.ok) desk.changed()
  return recorded
}
