import { weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { type Bytes, concat, fromHex, hex, utf8 } from '../../core/bytes.ts'
import { hmacSm3, sm3 } from './sm3.ts'

// The recommended curve of GB/T 32918.5-2017: y² = x³ + ax + b over F(p), of prime order n.
const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
export const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const curve = {
  p,
  n: order,
  h: 1n,
  a: p - 3n,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
}
const Point = weierstrass(curve)
const scalars = Point.Fn
// A small table: few signatures are made here, and a large one takes longer to fill at start than it ever saves.
Point.BASE.precompute(4)

export type PublicPoint = InstanceType<typeof Point>

/** The point of a public key, 128 hex digits of x ‖ y; null unless both are below p and it lies on the curve. */
export function publicPoint(publicKey: string): PublicPoint | null {
  const raw = fromHex(publicKey)
  if (raw?.length !== 64) return null
  const x = numberOf(raw.subarray(0, 32))
  const y = numberOf(raw.subarray(32))
  if (x >= p || y >= p || (y * y - x * x * x - curve.a * x - curve.b) % p !== 0n) return null
  return Point.fromAffine({ x, y })
}

/** The public key to a private one in [1, n − 2], as 128 hex digits. */
export function publicKeyOf(privateKey: bigint): string {
  const { x, y } = Point.BASE.multiply(privateKey).toAffine()
  return hex(concat([bytesOf(x), bytesOf(y)]))
}

/**
 * The private key of a seed of 32 bytes: the seed as a big-endian number where that lies in [1, n − 2], else that of the
 * seed's SM3 digest (once in 2^32 seeds). Throws on any other length.
 */
export function privateKeyOf(seed: Bytes): bigint {
  if (seed.length !== 32) throw new Error('a seed has 32 bytes')
  const number = numberOf(seed)
  return number >= 1n && number <= order - 2n ? number : privateKeyOf(sm3(seed))
}

const defaultId = utf8('1234567812345678')
const curveBytes = concat([curve.a, curve.b, curve.Gx, curve.Gy].map(bytesOf))

/** e of GB/T 32918.2: SM3(ZA ‖ message), where ZA binds the default id, the curve and the signer's public key. */
export function messageDigest(publicKey: string, message: Bytes): Bytes {
  const bits = 8 * defaultId.length
  const za = sm3(Uint8Array.of(bits >> 8, bits & 0xff), defaultId, curveBytes, fromHex(publicKey)!)
  return sm3(za, message)
}

/**
 * r ‖ s (64 bytes) over a digest e, with the first of these nonces that gives a signature. A nonce that repeats over
 * another digest, or is known, gives the private key away: only {@link noncesOf} makes them, apart from the standard's
 * example.
 */
export function signDigest(digest: Bytes, privateKey: bigint, nonces: Iterable<bigint>): Bytes {
  const e = numberOf(digest)
  for (const k of nonces) {
    const r = scalars.create(e + Point.BASE.multiply(k).toAffine().x)
    if (r === 0n || r + k === order) continue
    const s = scalars.mul(scalars.inv(1n + privateKey), scalars.create(k - r * privateKey))
    if (s !== 0n) return concat([bytesOf(r), bytesOf(s)])
  }
  throw new Error('no nonce gave a signature')
}

/** True when r ‖ s is a signature of this digest: 64 bytes, both in [1, n − 1], their sum not n. */
export function verifyDigest(digest: Bytes, key: PublicPoint, signature: Bytes): boolean {
  if (signature.length !== 64) return false
  const r = numberOf(signature.subarray(0, 32))
  const s = numberOf(signature.subarray(32))
  if (r === 0n || r >= order || s === 0n || s >= order) return false
  const t = scalars.create(r + s)
  if (t === 0n) return false
  const point = Point.BASE.mulAddUnsafe(s, key, t)
  return !point.is0() && scalars.create(numberOf(digest) + point.toAffine().x) === r
}

/**
 * The nonces of RFC 6979, 3.2, with HMAC-SM3, for this key and digest. Instead of random ones: a machine whose randomness
 * is weak, or a disk image that is started twice, would give the key away, and the same bundle could not be made again.
 */
export function* noncesOf(digest: Bytes, privateKey: bigint): Generator<bigint> {
  const secret = concat([bytesOf(privateKey), bytesOf(scalars.create(numberOf(digest)))])
  let key: Bytes = new Uint8Array(32)
  let value: Bytes = new Uint8Array(32).fill(1)
  for (const round of [0, 1]) {
    key = hmacSm3(key, value, Uint8Array.of(round), secret)
    value = hmacSm3(key, value)
  }
  for (;;) {
    value = hmacSm3(key, value)
    const k = numberOf(value)
    if (k >= 1n && k < order) yield k
    key = hmacSm3(key, value, Uint8Array.of(0))
    value = hmacSm3(key, value)
  }
}

function numberOf(bytes: Bytes): bigint {
  return BigInt(`0x${hex(bytes)}`)
}

function bytesOf(number: bigint): Bytes {
  return fromHex(number.toString(16).padStart(64, '0'))!
}
