import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { type Bytes, fromHex, hex } from '../../core/bytes.ts'

/** The public key (hex) to a secret of 32 bytes; throws on any other length. */
export function encryptionKeyOf(secret: Bytes): string {
  const spki = createPublicKey(privateKeyObject(secret)).export({ format: 'der', type: 'spki' })
  return hex(spki.subarray(spkiPrefix.length))
}

/** True for a canonical X25519 public key that is not of small order: with those every shared secret is zero. */
export function isEncryptionKey(publicKey: string): boolean {
  const raw = fromHex(publicKey)
  if (raw?.length !== 32 || !isCanonical(raw)) return false
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' })
  try {
    return diffieHellman({ privateKey: probe, publicKey: key }).some((byte) => byte !== 0)
  } catch {
    // RFC 7748, 6.1: libraries refuse the all-zero result.
    return false
  }
}

/** Below 2^255 - 19, little-endian. */
function isCanonical(raw: Bytes): boolean {
  const top = raw[31]!
  if (top !== 0x7f) return top < 0x7f
  return raw.subarray(1, 31).some((byte) => byte !== 0xff) || raw[0]! < 0xed
}

// RFC 8410: what stands before the raw key in SPKI and PKCS #8.
const spkiPrefix = fromHex('302a300506032b656e032100')!
const pkcs8Prefix = fromHex('302e020100300506032b656e04220420')!

function privateKeyObject(secret: Bytes) {
  if (secret.length !== 32) throw new Error('a secret has 32 bytes')
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, secret]), format: 'der', type: 'pkcs8' })
}

const probe = privateKeyObject(new Uint8Array(32).fill(1))
