import { createHash } from 'node:crypto'
import { closeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { Bytes } from '../../core/bytes.ts'
import type { Digest } from '../../core/suite.ts'
import { checksumList } from './contents.ts'
import { bodiesName, byFileName, checksumsName, documentName, headersName, manifestName } from './entry.ts'
import { chunkSize, chunksOf, type OpenFile, openFile } from './file.ts'
import type { DocumentToSend, Gathered } from './gather.ts'
import type { Part } from './spool.ts'
import { directory, localHeader, type ZipEntry } from './zip.ts'

/** A document of ours that is missing, or no longer what its digest says. */
export class DocumentUnusable extends Error {
  readonly document: Digest

  constructor(document: Digest) {
    super('a document is not as it was stored')
    this.document = document
  }
}

/**
 * The bytes of the container in their one settled order, from start to end without going back, so that they can be
 * encrypted as they come. Use each chunk before taking the next. Throws {@link DocumentUnusable}.
 */
export function* containerBytes(gathered: Gathered): Generator<Bytes> {
  const { manifest, envelope, headers, bodies, documents } = gathered
  const entries: ZipEntry[] = []
  let offset = 0
  const buffer = Buffer.allocUnsafeSlow(chunkSize)
  function begin(name: string, size: number, crc: number): Bytes {
    const header = localHeader({ name, size, crc })
    entries.push({ name, size, crc, offset })
    offset += header.length + size
    return header
  }
  function* part(name: string, { path, size, crc }: Part): Generator<Bytes> {
    yield begin(name, size, crc)
    const file = openOwn(path)
    yield* closing(file, chunksOf(file, 0, size))
  }
  function* bytes(name: string, content: Buffer): Generator<Bytes> {
    yield begin(name, content.length, crc32(content))
    yield content
  }
  yield* bytes(manifestName, envelope)
  for (const range of byFileName(manifest.ranges))
    yield* part(headersName(range.device), headers[manifest.ranges.indexOf(range)]!)
  yield* part(bodiesName, bodies)
  for (const document of documents) {
    const { file, crc, whole } = measured(document, buffer)
    yield begin(documentName(document.digest), document.size, crc)
    yield* closing(file, whole ? [whole] : chunksOf(file, 0, document.size))
  }
  yield* bytes(checksumsName, checksumList(envelope, manifest))
  yield directory(entries, offset)
}

function openOwn(path: string): OpenFile {
  const file = openFile(path)
  if (!file.ok) throw new Error('a spooled file is missing')
  return file.value
}

function* closing(file: OpenFile, chunks: Iterable<Bytes>): Generator<Bytes> {
  try {
    yield* chunks
  } finally {
    closeSync(file.fd)
  }
}

/** Reads a document once to know its CRC, which stands before its data; a small one is still in the buffer then. */
function measured({ path, size, digest }: DocumentToSend, buffer: Buffer) {
  const opened = openFile(path, buffer)
  if (!opened.ok) throw new DocumentUnusable(digest)
  const file = opened.value
  const hash = createHash('sha256')
  let crc = 0
  let whole: Bytes | null = null
  for (const chunk of chunksOf(file, 0, size)) {
    hash.update(chunk)
    crc = crc32(chunk, crc)
    whole = chunk.length === size ? chunk : null
  }
  if (file.size === size && `sha256:${hash.digest('hex')}` === digest) return { file, crc, whole }
  closeSync(file.fd)
  throw new DocumentUnusable(digest)
}
