import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  statfsSync,
  writeSync,
} from 'node:fs'
import type { Bytes } from '../../core/bytes.ts'
import { ok, type Result, refuse } from '../../core/result.ts'

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

/** Bytes that this process may still write beside `path`. */
export function freeBytes(path: string): number {
  const facts = statfsSync(path)
  return facts.bavail * facts.bsize
}

/** True for an error of the operating system with one of these codes. */
export function isSystemError(error: unknown, codes: readonly string[]): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error && codes.includes(String(error.code))
}

/** Full: the medium, or what this user may use of it. */
export const noSpaceErrors = ['ENOSPC', 'EDQUOT']

/** A medium that is missing, read-only, was pulled, or fails. */
export const mediumErrors = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EIO',
  'ENODEV',
  'ENXIO',
  'ESTALE',
  'EBUSY',
]

/** Makes the names in a folder as durable as the system can. */
export function syncFolder(folder: string): void {
  let fd: number | null = null
  try {
    fd = openSync(folder, 'r')
    fsyncSync(fd)
  } catch (error) {
    // Windows cannot open or sync a folder, and some sticks' file systems cannot sync one.
    if (!isSystemError(error, ['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'])) throw error
  } finally {
    if (fd !== null) closeSync(fd)
  }
}

/** Does what may fail with the medium without harm: clearing up. */
export function quietly(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!isSystemError(error, [...mediumErrors, ...noSpaceErrors])) throw error
  }
}
