import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Sign } from '../../core/dsse.ts'
import type { Manifest } from '../../core/manifest.ts'
import type { Job } from '../../core/ports.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { ageRecipient, encrypted } from './age.ts'
import { containerBytes, DocumentUnusable } from './container-bytes.ts'
import { chunksOf, isSystemError, openFile, writeFully } from './file.ts'
import { type BundleContent, type Gathered, gather } from './gather.ts'

export type WriteRequest = {
  readonly content: BundleContent
  /** Signs with the key of the sender's device. */
  readonly sign: Sign
  readonly folder: string
  /** File name without ending: `.zip` is added, or `.zip.age`. */
  readonly name: string
  /** A private folder of this desk, for what must not lie on the stick unencrypted. */
  readonly tempFolder: string
  /** The recipient's encryption key (hex); null writes a plain bundle. */
  readonly encryptTo: string | null
  readonly job: Job
}

export type WrittenBundle = {
  readonly file: string
  readonly size: number
  readonly digest: Digest
  /** As it was signed; its ranges carry the checkpoints, the sender's new one among them. */
  readonly manifest: Manifest
}

const noSpace = ['ENOSPC', 'EDQUOT']
const cannotWrite = [
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

/**
 * Writes a bundle: temporary name, fsync, read back and compared, renamed; never over an existing file. After a refusal
 * or an error neither name exists. Refuses with `bundles/…`.
 */
export async function writeBundle(request: WriteRequest): Promise<Result<WrittenBundle>> {
  const { name, folder, encryptTo } = request
  if (basename(name) !== name || name === '') throw new Error('a bundle needs a plain file name')
  const file = `${name}.zip${encryptTo === null ? '' : '.age'}`
  const path = join(folder, file)
  if (existsSync(path)) return refuse('bundles/name-taken')
  const spoolFolder = mkdtempSync(join(request.tempFolder, 'export-'))
  const partial = `${path}.part`
  try {
    const gathered = await gather(request.content, spoolFolder, request.sign)
    if (!gathered.ok) return gathered
    const written = await writeFile(partial, gathered.value, request)
    const readBack = readBackDigest(partial, request.job)
    if (readBack.digest !== written) return refuse('bundles/read-back-differs')
    if (existsSync(path)) return refuse('bundles/name-taken')
    renameSync(partial, path)
    syncFolder(folder)
    return ok({ file, ...readBack, manifest: gathered.value.manifest })
  } catch (error) {
    if (error instanceof DocumentUnusable)
      return refuse('bundles/document-unusable', { document: error.document })
    if (isSystemError(error, noSpace)) return refuse('bundles/no-space')
    // FAT32, as many sticks have it, ends at 4 GiB.
    if (isSystemError(error, ['EFBIG'])) return refuse('bundles/too-large-for-target')
    if (isSystemError(error, cannotWrite)) return refuse('bundles/cannot-write')
    throw error
  } finally {
    rmSync(partial, { force: true })
    rmSync(spoolFolder, { recursive: true, force: true })
  }
}

async function writeFile(
  partial: string,
  gathered: Gathered,
  { encryptTo, job }: WriteRequest,
): Promise<Digest> {
  // A part that an interrupted export left behind is nobody's file.
  rmSync(partial, { force: true })
  const fd = openSync(partial, 'wx')
  const hash = createHash('sha256')
  const total = contentSize(gathered)
  let done = 0
  try {
    const plain = containerBytes(gathered)
    for await (const chunk of encryptTo === null ? plain : encrypted(ageRecipient(encryptTo), plain)) {
      job.signal.throwIfAborted()
      hash.update(chunk)
      writeFully(fd, chunk)
      done += chunk.length
      job.progress({ done: Math.min(done, total), total, step: 'write' })
    }
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  return `sha256:${hash.digest('hex')}`
}

function contentSize({ envelope, headers, bodies, documents }: Gathered): number {
  return [...headers, bodies, ...documents].reduce((sum, { size }) => sum + size, envelope.length)
}

function readBackDigest(path: string, job: Job): { readonly size: number; readonly digest: Digest } {
  const opened = openFile(path)
  if (!opened.ok) throw new Error('a file that was just written cannot be opened')
  const file = opened.value
  const hash = createHash('sha256')
  let done = 0
  try {
    for (const chunk of chunksOf(file, 0, file.size)) {
      job.signal.throwIfAborted()
      hash.update(chunk)
      done += chunk.length
      job.progress({ done, total: file.size, step: 'read-back' })
    }
  } finally {
    closeSync(file.fd)
  }
  return { size: file.size, digest: `sha256:${hash.digest('hex')}` }
}

function syncFolder(folder: string): void {
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
