import { createPrivateKey, createPublicKey, hash, randomBytes, sign, verify } from 'node:crypto'
import { type Bytes, fromHex, hex, utf8 } from '../../core/bytes.ts'
import type { Digest, Signer, Suite } from '../../core/suite.ts'

/** Ed25519 (RFC 8032) and SHA-256 by node:crypto; both exist in OpenSSL and in Electron's BoringSSL. */
export const ed25519Sha256: Suite = {
  id: 'ed25519-sha256',
  digest: sha256,
  isPublicKey: (publicKey) => acceptedKey(publicKey) !== null,
  verify(publicKey, message, signature) {
    const raw = acceptedKey(publicKey)
    if (!raw || signature.length !== 64 || !isBelow(signature.subarray(32), order)) return false
    // OpenSSL 3.5 refuses such an R, others do not: no bundle may count in one host and not in the other.
    if (!isAccepted(signature.subarray(0, 32))) return false
    return verify(null, message, publicKeyObject(raw), signature)
  },
}

/** A new private key: its seed of 32 bytes, and the public key as hex. */
export function generateKey(): { readonly seed: Bytes; readonly publicKey: string } {
  const seed = randomBytes(32)
  return { seed, publicKey: publicKeyOf(seed) }
}

/** A signer with the key that RFC 8032 derives from this seed of 32 bytes; throws on any other length. */
export function signerFromSeed(seed: Bytes): Signer {
  const key = privateKeyObject(seed)
  return { publicKey: publicKeyOf(seed), sign: async (message) => sign(null, message, key) }
}

/** Whether each part of this suite gives its known answer here. */
export async function knownAnswers(): Promise<Readonly<Record<string, boolean>>> {
  const signer = signerFromSeed(fromHex(knownAnswer.seed)!)
  const message = fromHex(knownAnswer.message)!
  const signature = fromHex(knownAnswer.signature)!
  const altered = Uint8Array.from(signature, (byte, i) => (i === 0 ? byte ^ 1 : byte))
  return {
    'SHA-256': sha256(utf8('abc')) === knownAnswer.digestOfAbc,
    'Ed25519 public key': signer.publicKey === knownAnswer.publicKey,
    'Ed25519 signing': hex(await signer.sign(message)) === knownAnswer.signature,
    'Ed25519 verifying': ed25519Sha256.verify(signer.publicKey, message, signature),
    'Ed25519 refusing an altered signature': !ed25519Sha256.verify(signer.publicKey, message, altered),
    'Ed25519 refusing a small-order key': !ed25519Sha256.isPublicKey(`01${'00'.repeat(31)}`),
  }
}

// RFC 8032, 7.1, test 3; FIPS 180-2, B.1.
const knownAnswer = {
  seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
  publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
  message: 'af82',
  signature:
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  digestOfAbc: 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
}

function sha256(bytes: Bytes): Digest {
  return `sha256:${hash('sha256', bytes, 'hex')}`
}

// Little-endian, as RFC 8032 encodes numbers.
const order = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')!
const prime = fromHex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f')!

// The y of the eight points whose order divides 8: under such a key some libraries (OpenSSL 3.0 among them) take one
// fixed signature for every message.
const smallOrderY = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

/** The key's 32 bytes, or null when it is not canonical or of small order. */
function acceptedKey(publicKey: string): Bytes | null {
  const raw = fromHex(publicKey)
  return raw?.length === 32 && isAccepted(raw) ? raw : null
}

/** False for a point that is not canonical or of small order. */
function isAccepted(point: Bytes): boolean {
  const y = Uint8Array.from(point)
  y[31]! &= 0x7f
  return isBelow(y, prime) && !smallOrderY.has(hex(y))
}

function isBelow(number: Bytes, bound: Bytes): boolean {
  for (let i = bound.length - 1; i >= 0; i--) {
    if (number[i]! !== bound[i]!) return number[i]! < bound[i]!
  }
  return false
}

// RFC 8410: what stands before the raw key in SPKI and PKCS #8.
const spkiPrefix = fromHex('302a300506032b6570032100')!
const pkcs8Prefix = fromHex('302e020100300506032b657004220420')!

function publicKeyObject(raw: Bytes) {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' })
}

function privateKeyObject(seed: Bytes) {
  if (seed.length !== 32) throw new Error('a seed has 32 bytes')
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
}

function publicKeyOf(seed: Bytes): string {
  const spki = createPublicKey(privateKeyObject(seed)).export({ format: 'der', type: 'spki' })
  return hex(spki.subarray(spkiPrefix.length))
}
