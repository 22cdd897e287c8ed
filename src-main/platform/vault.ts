import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto'
import type { Credential } from '../core/ports.ts'

/** What every account's password opens: seeds of the daily keys. The office key is not among them. */
export type DailyKeys = {
  /** Ed25519 seed of the device key. */
  readonly deviceSeed: Uint8Array
  /** X25519 private key of the office. */
  readonly encryptionKey: Uint8Array
}

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
    const plain = Buffer.concat([keys.deviceSeed, keys.encryptionKey])
    const sealed = seal(key, person, plain)
    plain.fill(0)
    return { person, kdf: JSON.stringify(kdf), sealed }
  }
}

/** The keys, or null when the password is wrong or the credential was altered: the two cannot be told apart. */
export async function openKeys(credential: Credential, password: string): Promise<DailyKeys | null> {
  const plain = unseal(
    await derive(password, JSON.parse(credential.kdf) as Kdf),
    credential.person,
    credential.sealed,
  )
  if (plain?.length !== 64) return null
  return { deviceSeed: plain.subarray(0, 32), encryptionKey: plain.subarray(32, 64) }
}

/** Wraps under a key made from the recovery seed: for the only account's forgotten password. No password, no scrypt. */
export function sealForRecovery(recoverySeed: Uint8Array, keys: DailyKeys): Credential {
  const key = Buffer.from(hkdfSync('sha256', recoverySeed, '', 'desk/recovery-wrap/v1', 32))
  const sealed = seal(key, 'recovery', Buffer.concat([keys.deviceSeed, keys.encryptionKey]))
  return { person: 'recovery', kdf: JSON.stringify({ kdf: 'hkdf-sha256' }), sealed }
}

/** Office key and encryption key both come from one recovery seed, so that one printed sheet restores both. */
export function officeSeeds(recoverySeed: Uint8Array): {
  readonly office: Uint8Array
  readonly encryption: Uint8Array
} {
  const from = (info: string) => new Uint8Array(hkdfSync('sha256', recoverySeed, '', info, 32))
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
