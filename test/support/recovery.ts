import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Credential } from '../../src-main/core/ports/vault.ts'
import { recoveryGroups } from '../../src-main/domain/trust/rules.ts'
import { followKeyring } from '../../src-main/hosts/backend/keyring.ts'
import type { Backend } from '../../src-main/hosts/rpc/session.ts'
import { openSqlite, type Sqlite } from '../../src-main/platform/sqlite.ts'
import { derivedKey, openKeys, unseal } from '../../src-main/platform/vault.ts'
import { testFolder } from './log.ts'
import { type Machine, type Office, openMachine, password, value } from './office.ts'

/** A medium outside of every data folder. */
export async function medium(
  backend: Backend,
  folder = testFolder(),
): Promise<{ readonly path: string; readonly token: string }> {
  mkdirSync(folder, { recursive: true })
  return { path: folder, token: (await backend.fileTokens.grant(folder)).token }
}

/** Complete backups in a picked folder, the newest first, as paths. */
export function backupsOn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('评审工作台备份-'))
    .flatMap((base) =>
      readdirSync(path.join(folder, base))
        .filter((name) => /^\d{8}-\d{6}-\d+$/.test(name))
        .map((name) => path.join(folder, base, name)),
    )
    .sort()
    .reverse()
}

/** A machine without any desk, its window at the entry page. */
export function cleanMachine(): Promise<Machine> {
  return openMachine(path.join(testFolder(), 'data'))
}

/** Restores a backup on a machine with the passwords of two people of it, and logs the first one in. */
export async function restoreOn(
  machine: Machine,
  backup: string,
  people: { readonly first: string; readonly second: string },
): Promise<void> {
  const prepared = await value(
    machine.desk.entry.prepareRestore({
      backup: await machine.token(backup),
      insteadOf: null,
      mayLackDocuments: false,
    }),
  )
  const { key } = await value(
    machine.desk.entry.restore({
      restore: prepared.restore,
      first: { person: people.first, password },
      second: { person: people.second, password },
      groups: null,
    }),
  )
  await value(machine.desk.entry.login({ desk: key, person: people.first, password }))
}

/** The first person of an office and its 复核人. */
export async function peopleOf(office: Pick<Office, 'desk' | 'second'>) {
  const [first] = await value(office.desk.accounts.list(null))
  return { first: first!.id, second: office.second.person }
}

/** The database of a desk as it lies there, read-only. */
export function databaseOf(home: string, desk = 'JS-training'): Sqlite {
  return openSqlite(path.join(home, desk, 'desk.sqlite'), { readOnly: true })
}

/** Puts a document into the store of a desk as an import would; answers its digest without prefix. */
export function storeDocument(store: string, text: string): string {
  const digest = createHash('sha256').update(text).digest('hex')
  mkdirSync(path.join(store, digest.slice(0, 2)), { recursive: true })
  writeFileSync(path.join(store, digest.slice(0, 2), digest), text)
  return digest
}

/** What is printed on the recovery sheet of a desk whose sheet was not confirmed yet, as one text. */
export async function sheetOf(home: string, desk: string, person: string): Promise<string> {
  const db = databaseOf(home, desk)
  try {
    const credential = (owner: string) =>
      db.sql<Credential>('SELECT person, kdf, sealed FROM credentials WHERE person = ?', owner)[0]!
    const keys = await openKeys(credential(person), password)
    const seed = unseal(
      derivedKey(followKeyring(db, keys!).deviceSeed, 'desk/office-seed-wrap/v1'),
      'office-seed',
      credential('office-seed').sealed,
    )
    return recoveryGroups(seed!).join(' ')
  } finally {
    db.close()
  }
}
