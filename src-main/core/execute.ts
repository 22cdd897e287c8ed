import type { z } from 'zod'
import type { Db } from './db.ts'
import { devicePrefix } from './event.ts'
import { takenOver } from './governing.ts'
import type { ChainInfo, Log, World } from './log.ts'
import {
  type Command,
  type DeskFacts,
  type ExecuteOptions,
  happened,
  type NewEvent,
  type Person,
  type QueryContext,
} from './module.ts'
import { ok, type Result, refuse } from './result.ts'
import { insertKey } from './truth.ts'

export type Transaction = <T>(work: () => T) => T

export type CommandRequest = {
  /** Idempotency key: the same key has one effect, and a retry gets the first answer again. */
  readonly key: string
  readonly call: string
  readonly input: unknown
  readonly person: Person
  readonly second: Person | null
}

export type Executor = {
  readonly db: Db
  readonly log: Log
  readonly chain: ChainInfo
  readonly desk: DeskFacts
  readonly world: World
  readonly transaction: Transaction
  /** The role of these that grants a permission, or null. */
  grantingRole(permission: string, roles: readonly string[]): string | null
}

/**
 * One synchronous transaction: idempotency key, decide, append, project, the local tables of `alongside`. A refusal
 * changes nothing; when this returns ok, the effect is durable. Input that does not fit the schema is refused as `desk/input`.
 */
export function execute<Input, Output>(
  executor: Executor,
  command: Command<Input, Output>,
  request: CommandRequest,
  options: ExecuteOptions<Output> = {},
): Result<Output> {
  const { db, log, chain, world } = executor
  const parsed = command.input.safeParse(request.input)
  if (!parsed.success) return refuse('desk/input', { fields: fieldsOf(parsed.error) })
  const role = executor.grantingRole(command.permission, request.person.roles)
  if (!role) return refuse('desk/not-permitted', { permission: command.permission })
  const { condition } = executor.desk
  if (condition) return refuse('desk/read-only', { reason: condition.reason })
  const second = checkSecond(executor, command, request)
  if (!second.ok) return second
  return executor.transaction((): Result<Output> => {
    const [earlier] = db.sql<{ result: string; person: string; call: string }>(
      'SELECT result, person, call FROM idempotency WHERE key = ?',
      request.key,
    )
    if (earlier) {
      if (earlier.person !== request.person.id || earlier.call !== request.call)
        return refuse('desk/key-used-before')
      return JSON.parse(earlier.result) as Result<Output>
    }
    const before = log.headOf(chain.number)?.seq ?? 0
    const made = new Set<string>()
    const decided = command.decide({
      ...queryContext(executor, parsed.data, request.person),
      person: request.person,
      second: request.second,
      now: world.now(),
      newSubject(kind) {
        const subject = `${kind}/${devicePrefix(chain.device)}-${before + made.size + 1}`
        made.add(subject)
        return subject
      },
    })
    if (!decided.ok) return decided
    const { events, value } = decided.value
    if (made.size > events.length) throw new Error(`${request.call} made more subjects than events`)
    const known = [...new Set(events.map(({ subject }) => subject))].filter((subject) => !made.has(subject))
    const written = checkWriter(executor, known, events)
    if (!written.ok) return written
    log.append(chain, { id: request.person.id, role }, [...written.value, ...events])
    options.alongside?.(db, value)
    const result: Result<Output> = { ok: true, value }
    insertKey(db, {
      key: request.key,
      call: request.call,
      person: request.person.id,
      result: JSON.stringify(result),
      at: world.now(),
    })
    return result
  })
}

function checkSecond(
  { grantingRole }: Executor,
  { secondPermission }: Pick<Command, 'secondPermission'>,
  { person, second }: CommandRequest,
): Result<void> {
  if (!secondPermission) return ok(undefined)
  if (!second) return refuse('desk/second-person-missing')
  if (second.id === person.id) return refuse('desk/second-person-is-the-first')
  return grantingRole(secondPermission, second.roles)
    ? ok(undefined)
    : refuse('desk/second-person-not-permitted')
}

/** What a query sees; commands see the same and a little more. */
export function queryContext<Input>(
  { db, log, desk, world }: Executor,
  input: Input,
  person: Person | null,
): QueryContext<Input> {
  return {
    input,
    db,
    person,
    desk,
    today: world.today(),
    history: (subject) => log.readSubject(subject),
    definitions: log.projections.definitions,
  }
}

/**
 * Refuses subjects that this desk may not write on; answers the take-overs that must come before its first word there,
 * except where that word is a take-over.
 */
function checkWriter(
  { log, chain }: Executor,
  subjects: readonly string[],
  events: readonly NewEvent[],
): Result<readonly NewEvent[]> {
  const takeOvers: NewEvent[] = []
  const ends = subjects.length === 0 ? new Map() : log.ends()
  for (const subject of subjects) {
    const { writer, takeOver } = log.writerOf(subject, ends)
    if (writer !== chain.device) return refuse('desk/not-the-writer', { subject })
    if (log.isSetAside(subject)) return refuse('desk/subject-read-only', { subject })
    const first = takeOver && events.find((event) => event.subject === subject)
    if (takeOver && first?.definition.type !== takenOver.type)
      takeOvers.push(happened(takenOver, subject, { from: takeOver }))
  }
  return ok(takeOvers)
}

function fieldsOf(error: z.ZodError): string[] {
  return error.issues.slice(0, 20).map((issue) => issue.path.map(String).join('.'))
}
