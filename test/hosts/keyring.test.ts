import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, it } from 'vitest'
import { areSameKeys, followKeyring, storeKeyring } from '../../src-main/hosts/backend/keyring.ts'
import { migrate, readMigrations } from '../../src-main/platform/migrate.ts'
import { openSqlite, type Sqlite } from '../../src-main/platform/sqlite.ts'
import type { DailyKeys } from '../../src-main/platform/vault.ts'
import { testFolder } from '../support/log.ts'

const keys = (encryption = 1): DailyKeys => ({
  deviceSeed: randomBytes(32),
  encryptionKeys: Array.from({ length: encryption }, () => randomBytes(32)),
})

let db: Sqlite
beforeEach(async () => {
  db = openSqlite(path.join(testFolder(), 'desk.sqlite'))
  await migrate(db, readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url))), null)
})

it('keys that nothing follows are the newest', () => {
  const own = keys()
  expect(followKeyring(db, own)).toBe(own)
})

it('old keys lead to the newest over several steps, a new device and a new encryption key among them', () => {
  const first = keys()
  const second = keys(2)
  const rekeyed = { ...second, encryptionKeys: [randomBytes(32), ...second.encryptionKeys] }
  const third = keys(3)
  storeKeyring(db, first, second)
  storeKeyring(db, second, rekeyed)
  expect(areSameKeys(followKeyring(db, first), rekeyed)).toBe(true)
  expect(areSameKeys(followKeyring(db, rekeyed), rekeyed)).toBe(true)
  storeKeyring(db, rekeyed, third)
  expect(areSameKeys(followKeyring(db, first), third)).toBe(true)
  expect(areSameKeys(followKeyring(db, second), third)).toBe(true)
})

it('a keyring of other keys leads nowhere, and one that was altered stops the login', () => {
  const [own, other] = [keys(), keys()]
  storeKeyring(db, other, keys())
  expect(followKeyring(db, own)).toBe(own)
  storeKeyring(db, own, keys())
  db.sql(`UPDATE credentials SET sealed = randomblob(length(sealed))`)
  expect(() => followKeyring(db, own)).toThrow('keyring')
})
