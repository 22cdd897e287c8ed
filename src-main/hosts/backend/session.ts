import { execute, queryContext } from '../../core/execute.ts'
import type {
  Call,
  Command,
  ExecuteOptions,
  Module,
  Person,
  Query,
  Task,
  TaskContext,
} from '../../core/module.ts'
import type { Ports } from '../../core/ports.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { readAccount } from '../../domain/accounts/queries.ts'
import { grantingRole } from '../../domain/accounts/rules.ts'
import { modules } from '../../domain/index.ts'
import { type DailyKeys, forgetKeys } from '../../platform/vault.ts'
import { type CallRequest, type Notice, notLoggedIn, type Session } from '../rpc/session.ts'
import { type Desk, world } from './desk.ts'
import { entry } from './entry.ts'
import type { EntryDoor, EntryRun } from './entry-call.ts'
import { unknownToken } from './files.ts'
import { logIn } from './login.ts'
import { noteSecurity } from './security-log.ts'
import type { StagedCommands } from './staged-commands.ts'

export type SessionOptions = {
  readonly door: Omit<EntryDoor, 'current' | 'enter' | 'leave'> & {
    /** Somebody logged in; `leave` logs out. Answers what is to be called when they have left. */
    entered(desk: Desk, keys: DailyKeys, leave: () => void): () => void
  }
  portsOf(desk: Desk, keys: DailyKeys): Ports
  readonly staged: StagedCommands
}

type Login = {
  readonly desk: Desk
  readonly person: string
  readonly keys: DailyKeys
  readonly ports: Ports
  /** Tasks that still use the keys. */
  tasks: number
  /** Tells the backend that this login has ended. */
  readonly hasLeft: () => void
}

const resetQuarantine = 7 * 24 * 3600_000

/** One window's session: the login lives here, in the backend, and ends with the window. */
export function openSession({ door, portsOf, staged }: SessionOptions): Session {
  let login: Login | null = null
  const watchers = new Set<(notice: Notice) => void>()

  function tell(notice: Notice): void {
    for (const watcher of watchers) watcher(notice)
  }

  const onChange = (at: number) => tell({ kind: 'changed', at })

  function leave(): void {
    const left = login
    login = null
    left?.desk.listeners.delete(onChange)
    left?.hasLeft()
    if (left?.tasks === 0) forgetKeys(left.keys)
    tell({ kind: 'state', person: null })
  }

  const entryDoor: EntryDoor = {
    ...door,
    current: () => login && { desk: login.desk, person: login.person },
    enter(desk, person, keys) {
      leave()
      login = {
        desk,
        person,
        keys,
        ports: portsOf(desk, keys),
        tasks: 0,
        hasLeft: door.entered(desk, keys, leave),
      }
      desk.listeners.add(onChange)
      tell({ kind: 'state', person })
    },
    leave,
  }

  async function answer(
    path: { module: string; name: string },
    request: CallRequest,
  ): Promise<Result<unknown>> {
    const call = callNamed(path)
    if (!call) return refuse('desk/unknown-call')
    if (login && mayWait(call)) await staged.untilFree(login.desk)
    if (!login) return refuse(notLoggedIn)
    const { desk, ports } = login
    const person = personOf(desk, login.person)
    if (!person) {
      leave()
      return refuse(notLoggedIn)
    }
    if (call.permission !== 'anyone' && !grantingRole(call.permission, person.roles)) {
      noteSecurity(desk, 'desk/not-permitted', { call: `${path.module}.${path.name}`, person: person.id })
      return refuse('desk/not-permitted', { permission: call.permission })
    }
    const second = await secondOf(desk, request)
    if (!second.ok) return second
    const name = `${path.module}.${path.name}`
    switch (call.kind) {
      case 'query':
        return ok((call as Query<unknown, unknown>).read(queryContext(desk.executor, request.input, person)))
      case 'command':
        return run(
          desk,
          call as Command<unknown, unknown>,
          name,
          request.input,
          person,
          second.value,
          request.key ?? '',
        )
      case 'task': {
        let step = 0
        const nextKey = () => {
          step++
          return step === 1 ? (request.key ?? '') : `${request.key}/${step}`
        }
        const context: TaskContext<unknown> = {
          ...queryContext(desk.executor, request.input, person),
          second: second.value,
          ports,
          signal: request.signal,
          now: desk.executor.world.now,
          progress: request.onProgress,
          pause: () => new Promise((resolve) => setImmediate(resolve)),
          changed: () => desk.changed(),
          execute: (command, input, options) =>
            run(
              desk,
              command as never,
              name,
              input,
              person,
              second.value,
              nextKey(),
              options as never,
            ) as never,
          executeStaged: (work, token, input) => {
            const made = { key: nextKey(), call: name, input, person, second: second.value }
            const job = { signal: request.signal, progress: request.onProgress }
            return staged.run(desk, { work, token }, made, job) as never
          },
          readStaged: (work, token, input) => {
            const job = { signal: request.signal, progress: request.onProgress }
            return staged.read(desk, { work, token }, input, job) as never
          },
        }
        const mine = login
        mine.tasks++
        try {
          return await (call as Task<unknown, unknown>).run(context)
        } finally {
          mine.tasks--
          if (mine !== login && mine.tasks === 0) forgetKeys(mine.keys)
        }
      }
    }
  }

  function run(
    desk: Desk,
    command: Command<unknown, unknown>,
    name: string,
    input: unknown,
    person: Person,
    second: Person | null,
    key: string,
    options: ExecuteOptions<unknown> = {},
  ): Result<unknown> {
    const result = execute(desk.executor, command, { key, call: name, input, person, second }, options)
    if (result.ok) desk.changed()
    return result
  }

  return {
    async call(path, request) {
      if (path.module === 'entry') {
        const call = entry.calls[path.name as keyof typeof entry.calls]
        const run = call.run as unknown as EntryRun
        return orFull(() => run(entryDoor, request.input, request))
      }
      return orFull(() => answer(path, request), login?.desk)
    },
    async *notices(signal) {
      const waiting: Notice[] = [{ kind: 'state', person: login?.person ?? null }]
      let wake = () => {}
      const watcher = (notice: Notice) => {
        waiting.push(notice)
        wake()
      }
      watchers.add(watcher)
      signal.addEventListener('abort', () => wake())
      try {
        while (!signal.aborted) {
          const next = waiting.shift()
          if (next) yield next
          else
            await new Promise<void>((resolve) => {
              wake = resolve
            })
        }
      } finally {
        watchers.delete(watcher)
      }
    },
    close: leave,
  }
}

