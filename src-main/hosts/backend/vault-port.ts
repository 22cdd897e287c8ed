import { pae } from '../../core/dsse.ts'
import type { Credential, Vault } from '../../core/ports/vault.ts'
import { ok } from '../../core/result.ts'
import { truth } from '../../core/truth.ts'
import { signerFor } from '../../platform/suites/suite-of.ts'
import {
  type DailyKeys,
  derivedKey,
  forgetKeys,
  openKeys,
  scryptCost,
  seal,
  sealKeys,
  unseal,
} from '../../platform/vault.ts'
import type { Desk } from './desk.ts'
import { withLimitedTries } from './limited-tries.ts'

/** Row of `credentials` that holds the office's secret until the recovery sheet is confirmed. */
export const seedOwner = 'office-seed'

/** The office's secret until the recovery sheet is printed: under a key made from the device key, so that any login opens it. */
export function sealOfficeSeed(recoverySeed: Uint8Array, keys: DailyKeys): Credential {
  const sealed = seal(seedKey(keys), seedOwner, recoverySeed)
  return { person: seedOwner, kdf: JSON.stringify({ kdf: 'hkdf-sha256' }), sealed }
}

function seedKey({ deviceSeed }: DailyKeys): Buffer {
  return derivedKey(deviceSeed, 'desk/office-seed-wrap/v1')
}

/** The person's wrapped keys, or null when there are none. */
export function readCredential({ db }: Pick<Desk, 'db'>, person: string): Credential | null {
  return db.get(truth.selectFrom('credentials').selectAll().where('person', '=', person)) ?? null
}

/** The vault of one session; `keys` are those that the login opened. */
export function openVault(desk: Desk, keys: DailyKeys, cost = scryptCost): Vault {
  const signer = signerFor(desk.executor.chain.suite, keys.deviceSeed)
  return {
    async check(person, password) {
      const credential = readCredential(desk, person)
      const opened = await withLimitedTries(
        desk,
        { name: person, code: 'accounts/wrong-password' },
        async () => (credential ? openKeys(credential, password) : null),
      )
      if (!opened.ok) return opened
      forgetKeys(opened.value)
      return ok(undefined)
    },
    wrap: (password) => sealKeys(password, keys, cost),
    sign: (payloadType, payload) => signer.sign(pae(payloadType, payload)),
    async recoverySeed() {
      const credential = readCredential(desk, seedOwner)
      return credential && unseal(seedKey(keys), seedOwner, credential.sealed)
    },
    forgetRecoverySeed() {
      desk.db.run(truth.deleteFrom('credentials').where('person', '=', seedOwner))
      // Old pages wait in the WAL until they are copied back: the secret must not.
      desk.db.raw.pragma('wal_checkpoint(TRUNCATE)')
    },
  }
}
