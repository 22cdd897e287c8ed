import { randomBytes } from 'node:crypto'
import type { World } from '../core/log.ts'

/** The system's randomness in pieces of 64 KiB, each byte given once: salts are asked for ten thousand at a time. */
export function pooledRandom(): World['random'] {
  let pool = Buffer.alloc(0)
  return (bytes) => {
    if (pool.length < bytes) pool = randomBytes(Math.max(65_536, bytes))
    const piece = pool.subarray(0, bytes)
    pool = pool.subarray(bytes)
    return piece
  }
}
