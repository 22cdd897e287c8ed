import { concat, fromHex, utf8 } from './bytes.ts'
import type { Environment } from './office.ts'
import { type Digest, hexOf, type Suite, type SuiteId } from './suite.ts'

/** The keys that two people of this desk confirmed for an office. A new key is a new pin. */
export type Pin = {
  readonly institution: string
  readonly suite: SuiteId
  readonly officeKey: string
  readonly encryptionKey: string
}

const pinModulus = 10n ** 24n

/**
 * 核对码: the first 80 bits of the digest, by the suite of the office that is pinned, of `desk-pin/v1` ‖ environment ‖
 * institution ‖ office key ‖ encryption key, text as UTF-8 and keys as raw bytes, as {@link sixGroups}.
 */
export function pinDigits(
  suite: Suite,
  office: {
    readonly environment: Environment
    readonly institution: string
    readonly officeKey: string
    readonly encryptionKey: string
  },
): string {
  const officeKey = fromHex(office.officeKey)
  const encryptionKey = fromHex(office.encryptionKey)
  if (!officeKey || !encryptionKey) throw new Error('a public key is lower-case hex')
  const text = utf8(`desk-pin/v1${office.environment}${office.institution}`)
  return sixGroups(suite.digest(concat([text, officeKey, encryptionKey])))
}

/** The first 80 bits of a digest as a big-endian integer modulo 10^24, as six groups of four digits. */
export function sixGroups(digest: Digest): string {
  const number = BigInt(`0x${hexOf(digest).slice(0, 20)}`) % pinModulus
  return number.toString().padStart(24, '0').match(/.{4}/g)!.join(' ')
}
