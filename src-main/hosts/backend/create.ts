import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { certify } from '../../core/certificate.ts'
import { keyId, signWith } from '../../core/dsse.ts'
import { devicePrefix } from '../../core/event.ts'
import { openLog } from '../../core/log.ts'
import { happened } from '../../core/module.ts'
import type { Environment } from '../../core/office.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { storeCredential } from '../../domain/accounts/commands.ts'
import { accountOpened } from '../../domain/accounts/events.ts'
import { checkPassword } from '../../domain/accounts/rules.ts'
import { founding } from '../../domain/offices/rules.ts'
import { chainBegan } from '../../domain/trust/events.ts'
import { type DeskFolder, deskFolder, hasDatabase, prepareHome } from '../../platform/home.ts'
import { syncFolder } from '../../platform/migrate.ts'
import { signerFromSeed } from '../../platform/suites/ed25519-sha256.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import { encryptionKeyOf } from '../../platform/suites/x25519.ts'
import { officeSeeds, scryptCost, sealForRecovery, sealKeys } from '../../platform/vault.ts'
import { moduleList, openDatabase, world } from './desk.ts'
import { sealOfficeSeed } from './vault-port.ts'

export type NewDesk = {
  readonly institution: string
  readonly environment: Environment
  readonly name: string
  readonly password: string
}

/**
 * Makes a desk: keys, genesis, the first person (管理员 + 经办人 until there are two). Prepared in a folder of its own
 * and renamed when it is whole, so that a kill leaves no half-made desk.
 */
export async function createDesk(
  home: string,
  { institution, environment, name, password }: NewDesk,
  options: { readonly migrations: string; readonly program: string; readonly cost?: number },
): Promise<Result<{ readonly folder: DeskFolder; readonly person: string }>> {
  const prepared = prepareHome(home)
  if (!prepared.ok) return prepared
  const strong = checkPassword(password)
  if (!strong.ok) return strong
  if (!founding.some(({ code }) => code === institution)) return refuse('desk/unknown-institution')
  const folder = deskFolder(prepared.value.home, institution, environment)
  if (hasDatabase(folder)) return refuse('desk/exists')

  const temp = {
    ...folder,
    ...deskFolder(path.join(prepared.value.home, `.new-${process.pid}`), institution, environment),
  }
  rmSync(path.dirname(temp.root), { recursive: true, force: true })
  mkdirSync(temp.documents, { recursive: true, mode: 0o700 })
  try {
    const person = await writeGenesis(temp, { institution, environment, name, password }, options)
    if (!person.ok) return person
    if (existsSync(folder.root)) rmSync(folder.root, { recursive: true })
    renameSync(temp.root, folder.root)
    syncFolder(prepared.value.home)
    return ok({ folder, person: person.value })
  } finally {
    rmSync(path.dirname(temp.root), { recursive: true, force: true })
  }
}

async function writeGenesis(
  folder: DeskFolder,
  { institution, environment, name, password }: NewDesk,
  options: { readonly migrations: string; readonly program: string; readonly cost?: number },
): Promise<Result<string>> {
  const suite = suiteOf('ed25519-sha256')
  const recoverySeed = randomBytes(32)
  const seeds = officeSeeds(recoverySeed)
  const keys = { deviceSeed: randomBytes(32), encryptionKey: seeds.encryption }
  const publicKeys = {
    officeKey: signerFromSeed(seeds.office).publicKey,
    encryptionKey: encryptionKeyOf(seeds.encryption),
    deviceKey: signerFromSeed(keys.deviceSeed).publicKey,
  }
  const certificate = await certify(
    suite,
    { environment, suite: suite.id, institution, ...publicKeys },
    signWith(signerFromSeed(seeds.office)),
  )
  const credentialFor = await sealKeys(password, keys, options.cost ?? scryptCost)
  const opened = await openDatabase(folder, options.migrations)
  if (!opened.ok) return opened
  const db = opened.value
  try {
    const device = keyId(suite, publicKeys.deviceKey)
    const log = openLog(db, moduleList, suiteOf, world)
    const person = `person/${devicePrefix(device)}-2`
    db.transaction(() => {
      log.projections.refresh()
      const chain = log.addChain({
        device,
        institution,
        suite: suite.id,
        publicKey: publicKeys.deviceKey,
        certificate,
        own: true,
      })
      const genesis = { environment, institution, suite: suite.id, ...publicKeys, certificate }
      log.append(chain, { id: person, role: '管理员' }, [
        happened(chainBegan, `chain/${devicePrefix(device)}-1`, {
          ...genesis,
          program: options.program,
          succeeds: null,
        }),
        happened(accountOpened, person, { name, roles: ['管理员', '经办人'] }),
      ])
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
