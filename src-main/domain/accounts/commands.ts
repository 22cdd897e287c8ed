import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { command, happened, task } from '../../core/module.ts'
import type { Credential } from '../../core/ports/vault.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { truth } from '../../core/truth.ts'
import { readEnds, writerOf } from '../../core/writers.ts'
import { deskNameOf } from './desk-names.ts'
import { accountClosed, accountOpened, accountRolesChanged } from './events.ts'
import { type Account, readAccount, readAccounts } from './queries.ts'
import { checkPassword, checkRoles, may, roles } from './rules.ts'

const name = z.string().trim().min(1).max(40)
const roleSet = z.array(z.enum(roles)).min(1)

const recordAccount = command({
  permission: may('administration:edit'),
  input: z.strictObject({ name, roles: roleSet }),
  decide({ input, db, desk, newSubject }) {
    const checked = checkRoles(desk.environment, input.roles)
    if (!checked.ok) return checked
    const taken = readAccounts(db, desk.institution).some(
      (account) => account.open && account.name === input.name,
    )
    if (taken) return refuse('accounts/name-taken')
    const person = newSubject('person')
    return ok({ events: [happened(accountOpened, person, input)], value: { person } })
  },
})

/**
 * Opens an account. The person's keys are wrapped for the new password by the colleague who is logged in; the password
 * itself is neither stored nor recorded.
 */
export const open = task({
  permission: may('administration:edit'),
  input: z.strictObject({ name, roles: roleSet, password: z.string().max(200) }),
  async run({ input, ports, execute }) {
    const strong = checkPassword(input.password)
    if (!strong.ok) return strong
    const credentialFor = await ports.vault.wrap(input.password)
    return execute(
      recordAccount,
      { name: input.name, roles: input.roles },
      { alongside: (db, { person }) => storeCredential(db, credentialFor(person)) },
    )
  },
})

export const setRoles = command({
  permission: may('administration:edit'),
  input: z.strictObject({ person: z.string(), roles: roleSet }),
  decide({ input, db, desk }) {
    const account = readAccount(db, input.person)
    if (!account?.open || account.institution !== desk.institution) return refuse('accounts/unknown')
    const own = refuseOfAnotherDesk(db, desk, input.person)
    if (!own.ok) return own
    const checked = checkRoles(desk.environment, input.roles)
    if (!checked.ok) return checked
    if (!input.roles.includes('管理员') && isLastAdministrator(db, account))
      return refuse('accounts/last-administrator')
    return ok({ events: [happened(accountRolesChanged, input.person, { roles: input.roles })], value: null })
  },
})

export const close = command({
  permission: may('administration:edit'),
  input: z.strictObject({ person: z.string(), reason: z.string().trim().min(1).max(500) }),
  decide({ input, db, desk, person }) {
    const account = readAccount(db, input.person)
    if (!account?.open || account.institution !== desk.institution) return refuse('accounts/unknown')
    if (input.person === person.id) return refuse('accounts/own-account')
    const own = refuseOfAnotherDesk(db, desk, input.person)
    if (!own.ok) return own
    if (isLastAdministrator(db, account)) return refuse('accounts/last-administrator')
    return ok({ events: [happened(accountClosed, input.person, { reason: input.reason })], value: null })
  },
})

/** True when nobody else of the office is an administrator. */
function isLastAdministrator(db: Db, { institution, id: person }: Account): boolean {
  return !readAccounts(db, institution).some(
    ({ open, id, roles }) => open && id !== person && roles.includes('管理员'),
  )
}

/** What an account is and may do is recorded at one desk; the refusal names it. */
function refuseOfAnotherDesk(
  db: Db,
  { device, institution }: { readonly device: Digest; readonly institution: string },
  person: string,
): Result<void> {
  const { writer } = writerOf(db, person, readEnds(db))
  if (writer === device) return ok(undefined)
  return refuse('accounts/of-another-desk', { desk: deskNameOf(db, institution, writer) })
}

/** Writes a person's wrapped keys; the earlier ones are gone. */
export function storeCredential(db: Db, { person, kdf, sealed }: Credential): void {
  db.run(
    truth
      .insertInto('credentials')
      .values({ person, kdf, sealed })
      .onConflict((conflict) => conflict.column('person').doUpdateSet({ kdf, sealed })),
  )
}
