import { z } from 'zod'
import { environments } from '../../core/office.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { suiteIds } from '../../core/suite.ts'
import { hasLogin, readAccount, readAccounts } from '../../domain/accounts/queries.ts'
import type { Role } from '../../domain/accounts/rules.ts'
import { type DeskFolder, hasDatabase } from '../../platform/home.ts'
import type { Desk } from './desk.ts'
import { joins } from './devices/entry-join.ts'
import { type DeskName, type EntryDoor, entryCall, folderNamed, nameOf, openNamed } from './entry-call.ts'
import { logIn } from './login.ts'
import { restoring } from './recovery/entry-recovery.ts'

export type { DeskName }

export type Whoami = {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly institution: string
  readonly environment: DeskFolder['environment']
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

/** The people who may log in at a desk, to choose from. */
const people = entryCall(z.strictObject({ desk: z.string() }), async (door, input) => {
  const opened = await openNamed(door, input.desk)
  if (!opened.ok) return opened
  const { db, folder } = opened.value
  const accounts = readAccounts(db, folder.institution).filter(({ id, open }) => open && hasLogin(db, id))
  return ok(accounts.map(({ id, name }) => ({ id, name })))
})

/** The first run: keys are made silently, the person is logged in at the end. */
const create = entryCall(
  z.strictObject({
    institution: z.string(),
    environment: z.enum(environments),
    name: z.string().trim().min(1).max(40),
    password: z.string().max(200),
    suite: z.enum(suiteIds).optional(),
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

/** What can be read of a desk that cannot be opened: numbers and places, never contents. Nothing is changed. */
const examine = entryCall(z.strictObject({ desk: z.string() }), async (door, input) => {
  const folder = folderNamed(door, input.desk)
  if (!folder) return refuse('desk/unknown')
  if (!hasDatabase(folder)) return refuse('desk/database-missing')
  return door.examine(folder)
})

const logout = entryCall(z.null(), async (door) => {
  door.leave()
  return ok(null)
})

/** The demonstration in this data folder (passwords included: they are everybody's), and whether one could be made. */
const demo = entryCall(z.null(), async (door) => {
  const found = door.demo.read()
  return ok({ found, hasRoom: door.demo.hasRoom() })
})

/** Five 演练 desks with a past, beside whatever is here; nobody is logged in afterwards. */
const prepareDemo = entryCall(z.null(), (door, _, job) => door.demo.prepare(job))

async function enter(door: EntryDoor, desk: Desk, person: string, password: string): Promise<Result<Whoami>> {
  const opened = await logIn(desk, person, password)
  if (!opened.ok) return opened
  door.enter(desk, person, opened.value)
  return ok(whoami(desk, person)!)
}

/** What a window may ask before anybody is logged in. */
export const entry = {
  name: 'entry',
  events: [],
  calls: { state, people, create, login, examine, logout, demo, prepareDemo, ...restoring, ...joins },
} as const
