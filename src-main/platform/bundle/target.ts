import { createHash, type Hash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Bytes } from '../../core/bytes.ts'
import type { Job } from '../../core/ports/job.ts'
import type { Digest } from '../../core/suite.ts'
import { quietly, syncFolder } from '../disk.ts'
import { readDigest } from './file.ts'
import { encodePartList, listName, mostParts, partName } from './parts.ts'
import { unfinishedName } from './unfinished.ts'
import { type BehindFile, createWriteBehind } from './write-behind.ts'

/** More parts than three digits number. */
export class TooManyParts extends Error {}

/** A file that was just written is no longer there: its medium was pulled. */
export class TargetGone extends Error {}

type Landed = { readonly name: string; readonly size: number; readonly digest: string }

/** Where the bytes of a bundle come to lie: one file, or the parts of a set and the list of their digests. */
export type Target = {
  /** True when one of the names that this target needs is taken. */
  isTaken(): boolean
  /** Takes a copy of the bytes; what an earlier piece failed with may be thrown for a later one. */
  write(bytes: Bytes): Promise<void>
  /** Ends writing; every file is fsynced when it resolves. Size and digest are those of the whole bundle. */
  end(): Promise<{ readonly size: number; readonly digest: Digest; readonly parts: number | null }>
  /** True when every file reads as it was written; throws {@link TargetGone}. */
  readsBack(job: Job): boolean
  /** Gives the files their names; the one that makes the bundle complete comes last. */
  publish(): void
  /** Takes back whatever is there of this bundle, as far as the medium can still be reached. */
  withdraw(): Promise<void>
}

type Part = {
  readonly fd: number
  readonly file: BehindFile
  /** Null for a bundle of one file: then the digest of the whole is the file's own. */
  readonly hash: Hash | null
  readonly name: string
  size: number
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
  const behind = createWriteBehind()
  let open: Part | null = null
  let size = 0
  const pathOf = (one: string) => join(folder, one)
  const unfinished = (one: string) => pathOf(unfinishedName(one, mark))

  function begin(one: string): Part {
    const fd = openSync(unfinished(one), 'wx')
    const hash = partSize === null ? null : createHash('sha256')
    open = { fd, file: behind.file(fd), hash, size: 0, name: one }
    return open
  }
  function next() {
    if (partSize === null) return begin(file)
    if (landed.length === mostParts) throw new TooManyParts()
    return begin(partName(file, landed.length + 1))
  }
  async function endFile() {
    if (!open) return
    const { fd, hash, name: one, size: bytes } = open
    await behind.flush()
    fsyncSync(fd)
    landed.push({ name: one, size: bytes, digest: (hash ?? whole.copy()).digest('hex') })
    open = null
    closeSync(fd)
  }
  async function writeInto(into: Part, bytes: Bytes) {
    into.hash?.update(bytes)
    await into.file.write(bytes)
    into.size += bytes.length
  }

  return {
    isTaken() {
      const first = partSize === null ? [] : [partName(file, 1)]
      return [last, ...first, ...landed.map((one) => one.name)].some((one) => existsSync(pathOf(one)))
    },
    async write(bytes) {
      whole.update(bytes)
      size += bytes.length
      for (let at = 0; at < bytes.length; ) {
        if (open && open.size === partSize) await endFile()
        const into = open ?? next()
        const room = partSize === null ? bytes.length : partSize - into.size
        const piece = bytes.subarray(at, at + room)
        await writeInto(into, piece)
        at += piece.length
      }
    },
    async end() {
      await endFile()
      const parts = partSize === null ? null : landed.length
      if (parts !== null) {
        await writeInto(begin(last), encodePartList(landed))
        await endFile()
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
    async withdraw() {
      await behind.settle()
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
