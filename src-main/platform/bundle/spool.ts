import { createHash } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { Bytes } from '../../core/bytes.ts'
import type { Digest } from '../../core/suite.ts'
import { writeFully } from './file.ts'

/** A file that will become an entry: what the manifest and the ZIP records must say before its bytes come. */
export type Part = {
  readonly path: string
  readonly size: number
  readonly digest: Digest
  readonly crc: number
}

const flushAt = 1024 * 1024

/**
 * Writes pieces to a private new file and measures it, because the manifest, which comes first in the container, names
 * size and digest of what comes behind it.
 */
export async function spool(path: string, pieces: Iterable<Bytes> | AsyncIterable<Bytes>): Promise<Part> {
  const hash = createHash('sha256')
  const fd = openSync(path, 'wx', 0o600)
  const buffer = Buffer.allocUnsafeSlow(flushAt)
  let filled = 0
  let crc = 0
  let size = 0
  const write = (bytes: Bytes) => {
    hash.update(bytes)
    crc = crc32(bytes, crc)
    size += bytes.length
    writeFully(fd, bytes)
  }
  const flush = () => {
    write(buffer.subarray(0, filled))
    filled = 0
  }
  try {
    for await (const piece of pieces) {
      if (filled + piece.length > buffer.length) flush()
      if (piece.length > buffer.length) write(piece)
      else {
        buffer.set(piece, filled)
        filled += piece.length
      }
    }
    flush()
  } finally {
    closeSync(fd)
  }
  return { path, size, digest: `sha256:${hash.digest('hex')}`, crc }
}
