import { closeSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type Digest, hexOf } from '../../core/suite.ts'
import { freeBytes, isSystemError, noSpaceErrors, syncFile } from '../disk.ts'
import { chunksOf, openFile, readDigest, writeFully } from './file.ts'
import { findPartSet, joinParts } from './parts.ts'

/**
 * Copies the file of a bundle as it came, its parts put together, into a private new file, fsynced. Refuses with
 * `bundles/no-space`, and with `bundles/unreadable` when it is no longer the file with this digest.
 */
export function keepFile(request: {
  readonly path: string
  readonly into: string
  readonly digest: Digest
  readonly job: Job
}): Result<void> {
  const { path, into, digest, job } = request
  let isKept = false
  try {
    const set = findPartSet(path)
    const copied = set === null ? copyFile(path, into, job) : set.ok ? joinParts(set.value, into, job) : set
    if (!copied.ok) return copied
    // What is on the disk now, not what was read before: the source may have changed in between.
    syncFile(into)
    if (readDigest(into) !== hexOf(digest)) return refuse('bundles/unreadable')
    isKept = true
    return ok(undefined)
  } catch (error) {
    if (isSystemError(error, noSpaceErrors)) return refuse('bundles/no-space')
    throw error
  } finally {
    if (!isKept) rmSync(into, { force: true })
  }
}

function copyFile(path: string, into: string, job: Job): Result<void> {
  const opened = openFile(path)
  if (!opened.ok) return opened
  const file = opened.value
  try {
    if (freeBytes(dirname(into)) < file.size) return refuse('bundles/no-space')
    const fd = openSync(into, 'wx', 0o600)
    try {
      let done = 0
      for (const chunk of chunksOf(file, 0, file.size)) {
        job.signal.throwIfAborted()
        writeFully(fd, chunk)
        done += chunk.length
        job.progress({ done, total: file.size, step: 'keep' })
      }
    } finally {
      closeSync(fd)
    }
    return ok(undefined)
  } finally {
    closeSync(file.fd)
  }
}
