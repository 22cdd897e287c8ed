import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import type { Bytes } from '../../core/bytes.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { isSystemError } from '../disk.ts'

/** A regular file, open for reading; the size is the one at opening. */
export type OpenFile = {
  readonly fd: number
  readonly size: number
  /** What {@link chunksOf} reads into: one for all of its calls, so that memory does not grow with the file. */
  readonly buffer: Buffer
}

export const chunkSize = 1024 * 1024

const cannotOpen = ['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'ENOTDIR', 'EBUSY', 'ENXIO', 'EIO']

/**
 * Opens a file; refuses with `bundles/unreadable` what cannot be opened or is no regular file. Who opens many one after
 * another gives them one buffer of {@link chunkSize}: released ones pile up faster than they are collected.
 */
export function openFile(path: string, buffer?: Buffer): Result<OpenFile> {
  let fd: number
  try {
    // Without O_NONBLOCK a named pipe would hold the thread for ever.
    fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    if (isSystemError(error, cannotOpen)) return refuse('bundles/unreadable')
    throw error
  }
  const facts = fstatSync(fd)
  if (facts.isFile()) {
    return ok({
      fd,
      size: facts.size,
      buffer: buffer ?? Buffer.allocUnsafeSlow(Math.min(facts.size, chunkSize)),
    })
  }
  closeSync(fd)
  return refuse('bundles/unreadable')
}

/** At most `length` bytes from `position`; fewer only at the end of the file. */
export function readAt(file: OpenFile, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, file.size - position)))
  let got = 0
  while (got < bytes.length) {
    const read = readSync(file.fd, bytes, got, bytes.length - got, position + got)
    if (read === 0) break
    got += read
  }
  return bytes.subarray(0, got)
}

/** The bytes of a part of a file, in order; every chunk lies in the file's one buffer: use it before taking the next. */
export function* chunksOf(file: OpenFile, from: number, length: number): Generator<Buffer> {
  let left = length
  while (left > 0) {
    const wanted = Math.min(file.buffer.length, left)
    const read = readSync(file.fd, file.buffer, 0, wanted, from + length - left)
    if (read === 0) return
    left -= read
    yield file.buffer.subarray(0, read)
  }
}

/** Writes all of the bytes at the file's position: one call of the system may take fewer. */
export function writeFully(fd: number, bytes: Bytes): void {
  let written = 0
  while (written < bytes.length) written += writeSync(fd, bytes, written, bytes.length - written)
}

/** SHA-256 (hex) of a file that is open; `each` sees every chunk on its way and may throw to stop it. */
export function digestOf(file: OpenFile, each: (chunk: Buffer) => void): string {
  const hash = createHash('sha256')
  for (const chunk of chunksOf(file, 0, file.size)) {
    hash.update(chunk)
    each(chunk)
  }
  return hash.digest('hex')
}

/** SHA-256 (hex) of a file as it lies there now; null when it cannot be opened. `each` gets the bytes of every chunk. */
export function readDigest(path: string, each: (bytes: number) => void = () => undefined): string | null {
  const opened = openFile(path)
  if (!opened.ok) return null
  try {
    return digestOf(opened.value, (chunk) => each(chunk.length))
  } finally {
    closeSync(opened.value.fd)
  }
}
