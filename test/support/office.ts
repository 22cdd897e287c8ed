import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client, Progress, SecondPerson } from '../../src-main/core/module.ts'
import type { FileToken } from '../../src-main/core/ports/files.ts'
import type { Result } from '../../src-main/core/result.ts'
import type { SuiteId } from '../../src-main/core/suite.ts'
import { type Calls, openBackend } from '../../src-main/hosts/backend/index.ts'
import { clientOf as inProcess } from '../../src-main/hosts/rpc/in-process.ts'
import type { Backend, Session } from '../../src-main/hosts/rpc/session.ts'
import { testFolder } from './log.ts'

const root = new URL('../../', import.meta.url)
export const password = '长三角一二三四五'

/** Options of a backend that runs from the sources; scrypt is cheap here, everything else is as it is delivered. */
export function backendOptions(home: string) {
  return {
    home,
    // Beside the data and not in it, as the system's folder for state is.
    witness: `${home}-witness`,
    verifyAfter: null,
    migrations: fileURLToPath(new URL('migrations', root)),
    cmaps: fileURLToPath(new URL('node_modules/pdfjs-dist/cmaps', root)),
    fonts: fileURLToPath(new URL('node_modules/@expo-google-fonts', root)),
    workerUrl: new URL('src-main/jobs/worker.ts', root),
    program: '0.0.0-test',
    cost: 2 ** 10,
  }
}

export type Desk = Client<Calls>

/** A client on a session in this process: the calls as screens make them, without a transport. */
export function clientOf(session: Session, onProgress: (progress: Progress) => void = () => undefined): Desk {
  return inProcess<Calls>(session, { onProgress })
}

/** The value of a result; fails the test with the refusal otherwise. */
export async function value<T>(result: Promise<Result<T>> | Result<T>): Promise<T> {
  const awaited = await result
  if (!awaited.ok) throw new Error(`refused: ${JSON.stringify(awaited.error)}`)
  return awaited.value
}

/** The code of a refusal; `ok` when there was none. */
export async function code(result: Promise<Result<unknown>> | Result<unknown>): Promise<string> {
  const awaited = await result
  return awaited.ok ? 'ok' : awaited.error.code
}

/** The program on a data folder, with one window. */
export type Machine = {
  readonly home: string
  readonly backend: Backend
  readonly session: Session
  readonly desk: Desk
  token(file: string): Promise<FileToken>
  /** A folder on this machine, with its token. */
  folder(name: string): Promise<{ readonly path: string; readonly token: FileToken }>
  close(): Promise<void>
}

export type Office = Machine & {
  /** The name of its desk's folder in the data folder. */
  readonly key: string
  /** A colleague who may confirm: 复核人. The window is the first person's. */
  readonly second: SecondPerson
  login(person: string, options?: { readonly password?: string }): Promise<Desk>
}

/** Starts the program on this data folder, with its window at the entry page. */
export async function openMachine(
  home = testFolder(),
  options: Partial<ReturnType<typeof backendOptions>> = {},
): Promise<Machine> {
  const backend = await openBackend({ ...backendOptions(home), ...options })
  const session = backend.openSession({ kind: 'window' })
  const token = async (file: string) => (await backend.fileTokens.grant(file)).token
  return {
    home,
    backend,
    session,
    desk: clientOf(session),
    token,
    async folder(name) {
      const folder = path.join(home, name)
      mkdirSync(folder, { recursive: true })
      return { path: folder, token: await token(folder) }
    },
    close: () => backend.close(),
  }
}

/** The office on a machine where its first person is logged in already. */
export function officeOn(machine: Machine, key: string, second: SecondPerson): Office {
  return {
    ...machine,
    key,
    second,
    async login(person, options = {}) {
      const own = clientOf(machine.backend.openSession({ kind: 'window' }))
      await value(own.entry.login({ desk: key, person, password: options.password ?? password }))
      return own
    },
  }
}

/** An office with its own data folder, its first person logged in, and a 复核人. */
export async function openOffice(
  institution: string,
  environment: '正式' | '演练' = '演练',
  home = testFolder(),
  suite?: SuiteId,
  options: Parameters<typeof openMachine>[1] = {},
): Promise<Office> {
  const machine = await openMachine(home, options)
  const { desk } = machine
  await value(desk.entry.create({ institution, environment, name: '张经办', password, suite }))
  const { person } = await value(desk.accounts.open({ name: '李复核', roles: ['复核人'], password }))
  const key = `${institution}-${environment === '正式' ? 'real' : 'training'}`
  return officeOn(machine, key, { person, password })
}

/** A closed office in a program that is started again, its first person logged in. */
export async function reopenOffice({ home, key, second }: Office): Promise<Office> {
  const machine = await openMachine(home)
  const [first] = await value(machine.desk.entry.people({ desk: key }))
  await value(machine.desk.entry.login({ desk: key, person: first!.id, password }))
  return officeOn(machine, key, second)
}

/** Two offices that pinned each other by their introductions, as people do with sticks and telephones. */
export async function pinEachOther(a: Office, b: Office): Promise<void> {
  await pin(a, b)
  await pin(b, a)
}

let introductions = 0

/** Pins another office as it is now; answers what the introduction said of earlier pins. */
export async function pin(at: Office, other: Office) {
  const stick = await other.folder(`introduction-${++introductions}`)
  const { name } = await value(other.desk.trust.writeIntroduction({ folder: stick.token }))
  const file = await at.token(path.join(stick.path, name))
  const { code: _, earlier, ...keys } = await value(at.desk.trust.readIntroduction({ file }))
  const { code: heard } = await value(other.desk.trust.identity(null))
  await value(at.desk.trust.pin({ ...keys, heard }, { second: at.second }))
  return earlier
}
