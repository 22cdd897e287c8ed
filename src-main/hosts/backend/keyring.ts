import type { Db } from '../../core/db.ts'
import { truth } from '../../core/truth.ts'
import { storeCredential } from '../../domain/accounts/commands.ts'
import { type DailyKeys, derivedKey, openDailyKeys, sealDailyKeys } from '../../platform/vault.ts'

/**
 * The keys that follow these on this desk: a new device, a new encryption key. Passwords that were set before still open
 * the earlier keys, and those open these. Answers the keys it got when none follow.
 */
export function followKeyring(db: Db, keys: DailyKeys): DailyKeys {
  const seen = new Set<string>()
  let newest = keys
  for (;;) {
    const owner = ownerOf(newest)
    // Keys that keep the device are followed by themselves.
    if (seen.has(owner)) return newest
    seen.add(owner)
    const row = db.get(truth.selectFrom('credentials').select('sealed').where('person', '=', owner))
    if (!row) return newest
    const next = openDailyKeys(wrapOf(newest), owner, row.sealed)
    if (!next) throw new Error('the keyring of this desk does not open with its keys')
    newest = next
  }
}

/** Remembers that `to` follows `from`; to be called in the transaction that makes `to` the keys of this desk. */
export function storeKeyring(db: Db, from: DailyKeys, to: DailyKeys): void {
  const person = ownerOf(from)
  const sealed = sealDailyKeys(wrapOf(from), person, to)
  storeCredential(db, { person, kdf: JSON.stringify({ kdf: 'hkdf-sha256' }), sealed })
}

/** True when both are the keys of the same device with the same encryption keys. */
export function areSameKeys(a: DailyKeys, b: DailyKeys): boolean {
  const bytes = ({ deviceSeed, encryptionKeys }: DailyKeys) => Buffer.concat([deviceSeed, ...encryptionKeys])
  return bytes(a).equals(bytes(b))
}

/** Named from the seed itself, so that a row is found whatever suite the device signs in. */
function ownerOf({ deviceSeed }: DailyKeys): string {
  return `keyring/${derivedKey(deviceSeed, 'desk/keyring-name/v1').toString('hex').slice(0, 8)}`
}

function wrapOf({ deviceSeed }: DailyKeys): Buffer {
  return derivedKey(deviceSeed, 'desk/keyring-wrap/v1')
}
