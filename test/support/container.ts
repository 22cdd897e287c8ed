import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { encodeEnvelope, type Sign, seal } from '../../src-main/core/dsse.ts'
import { manifestType } from '../../src-main/core/manifest.ts'
import type { Digest } from '../../src-main/core/suite.ts'
import { headersName } from '../../src-main/platform/bundle/entry.ts'
import type { Device } from './bundles.ts'

/** What one record of a ZIP says; each field can be made to lie. */
export type Fields = {
  readonly version: number
  readonly flags: number
  readonly method: number
  readonly time: number
  readonly date: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly name: Buffer
  readonly extra: Buffer
}

export type Entry = {
  readonly name: string | Buffer
  readonly data: Buffer
  /** Lies of the local header, and of the directory. */
  readonly local?: Partial<Fields>
  readonly central?: Partial<Fields & { madeBy: number; attributes: number; comment: Buffer; offset: number }>
  /** Bytes between this entry's data and what follows. */
  readonly padding?: Buffer
}

export type End = {
  readonly comment?: Buffer
  readonly count?: number
  readonly beforeDirectory?: Buffer
  readonly beforeEnd?: Buffer
}

const empty = Buffer.alloc(0)

/** A store-only ZIP written from the specification alone, apart from the program's own writer, and able to lie. */
export function container(entries: readonly Entry[], end: End = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, local, central, padding } of entries) {
    const honest: Fields = {
      version: 10,
      flags: 0x0800,
      method: 0,
      time: 0,
      date: 0x0021,
      crc: crc32(data),
      packed: data.length,
      size: data.length,
      name: Buffer.from(name),
      extra: empty,
    }
    const here = { ...honest, ...local }
    const bytes = Buffer.concat([fixed(here, 'PK\x03\x04'), here.name, here.extra, data, padding ?? empty])
    const there = { ...honest, madeBy: 20, attributes: 0, comment: empty, offset, ...central }
    const tail = Buffer.alloc(14)
    tail.writeUInt16LE(there.comment.length, 0)
    tail.writeUInt32LE(there.attributes, 6)
    tail.writeUInt32LE(there.offset, 10)
    const madeBy = Buffer.alloc(2)
    madeBy.writeUInt16LE(there.madeBy)
    const head = fixed(there, 'PK\x01\x02')
    directory.push(
      head.subarray(0, 4),
      madeBy,
      head.subarray(4),
      tail,
      there.name,
      there.extra,
      there.comment,
    )
    locals.push(bytes)
    offset += bytes.length
  }
  const before = end.beforeDirectory ?? empty
  const index = Buffer.concat(directory)
  const record = Buffer.alloc(22)
  record.write('PK\x05\x06', 'latin1')
  record.writeUInt16LE(end.count ?? entries.length, 8)
  record.writeUInt16LE(end.count ?? entries.length, 10)
  record.writeUInt32LE(index.length, 12)
  record.writeUInt32LE(offset + before.length, 16)
  record.writeUInt16LE(end.comment?.length ?? 0, 20)
  return Buffer.concat([...locals, before, index, end.beforeEnd ?? empty, record, end.comment ?? empty])
}

function fixed(fields: Fields, signature: string): Buffer {
  const bytes = Buffer.alloc(30)
  bytes.write(signature, 'latin1')
  bytes.writeUInt16LE(fields.version, 4)
  bytes.writeUInt16LE(fields.flags, 6)
  bytes.writeUInt16LE(fields.method, 8)
  bytes.writeUInt16LE(fields.time, 10)
  bytes.writeUInt16LE(fields.date, 12)
  bytes.writeUInt32LE(fields.crc, 14)
  bytes.writeUInt32LE(fields.packed, 18)
  bytes.writeUInt32LE(fields.size, 22)
  bytes.writeUInt16LE(fields.name.length, 26)
  bytes.writeUInt16LE(fields.extra.length, 28)
  return bytes
}

/** The entries of a sound bundle, with where they lie. */
export function entriesOf(
  bytes: Buffer,
): (Entry & { readonly name: string; readonly at: number; readonly dataAt: number })[] {
  const entries = []
  let at = 0
  while (bytes.readUInt32LE(at) === 0x04034b50) {
    const size = bytes.readUInt32LE(at + 22)
    const dataAt = at + 30 + bytes.readUInt16LE(at + 26)
    const name = bytes.toString('utf8', at + 30, dataAt)
    entries.push({ name, data: bytes.subarray(dataAt, dataAt + size), at, dataAt })
    at = dataAt + size
  }
  return entries
}

export function sha256(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

// biome-ignore lint/suspicious/noExplicitAny: a manifest that may be made wrong in every way
type Draft = { manifest: any; readonly files: Map<string, Buffer> }

/**
 * A bundle made from a sound one by somebody who holds a key: `change` alters manifest and files as it likes, then the
 * manifest is signed and the container and its list of checksums are made to agree with it.
 */
export async function resigned(
  bytes: Buffer,
  by: { readonly id: Digest; readonly sign: Sign },
  change: (draft: Draft) => void | Promise<void>,
): Promise<Buffer> {
  const entries = entriesOf(bytes)
  const envelope = JSON.parse(entries[0]!.data.toString('utf8'))
  const draft: Draft = {
    manifest: JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')),
    files: new Map(entries.slice(1, -1).map(({ name, data }) => [name, Buffer.from(data)])),
  }
  await change(draft)
  const payload = Buffer.from(JSON.stringify(draft.manifest), 'utf8')
  return assembled(
    Buffer.from(encodeEnvelope(await seal(manifestType, payload, { keyid: by.id, sign: by.sign }))),
    draft.files,
  )
}

/** A container around these envelope bytes and files, its list of checksums right. */
export function assembled(envelope: Buffer, files: ReadonlyMap<string, Buffer>): Buffer {
  const all = [['manifest.dsse.json', envelope] as const, ...files]
  const checksums = all.map(([name, data]) => `${sha256(data).slice(7)}  ${name}\n`).join('')
  return container([
    ...all.map(([name, data]) => ({ name, data })),
    { name: 'manifest-sha256.txt', data: Buffer.from(checksums) },
  ])
}

/** Puts a changed file of headers into a draft and makes the manifest's range say so. */
export function replaceHeaders(draft: Draft, of: Device, lines: readonly Uint8Array[], ending = '\n'): void {
  const data = Buffer.concat(lines.flatMap((line) => [line, Buffer.from(ending)]))
  draft.files.set(headersName(of.id), data)
  const range = draft.manifest.ranges.find((one: { device: string }) => one.device === of.id)
  Object.assign(range, { size: data.length, digest: sha256(data) })
}

/** Puts a changed file of bodies into a draft and makes the manifest say so. */
export function replaceBodies(draft: Draft, data: Buffer, events?: readonly string[]): void {
  draft.files.set('bodies.ndjson', data)
  Object.assign(draft.manifest.bodies, {
    size: data.length,
    digest: sha256(data),
    ...(events ? { events } : {}),
  })
}

/** Changes a file on disk as a whole. */
export function rewritten(path: string, change: (bytes: Buffer) => Buffer): string {
  writeFileSync(path, change(readFileSync(path)))
  return path
}
