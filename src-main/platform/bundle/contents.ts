import { createHash, type Hash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Manifest } from '../../core/manifest.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type Digest, hexOf } from '../../core/suite.ts'
import { freeBytes } from '../disk.ts'
import type { Container, ContainerEntry } from './container.ts'
import {
  bodiesName,
  byFileName,
  checksumsName,
  documentName,
  type EntryKind,
  headersName,
  manifestName,
} from './entry.ts'
import { chunksOf, type OpenFile, readAt } from './file.ts'
import { type BehindFile, createWriteBehind } from './write-behind.ts'

type Expected = { readonly kind: EntryKind; readonly size: number; readonly digest: string }

/**
 * Compares the container with the manifest, file by file: the same set, sizes, digests, CRCs. Writes what it read and
 * verified below `folder`, documents only where `wants` says so. The digest that comes out is that of the whole file.
 */
export async function verifyContents(request: {
  readonly file: OpenFile
  readonly container: Container
  readonly manifest: Manifest
  readonly envelope: Buffer
  readonly folder: string
  readonly wants: (document: Digest) => boolean
  readonly job: Job
}): Promise<Result<Digest>> {
  const { file, container, manifest, folder, job } = request
  const checksums = checksumList(request.envelope, manifest)
  const expected = expectedFiles(manifest, request.envelope, checksums)
  const difference = differenceOfSets(container, expected)
  if (difference) return difference
  const wanted = new Set(
    manifest.documents
      .map((one) => one.digest)
      .filter(request.wants)
      .map(documentName),
  )
  const toStage = container.entries.filter(({ kind, name }) => kind !== 'document' || wanted.has(name))
  if (freeBytes(folder) < toStage.reduce((sum, { size }) => sum + size, 0)) return refuse('bundles/no-space')
  mkdirSync(join(folder, 'headers'), { mode: 0o700 })
  mkdirSync(join(folder, 'documents'), { mode: 0o700 })
  const stagedNames = new Set(toStage.map(({ name }) => name))
  const whole = createHash('sha256')
  const behind = createWriteBehind()
  try {
    for (const entry of container.entries) {
      job.signal.throwIfAborted()
      const copy = stagedNames.has(entry.name) ? behind.create(join(folder, entry.name)) : null
      const facts = await readEntry(file, entry, whole, copy)
      const { kind, digest } = expected.get(entry.name)!
      if (facts.digest !== digest) return refuse('bundles/file-altered', { kind })
      if (facts.crc !== entry.crc) return refuse('bundles/crc-wrong', { kind })
      job.progress({ done: entry.dataAt + entry.size, total: file.size, step: 'verify' })
      await new Promise(setImmediate)
    }
    await behind.flush()
  } finally {
    await behind.settle()
  }
  for (const chunk of chunksOf(file, container.directoryAt, file.size - container.directoryAt))
    whole.update(chunk)
  return ok(`sha256:${whole.digest('hex')}`)
}

/** `manifest-sha256.txt`: lets people check the other files with `sha256sum -c` after unpacking. */
export function checksumList(envelope: Buffer, manifest: Manifest): Buffer {
  const lines = [
    [createHash('sha256').update(envelope).digest('hex'), manifestName],
    ...byFileName(manifest.ranges).map((range) => [hexOf(range.digest), headersName(range.device)]),
    [hexOf(manifest.bodies.digest), bodiesName],
    ...manifest.documents.map((document) => [hexOf(document.digest), documentName(document.digest)]),
  ]
  return Buffer.from(lines.map(([digest, name]) => `${digest}  ${name}\n`).join(''), 'utf8')
}

function expectedFiles(
  manifest: Manifest,
  envelope: Buffer,
  checksums: Buffer,
): ReadonlyMap<string, Expected> {
  const ofBytes = (kind: EntryKind, bytes: Buffer): Expected => ({
    kind,
    size: bytes.length,
    digest: createHash('sha256').update(bytes).digest('hex'),
  })
  const ofFile = (kind: EntryKind, file: { readonly size: number; readonly digest: Digest }): Expected => ({
    kind,
    size: file.size,
    digest: hexOf(file.digest),
  })
  return new Map([
    [manifestName, ofBytes('manifest', envelope)],
    ...manifest.ranges.map((range) => [headersName(range.device), ofFile('headers', range)] as const),
    [bodiesName, ofFile('bodies', manifest.bodies)],
    ...manifest.documents.map((one) => [documentName(one.digest), ofFile('document', one)] as const),
    [checksumsName, ofBytes('checksums', checksums)],
  ])
}

function differenceOfSets(container: Container, expected: ReadonlyMap<string, Expected>) {
  const present = new Set(container.entries.map(({ name }) => name))
  const unlisted = container.entries.find(({ name }) => !expected.has(name))
  if (unlisted) return refuse('bundles/file-unlisted', { kind: unlisted.kind })
  for (const [name, { kind }] of expected) {
    if (!present.has(name)) return refuse('bundles/file-missing', { kind })
  }
  const odd = container.entries.find(({ name, size }) => expected.get(name)!.size !== size)
  return odd ? refuse('bundles/file-size', { kind: odd.kind }) : null
}

async function readEntry(file: OpenFile, entry: ContainerEntry, whole: Hash, copy: BehindFile | null) {
  whole.update(readAt(file, entry.offset, entry.dataAt - entry.offset))
  const hash = createHash('sha256')
  let crc = 0
  try {
    for (const chunk of chunksOf(file, entry.dataAt, entry.size)) {
      whole.update(chunk)
      hash.update(chunk)
      crc = crc32(chunk, crc)
      await copy?.write(chunk)
    }
  } finally {
    copy?.close()
  }
  return { digest: hash.digest('hex'), crc }
}
