import { createHash } from 'node:crypto'
import { closeSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Bytes, utf8 } from '../../core/bytes.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { freeBytes } from '../disk.ts'
import { ageHeaderSize, ageMagic, Damaged, decrypted } from './age.ts'
import { chunksOf, type OpenFile, openFile, readAt, writeFully } from './file.ts'
import { limits } from './limits.ts'
import { findPartSet, joinParts } from './parts.ts'

/** The container of a bundle, open for reading. */
export type Outer = {
  readonly container: OpenFile
  /** Bytes of the bundle's own file. */
  readonly size: number
  /** Digest of the bundle's own file; null for a plain one, where it comes out of the one reading of the content. */
  readonly encryptedDigest: Digest | null
}

const zipMagic = utf8('PK\x03\x04')
const joinedName = 'joined'
const decryptedName = 'container'

type OuterRequest = {
  readonly path: string
  readonly folder: string
  readonly identities: readonly string[]
  readonly job: Job
}

/**
 * Lets `read` read the container of a bundle's file; a set of parts is put together, what is encrypted is decrypted, into
 * private files in `folder`, which are gone again when this returns. Checks caps, the digests of parts, and the magic only.
 */
export async function readOuter<T>(
  request: OuterRequest,
  read: (outer: Outer) => Result<T> | Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    const outer = await openOuter(request)
    if (!outer.ok) return outer
    try {
      return await read(outer.value)
    } finally {
      closeSync(outer.value.container.fd)
    }
  } finally {
    for (const name of [joinedName, decryptedName]) rmSync(join(request.folder, name), { force: true })
  }
}

async function openOuter(request: OuterRequest): Promise<Result<Outer>> {
  const set = findPartSet(request.path)
  if (set === null) return openWhole(request)
  if (!set.ok) return set
  const path = join(request.folder, joinedName)
  const joined = joinParts(set.value, path, request.job)
  if (!joined.ok) return joined
  const outer = await openWhole({ ...request, path })
  if (outer.ok && outer.value.encryptedDigest !== null) rmSync(path)
  return outer
}

async function openWhole(request: OuterRequest): Promise<Result<Outer>> {
  const opened = openFile(request.path)
  if (!opened.ok) return opened
  const file = opened.value
  let isHandedOver = false
  try {
    if (file.size > limits.bundle) return refuse('bundles/too-large', { most: limits.bundle })
    const start = readAt(file, 0, ageHeaderSize)
    if (startsWith(start, zipMagic)) {
      isHandedOver = true
      return ok({ container: file, size: file.size, encryptedDigest: null })
    }
    if (!startsWith(start, ageMagic)) {
      const isCut = startsWith(zipMagic, start) || startsWith(ageMagic, start)
      return refuse(isCut ? 'bundles/incomplete' : 'bundles/not-a-bundle')
    }
    if (start.length < ageHeaderSize) return refuse('bundles/incomplete')
    if (freeBytes(request.folder) < file.size) return refuse('bundles/no-space')
    return await decryptInto(join(request.folder, decryptedName), file, start, request)
  } finally {
    if (!isHandedOver) closeSync(file.fd)
  }
}

async function decryptInto(
  path: string,
  file: OpenFile,
  header: Bytes,
  { identities, job }: { readonly identities: readonly string[]; readonly job: Job },
): Promise<Result<Outer>> {
  const hash = createHash('sha256')
  const source = hashed(chunksOf(file, 0, file.size), hash, (done) => {
    job.signal.throwIfAborted()
    job.progress({ done, total: file.size, step: 'decrypt' })
  })
  const plaintext = await decrypted(header, identities, source)
  if (!plaintext.ok) return plaintext
  const fd = openSync(path, 'wx', 0o600)
  try {
    for await (const chunk of plaintext.value) writeFully(fd, chunk)
  } catch (error) {
    if (error instanceof Damaged) return refuse('bundles/encryption-damaged')
    throw error
  } finally {
    closeSync(fd)
  }
  const container = openFile(path)
  if (!container.ok) return container
  return ok({
    container: container.value,
    size: file.size,
    encryptedDigest: `sha256:${hash.digest('hex')}`,
  })
}

function* hashed(
  chunks: Iterable<Bytes>,
  hash: { update(bytes: Bytes): unknown },
  report: (done: number) => void,
): Generator<Bytes> {
  let done = 0
  for (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
    done += chunk.length
    report(done)
  }
}

function startsWith(bytes: Bytes, magic: Bytes): boolean {
  return magic.every((byte, i) => bytes[i] === byte)
}
