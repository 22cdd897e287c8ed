import { createHash, type Hash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Bytes } from '../../core/bytes.ts'
import type { Job } from '../../core/ports/job.ts'
import type { Digest } from '../../core/suite.ts'
import { quietly, syncFolder } from '../disk.ts'
import { readDigest, writeFully } from './file.ts'
import { encodePartList, listName, mostParts, partName } from './parts.ts'
import { unfinishedName } from './unfinished.ts'

/** More parts than three digits number. */
export class TooManyParts extends Error {}

/** A file that was just written is no longer there: its medium was pulled. */
export class TargetGone extends Error {}

type Landed = { readonly name: string; readonly size: number; readonly digest: string }

/** Where the bytes of a bundle come to lie: one file, or the parts of a set and the list of their digests. */
export type Target = {
  /** True when one of the names that this target needs is taken. */
  isTaken(): boolean
  write(bytes: Bytes): void
  /** Ends writing; every file is fsynced when it returns. Size and digest are those of the whole bundle. */
  end(): { readonly size: number; readonly digest: Digest; readonly parts: number | null }
  /** True when every file reads as it was written; throws {@link TargetGone}. */
  readsBack(job: Job): boolean
  /** Gives the files their names; the one that makes the bundle complete comes last. */
  publish(): void
  /** Takes back whatever is there of this bundle, as far as the medium can still be reached. */
  withdraw(): void
}

/**
 * A target in `folder` for the bundle `<name><ending>`: until {@link Target.publish} all of its files have names that say
 * they are unfinished and carry `mark`. With a part size the list is on the medium, under such a name, before the first
 * part gets its own: so whoever clears up after a crash knows which parts belong to nothing.
 */
export function openTarget(request: {
  readonly folder: string
  readonly name: string
  readonly ending: '.zip' | '.zip.age'
  readonly mark: string
  /** Bytes of a part; null for one file. */
  readonly partSize: number | null
}): Target {
  const { folder, name, ending, mark, partSize } = request
  if (partSize !== null && !(Number.isSafeInteger(partSize) && partSize > 0))
    throw new Error('a part of no size')
  const file = `${name}${ending}`
  const last = partSize === null ? file : listName(name)
  const whole = createHash('sha256')
  const landed: Landed[] = []
  const published: string[] = []
  let open: { readonly fd: number; readonly hash: Hash; size: number; readonly name: string } | null = null
  let size = 0
  const pathOf = (one: string) => join(folder, one)
  const unfinished = (one: string) => pathOf(unfinishedName(one, mark))

  function begin(one: string) {
    open = { fd: openSync(unfinished(one), 'wx'), hash: createHash('sha256'), size: 0, name: one }
    return open
  }
  function next() {
    if (partSize === null) return begin(file)
    if (landed.length === mostParts) throw new TooManyParts()
    return begin(partName(file, landed.length + 1))
  }
  function endFile() {
    if (!open) return
    const { fd, hash, name: one, size: bytes } = open
    fsyncSync(fd)
    landed.push({ name: one, size: bytes, digest: hash.digest('hex') })
    open = null
    closeSync(fd)
  }
  function writeInto(into: NonNullable<typeof open>, bytes: Bytes) {
    into.hash.update(bytes)
    writeFully(into.fd, bytes)
    into.size += bytes.length
  }

  return {
    isTaken() {
      const first = partSize === null ? [] : [partName(file, 1)]
      return [last, ...first, ...landed.map((one) => one.name)].some((one) => existsSync(pathOf(one)))
    },
    write(bytes) {
      whole.update(bytes)
      size += bytes.length
      for (let at = 0; at < bytes.length; ) {
        if (open && open.size === partSize) endFile()
        const into = open ?? next()
        const room = partSize === null ? bytes.length : partSize - into.size
        const piece = bytes.subarray(at, at + room)
        writeInto(into, piece)
        at += piece.length
      }
    },
    end() {
      endFile()
      const parts = partSize === null ? null : landed.length
      if (parts !== null) {
        writeInto(begin(last), encodePartList(landed))
        endFile()
      }
      return { size, digest: `sha256:${whole.digest('hex')}`, parts }
    },
    readsBack(job) {
      const total = landed.reduce((sum, one) => sum + one.size, 0)
      let done = 0
      return landed.every((one) => {
        const read = readDigest(unfinished(one.name), (bytes) => {
          job.signal.throwIfAborted()
          done += bytes
          job.progress({ done, total, step: 'read-back' })
        })
        if (read === null) throw new TargetGone()
        return read === one.digest
      })
    },
    publish() {
      for (const one of landed) {
        // All parts are there for good before the list says so.
        if (one.name === last && landed.length > 1) syncFolder(folder)
        renameSync(unfinished(one.name), pathOf(one.name))
        published.push(one.name)
      }
      syncFolder(folder)
    },
    withdraw() {
      if (open) quietly(() => closeSync(open!.fd))
      // The list goes last: while it is there under its unfinished name, the next export knows what to clear away.
      if (published.includes(last)) quietly(() => renameSync(pathOf(last), unfinished(last)))
      const parts = landed.filter((one) => one.name !== last)
      for (const one of published) if (one !== last) quietly(() => rmSync(pathOf(one), { force: true }))
      for (const one of parts) quietly(() => rmSync(unfinished(one.name), { force: true }))
      if (open) quietly(() => rmSync(unfinished(open!.name), { force: true }))
      quietly(() => rmSync(unfinished(last), { force: true }))
    },
  }
}
