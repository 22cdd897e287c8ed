import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import type { CopyInput } from './jobs.ts'
import { documentPath, noSpace, syncFolder } from './store.ts'

export const largestDocument = 2 * 2 ** 30

const chunkSize = 2 ** 20
const cannotRead = new Set([
  'ENOENT',
  'ENOTDIR',
  'EACCES',
  'EPERM',
  'EISDIR',
  'EIO',
  'EBUSY',
  'ENODEV',
  'ENXIO',
])
const cannotWrite = new Set(['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOENT', 'ENOTDIR', 'EEXIST', 'ENODEV'])

/**
 * Copies a file into the store under its digest, hashing on the way: temporary file, fsync, rename, fsync of the folder.
 * The source is only read. A document that is there already stays. Refuses with `documents/not-readable`,
 * `documents/too-large`, `documents/empty`, `documents/changed` (while it was read), `documents/no-space`,
 * `documents/not-writable`; nothing is left behind then.
 */
export async function copyDocument(
  input: CopyInput,
  job: Job,
): Promise<Result<{ readonly digest: Digest; readonly size: number }>> {
  const source = await openSource(input.source)
  if (!source.ok) return source
  try {
    return await copyInto(source.value, input, job)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? ''
    if (noSpace.has(reason)) return refuse('documents/no-space')
    if (cannotWrite.has(reason)) return refuse('documents/not-writable', { reason })
    throw error
  } finally {
    await source.value.handle.close()
    await rm(input.temporary, { force: true })
  }
}

type Source = { readonly handle: FileHandle; readonly size: number }

async function openSource(path: string): Promise<Result<Source>> {
  try {
    // Without O_NONBLOCK, opening a pipe would wait for ever.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const about = await handle.stat()
    if (about.isFile() && about.size > 0 && about.size <= largestDocument) {
      return ok({ handle, size: about.size })
    }
    await handle.close()
    if (!about.isFile()) return refuse('documents/not-readable', { reason: 'EISDIR' })
    return about.size === 0
      ? refuse('documents/empty')
      : refuse('documents/too-large', { limit: largestDocument })
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? ''
    if (cannotRead.has(reason)) return refuse('documents/not-readable', { reason })
    throw error
  }
}

async function copyInto(
  { handle: source, size }: Source,
  { folder, temporary }: CopyInput,
  job: Job,
): Promise<Result<{ readonly digest: Digest; readonly size: number }>> {
  const hash = createHash('sha256')
  const target = await open(temporary, 'w', 0o600)
  try {
    const chunk = Buffer.allocUnsafe(chunkSize)
    for (let done = 0; ; ) {
      job.signal.throwIfAborted()
      const read = await readSome(source, chunk)
      if (!read.ok) return read
      if (read.value === 0) {
        if (done !== size) return refuse('documents/changed')
        break
      }
      done += read.value
      if (done > size) return refuse('documents/changed')
      const part = chunk.subarray(0, read.value)
      hash.update(part)
      await target.writeFile(part)
      job.progress({ done, total: size, step: 'documents/copy' })
    }
    await target.sync()
  } finally {
    await target.close()
  }
  const digest: Digest = `sha256:${hash.digest('hex')}`
  const path = documentPath(folder, digest)!
  await mkdir(dirname(path), { recursive: true })
  // A stored copy of another size is damaged, and this is the sound one.
  if ((await sizeOf(path)) !== size) await rename(temporary, path)
  await syncFolder(dirname(path))
  await syncFolder(folder)
  return ok({ digest, size })
}

/** A medium pulled out in the middle is the source's fault, not the store's. */
async function readSome(source: FileHandle, chunk: Buffer): Promise<Result<number>> {
  try {
    return ok((await source.read(chunk, 0, chunk.length)).bytesRead)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? ''
    if (cannotRead.has(reason)) return refuse('documents/not-readable', { reason })
    throw error
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
