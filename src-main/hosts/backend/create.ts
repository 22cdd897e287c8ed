import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { certify } from '../../core/certificate.ts'
import { keyId, signWith } from '../../core/dsse.ts'
import { devicePrefix } from '../../core/event.ts'
import { openLog, type World } from '../../core/log.ts'
import { happened } from '../../core/module.ts'
import type { Environment } from '../../core/office.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { defaultSuite, type SuiteId } from '../../core/suite.ts'
import { storeCredential } from '../../domain/accounts/commands.ts'
import { accountOpened } from '../../domain/accounts/events.ts'
import { checkPassword } from '../../domain/accounts/rules.ts'
import { founding } from '../../domain/offices/rules.ts'
import { syncFolder } from '../../platform/disk.ts'
import { type DeskFolder, deskFolder, hasDatabase, prepareHome } from '../../platform/home.ts'
import { signerFor, suiteOf } from '../../platform/suites/suite-of.ts'
import { encryptionKeyOf } from '../../platform/suites/x25519.ts'
import { officeSeeds, scryptCost, sealForRecovery, sealKeys } from '../../platform/vault.ts'
import { beginChain } from './begin-chain.ts'
import { moduleList, openDatabase, world } from './desk.ts'
import { sealOfficeSeed } from './vault-port.ts'

export type NewDesk = {
  readonly institution: string
  readonly environment: Environment
  readonly name: string
  readonly password: string
  /** Kept by the chain for ever; {@link defaultSuite} when nobody chose. */
  readonly suite?: SuiteId | undefined
}

export type CreateOptions = {
  readonly migrations: string
  readonly program: string
  readonly cost?: number
  readonly world?: World
}

/** Makes the first desk of an office: keys, genesis, the first person (管理员 + 经办人 until there are two). */
export async function createDesk(
  home: string,
  { institution, environment, name, password, suite }: NewDesk,
  options: CreateOptions,
): Promise<Result<{ readonly folder: DeskFolder; readonly person: string }>> {
  const strong = checkPassword(password)
  if (!strong.ok) return strong
  const made = await prepareDesk(home, { institution, environment }, (folder) =>
    foundOffice(folder, { institution, environment, name, password, suite }, options),
  )
  return made.ok ? ok({ folder: made.value.folder, person: made.value.made }) : made
}

/**
 * Prepares a desk in a folder of its own and puts it in its place when `fill` says that it is whole, so that a kill at any
 * moment leaves no desk or a whole one. Refused as `desk/exists` where there is one of this institution and environment.
 */
export async function prepareDesk<T>(
  home: string,
  { institution, environment }: Pick<NewDesk, 'institution' | 'environment'>,
  fill: (folder: DeskFolder) => Promise<Result<T>>,
): Promise<Result<{ readonly folder: DeskFolder; readonly made: T }>> {
  const prepared = prepareHome(home)
  if (!prepared.ok) return prepared
  if (!founding.some(({ code }) => code === institution)) return refuse('desk/unknown-institution')
  const folder = deskFolder(prepared.value.home, institution, environment)
  // A desk whose database is gone is restored: nothing is founded, and nothing joins, over what is left of it.
  if (hasDatabase(folder) || existsSync(folder.anchor)) return refuse('desk/exists')
  sweepPrepared(prepared.value.home)
  const temp = deskFolder(path.join(prepared.value.home, `.new-${process.pid}`), institution, environment)
  mkdirSync(temp.documents, { recursive: true, mode: 0o700 })
  try {
    const made = await fill(temp)
    if (!made.ok) return made
    if (existsSync(folder.root)) rmSync(folder.root, { recursive: true })
    renameSync(temp.root, folder.root)
    syncFolder(prepared.value.home)
    return ok({ folder, made: made.value })
  } finally {
    rmSync(path.dirname(temp.root), { recursive: true, force: true })
  }
}

/** Removes what processes left that ended while they prepared a desk: it holds keys and records that nobody will use. */
export function sweepPrepared(home: string): void {
  if (!existsSync(home)) return
  for (const name of readdirSync(home)) {
    const pid = /^\.new-(\d+)$/.exec(name)?.[1]
    if (pid && (Number(pid) === process.pid || !isRunning(Number(pid))))
      rmSync(path.join(home, name), { recursive: true, force: true })
  }
}

/** Whether a process of this number is there. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

async function foundOffice(
  folder: DeskFolder,
  { institution, environment, name, password, suite = defaultSuite }: NewDesk,
  options: CreateOptions,
): Promise<Result<string>> {
  const recoverySeed = randomBytes(32)
  const seeds = officeSeeds(recoverySeed)
  const keys = { deviceSeed: randomBytes(32), encryptionKeys: [seeds.encryption] }
  const publicKeys = {
    officeKey: signerFor(suite, seeds.office).publicKey,
    encryptionKey: encryptionKeyOf(seeds.encryption),
    deviceKey: signerFor(suite, keys.deviceSeed).publicKey,
  }
  const certificate = await certify(
    suiteOf(suite),
    { environment, suite, institution, ...publicKeys },
    signWith(signerFor(suite, seeds.office)),
  )
  const credentialFor = await sealKeys(password, keys, options.cost ?? scryptCost)
  const opened = await openDatabase(folder, options.migrations)
  if (!opened.ok) return opened
  const db = opened.value
  try {
    const log = openLog(db, moduleList, suiteOf, options.world ?? world)
    const person = `person/${devicePrefix(keyId(suiteOf(suite), publicKeys.deviceKey))}-2`
    const { program } = options
    db.transaction(() => {
      log.projections.refresh()
      beginChain(
        log,
        { environment, institution, suite, ...publicKeys, certificate, program, succeeds: null },
        { id: person, role: '管理员' },
        () => [happened(accountOpened, person, { name, roles: ['管理员', '经办人'] })],
      )
      storeCredential(db, credentialFor(person))
      storeCredential(db, sealForRecovery(recoverySeed, keys))
      storeCredential(db, sealOfficeSeed(recoverySeed, keys))
    })
    return ok(person)
  } finally {
    db.close()
    recoverySeed.fill(0)
  }
}
