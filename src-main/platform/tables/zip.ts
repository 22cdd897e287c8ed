import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { Bytes } from '../../core/bytes.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { limits } from './limits.ts'

export type Package = {
  readonly names: ReadonlySet<string>
  /** The text of one part, null when there is none of this name or it cannot be unpacked. */
  text(name: string): Promise<string | null>
  /** How often an ASCII pattern, whose matches have `length` bytes, stands in the parts below a folder; stops at `most`. */
  count(folder: string, pattern: RegExp, length: number, most: number): Promise<number>
}

/**
 * Looks at the directory of a ZIP before anything is unpacked. The reader behind unpacks no more than the directory
 * declares, so checking the declared sizes keeps bombs out; an entry that declares nothing and holds something lies.
 * Refuses with `tables/damaged`, `tables/password-protected`, `tables/too-large`.
 */
export async function inspectPackage(bytes: Bytes): Promise<Result<Package>> {
  const entries = new Map<string, Entry>()
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (zip.entryCount > limits.parts)
      return refuse('tables/too-large', { what: 'parts', limit: limits.parts })
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) return refuse('tables/damaged', { what: 'double-part' })
      entries.set(entry.fileName, entry)
    }
  } catch {
    // The library tells apart what is wrong by message only; whatever it is, this ZIP cannot be read.
    return refuse('tables/damaged', { what: 'zip' })
  }
  let unpacked = 0
  for (const entry of entries.values()) {
    if (entry.isEncrypted()) return refuse('tables/password-protected')
    const declared = entry.uncompressedSize
    if (declared === 0 && entry.compressedSize > 16) return refuse('tables/damaged', { what: 'sizes' })
    unpacked += declared
    if (declared > limits.part || unpacked > limits.unpacked) {
      return refuse('tables/too-large', { what: 'unpacked', limit: limits.unpacked })
    }
  }
  return ok({
    names: new Set(entries.keys()),
    async text(name) {
      const entry = entries.get(name)
      if (!entry) return null
      try {
        return await readAll(await zip.openReadStreamPromise(entry))
      } catch {
        return null
      }
    },
    async count(folder, pattern, length, most) {
      let found = 0
      for (const entry of entries.values()) {
        if (!entry.fileName.startsWith(folder)) continue
        try {
          let tail = ''
          for await (const chunk of await zip.openReadStreamPromise(entry)) {
            const text = tail + (chunk as Buffer).toString('latin1')
            found += text.match(pattern)?.length ?? 0
            if (found >= most) return found
            // What a match may have begun with, and never a whole one: none is missed, none counted twice.
            tail = text.slice(1 - length)
          }
        } catch {
          // A part that cannot be unpacked is told by the reader itself.
        }
      }
      return found
    },
  })
}

async function readAll(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
