import { createSM3 } from 'hash-wasm'
import { type Bytes, concat } from '../../core/bytes.ts'

// WebAssembly is compiled asynchronously and hashes synchronously: waited for once, when this module is loaded.
// (Backend and worker are built as ES modules, where a module may wait. node:crypto's SM3 is OpenSSL's: BoringSSL has none.)
const hasher = await createSM3()

/** SM3 (GB/T 32905-2016) as 64 hex. */
export function sm3Hex(bytes: Bytes): string {
  return hasher.init().update(bytes).digest('hex')
}

/** SM3 of these parts one after another: 32 bytes. */
export function sm3(...parts: readonly Bytes[]): Bytes {
  hasher.init()
  for (const part of parts) hasher.update(part)
  return hasher.digest('binary')
}

const blockSize = 64

/** HMAC (RFC 2104) with SM3 of these parts one after another; the key has at most 64 bytes. */
export function hmacSm3(key: Bytes, ...parts: readonly Bytes[]): Bytes {
  if (key.length > blockSize) throw new Error('a key of at most one block')
  const block = concat([key, new Uint8Array(blockSize - key.length)])
  const padded = (byte: number) => block.map((one) => one ^ byte)
  return sm3(padded(0x5c), sm3(padded(0x36), ...parts))
}
