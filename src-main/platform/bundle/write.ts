import { mkdtempSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import type { Sign } from '../../core/dsse.ts'
import { devicePrefix } from '../../core/event.ts'
import type { Manifest } from '../../core/manifest.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { isSystemError, mediumErrors, noSpaceErrors, quietly } from '../disk.ts'
import { ageRecipient, encrypted } from './age.ts'
import { containerBytes, DocumentUnusable } from './container-bytes.ts'
import { type BundleContent, type Gathered, gather } from './gather.ts'
import { mostParts } from './parts.ts'
import { openTarget, type Target, TargetGone, TooManyParts } from './target.ts'
import { removeUnfinished, spoolTemplate, unfinishedMark } from './unfinished.ts'

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
  /** Bytes of each part of a set; null, or nothing, writes one file. */
  readonly partSize?: number | null
  readonly job: Job
}

export type WrittenBundle = {
  /** Name of the bundle's file; of a set, the name before the number. */
  readonly file: string
  /** How many parts there are; null for one file. */
  readonly parts: number | null
  readonly size: number
  readonly digest: Digest
  /** As it was signed; its ranges carry the checkpoints, the sender's new one among them. */
  readonly manifest: Manifest
}

/**
 * Writes a bundle as one file or as a set of parts: unfinished names, fsync, read back and compared, renamed; never over an
 * existing file, never twice the space. After a refusal or an error nothing of it is left, as far as the medium can still
 * be reached. Refuses with `bundles/…`.
 */
export async function writeBundle(request: WriteRequest): Promise<Result<WrittenBundle>> {
  if (basename(request.name) !== request.name || request.name === '')
    throw new Error('a bundle needs a plain file name')
  try {
    const spoolFolder = mkdtempSync(spoolTemplate(request.tempFolder))
    try {
      return await writeWith(spoolFolder, request)
    } finally {
      // What cannot be removed now is removed when the desk is opened; the bundle does not depend on it.
      quietly(() => rmSync(spoolFolder, { recursive: true, force: true }))
    }
  } catch (error) {
    if (error instanceof DocumentUnusable)
      return refuse('bundles/document-unusable', { document: error.document })
    if (error instanceof TooManyParts) return tooManyParts()
    if (isSystemError(error, noSpaceErrors)) return refuse('bundles/no-space')
    // FAT32, as many sticks have it, ends at 4 GiB.
    if (isSystemError(error, ['EFBIG'])) return refuse('bundles/too-large-for-target')
    if (error instanceof TargetGone || isSystemError(error, mediumErrors))
      return refuse('bundles/cannot-write')
    throw error
  }
}

async function writeWith(spoolFolder: string, request: WriteRequest): Promise<Result<WrittenBundle>> {
  const { name, folder, encryptTo, tempFolder, content, partSize = null } = request
  const ending = encryptTo === null ? '.zip' : '.zip.age'
  const device = devicePrefix(content.sender.device)
  removeUnfinished({ folder, devicePrefix: device, tempFolder })
  const target = openTarget({ folder, name, ending, partSize, mark: unfinishedMark(device, spoolFolder) })
  let isPublished = false
  try {
    if (target.isTaken()) return refuse('bundles/name-taken')
    const gathered = await gather(content, spoolFolder, request.sign)
    if (!gathered.ok) return gathered
    if (partSize !== null && contentSize(gathered.value) > mostParts * partSize) return tooManyParts()
    await writeTo(target, gathered.value, request)
    const written = await target.end()
    if (!target.readsBack(request.job)) return refuse('bundles/read-back-differs')
    if (target.isTaken()) return refuse('bundles/name-taken')
    target.publish()
    isPublished = true
    return ok({ file: `${name}${ending}`, ...written, manifest: gathered.value.manifest })
  } finally {
    if (!isPublished) await target.withdraw()
  }
}

function tooManyParts() {
  return refuse('bundles/too-many-parts', { most: mostParts })
}

async function writeTo(target: Target, gathered: Gathered, { encryptTo, job }: WriteRequest): Promise<void> {
  const total = contentSize(gathered)
  let done = 0
  const plain = containerBytes(gathered)
  for await (const chunk of encryptTo === null ? plain : encrypted(ageRecipient(encryptTo), plain)) {
    job.signal.throwIfAborted()
    await target.write(chunk)
    done += chunk.length
    job.progress({ done: Math.min(done, total), total, step: 'write' })
  }
}

function contentSize({ envelope, headers, bodies, documents }: Gathered): number {
  return [...headers, bodies, ...documents].reduce((sum, { size }) => sum + size, envelope.length)
}
