import { randomUUID } from 'node:crypto'
import { execute, queryContext } from '../../src-main/core/execute.ts'
import { type Command, happened, type Person, type Query } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import { accountOpened } from '../../src-main/domain/accounts/events.ts'
import type { Role } from '../../src-main/domain/accounts/rules.ts'
import type { LogDesk } from './office-desks.ts'

/** Somebody with an account at this desk, as calls see a person; a desk without windows needs no password. */
export function colleague(desk: LogDesk, name: string, roles: readonly Role[]): Person {
  const prefix = desk.desk.device.slice(7, 15)
  return desk.db.transaction(() => {
    const id = `person/${prefix}-${(desk.log.headOf(desk.chain.number)?.seq ?? 0) + 1}`
    const actor = { id: desk.clerk.id, role: '管理员' }
    desk.log.append(desk.chain, actor, [happened(accountOpened, id, { name, roles: [...roles] })])
    return { id, name, roles }
  })
}

/** Runs a command as this person, beside a second one where there is one. */
export function runAs<I, O>(
  desk: LogDesk,
  person: Person,
  command: Command<I, O>,
  input: I,
  second: Person | null = null,
): Result<O> {
  return execute(desk, command, { key: randomUUID(), call: 'test.call', input, person, second })
}

export function askAs<I, O>(desk: LogDesk, person: Person, query: Query<I, O>, input: I): O {
  return query.read(queryContext(desk, input, person))
}
