import { z } from 'zod'
import {
  type Command,
  type CommandContext,
  command,
  happened,
  type NewEvent,
  type TaskContext,
  task,
} from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { readEnds, writerOf } from '../../core/writers.ts'
import { storeCredential } from './commands.ts'
import { accountPasswordSet, loginSet } from './events.ts'
import { hasLogin, readAccount } from './queries.ts'
import { checkPassword, may } from './rules.ts'

const password = z.string().max(200)

/** A password was set; the credential itself is stored alongside. */
export const recordPassword = command({
  permission: may('signed-in'),
  input: z.strictObject({ person: z.string(), reset: z.boolean() }),
  decide(context) {
    if (!readAccount(context.db, context.input.person)?.open) return refuse('accounts/unknown')
    return ok({ events: [passwordSet(context)], value: null })
  },
})

/** On the account itself where this desk writes it, else on a subject of its own. */
function passwordSet({
  input: { person, reset },
  db,
  desk,
  second,
  newSubject,
}: CommandContext<{ readonly person: string; readonly reset: boolean }>): NewEvent {
  const said = { reset, second: second?.id ?? null }
  return writerOf(db, person, readEnds(db)).writer === desk.device
    ? happened(accountPasswordSet, person, said)
    : happened(loginSet, newSubject('login'), { person, ...said })
}

/** Records that a person has a new password, and stores their keys, wrapped for it, in the same transaction. */
async function setPassword<Said extends { readonly person: string }>(
  { ports, execute }: Pick<TaskContext<unknown>, 'ports' | 'execute'>,
  record: Command<Said, null>,
  said: Said,
  password: string,
): Promise<Result<null>> {
  const credentialFor = await ports.vault.wrap(password)
  return execute(record, said, { alongside: (db) => storeCredential(db, credentialFor(said.person)) })
}

/** Changes the own password at this desk; the old one is asked for, because a desk left open is not consent. */
export const changePassword = task({
  permission: may('signed-in'),
  input: z.strictObject({ current: password, password }),
  async run(context) {
    const { input, person, ports } = context
    const strong = checkPassword(input.password)
    if (!strong.ok) return strong
    const checked = await ports.vault.check(person!.id, input.current)
    if (!checked.ok) return checked
    return setPassword(context, recordPassword, { person: person!.id, reset: false }, input.password)
  },
})

const recordReset = command({
  permission: may('administration:edit'),
  secondPermission: may('administration:second'),
  input: recordPassword.input,
  decide(context) {
    const { db, input } = context
    if (readAccount(db, input.person)?.open && !hasLogin(db, input.person))
      return refuse('accounts/no-login-here')
    return recordPassword.decide(context)
  },
})

/** Gives a colleague who forgot the password a new one at this desk: two people; nothing that was recorded is lost. */
export const resetPassword = task({
  permission: may('administration:edit'),
  input: z.strictObject({ person: z.string(), password }),
  async run(context) {
    const { person, password } = context.input
    const strong = checkPassword(password)
    return strong.ok ? setPassword(context, recordReset, { person, reset: true }, password) : strong
  },
})

const recordLogin = command({
  permission: may('administration:edit'),
  input: z.strictObject({ person: z.string() }),
  decide({ input: { person }, db, desk, newSubject }) {
    const account = readAccount(db, person)
    if (!account?.open || account.institution !== desk.institution) return refuse('accounts/unknown')
    if (hasLogin(db, person)) return refuse('accounts/login-exists')
    const said = { person, reset: true, second: null }
    return ok({ events: [happened(loginSet, newSubject('login'), said)], value: null })
  },
})

/**
 * Lets a colleague whose account came from another desk of the office log in at this one, with a first password. As after
 * a reset, such a person may not be a second person here for 7 days.
 */
export const enableLogin = task({
  permission: may('administration:edit'),
  input: z.strictObject({ person: z.string(), password }),
  async run(context) {
    const { person, password } = context.input
    const strong = checkPassword(password)
    return strong.ok ? setPassword(context, recordLogin, { person }, password) : strong
  },
})
