import { z } from 'zod'
import type { Task } from '../../core/module.ts'
import { environments } from '../../core/office.ts'
import { ok, type Refusal, type Result, refuse } from '../../core/result.ts'
import { readAccount, readAccounts } from '../../domain/accounts/queries.ts'
import type { Role } from '../../domain/accounts/rules.ts'
import type { DeskFolder } from '../../platform/home.ts'
import type { DailyKeys } from '../../platform/vault.ts'
import type { Desk } from './desk.ts'
import { logIn } from './login.ts'

/** What the calls before the login need of the session they arrive on. */
export type EntryDoor = {
  desks(): readonly DeskFolder[]
  open(root: string): Promise<Result<Desk>>
  create(input: {
    readonly institution: string
    readonly environment: DeskFolder['environment']
    readonly name: string
    readonly password: string
  }): Promise<Result<{ readonly desk: Desk; readonly person: string }>>
  current(): { readonly desk: Desk; readonly person: string } | null
  enter(desk: Desk, person: string, keys: DailyKeys): void
  leave(): void
}

export type DeskName = {
  readonly key: string
  readonly institution: string
  readonly environment: DeskFolder['environment']
}

export type Whoami = {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly institution: string
  readonly environment: DeskFolder['environment']
}

function entryCall<Schema extends z.ZodType, Output>(
  input: Schema,
  run: (door: EntryDoor, input: z.output<Schema>) => Promise<Result<Output, Refusal>>,
): Task<z.output<Schema>, Output> {
  return { kind: 'task', permission: 'anyone', input, run: run as never } as Task<z.output<Schema>, Output>
}

function nameOf({ root, institution, environment }: DeskFolder): DeskName {
  return { key: root.slice(root.lastIndexOf(institution)), institution, environment }
}

function whoami(desk: Desk, person: string): Whoami | null {
  const account = readAccount(desk.db, person)
  if (!account?.open) return null
  const { institution, environment } = desk.folder
  return { id: account.id, name: account.name, roles: account.roles, institution, environment }
}

const state = entryCall(z.null(), async (door) => {
  const current = door.current()
  return ok({ desks: door.desks().map(nameOf), person: current && whoami(current.desk, current.person) })
})

/** The people of a desk, to choose who logs in. */
const people = entryCall(z.strictObject({ desk: z.string() }), async (door, input) => {
  const opened = await openNamed(door, input.desk)
  if (!opened.ok) return opened
  const accounts = readAccounts(opened.value.db, opened.value.folder.institution).filter(({ open }) => open)
  return ok(accounts.map(({ id, name }) => ({ id, name })))
})

/** The first run: keys are made silently, the person is logged in at the end. */
const create = entryCall(
  z.strictObject({
    institution: z.string(),
    environment: z.enum(environments),
    name: z.string().trim().min(1).max(40),
    password: z.string().max(200),
  }),
  async (door, input) => {
    const made = await door.create(input)
    if (!made.ok) return made
    return enter(door, made.value.desk, made.value.person, input.password)
  },
)

const login = entryCall(
  z.strictObject({ desk: z.string(), person: z.string(), password: z.string().max(200) }),
  async (door, input) => {
    const opened = await openNamed(door, input.desk)
    if (!opened.ok) return opened
    return enter(door, opened.value, input.person, input.password)
  },
)

const logout = entryCall(z.null(), async (door) => {
  door.leave()
  return ok(null)
})

async function openNamed(door: EntryDoor, key: string): Promise<Result<Desk>> {
  const folder = door.desks().find((one) => nameOf(one).key === key)
  return folder ? door.open(folder.root) : refuse('desk/unknown')
}

async function enter(door: EntryDoor, desk: Desk, person: string, password: string): Promise<Result<Whoami>> {
  const opened = await logIn(desk, person, password)
  if (!opened.ok) return opened
  door.enter(desk, person, opened.value)
  return ok(whoami(desk, person)!)
}

/** What a window may ask before anybody is logged in. */
export const entry = { name: 'entry', events: [], calls: { state, people, create, login, logout } } as const
