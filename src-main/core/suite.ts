import type { Bytes } from './bytes.ts'

/** A set of algorithms that a chain keeps from genesis on. Keys are lower-case hex of their raw bytes. */
export type Suite = {
  readonly id: SuiteId
  /** `sha256:` + 64 hex of the bytes. */
  digest(bytes: Bytes): Digest
  /** False for a wrong signature and for keys that must never be accepted (small order, wrong length). Never throws. */
  verify(publicKey: string, message: Bytes, signature: Bytes): boolean
  /** True when the text is a public key of this suite that may be enrolled. */
  isPublicKey(publicKey: string): boolean
}

export const suiteIds = ['ed25519-sha256'] as const
export type SuiteId = (typeof suiteIds)[number]

export function isSuiteId(value: unknown): value is SuiteId {
  return suiteIds.some((id) => id === value)
}

export type Digest = string & { readonly __brand?: 'digest' }

/** Signs exact bytes with one private key. Asynchronous, and never called inside a transaction. */
export type Signer = {
  readonly publicKey: string
  sign(message: Bytes): Promise<Bytes>
}

export const digestPattern = /^(?:sha256|sm3):[0-9a-f]{64}$/
