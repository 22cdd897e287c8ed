import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto'
import type { Credential } from '../core/ports/vault.ts'

/** What every account's password opens: seeds of the daily keys. The office key is not among them. */
export type DailyKeys = {
  /** Seed of the device key, whatever the suite. */
  readonly deviceSeed: Uint8Array
  /** X25519 private keys of the office, the newest first: bundles encrypted to an earlier key may still be on their way. */
  readonly encryptionKeys: readonly Uint8Array[]
}

/** Row of `credentials` that the recovery sheet opens. */
export const recoveryOwner = 'recovery'
const recoveryWrap = 'desk/recovery-wrap/v1'

type Kdf = {
  readonly kdf: 'scrypt'
  readonly N: number
  readonly r: number
  readonly p: number
  readonly salt: string
}

/** 2^17: 0.4 s on an office machine; a test may take less, a stored credential says what it was made with. */
export const scryptCost = 2 ** 17

/** Wraps the keys for one password: scrypt first, then (synchronously) AES-256-GCM bound to the person's id. */
export async function sealKeys(
  password: string,
  keys: DailyKeys,
  cost = scryptCost,
): Promise<(person: string) => Credential> {
  const kdf: Kdf = { kdf: 'scrypt', N: cost, r: 8, p: 1, salt: randomBytes(16).toString('hex') }
  const key = await derive(password, kdf)
  return (person) => {
    return { person, kdf: JSON.stringify(kdf), sealed: sealDailyKeys(key, person, keys) }
  }
}

/** The keys, or null when the password is wrong or the credential was altered: the two cannot be told apart. */
export async function openKeys(credential: Credential, password: string): Promise<DailyKeys | null> {
  const key = await derive(password, JSON.parse(credential.kdf) as Kdf)
  return openDailyKeys(key, credential.person, credential.sealed)
}

/** scrypt's N of a stored credential. */
export function costOf(credential: Credential): number {
  return (JSON.parse(credential.kdf) as Kdf).N
}

/** Daily keys under a key of 32 bytes: the device seed, then the encryption keys, 32 bytes each. */
export function sealDailyKeys(key: Uint8Array, owner: string, keys: DailyKeys): Buffer {
  const plain = Buffer.concat([keys.deviceSeed, ...keys.encryptionKeys])
  const sealed = seal(key, owner, plain)
  plain.fill(0)
  return sealed
}

/** What {@link sealDailyKeys} sealed; null when the key is another or the bytes were altered. */
export function openDailyKeys(key: Uint8Array, owner: string, sealed: Uint8Array): DailyKeys | null {
  const plain = unseal(key, owner, sealed)
  if (!plain || plain.length < 64 || plain.length % 32 !== 0) return null
  const encryptionKeys: Uint8Array[] = []
  for (let at = 32; at < plain.length; at += 32) encryptionKeys.push(plain.subarray(at, at + 32))
  return { deviceSeed: plain.subarray(0, 32), encryptionKeys }
}

/** Keys of a login that has ended are not left lying in memory. */
export function forgetKeys({ deviceSeed, encryptionKeys }: DailyKeys): void {
  deviceSeed.fill(0)
  for (const key of encryptionKeys) key.fill(0)
}

/** Wraps under a key made from the recovery seed: for the only account's forgotten password. No password, no scrypt. */
export function sealForRecovery(recoverySeed: Uint8Array, keys: DailyKeys): Credential {
  return sealUnderRecovery(recoveryKey(recoverySeed), keys)
}

/** The key that opens the recovery rows of all desks of the office; it makes neither the office key nor the seed. */
export function recoveryKey(recoverySeed: Uint8Array): Buffer {
  return derivedKey(recoverySeed, recoveryWrap)
}

/** The same for a further desk, which was given the {@link recoveryKey} and never sees the seed. */
export function sealUnderRecovery(key: Uint8Array, keys: DailyKeys): Credential {
  const sealed = sealDailyKeys(key, recoveryOwner, keys)
  return { person: recoveryOwner, kdf: JSON.stringify({ kdf: 'hkdf-sha256' }), sealed }
}

/** The keys that {@link sealForRecovery} wrapped; null when the seed is another office's or an earlier one. */
export function openWithRecovery(credential: Credential, recoverySeed: Uint8Array): DailyKeys | null {
  return openDailyKeys(recoveryKey(recoverySeed), recoveryOwner, credential.sealed)
}

/** A key of 32 bytes for one purpose, from a secret that is already strong. */
export function derivedKey(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
}

/** Office key and encryption key both come from one recovery seed, so that one printed sheet restores both. */
export function officeSeeds(recoverySeed: Uint8Array): {
  readonly office: Uint8Array
  readonly encryption: Uint8Array
} {
  const from = (purpose: string) => new Uint8Array(derivedKey(recoverySeed, purpose))
  return { office: from('desk/office-key/v1'), encryption: from('desk/office-encryption-key/v1') }
}

/** Encrypts bytes under a key of 32 bytes: nonce, tag, ciphertext. */
export function seal(key: Uint8Array, owner: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(owner, 'utf8'))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

export function unseal(key: Uint8Array, owner: string, sealed: Uint8Array): Buffer | null {
  if (sealed.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  decipher.setAAD(Buffer.from(owner, 'utf8'))
  decipher.setAuthTag(sealed.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
  } catch {
    return null
  }
}

function derive(password: string, { N, r, p, salt }: Kdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      password.normalize('NFC'),
      Buffer.from(salt, 'hex'),
      32,
      { N, r, p, maxmem: 256 * N * r },
      (error, key) => (error ? reject(error) : resolve(key)),
    )
  })
}
