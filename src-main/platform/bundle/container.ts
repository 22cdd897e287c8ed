import { ok, type Result, refuse } from '../../core/result.ts'
import { classify, type EntryKind, maxEntryName } from './entry.ts'
import { chunksOf, type OpenFile, readAt } from './file.ts'
import { limits } from './limits.ts'
import {
  centralSignature,
  directory,
  localHeader,
  localHeaderSize,
  localSignature,
  type ZipEntry,
} from './zip.ts'

export type ContainerEntry = ZipEntry & { readonly kind: EntryKind; readonly dataAt: number }

export type Container = {
  /** In the order of the file, which is the one settled order. */
  readonly entries: readonly ContainerEntry[]
  readonly directoryAt: number
}

const maxEntries = limits.documents + limits.devices + 3

/**
 * The entries of a container, found by walking its local headers from the start of the file; refuses unless every byte
 * outside of the entries' data is exactly what the writer writes for them. Reads no data.
 */
export function readContainer(file: OpenFile): Result<Container> {
  const entries: ContainerEntry[] = []
  let at = 0
  let last = { rank: -1, name: '' }
  for (;;) {
    const start = readAt(file, at, localHeaderSize + maxEntryName)
    if (start.length < 4) return refuse('bundles/incomplete')
    const signature = start.readUInt32LE(0)
    if (signature === centralSignature) break
    if (signature !== localSignature) return refuse('bundles/container-entry')
    if (start.length < localHeaderSize) return refuse('bundles/incomplete')
    const nameLength = start.readUInt16LE(26)
    if (nameLength > maxEntryName) return refuse('bundles/entry-name')
    const header = start.subarray(0, localHeaderSize + nameLength)
    if (header.length < localHeaderSize + nameLength) return refuse('bundles/incomplete')
    const name = header.subarray(localHeaderSize).toString('latin1')
    const found = classify(name)
    if (!found) return refuse('bundles/entry-name')
    const crc = header.readUInt32LE(14)
    const size = header.readUInt32LE(18)
    if (!localHeader({ name, size, crc }).equals(header)) return refuse('bundles/container-entry')
    if (found.rank < last.rank || (found.rank === last.rank && name <= last.name)) {
      return refuse('bundles/entry-order')
    }
    if (entries.length === 0 && found.kind !== 'manifest') return refuse('bundles/manifest-missing')
    if (size > found.cap) return refuse('bundles/entry-too-large', { kind: found.kind })
    if (entries.length === maxEntries) return refuse('bundles/too-many-entries', { most: maxEntries })
    const dataAt = at + header.length
    entries.push({ name, size, crc, offset: at, kind: found.kind, dataAt })
    at = dataAt + size
    last = { rank: found.rank, name }
  }
  if (entries.length === 0) return refuse('bundles/manifest-missing')
  const fault = directoryFault(file, entries, at)
  return fault ? refuse(fault) : ok({ entries, directoryAt: at })
}

function directoryFault(file: OpenFile, entries: readonly ZipEntry[], at: number) {
  const expected = directory(entries, at)
  let compared = 0
  for (const chunk of chunksOf(file, at, Math.min(expected.length, file.size - at))) {
    if (!chunk.equals(expected.subarray(compared, compared + chunk.length)))
      return 'bundles/container-directory'
    compared += chunk.length
  }
  if (file.size < at + expected.length) return 'bundles/incomplete'
  return file.size > at + expected.length ? 'bundles/extra-bytes' : null
}
