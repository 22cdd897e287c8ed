import type { Bytes } from './bytes.ts'

/** A set of algorithms that a chain keeps from genesis on. Keys are lower-case hex of their raw bytes. */
export type Suite = {
  readonly id: SuiteId
  /** The suite's prefix (`sha256:` or `sm3:`) and 64 hex of the bytes. */
  digest(bytes: Bytes): Digest
  /** False for a wrong signature and for keys that must never be accepted (small order, wrong length). Never throws. */
  verify(publicKey: string, message: Bytes, signature: Bytes): boolean
  /** True when the text is a public key of this suite that may be enrolled. */
  isPublicKey(publicKey: string): boolean
}

export const suiteIds = ['ed25519-sha256', 'sm2-sm3'] as const
export type SuiteId = (typeof suiteIds)[number]

/** The suite of a desk for which nobody chose another. */
export const defaultSuite: SuiteId = 'ed25519-sha256'

export function isSuiteId(value: unknown): value is SuiteId {
  return suiteIds.some((id) => id === value)
}

/** How public keys and digests of a suite are written. */
const shapes: { readonly [id in SuiteId]: { readonly key: RegExp; readonly prefix: string } } = {
  'ed25519-sha256': { key: /^[0-9a-f]{64}$/, prefix: 'sha256:' },
  'sm2-sm3': { key: /^[0-9a-f]{128}$/, prefix: 'sm3:' },
}

/** True for text with the form of a public key of this suite; whether it may be enrolled, only {@link Suite} says. */
export function isKeyText(suite: SuiteId, value: unknown): value is string {
  return typeof value === 'string' && shapes[suite].key.test(value)
}

/** True for the form of an encryption key: X25519 in every suite. */
export function isEncryptionKeyText(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

export type Digest = string & { readonly __brand?: 'digest' }

/** The 64 hex digits of a digest, without the prefix of its suite. */
export function hexOf(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1)
}

/** The suite whose digests begin like this one. */
export function suiteOfDigest(digest: Digest): SuiteId {
  const found = suiteIds.find((id) => digest.startsWith(shapes[id].prefix))
  if (!found) throw new Error('not a digest')
  return found
}

/** Signs exact bytes with one private key. Asynchronous, and never called inside a transaction. */
export type Signer = {
  readonly publicKey: string
  sign(message: Bytes): Promise<Bytes>
}

export const digestPattern = /^(?:sha256|sm3):[0-9a-f]{64}$/

/** Files and documents are named by SHA-256 in every suite, so that anybody can check them with `sha256sum`. */
export const fileDigestPattern = /^sha256:[0-9a-f]{64}$/
