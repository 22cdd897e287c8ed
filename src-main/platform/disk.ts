import { closeSync, fsyncSync, openSync, statfsSync } from 'node:fs'

/** Bytes that this process may still write where the folder lies. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
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

/** Makes what was written to a file last through a power cut. */
export function syncFile(file: string): void {
  const fd = openSync(file, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

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