function mayWait(call: Call): boolean {
  return call.kind === 'command' || (call.kind === 'task' && !(call as Task).waitsForNobody)
}

function callNamed({ module, name }: { readonly module: string; readonly name: string }): Call | undefined {
  const found: Module | undefined = Object.hasOwn(modules, module)
    ? modules[module as keyof typeof modules]
    : undefined
  return found && Object.hasOwn(found.calls, name) ? found.calls[name] : undefined
}

function personOf(desk: Desk, id: string): Person | null {
  const account = readAccount(desk.db, id)
  return account?.open ? { id: account.id, name: account.name, roles: account.roles } : null
}

/** The second person confirms in place with the own password; the first one's login stays. */
async function secondOf(desk: Desk, { second }: CallRequest): Promise<Result<Person | null>> {
  if (!second) return ok(null)
  const account = readAccount(desk.db, second.person)
  if (account?.resetAt && Date.now() - Date.parse(account.resetAt) < resetQuarantine) {
    return refuse('desk/second-person-was-reset')
  }
  const opened = await logIn(desk, second.person, second.password)
  if (!opened.ok) return refuse('desk/second-person-wrong-password', opened.error)
  forgetKeys(opened.value)
  return ok(personOf(desk, second.person))
}

/**
 * A full or failing disk is a refusal: the transaction was rolled back, everything recorded before is safe. So is a token of
 * a file that was picked before the program was started again.
 */
async function orFull(work: () => Promise<Result<unknown>>, desk?: Desk): Promise<Result<unknown>> {
  try {
    return await work()
  } catch (error) {
    // A cancelled job's error has a number for a code.
    const code = String((error as { code?: unknown }).code ?? '')
    if (code === unknownToken) return refuse(unknownToken)
    if (code === 'SQLITE_FULL' || code === 'ENOSPC') return refuse('desk/disk-full')
    if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return refuse('desk/disk-failed')
    if (code.startsWith('SQLITE_READONLY')) return refuse('desk/database-not-writable')
    if (/^SQLITE_(?:BUSY|LOCKED)/.test(code)) return refuse('desk/database-busy')
    if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) {
      desk?.noteCondition({ reason: 'damaged', facts: { fault: 'pages-damaged' }, since: world.now() })
      return refuse('desk/pages-damaged')
    }
    throw error
  }
}
