import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Client, SecondPerson } from '../../core/module.ts'
import type { FileToken } from '../../core/ports/files.ts'
import type { Refusal, Result } from '../../core/result.ts'
import type { Role } from '../../domain/accounts/rules.ts'
import type { Calls } from '../backend/index.ts'
import { clientOf } from '../rpc/in-process.ts'
import type { Backend } from '../rpc/session.ts'

/** An ordinary call was refused: the demonstration is not as it was thought. */
export class DemoRefused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** The value of a call that may not be refused here. */
export async function done<Value>(result: Promise<Result<Value>>): Promise<Value> {
  const settled = await result
  if (!settled.ok) throw new DemoRefused(settled.error)
  return settled.value
}

export type Colleague = { readonly name: string; readonly roles: readonly Role[] }

export type DemoOffice = {
  readonly code: string
  /** Below it lie the folders that the office writes to. */
  readonly root: string
  readonly desk: Client<Calls>
  /** The colleague who confirms. */
  readonly second: SecondPerson
  token(file: string): Promise<FileToken>
  /** A folder of the machine, made if it is not there. */
  folder(...names: readonly string[]): Promise<FileToken>
  write(bytes: Uint8Array, ...names: readonly string[]): Promise<FileToken>
}

/** Password of everybody at the desks of the demonstration; it stands on their login page. */
export const demoPassword = 'yanlian2026'

/** Founds the office with its people; the first one, 管理员 and 经办人 as at every first run, is logged in at the window. */
export async function foundOffice(
  backend: Backend,
  root: string,
  code: string,
  first: string,
  colleagues: readonly Colleague[],
): Promise<DemoOffice> {
  const desk = clientOf<Calls>(backend.openSession({ kind: 'window' }))
  await done(
    desk.entry.create({ institution: code, environment: '演练', name: first, password: demoPassword }),
  )
  const ids: string[] = []
  for (const { name, roles } of colleagues) {
    ids.push((await done(desk.accounts.open({ name, roles: [...roles], password: demoPassword }))).person)
  }
  const token = async (file: string) => (await backend.fileTokens.grant(file)).token
  return {
    code,
    root,
    desk,
    second: { person: ids[0]!, password: demoPassword },
    token,
    folder(...names) {
      const folder = path.join(root, ...names)
      mkdirSync(folder, { recursive: true })
      return token(folder)
    },
    write(bytes, ...names) {
      const file = path.join(root, ...names)
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, bytes)
      return token(file)
    },
  }
}

/** Two offices compare their 核对码 and pin each other. */
export async function pinEachOther(a: DemoOffice, b: DemoOffice): Promise<void> {
  for (const [at, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const names = ['sticks', crypto.randomUUID()]
    const { name } = await done(other.desk.trust.writeIntroduction({ folder: await other.folder(...names) }))
    const file = await at.token(path.join(other.root, ...names, name))
    const { code: _, earlier: __, ...keys } = await done(at.desk.trust.readIntroduction({ file }))
    const { code: heard } = await done(other.desk.trust.identity(null))
    await done(at.desk.trust.pin({ ...keys, heard }, { second: at.second }))
  }
}

/** Writes a bundle into a folder; answers its path. */
export async function exportTo(from: DemoOffice, to: string, ...folder: readonly string[]): Promise<string> {
  const names = folder.length > 0 ? folder : ['sticks', crypto.randomUUID()]
  const stick = await from.folder(...names)
  const { file } = await done(from.desk.bundles.exportBundle({ to, folder: stick, withDocuments: true }))
  return path.join(from.root, ...names, file)
}

/** Opens a bundle like a letter and takes it in, or lets it wait. */
export async function takeIn(office: DemoOffice, bundle: string): Promise<void> {
  const { staged } = await done(office.desk.bundles.openBundle({ file: await office.token(bundle) }))
  await done(office.desk.bundles.acceptBundle({ staged }))
}
